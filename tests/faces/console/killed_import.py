"""Runs the real command in small portions and kills its own process at a chosen moment.

`killed_import.py STEP before|after import FOLDER …`: in that portion, before or after its commit.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
django.setup()

from regulars.actions.imports import reading, settle  # noqa: E402
from regulars.actions.imports.claim import Claim  # noqa: E402
from regulars.faces.console.main import main  # noqa: E402

whole = Claim.portion
steps = 0


@contextmanager
def portion(self: Claim) -> Iterator[None]:
    global steps
    steps += 1
    is_the_step = steps == int(sys.argv[1])
    with whole(self):
        yield
        if is_the_step and sys.argv[2] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
    if is_the_step:
        os.kill(os.getpid(), signal.SIGKILL)


Claim.portion = portion
reading.PORTION = settle.PORTION = 2
sys.exit(main(sys.argv[3:]))
