"""Every recurring job on one screen. Hours are UTC; each job is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from regulars.actions.messages.send_due import send_due_messages
from regulars.actions.schedule.lay_blocks import lay_blocks
from regulars.actions.tokens.forget_keys import forget_old_keys
from regulars.actions.upkeep.back_up import keep_nightly_backup
from regulars.actions.upkeep.forget import forget_old_sign_ins


class Work(Protocol):
    """What a job does, as if it were `at`; says in one word or number what came of it."""

    def __call__(self, *, at: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Job:
    """A name, when (minute hour day month weekday) and what."""

    name: str
    when: str
    do: Work | Callable[..., object]


TIMETABLE = (
    Job("send messages", "* * * * *", send_due_messages),
    Job("lay recurring blocks", "20 0 * * *", lay_blocks),
    Job("nightly backup", "40 1 * * *", keep_nightly_backup),
    Job("forget old write keys", "50 * * * *", forget_old_keys),
    Job("forget old sign-ins", "10 2 * * *", forget_old_sign_ins),
)
