"""What becomes of a demo appointment: it is drawn before, and told step by step as it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.actions.demo import clerk, till
from regulars.actions.demo.draft import Hand
from regulars.actions.demo.studio import Studio, known
from regulars.actions.demo.words import REASONS
from regulars.records.appointments import Appointment
from regulars.records.deposits import Deposit
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.cancellation import CancelledBy
from regulars.rules.deposits import DepositState
from regulars.rules.messages import Channel, MessageKind
from regulars.rules.money import LedgerKind

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
# Left for the desk to end: the latest ones, some of them.
_FORGOTTEN_WITHIN = timedelta(hours=30)


@dataclass(frozen=True, slots=True)
class Temper:
    """How reliable somebody is, as probabilities; the rest is completed."""

    no_show: float
    too_late: float
    on_time: float
    by_notification: float


USUAL = Temper(no_show=0.028, too_late=0.032, on_time=0.06, by_notification=0.012)
DIFFICULT = Temper(no_show=0.3, too_late=0.2, on_time=0.08, by_notification=0.05)


def draw(studio: Studio, temper: Temper, *, booked_at: datetime, starts_at: datetime) -> Status:
    """What will become of it, as far as it can be known by now."""
    if starts_at > studio.at:
        may_be_off = studio.at - booked_at > 4 * _DAY and starts_at - studio.at > 3 * _DAY
        return Status.CANCELLED_ON_TIME if may_be_off and studio.chance(0.06) else Status.BOOKED
    notice = starts_at - booked_at
    weights = (
        temper.no_show,
        temper.too_late if notice > 2 * _HOUR else 0,
        temper.on_time if notice > 3 * _DAY else 0,
        temper.by_notification if notice > 16 * _DAY else 0,
    )
    fates = (
        Status.NO_SHOW,
        Status.CANCELLED_TOO_LATE,
        Status.CANCELLED_ON_TIME,
        Status.CANCELLED_BY_NOTIFICATION,
        Status.COMPLETED,
    )
    fate = studio.rng.choices(fates, (*weights, 1 - sum(weights)))[0]
    in_progress = starts_at + 3 * _HOUR > studio.at
    return Status.COMPLETED if fate is Status.NO_SHOW and in_progress else fate


def tell(studio: Studio, appointment: Appointment, fate: Status, deposit: Deposit | None) -> None:
    """Tell the whole way of an appointment that has just been booked, up to now."""
    off_at = _called_off_at(studio, appointment, fate, deposit)
    if (
        deposit is not None
        and deposit.state == DepositState.ASKED
        and fate is not Status.CANCELLED_BY_NOTIFICATION
    ):
        _tell_of_payment(studio, deposit, until=off_at or appointment.starts_at)
    remind(studio, appointment, until=off_at)
    if fate is Status.CANCELLED_BY_NOTIFICATION:
        cancel_by_notification(studio, appointment, known(deposit))
    elif fate in CANCELLED:
        _call_off(studio, appointment, off_at, deposit)
    elif appointment.starts_at <= studio.at:
        _take_place(studio, appointment, fate, deposit)


def cancel_by_notification(studio: Studio, appointment: Appointment, deposit: Deposit) -> None:
    """The clock reminds twice and then cancels, at ten past midnight after the due day."""
    for moment, channel in _ladder(studio, deposit):
        till.remind_of_deposit(studio, deposit, at=moment, channel=channel)
    cancelled_at = known(deposit.due_at) + timedelta(minutes=11)
    till.lapse_deposit(studio, deposit, at=cancelled_at, by=None)
    clerk.cancel(studio, appointment, told_at=cancelled_at, by=None, who=CancelledBy.NOTIFICATION)
    studio.send(
        MessageKind.CANCELLED,
        appointment,
        what=till.what(appointment),
        at=cancelled_at + timedelta(minutes=1),
        channel=Channel.EMAIL,
    )


def remind(studio: Studio, appointment: Appointment, *, until: datetime | None) -> None:
    """Confirmation and reminders, as far as they were sent before `until` and before now."""
    what = till.what(appointment)
    booked_at = appointment.created_at
    if studio.chance(0.6):
        studio.send(
            MessageKind.CONFIRMATION,
            appointment,
            what=what,
            at=booked_at + timedelta(minutes=1),
            channel=Channel.EMAIL,
        )
    day = studio.house.day_of(appointment.starts_at)
    plan = ((3, 9 * 60, Channel.EMAIL, 0.55), (1, 13 * 60, Channel.SMS, 0.65))
    for days, minute, channel, probability in plan:
        moment = studio.house.moment(day - days * _DAY, minute)
        if moment > booked_at and (until is None or moment < until) and studio.chance(probability):
            studio.send(MessageKind.REMINDER, appointment, what=what, at=moment, channel=channel)
            _maybe_confirm(studio, appointment, moment, until)


def _maybe_confirm(
    studio: Studio, appointment: Appointment, reminded_at: datetime, until: datetime | None
) -> None:
    confirmed_at = reminded_at + studio.minutes(2, 400)
    latest = min(studio.at, appointment.starts_at, until or appointment.starts_at)
    if confirmed_at < latest and appointment.status == Status.BOOKED and studio.chance(0.35):
        clerk.move(studio, appointment, Status.CONFIRMED, at=confirmed_at, by=appointment.customer)


def _called_off_at(
    studio: Studio, appointment: Appointment, fate: Status, deposit: Deposit | None
) -> datetime | None:
    starts_at, booked_at = appointment.starts_at, appointment.created_at
    notice = studio.house.business.notice
    if fate is Status.CANCELLED_BY_NOTIFICATION:
        return deposit.due_at if deposit is not None else None
    if fate is Status.CANCELLED_TOO_LATE:
        most = min(notice - _HOUR, starts_at - booked_at - _HOUR)
        return starts_at - studio.minutes(30, max(31, most // timedelta(minutes=1)))
    if fate is Status.CANCELLED_ON_TIME:
        latest = min(starts_at - notice, studio.at - _HOUR)
        return to_the_minute(booked_at + (latest - booked_at) * studio.rng.uniform(0.15, 0.98))
    return None


def _tell_of_payment(studio: Studio, deposit: Deposit, *, until: datetime) -> None:
    """The deposit is paid by its due date, after a reminder or two; late ones not at all."""
    patience = (known(deposit.due_at) - deposit.asked_at) * (studio.rng.random() ** 2 * 0.95)
    paid_at = to_the_minute(deposit.asked_at + max(patience, _HOUR))
    for moment, channel in _ladder(studio, deposit):
        if moment < min(paid_at, until, studio.at):
            till.remind_of_deposit(studio, deposit, at=moment, channel=channel)
    if paid_at < min(until, studio.at):
        till.receive_deposit(studio, deposit, at=paid_at)


def _ladder(studio: Studio, deposit: Deposit) -> list[tuple[datetime, Channel]]:
    """When an unpaid deposit is reminded of: after 2 days, and again 3 days before it is due."""
    asked_on = studio.house.day_of(deposit.asked_at)
    last_day = studio.house.day_of(known(deposit.due_at))
    first = studio.house.moment(asked_on + 2 * _DAY, 9 * 60)
    second = studio.house.moment(last_day - 3 * _DAY, 9 * 60)
    return [(first, Channel.EMAIL)] + ([(second, Channel.SMS)] if second > first else [])


def to_the_minute(moment: datetime) -> datetime:
    """The moment without its seconds, as people write it down."""
    return moment.replace(second=0, microsecond=0)


def _call_off(
    studio: Studio, appointment: Appointment, off_at: datetime | None, deposit: Deposit | None
) -> None:
    assert off_at is not None
    # At night only customers are awake, at their links.
    is_daytime = 9 <= off_at.astimezone(studio.house.zone).hour < 20
    is_by_studio = is_daytime and studio.chance(0.14)
    by: Hand = appointment.staff_member if is_by_studio else appointment.customer
    if is_daytime and not is_by_studio and studio.chance(0.6):
        by = studio.house.front_desk
    who = CancelledBy.STUDIO if is_by_studio else CancelledBy.CUSTOMER
    reason = (
        ""
        if studio.chance(0.4)
        else studio.rng.choice(REASONS[studio.house.business.language, who])
    )
    clerk.cancel(studio, appointment, told_at=off_at, by=by, who=who, reason=reason)
    studio.send(
        MessageKind.CANCELLED,
        appointment,
        what=till.what(appointment),
        at=off_at + timedelta(minutes=2),
        channel=Channel.EMAIL,
    )
    if deposit is not None and deposit.state != DepositState.PAID:
        till.lapse_deposit(studio, deposit, at=off_at, by=by)
    elif deposit is not None and appointment.status == Status.CANCELLED_TOO_LATE:
        keep(studio, deposit, at=off_at)


def keep(studio: Studio, deposit: Deposit, *, at: datetime) -> None:
    """Keep a paid deposit, or be generous and credit it."""
    kind = LedgerKind.DEPOSIT_KEPT if studio.chance(0.86) else LedgerKind.DEPOSIT_CREDITED
    till.end_deposit(studio, deposit, kind, at=at, by=studio.house.front_desk)


def _take_place(
    studio: Studio, appointment: Appointment, fate: Status, deposit: Deposit | None
) -> None:
    desk = studio.house.front_desk
    if fate is Status.NO_SHOW:
        noticed_at = appointment.starts_at + studio.minutes(20, 45)
        clerk.move(studio, appointment, Status.NO_SHOW, at=noticed_at, by=desk)
        if deposit is not None and deposit.state == DepositState.PAID:
            keep(studio, deposit, at=noticed_at)
        return
    done_at = appointment.ends_at + studio.minutes(1, 15)
    if done_at > studio.at or studio.chance(0.3):
        clerk.move(
            studio,
            appointment,
            Status.CHECKED_IN,
            at=appointment.starts_at - studio.minutes(0, 12),
            by=desk,
        )
    is_forgotten = studio.at - appointment.ends_at < _FORGOTTEN_WITHIN and studio.chance(0.2)
    if done_at > studio.at or is_forgotten:
        return
    by = appointment.staff_member if studio.chance(0.7) else desk
    clerk.move(studio, appointment, Status.COMPLETED, at=done_at, by=by)
    till.settle(studio, appointment, at=done_at, by=by, deposit=deposit)
