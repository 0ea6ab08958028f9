"""What the page of an appointment knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.actions.appointments.cancel import cancel_appointment
from regulars.actions.appointments.undo import undo_status
from regulars.queries.appointment_detail import NoSuchAppointment, appointment_detail
from regulars.queries.appointment_parts import Warned
from regulars.records.customers import Alert, Customer
from regulars.records.deposits import Deposit
from regulars.records.fields import Answer
from regulars.records.messages import Message
from regulars.records.staff import StaffMember
from regulars.rules.answers import FieldKind
from regulars.rules.appointment_status import Status
from regulars.rules.cancellation import CancelledBy
from tests import make
from tests.cast import acting
from tests.counting import counted
from tests.make import NOW

DAY = timedelta(days=1)


def test_it_is_known_with_everything_around_it(runa: StaffMember, mueller: Customer) -> None:
    service = make.service(runa.business, "Tattoo session", notice_minutes=24 * 60)
    project = make.project(mueller, "Pine ridge", expected_sessions=3)
    for ago, status in ((20, Status.COMPLETED), (12, Status.NO_SHOW), (6, Status.COMPLETED)):
        make.appointment(mueller, runa, NOW - ago * DAY, status=status, project=project)
    made = make.appointment(
        mueller, runa, NOW + 3 * DAY, project=project, service=service, price_minor=48000
    )
    Alert.objects.create(
        business=runa.business, customer=mueller, title="Latex allergy", created_at=NOW
    )
    make.note(mueller, "Oat flat white", runa, is_pinned=True)
    make.note(mueller, "Not pinned", runa)

    detail = appointment_detail(business=runa.business, appointment_id=made.id)

    assert (detail.what, detail.project_title, detail.session_number) == (
        "Tattoo session",
        "Pine ridge",
        3,
    )
    assert (detail.staff_name, detail.policy, detail.status) == (
        "Runa Brandt",
        DAY,
        Status.BOOKED,
    )
    assert detail.customer is not None
    assert (detail.customer.name, detail.customer.no_shows) == ("Jürg Müller", 1)
    assert detail.customer.strokes == "|x|:"
    assert detail.customer.warnings == (Warned("Latex allergy", ""),)
    assert [note.body for note in detail.customer.notes] == ["Oat flat white"]
    assert [choice.title for choice in detail.projects] == ["Pine ridge"]


def test_answers_that_warn_stand_with_the_alerts(runa: StaffMember, mueller: Customer) -> None:
    made = make.appointment(mueller, runa, NOW)
    for label, kind, value in (
        ("Blood thinners?", "yes_no", "yes"),
        ("Pregnant?", "yes_no", "no"),
        ("Allergies?", "text", "Nickel"),
    ):
        Answer.objects.create(
            business=runa.business,
            customer=mueller,
            field=make.field(runa.business, label, kind, shows_as_alert=True),
            value=value,
            asked_as=label,
            source="booking",
            given_at=NOW,
        )

    customer = appointment_detail(business=runa.business, appointment_id=made.id).customer

    assert customer is not None
    assert customer.warnings == (
        Warned("Blood thinners?", "yes", FieldKind.YES_NO),
        Warned("Allergies?", "Nickel", FieldKind.TEXT),
    )


def test_the_deposit_counts_once_however_it_was_booked(
    runa: StaffMember, mueller: Customer
) -> None:
    made = make.appointment(mueller, runa, NOW, price_minor=72000)
    deposit = Deposit.objects.create(
        business=runa.business,
        customer=mueller,
        appointment=made,
        amount_minor=15000,
        currency="CHF",
        state="paid",
        asked_at=NOW - DAY,
    )
    make.ledger_line(mueller, 15000, kind="deposit_received", appointment=made)

    def detail() -> tuple[int, int | None]:
        found = appointment_detail(business=runa.business, appointment_id=made.id)
        return found.settled_minor, found.open_minor

    assert detail() == (15000, 57000)
    make.ledger_line(mueller, 15000, kind="deposit_used", appointment=made)
    make.ledger_line(mueller, 57000, appointment=made)
    Deposit.objects.filter(id=deposit.id).update(state="used")
    assert detail() == (72000, 0)
    Deposit.objects.filter(id=deposit.id).update(state="moved")


def test_every_change_of_status_is_told_with_its_verdict(
    runa: StaffMember, mueller: Customer
) -> None:
    made = make.appointment(mueller, runa, NOW + DAY)
    told = {
        "business": runa.business,
        "appointment_id": made.id,
        "actor": acting(runa),
        "at": NOW,
    }
    cancel_appointment(**told, by=CancelledBy.CUSTOMER, told_at=NOW, reason="Flu")
    cancelled = appointment_detail(business=runa.business, appointment_id=made.id)
    undo_status(**told)
    undone = appointment_detail(business=runa.business, appointment_id=made.id)

    assert cancelled.latest is not None
    assert (cancelled.latest.actor_name, cancelled.latest.reason) == ("Runa Brandt", "Flu")
    assert (cancelled.latest.notice, cancelled.latest.policy) == (DAY, 2 * DAY)
    assert cancelled.before is Status.BOOKED
    assert [step.is_undo for step in undone.steps] == [False, False, True]


def test_messages_of_its_deposit_are_listed_too(runa: StaffMember, mueller: Customer) -> None:
    made = make.appointment(mueller, runa, NOW)
    deposit = Deposit.objects.create(
        business=runa.business,
        customer=mueller,
        appointment=made,
        amount_minor=1,
        currency="CHF",
        asked_at=NOW,
    )
    for kind, about in (
        ("reminder", {"appointment": made}),
        ("deposit_asked", {"deposit": deposit}),
        ("follow_up", {}),
    ):
        Message.objects.create(
            business=runa.business,
            customer=mueller,
            kind=kind,
            channel="sms",
            state="queued",
            due_at=NOW,
            **about,
        )

    detail = appointment_detail(business=runa.business, appointment_id=made.id)

    assert {message.kind for message in detail.messages} == {"reminder", "deposit_asked"}


def test_an_imported_one_may_lack_nearly_everything(runa: StaffMember) -> None:
    made = make.appointment(
        None, None, NOW, business=runa.business, is_imported=True, time_known=False
    )

    detail = appointment_detail(business=runa.business, appointment_id=made.id)

    assert (detail.customer, detail.staff_member_id, detail.what, detail.projects) == (
        None,
        None,
        "",
        (),
    )
    assert detail.session_number is None


def test_the_number_of_statements_is_fixed(runa: StaffMember, mueller: Customer) -> None:
    made = make.appointment(mueller, runa, NOW, project=make.project(mueller))
    for number in range(5):
        make.appointment(mueller, runa, NOW - number * DAY - DAY, status=Status.COMPLETED)

    with counted("appointment detail"):
        appointment_detail(business=runa.business, appointment_id=made.id)


def test_another_businesss_appointment_is_unknown(
    runa: StaffMember, mueller: Customer, celine: StaffMember
) -> None:
    made = make.appointment(mueller, runa, NOW)

    with pytest.raises(NoSuchAppointment):
        appointment_detail(business=celine.business, appointment_id=made.id)


def test_many_messages_leave_no_alert_and_no_note_out(runa: StaffMember, mueller: Customer) -> None:
    made = make.appointment(mueller, runa, NOW + DAY)
    for nth in range(201):
        make.message(mueller, "reminder", NOW + timedelta(minutes=nth), appointment=made)
    make.alert(mueller, "Latex allergy")
    make.note(mueller, "Oat flat white", runa, is_pinned=True)

    detail = appointment_detail(business=runa.business, appointment_id=made.id)

    assert detail.customer is not None
    assert [warned.title for warned in detail.customer.warnings] == ["Latex allergy"]
    assert [note.body for note in detail.customer.notes] == ["Oat flat white"]
    sent = [message.sent_at for message in detail.messages]
    assert (len(sent), sent[-1]) == (200, NOW + timedelta(minutes=200))
