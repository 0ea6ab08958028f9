"""Which process is this, and does that one still run?"""

from __future__ import annotations

import os
import socket
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

_PROC = Path("/proc")
_STATE, _BEGUN = 0, 19  # of the words that follow the command's name in /proc/…/stat


def this_process() -> str:
    """A name that no other process bears, here or on another machine, now or after a restart."""
    return _name(os.getpid())


def claim_of_this_process() -> str:
    """What this process writes where it claims something: its name, and a word of this claim."""
    return f"{this_process()} {token_hex(4)}"


def process_of(claim: str) -> str:
    """Which process wrote that claim."""
    return claim.rpartition(" ")[0]


def has_ended(process: str) -> bool:
    """Whether the process of that name is known to run no more.

    False where that cannot be known, as of a process on another machine.
    """
    place, _, number = process.rpartition(" ")[0].rpartition(" ")
    return place == _place() and process != _name(int(number))


def _name(number: int) -> str:
    return f"{_place()} {number} {_begun(number)}"


@lru_cache(maxsize=1)
def _place() -> str:
    """This machine since it was started, and the container if it is one: where numbers are given."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return f"{socket.gethostname()} -"


def _begun(number: int) -> str:
    """When that process began, which tells it from an earlier one of its number; "" if it ended."""
    try:
        words = (_PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "" if _PROC.joinpath("self").exists() or not _answers(number) else "-"
    # A zombie has ended and only waits for its parent to notice.
    return "" if words[_STATE] == "Z" else words[_BEGUN]


def _answers(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
