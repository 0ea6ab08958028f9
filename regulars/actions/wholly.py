"""An action happens wholly or not at all, and bears being chosen as the one that gives way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused

Told = ParamSpec("Told")
Answer = TypeVar("Answer")

# PostgreSQL: deadlock_detected, serialization_failure, lock_not_available.
_GAVE_WAY = frozenset({"40P01", "40001", "55P03"})


class Crowded(Refused):
    """Too many wanted the same rows at once; nothing was written."""

    code = "crowded"
    sentence = _("Many changes are being saved at this moment. Try again in a few seconds.")


def wholly(action: Callable[Told, Answer]) -> Callable[Told, Answer]:
    """Make the action one transaction that is tried a second time if the database gave it up.

    Locks are taken in one order, so that is rare; after the second time it raises Crowded. Inside
    another action it is a part of that one, which is tried again as a whole.
    """

    @wraps(action)
    def wholly_done(*args: Told.args, **kwargs: Told.kwargs) -> Answer:
        if connection.in_atomic_block:
            with transaction.atomic():
                return action(*args, **kwargs)
        for is_last in (False, True):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except OperationalError as fault:
                if not _gave_way(fault):
                    raise
                if is_last:
                    raise Crowded from fault
        raise AssertionError("an action is tried twice")

    return wholly_done


def _gave_way(fault: OperationalError) -> bool:
    if connection.vendor == "postgresql":
        return getattr(fault.__cause__, "sqlstate", None) in _GAVE_WAY
    return "locked" in str(fault)
