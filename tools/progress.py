"""How does a long step show that it is alive, and what does it say when it fails?"""

from __future__ import annotations

import subprocess
import tempfile
import time


class Failed(Exception):
    """A step that did not work, with what to do about it in the message."""


def quietly(title: str, command: list[str], *, advice: str = "") -> None:
    """Run a command behind one line of dots, a dot per second.

    Raises Failed with the end of what the command said, and the advice, when it does not succeed.
    """
    started_at = time.monotonic()
    print(f"  {title} ..", end="", flush=True)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        try:
            process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        except OSError as error:
            print("failed", flush=True)
            raise Failed(f"{command[0]}: {error.strerror}.\n{advice}".rstrip()) from error
        wait_with_dots(process)
        if process.returncode:
            print(" failed", flush=True)
            said.seek(0)
            last_lines = "".join(said.readlines()[-20:]).rstrip()
            raise Failed(f"{last_lines}\n\n{title}: did not work. {advice}".rstrip())
    print(f" ({time.monotonic() - started_at:.0f} s)", flush=True)


def wait_with_dots(process: subprocess.Popen[bytes]) -> None:
    try:
        while True:
            try:
                process.wait(timeout=1)
                return
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
