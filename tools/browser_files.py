"""Which files from npm do the pages need, and where do they go?

They are named one by one in regulars/kernel/web/browser_files.toml: the manifest storage of the
static files follows every reference it meets and fails on whole npm folders.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "regulars/kernel/web/browser_files.toml"
VENDOR = ROOT / "regulars/kernel/web/static/web/vendor"
# The first npm that reads lock files of version 3.
OLDEST_NPM = 7


def main(wish: str) -> int:
    """Do one of find-npm, fetch (what pages need) and fetch-all (what tests load too)."""
    npm = find_npm()
    if wish == "find-npm":
        return 0 if npm else 1
    if not npm:
        print("There is no npm on the PATH and none in .venv.", file=sys.stderr)
        return 1
    download(npm, with_test_files=wish == "fetch-all")
    return copy_files()


def find_npm() -> str:
    """Name a usable npm, the machine's own first; empty when there is none.

    npm is a script for Node.js: one that cannot say its version is none.
    """
    in_venv = str(Path(sys.executable).parent / "npm")
    for npm in (shutil.which("npm"), in_venv if Path(in_venv).exists() else None):
        if npm and major_version(npm) >= OLDEST_NPM:
            return npm
    return ""


def major_version(npm: str) -> int:
    answer = subprocess.run(
        [npm, "--version"], capture_output=True, text=True, check=False, env=environment(npm)
    )
    number = answer.stdout.strip().split(".")[0]
    return int(number) if answer.returncode == 0 and number.isdigit() else 0


def environment(npm: str) -> dict[str, str]:
    """The environment in which npm finds the node beside it."""
    return {**os.environ, "PATH": f"{Path(npm).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def download(npm: str, *, with_test_files: bool) -> None:
    """Fetch exactly what package-lock.json pins; nothing fetched may run a script."""
    only = [] if with_test_files else ["--omit=dev"]
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *only]
    subprocess.run(command, cwd=ROOT, check=True, env=environment(npm))


def copy_files() -> int:
    """Make the vendor folder anew from the manifest's list."""
    wanted = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["file"]
    missing = [
        each["from"] for each in wanted if not (ROOT / "node_modules" / each["from"]).exists()
    ]
    if missing:
        print(
            f"{MANIFEST.name} names what npm did not bring: {', '.join(missing)}", file=sys.stderr
        )
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    for each in wanted:
        target = VENDOR / each["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / each["from"], target)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
