"""How did it come to this: notice, verdict, deposit, reminders, and endings that were undone?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from regulars.kernel.tenant import Tenant
from regulars.queries.history_parts import (
    DepositMark,
    HistoryVisit,
    Judgement,
    StepKind,
    StoryStep,
)
from regulars.queries.sql import Row, moment, moment_or_none, select
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.deposits import DepositState
from regulars.rules.messages import MessageKind

Key = tuple[bool, int]  # is it a group booking, and its id


@dataclass(frozen=True, slots=True)
class Stories:
    """Visits with their stories, and the deposits of projects as a whole."""

    visits: Mapping[Key, HistoryVisit]
    project_deposits: Mapping[int, DepositMark]

    def of(self, visits: Iterable[HistoryVisit]) -> tuple[HistoryVisit, ...]:
        """The same visits with their stories told."""
        return tuple(self.visits[key(visit)] for visit in visits)


def key(visit: HistoryVisit) -> Key:
    """What tells a visit from every other of its customer."""
    return visit.is_group, visit.id


def stories(*, business: Tenant, customer_id: int, visits: Iterable[HistoryVisit]) -> Stories:
    """Tell the stories of these visits of one customer. One SELECT, whatever their number."""
    known = {key(visit): visit for visit in visits}
    rows = select(
        _STATEMENT,
        business=business.id,
        customer=customer_id,
        appointments=[id_ for is_group, id_ in known if not is_group],
        registrations=[id_ for is_group, id_ in known if is_group],
    )
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row[0]].append(row)
    events: dict[Key, list[Row]] = defaultdict(list)
    for row in by_kind["event"]:
        events[bool(row[1]), row[2]].append(row)
    steps = _steps_by_deposit(by_kind["message"] + by_kind["step"])
    # Of several, the latest; one that moved away only where there is no other.
    moved_first = sorted(by_kind["deposit"], key=lambda row: row[5] != DepositState.MOVED)
    deposits = {row[2]: row for row in moved_first if row[2] is not None}
    return Stories(
        visits={
            visit_key: _told(
                visit,
                events[visit_key],
                None if visit_key[0] else deposits.get(visit_key[1]),
                steps,
            )
            for visit_key, visit in known.items()
        },
        project_deposits={
            row[12]: _mark(row)
            for row in by_kind["deposit"]
            if row[2] is None and row[12] is not None
        },
    )


# Columns: kind, is it of a group, whose (booking or deposit), id, at, two words, who did it,
# then told or due at, notice or amount, policy or project, undone, reason.
_STATEMENT = """
SELECT 'event' AS kind, 0 AS is_group, e.appointment_id AS whose, e.id AS seq, e.at AS at,
       e.from_status, e.to_status, e.actor_kind, s.name, e.cancelled_by,
       e.told_at, e.notice_minutes, e.policy_minutes, e.is_undo, e.reason
  FROM regulars_appointmentevent e
  LEFT JOIN regulars_staffmember s
    ON e.actor_kind = 'staff' AND s.id = e.actor_id AND s.business_id = e.business_id
 WHERE e.business_id = %(business)s AND e.appointment_id IN %(appointments)s
   AND e.from_status <> ''
UNION ALL
SELECT 'event', 1, e.registration_id, e.id, e.at,
       e.from_status, e.to_status, e.actor_kind, s.name, e.cancelled_by,
       e.told_at, e.notice_minutes, e.policy_minutes, e.is_undo, e.reason
  FROM regulars_registrationevent e
  LEFT JOIN regulars_staffmember s
    ON e.actor_kind = 'staff' AND s.id = e.actor_id AND s.business_id = e.business_id
 WHERE e.business_id = %(business)s AND e.registration_id IN %(registrations)s
   AND e.from_status <> ''
UNION ALL
SELECT 'deposit', 0, d.appointment_id, d.id, d.asked_at,
       d.state, d.currency, '', NULL, '',
       d.due_at, d.amount_minor, d.project_id, FALSE, ''
  FROM regulars_deposit d
 WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
   AND (d.appointment_id IN %(appointments)s OR d.appointment_id IS NULL)
UNION ALL
SELECT 'step', 0, t.deposit_id, t.id, t.at,
       t.state, '', t.actor_kind, NULL, '',
       NULL, NULL, NULL, FALSE, ''
  FROM regulars_depositstep t
 WHERE t.business_id = %(business)s
   AND t.deposit_id IN (SELECT d.id FROM regulars_deposit d
                         WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
                           AND d.appointment_id IN %(appointments)s)
UNION ALL
SELECT 'message', 0, m.deposit_id, m.id, m.sent_at,
       m.kind, m.channel, '', NULL, '',
       NULL, NULL, NULL, FALSE, ''
  FROM regulars_message m
 WHERE m.business_id = %(business)s AND m.sent_at IS NOT NULL
   AND m.deposit_id IN (SELECT d.id FROM regulars_deposit d
                         WHERE d.business_id = %(business)s AND d.customer_id = %(customer)s
                           AND d.appointment_id IN %(appointments)s)
 ORDER BY 5, 4
"""

_STEP_OF = {
    MessageKind.DEPOSIT_ASKED.value: StepKind.ASKED,
    MessageKind.DEPOSIT_REMINDER.value: StepKind.REMINDED,
    DepositState.ASKED.value: StepKind.ASKED,
    DepositState.REMINDED.value: StepKind.REMINDED,
}


def _told(
    visit: HistoryVisit,
    events: Sequence[Row],
    deposit: Row | None,
    steps: Mapping[int, Sequence[StoryStep]],
) -> HistoryVisit:
    undone = tuple(Status(row[5]) for row in events if row[13])
    story: list[StoryStep] = [_move(row) for row in events] if undone else []
    if visit.status is Status.CANCELLED_BY_NOTIFICATION:
        story += _clock(deposit, events, steps)
    judged = _judged(visit, events)
    if not (deposit or judged or undone or story):
        return visit
    mark = _mark(deposit) if deposit else None
    return replace(visit, deposit=mark, judged=judged, undone=undone, story=tuple(story))


def _judged(visit: HistoryVisit, events: Sequence[Row]) -> Judgement | None:
    """The verdict on the present ending, if it is a cancellation."""
    if visit.status not in CANCELLED:
        return None
    row = next((row for row in reversed(events) if row[6] == visit.status and not row[13]), None)
    if row is None:
        return None
    return Judgement(
        told_at=moment_or_none(row[10]),
        notice=_minutes(row[11]),
        policy=_minutes(row[12]),
        actor_kind=row[7],
        actor_name=row[8] or "",
        reason=row[14],
    )


def _minutes(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)


def _clock(
    deposit: Row | None, events: Sequence[Row], steps: Mapping[int, Sequence[StoryStep]]
) -> list[StoryStep]:
    """Asked, reminded, due, cancelled: in order of time, each with the days until the next."""
    told: list[StoryStep] = []
    if deposit is not None:
        money: dict[str, Any] = {"amount_minor": deposit[11], "currency": deposit[6]}
        told = [replace(step, **money) for step in steps.get(deposit[3], ())]
        if not any(step.kind is StepKind.ASKED for step in told):
            told.insert(0, StoryStep(StepKind.ASKED, moment(deposit[4]), **money))
        if deposit[10] is not None:
            # Due until a moment: the day before midnight is the day people know it by.
            told.append(StoryStep(StepKind.DUE, moment(deposit[10]) - timedelta(minutes=1)))
    ending = next(
        (row for row in reversed(events) if row[6] == Status.CANCELLED_BY_NOTIFICATION), None
    )
    if ending is not None:
        told.append(replace(_move(ending), kind=StepKind.CANCELLED))
    told.sort(key=lambda step: step.at)
    following = [step.at for step in told[1:]] + [told[-1].at] if told else []
    return [
        replace(step, days_to_next=max(1, (later - step.at).days))
        for step, later in zip(told, following, strict=True)
    ]


def _steps_by_deposit(rows: Iterable[Row]) -> dict[int, list[StoryStep]]:
    """How each deposit was asked for and reminded of.

    The messages tell it with their channel; a step of the deposit tells it where no message of
    that kind was kept (an imported book).
    """
    by_deposit: dict[int, dict[tuple[StepKind, str], list[datetime]]] = {}
    for row in rows:
        kind = _STEP_OF.get(row[5])
        if kind is None:
            continue
        steps = by_deposit.setdefault(row[2], {})
        if row[0] == "message" or not any(k is kind and channel for k, channel in steps):
            steps.setdefault((kind, row[6]), []).append(moment(row[4]))
    return {deposit: _numbered(steps) for deposit, steps in by_deposit.items()}


def _numbered(steps: Mapping[tuple[StepKind, str], Sequence[datetime]]) -> list[StoryStep]:
    told = sorted((at, kind, channel) for (kind, channel), ats in steps.items() for at in ats)
    counted: dict[StepKind, int] = defaultdict(int)
    numbered = []
    for at, kind, channel in told:
        counted[kind] += 1
        numbered.append(StoryStep(kind, at, nth=counted[kind], channel=channel))
    return numbered


def _move(row: Row) -> StoryStep:
    return StoryStep(
        kind=StepKind.MOVE,
        at=moment(row[4]),
        from_status=Status(row[5]),
        to_status=Status(row[6]),
        is_undo=bool(row[13]),
        actor_kind=row[7],
        actor_name=row[8] or "",
        reason=row[14],
    )


def _mark(row: Row) -> DepositMark:
    return DepositMark(
        state=DepositState(row[5]),
        amount_minor=row[11],
        currency=row[6],
        due_at=moment_or_none(row[10]),
    )
