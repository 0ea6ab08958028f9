"""Who said yes to a group session is asked again when it begins at another time."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.group_sessions.status_change import write_event
from regulars.kernel.actor import Actor
from regulars.records.audit import AuditEntry
from regulars.records.group_sessions import GroupSession, Registration
from regulars.rules.appointment_status import Status, status_when_moved


def ask_again(
    session: GroupSession, was_at: datetime, *, actor: Actor, at: datetime
) -> dict[str, list[object]]:
    """Give everybody the status that a new start brings; who lost a yes, for the trail.

    A move right back to the start they said yes to gives them their yes again.
    """
    said_yes = _yes_taken_away(session, was_at)
    lost: list[int] = []
    rows = Registration.objects.of(session.business).filter(group_session=session)
    for registration in rows.active().order_by("id").locked():
        was = Status(registration.status)
        becomes = status_when_moved(was, other_start=True)
        if was is Status.BOOKED and registration.id in said_yes:
            becomes = Status.CONFIRMED
        if becomes is was:
            continue
        if becomes is Status.BOOKED:
            lost.append(registration.id)
        registration.status = becomes
        registration.version += 1
        registration.save(update_fields=("status", "version"))
        # The yes no longer stands, which is an undo of it and no new booking.
        undoes = becomes is Status.BOOKED
        write_event(registration, was, actor=actor, at=at, is_undo=undoes)
    return {"asked_again": [[], lost]} if lost else {}


def _yes_taken_away(session: GroupSession, was_at: datetime) -> frozenset[int]:
    """Who lost a yes by the latest change, if this one undoes it."""
    latest = (
        AuditEntry.objects.of(session.business)
        .filter(subject_kind="groupsession", subject_id=session.id)
        .order_by("-at", "-id")
        .values_list("verb", "changes")
        .first()
    )
    if latest is None or latest[0] != "group_session.changed":
        return frozenset()
    starts = latest[1].get("starts_at")
    if starts != [session.starts_at.isoformat(), was_at.isoformat()]:
        return frozenset()
    return frozenset(latest[1].get("asked_again", [[], []])[1])
