"""Do the lock files pin every package by hash, and name no place to fetch it from?

A lock that names a registry sends everybody there, also those behind a mirror of their own.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"\w+://|^--(index|extra-index|find-links)")


def main() -> int:
    """Name every fault of the locks and answer 1 if there is one."""
    faults = [
        fault
        for path in sorted(ROOT.glob("requirements/*.txt"))
        for fault in python_faults(path.name, path.read_text(encoding="utf-8"))
    ]
    faults += npm_faults((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for fault in faults:
        print(fault)
    print(f"Locks: {len(faults)} faults.")
    return 1 if faults else 0


def python_faults(name: str, lock: str) -> list[str]:
    faults = [
        f"{name}:{number} names an address."
        for number, line in enumerate(lock.splitlines(), start=1)
        if ADDRESS.search(line)
    ]
    requirements = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    faults += [
        f"{name}: no hash for {each.split()[0]}" for each in requirements if "--hash=" not in each
    ]
    return faults


def npm_faults(lock: str) -> list[str]:
    packages = json.loads(lock)["packages"]
    return [
        f"package-lock.json: {place} {fault}"
        for place, package in packages.items()
        if place
        for fault in (
            ["names an address."] if "resolved" in package else [],
            [] if "integrity" in package else ["has no hash."],
        )
        for fault in fault
    ]


if __name__ == "__main__":
    sys.exit(main())
