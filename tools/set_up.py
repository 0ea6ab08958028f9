"""What does this machine still lack for `make run` or `make test`? This gets it, and nothing twice.

Each step leaves a stamp in .venv/.stamps that says what it was made from; while that is
unchanged the step is skipped, so a second start touches neither the network nor the disk.
Only the standard library is used, in words that an old Python understands too: an old Python is
the first thing this has to notice.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from progress import Failed, quietly

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / ".stamps"
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.13", "python3.12", "python3.11", "python3.14")
NO_NETWORK = "Is this machine online? Behind a mirror, set PIP_INDEX_URL and UV_DEFAULT_INDEX."


def main(purpose: str) -> int:
    """Make everything ready for the purpose, "run" or "test"; answer with the exit code."""
    os.chdir(str(ROOT))
    one_at_a_time = os.open(str(ROOT), os.O_RDONLY)
    fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
    try:
        make_environment()
        lock = install_packages("dev" if purpose == "test" else "base")
        install_regulars(lock)
        fetch_browser_files(purpose)
        compile_texts()
        compile_code()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    finally:
        os.close(one_at_a_time)
    return 0


def make_environment() -> None:
    """Make .venv, or keep the one that is there while it works and stands where it was made."""
    made_from = digest(str(ROOT))
    if works() and stamp("environment") in ("", made_from):
        leave_stamp("environment", made_from)
        return
    python = find_python()
    shutil.rmtree(str(VENV), ignore_errors=True)
    try:
        quietly("Virtual environment", [python, "-m", "venv", str(VENV)])
    except Failed:
        # Debian keeps ensurepip in a package of its own; its pip can do the work from outside.
        shutil.rmtree(str(VENV), ignore_errors=True)
        quietly(
            "Virtual environment, without a pip of its own",
            [python, "-m", "venv", "--without-pip", str(VENV)],
            advice="Python lacks its venv module. Debian, Ubuntu: apt-get install python3-venv",
        )
    leave_stamp("environment", made_from)


def works() -> bool:
    """Whether .venv holds a Python that runs and is new enough."""
    python = BIN / "python"
    return python.exists() and version_of(str(python)) >= OLDEST


def find_python() -> str:
    """Name a Python that is new enough, this one first.

    Raises Failed with what to install when there is none.
    """
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    for name in CANDIDATES:
        found = shutil.which(name)
        if found and version_of(found) >= OLDEST:
            return found
    major, minor = sys.version_info[:2]
    raise Failed(
        f"Regulars needs Python 3.11 or newer, and {sys.executable} is {major}.{minor}.\n"
        "Install one (Debian 12 has it: apt-get install python3 python3-venv) and try again, or\n"
        "name it: make run PYTHON=/path/to/python3.11"
    )


def version_of(python: str) -> tuple[int, ...]:
    """Tell a Python's version; nothing at all (which is older than any) when it does not run."""
    question = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(question, capture_output=True, check=True, timeout=30)
        return tuple(int(part) for part in answer.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def install_packages(wanted: str) -> str:
    """Bring .venv to exactly the locked packages and answer with the lock's digest.

    The lock for tests holds all of the one for running, so a `make run` after a `make test`
    keeps it rather than taking packages away that the next `make test` would fetch again.
    """
    locks = {name: digest(name, text(f"requirements/{name}.txt")) for name in ("base", "dev")}
    if wanted == "base" and stamp("packages").startswith("dev "):
        wanted = "dev"
    made_from = f"{wanted} {locks[wanted]}"
    if stamp("packages") == made_from:
        return made_from
    install_uv()
    forget_stamp("packages")
    quietly(
        f"Python packages ({'all, with those for tests' if wanted == 'dev' else 'to run'})",
        # Compiled once here, where PYTHONDONTWRITEBYTECODE would compile them at every start.
        [*uv("sync"), "--compile-bytecode", "--require-hashes", f"requirements/{wanted}.txt"],
        advice=NO_NETWORK,
    )
    leave_stamp("packages", made_from)
    return made_from


def install_uv() -> None:
    """Install uv into .venv: the one package that pip fetches, because pip takes minutes for all."""
    made_from = digest(text("requirements/uv.txt"))
    if stamp("uv") == made_from and (BIN / "uv").exists():
        return
    inner, outer = [str(BIN / "python"), "-m", "pip"], [find_python(), "-m", "pip"]
    has_pip = not subprocess.run([*inner, "--version"], capture_output=True, check=False).returncode
    pip = inner if has_pip else [*outer, "--python", str(BIN / "python")]
    quietly(
        "uv, which installs the rest",
        [*pip, "install", "--quiet", "--require-hashes", "-r", "requirements/uv.txt"],
        advice=f"{NO_NETWORK}\nWithout pip: apt-get install python3-venv (Debian, Ubuntu), then again.",
    )
    leave_stamp("uv", made_from)


def install_regulars(lock: str) -> None:
    """Put the `regulars` command into .venv/bin, pointing at this folder."""
    made_from = digest(lock, text("pyproject.toml"))
    if stamp("regulars") == made_from and (BIN / "regulars").exists():
        return
    quietly(
        "The regulars command",
        [*uv("install"), "--offline", "--no-deps", "--no-build-isolation", "--editable", "."],
        advice="Try `make clean` and then again.",
    )
    leave_stamp("regulars", made_from)


def fetch_browser_files(purpose: str) -> None:
    """Copy what pages take from npm; for tests also fetch what only tests load."""
    manifest = "regulars/kernel/web/browser_files.toml"
    inputs = [text(name) for name in ("package-lock.json", manifest, "tools/browser_files.py")]
    if purpose == "run" and stamp("browser").startswith("test "):
        purpose = "test"
    made_from = f"{purpose} {digest(*inputs)}"
    command = [str(BIN / "python"), "tools/browser_files.py"]
    if stamp("browser") == made_from and (ROOT / "regulars/kernel/web/static/web/vendor").is_dir():
        return
    if subprocess.run([*command, "find-npm"], check=False).returncode:
        node = [*uv("install"), "--require-hashes", "-r", "requirements/node.txt"]
        quietly("Node.js, which brings npm (60 MB, once)", node, advice=NO_NETWORK)
    quietly(
        "Browser files",
        [*command, "fetch-all" if purpose == "test" else "fetch"],
        advice="npm may need a registry or a proxy: see `npm config list`.",
    )
    leave_stamp("browser", made_from)


def compile_texts() -> None:
    """Compile the translations when one of them has changed."""
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    made_from = digest(*(path.read_text(encoding="utf-8") for path in catalogues))
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    if stamp("texts") == made_from and compiled:
        return
    quietly("Translations", [str(BIN / "python"), "tools/texts.py", "compile"])
    leave_stamp("texts", made_from)


def compile_code() -> None:
    """Compile what has changed of our own code, so that a start takes no longer than it must."""
    newest = max(path.stat().st_mtime_ns for path in (ROOT / "regulars").rglob("*.py"))
    if stamp("code") == str(newest):
        return
    subprocess.run([str(BIN / "python"), "-m", "compileall", "-qq", "regulars"], check=False)
    leave_stamp("code", str(newest))


def uv(verb: str) -> list[str]:
    """Begin a `uv pip` command that works on .venv, wherever it is called from."""
    return [str(BIN / "uv"), "pip", verb, "--python", str(BIN / "python")]


def text(name: str) -> str:
    """Read a file of the project; a missing one reads as empty."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def digest(*parts: str) -> str:
    """Fold the inputs of a step into one short word that changes when any of them does."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def stamp(step: str) -> str:
    """Read what a step was last made from; empty when it never was."""
    path = STAMPS / step
    return path.read_text(encoding="utf-8") if path.exists() else ""


def leave_stamp(step: str, made_from: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / step).write_text(made_from, encoding="utf-8")


def forget_stamp(step: str) -> None:
    (STAMPS / step).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
