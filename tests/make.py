"""Makes records for tests, straight in the database, with the least that has to be said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from regulars.actions.customers.search_index import index_names, set_search_columns
from regulars.actions.customers.standing import refresh_standing
from regulars.records.accounts import Account
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Alert, Customer, CustomerTag, Tag
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.fields import Answer, Field
from regulars.records.group_sessions import GroupSession, Registration
from regulars.records.ledger import LedgerLine
from regulars.records.messages import Message
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.records.schedule import Block, DayHours, Room, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import ACTIVE, Status
from regulars.rules.money import LedgerKind
from regulars.rules.permissions import Role

# A Sunday in late November: clocks were set back in Zürich, summer is far.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def business(slug: str = "nordlicht", **given: Any) -> Business:
    given = {
        "name": "Nordlicht Tattoo",
        "time_zone": "Europe/Zurich",
        "currency": "CHF",
        "country": "CH",
        "created_at": NOW - timedelta(days=2000),
    } | given
    return Business.objects.create(slug=slug, **given)


def account(email: str, password: str = "nordlicht-1234", **given: Any) -> Account:
    return Account.objects.create_user(email, password, created_at=NOW, **given)


def staff(business: Business, name: str, role: Role = Role.STAFF, **given: Any) -> StaffMember:
    return StaffMember.objects.create(business=business, name=name, role=role, **given)


def service(business: Business, name: str = "Tattoo session", **given: Any) -> Service:
    return Service.objects.create(business=business, name=name, **given)


def customer(
    business: Business, first_name: str = "", last_name: str = "", **given: Any
) -> Customer:
    """A customer who can be found."""
    given = {"created_at": NOW, "changed_at": NOW} | given
    made = Customer(business=business, first_name=first_name, last_name=last_name, **given)
    set_search_columns(made)
    made.save()
    index_names(business=business, customers=[made], are_new=True)
    return made


def project(customer: Customer, title: str = "Botanical sleeve", **given: Any) -> Project:
    given = {"created_at": NOW, "business_id": customer.business_id} | given
    return Project.objects.create(customer=customer, title=title, **given)


def appointment(
    customer: Customer | None,
    staff_member: StaffMember | None,
    starts_at: datetime,
    *,
    status: Status = Status.BOOKED,
    lasting: timedelta = timedelta(hours=1),
    holds_time: bool = True,
    ending: dict[str, Any] | None = None,
    **given: Any,
) -> Appointment:
    """An appointment of that status, holding time while active, with its events and standing.

    `ending` says more about the event that gave it its status.
    """
    owner = given.pop("business", None) or (customer or staff_member).business  # type: ignore[union-attr]
    given = {
        "currency": owner.currency,
        "created_at": starts_at - timedelta(days=14),
        "changed_at": starts_at - timedelta(days=14),
    } | given
    made = Appointment.objects.create(
        business=owner,
        customer=customer,
        staff_member=staff_member,
        starts_at=starts_at,
        ends_at=starts_at + lasting,
        status=status,
        **given,
    )
    AppointmentEvent.objects.create(
        business=owner,
        appointment=made,
        to_status=Status.BOOKED,
        at=made.created_at,
        actor_kind="staff",
        actor_id=staff_member.id if staff_member else None,
    )
    if status is not Status.BOOKED:
        AppointmentEvent.objects.create(
            business=owner,
            appointment=made,
            from_status=Status.BOOKED,
            to_status=status,
            **{
                "at": starts_at,
                "actor_kind": "staff",
                "actor_id": staff_member.id if staff_member else None,
                "notice_minutes": given.get("notice_minutes"),
                "cancelled_by": given.get("cancelled_by", ""),
            }
            | (ending or {}),
        )
    if status in ACTIVE and holds_time and staff_member is not None:
        BusyTime.objects.create(
            business=owner,
            staff_member=staff_member,
            appointment=made,
            starts_at=made.starts_at,
            ends_at=made.ends_at,
        )
    if customer is not None:
        refresh_standing(business=owner, customer_ids=[customer.id])
        customer.refresh_from_db()
    return made


def group_session(
    service: Service, staff_member: StaffMember, starts_at: datetime, **given: Any
) -> GroupSession:
    given = {"title": service.name, "capacity": 6, "created_at": starts_at} | given
    return GroupSession.objects.create(
        business_id=service.business_id,
        service=service,
        staff_member=staff_member,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        **given,
    )


def registration(
    session: GroupSession, customer: Customer, status: Status = Status.BOOKED, **given: Any
) -> Registration:
    given = {"currency": "CHF", "created_at": session.starts_at} | given
    made = Registration.objects.create(
        business_id=session.business_id,
        group_session=session,
        customer=customer,
        starts_at=session.starts_at,
        status=status,
        **given,
    )
    refresh_standing(business=customer.business, customer_ids=[customer.id])
    return made


def ledger_line(
    customer: Customer | None,
    amount_minor: int,
    *,
    kind: LedgerKind = LedgerKind.PAYMENT,
    paid_at: datetime = NOW,
    **given: Any,
) -> LedgerLine:
    owner = given.pop("business", None) or customer.business  # type: ignore[union-attr]
    given = {"currency": owner.currency, "entered_at": paid_at, "actor_kind": "staff"} | given
    return LedgerLine.objects.create(
        business=owner,
        customer=customer,
        kind=kind,
        amount_minor=amount_minor,
        paid_at=paid_at,
        **given,
    )


def field(business: Business, label: str, kind: str = "text", **given: Any) -> Field:
    given = {"created_at": NOW, "position": Field.objects.of(business).count()} | given
    return Field.objects.create(business=business, label=label, kind=kind, **given)


def note(customer: Customer, body: str, author: StaffMember | None = None, **given: Any) -> Note:
    given = {"created_at": NOW} | given
    return Note.objects.create(
        business_id=customer.business_id, customer=customer, body=body, author=author, **given
    )


def event(
    appointment: Appointment, from_status: Status, to_status: Status, at: datetime, **given: Any
) -> AppointmentEvent:
    """One more change of an appointment's status; the appointment itself stays as it is."""
    given = {"actor_kind": "staff"} | given
    return AppointmentEvent.objects.create(
        business_id=appointment.business_id,
        appointment=appointment,
        from_status=from_status,
        to_status=to_status,
        at=at,
        **given,
    )


def deposit(
    customer: Customer,
    amount_minor: int,
    *,
    asked_at: datetime = NOW,
    steps: tuple[tuple[str, datetime], ...] = (),
    **given: Any,
) -> Deposit:
    """A deposit of an appointment or a project, with the steps of its way."""
    given = {"currency": "CHF"} | given
    made = Deposit.objects.create(
        business_id=customer.business_id,
        customer=customer,
        amount_minor=amount_minor,
        asked_at=asked_at,
        **given,
    )
    for state, at in steps:
        DepositStep.objects.create(
            business_id=customer.business_id, deposit=made, state=state, at=at, actor_kind="clock"
        )
    return made


def message(customer: Customer, kind: str, sent_at: datetime, **given: Any) -> Message:
    """A message that was sent."""
    given = {"channel": "email", "state": "sent", "due_at": sent_at} | given
    return Message.objects.create(
        business_id=customer.business_id, customer=customer, kind=kind, sent_at=sent_at, **given
    )


def answer(customer: Customer, field: Field, value: str, **given: Any) -> Answer:
    given = {"source": "staff", "given_at": NOW, "asked_as": field.label} | given
    return Answer.objects.create(
        business_id=customer.business_id, customer=customer, field=field, value=value, **given
    )


def alert(customer: Customer, title: str, **given: Any) -> Alert:
    given = {"created_at": NOW} | given
    return Alert.objects.create(
        business_id=customer.business_id, customer=customer, title=title, **given
    )


def tag(customer: Customer, name: str) -> Tag:
    """Put a tag on a customer."""
    made, _ = Tag.objects.get_or_create(
        business_id=customer.business_id, key=name.casefold(), defaults={"name": name}
    )
    CustomerTag.objects.create(business_id=customer.business_id, customer=customer, tag=made)
    return made


def room(business: Business, name: str = "Chair 2", **given: Any) -> Room:
    return Room.objects.create(business=business, name=name, **given)


def working_hours(
    staff_member: StaffMember, start: str, end: str, weekdays: str = "01234", **given: Any
) -> None:
    """The same hours, "9:00" to "18:00", on each of these weekdays; 0 is Monday."""
    WorkingHours.objects.bulk_create(
        WorkingHours(
            business_id=staff_member.business_id,
            staff_member=staff_member,
            weekday=int(weekday),
            start_minute=_minute(start),
            end_minute=_minute(end),
            **given,
        )
        for weekday in weekdays
    )


def day_hours(staff_member: StaffMember, day: date, start: str = "", end: str = "") -> DayHours:
    """Hours of one day alone; without any, a day off."""
    return DayHours.objects.create(
        business_id=staff_member.business_id,
        staff_member=staff_member,
        day=day,
        start_minute=_minute(start) if start else None,
        end_minute=_minute(end) if end else None,
    )


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def block(
    of: StaffMember | Room,
    starts_at: datetime,
    lasting: timedelta = timedelta(hours=1),
    *,
    holds_time: bool = True,
    **given: Any,
) -> Block:
    """Time of a staff member or a room without a customer, all of it held."""
    column = "room" if isinstance(of, Room) else "staff_member"
    given = {"created_at": NOW} | given
    times = {"starts_at": starts_at, "ends_at": starts_at + lasting, column: of}
    made = Block.objects.create(business_id=of.business_id, **times, **given)
    if holds_time:
        BusyTime.objects.create(business_id=of.business_id, block=made, **times)
    return made
