"""Somebody walks in."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from regulars.actions.appointments.walk_in import begins, walk_in
from regulars.actions.customers.lines import CustomerLines, Nameless
from regulars.actions.taken_time.hold import TimeTaken
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from tests import make
from tests.cast import acting
from tests.make import NOW

MINUTE = timedelta(minutes=1)
AT = NOW + 13 * MINUTE + timedelta(seconds=20)


@pytest.fixture
def cut(nordlicht: Business) -> Service:
    return make.service(nordlicht, "Fine line", duration_minutes=30, price_minor=9000)


@pytest.fixture
def comes(nordlicht: Business, runa: StaffMember, mueller: Customer, cut: Service) -> partial:
    """Mr Müller stands in the shop, and Runa has time."""
    return partial(
        walk_in,
        business=nordlicht,
        customer=mueller.id,
        staff_member_id=runa.id,
        service_id=cut.id,
        actor=acting(runa),
        at=AT,
    )


def test_it_begins_on_the_last_full_five_minutes() -> None:
    assert begins(AT) == NOW + 10 * MINUTE
    assert begins(NOW) == NOW


def test_they_are_booked_from_now_on_and_checked_in(comes: partial, mueller: Customer) -> None:
    booked = comes()

    appointment = Appointment.objects.get(id=booked.appointment_id)
    assert (booked.customer_id, appointment.customer) == (mueller.id, mueller)
    assert (appointment.starts_at, appointment.ends_at) == (NOW + 10 * MINUTE, NOW + 40 * MINUTE)
    assert (appointment.status, appointment.price_minor) == ("checked_in", 9000)
    held = BusyTime.objects.get()
    assert (held.starts_at, held.ends_at) == (AT, NOW + 40 * MINUTE)
    steps = AppointmentEvent.objects.order_by("id").values_list("to_status", flat=True)
    assert list(steps) == ["booked", "checked_in"]
    mueller.refresh_from_db()
    assert mueller.strokes == "+"


def test_somebody_new_gives_a_name_and_no_more(comes: partial) -> None:
    booked = comes(customer=CustomerLines(first_name="Milo"), length=45 * MINUTE)

    customer = Customer.objects.get(id=booked.customer_id)
    assert (customer.name, customer.strokes) == ("Milo", "+")
    appointment = Appointment.objects.get()
    assert appointment.ends_at - appointment.starts_at == 45 * MINUTE
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["customer.registered", "appointment.booked", "appointment.checked_in"]


def test_where_nobody_is_free_nothing_happens_and_nobody_is_entered(
    comes: partial, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, NOW + 30 * MINUTE)

    with pytest.raises(TimeTaken):
        comes(customer=CustomerLines(first_name="Milo"))

    assert Customer.objects.count() == 1
    assert Appointment.objects.count() == 1
    assert AuditEntry.objects.count() == 0


def test_without_a_name_nothing_happens(comes: partial) -> None:
    with pytest.raises(Nameless):
        comes(customer=CustomerLines(phone="+41796402271"))

    assert Appointment.objects.count() == 0


def test_an_artist_takes_walk_ins_in_the_own_column_and_enters_nobody(
    comes: partial, jonas: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        comes(actor=acting(jonas))
    with pytest.raises(Forbidden):
        comes(
            actor=acting(jonas), staff_member_id=jonas.id, customer=CustomerLines(first_name="Milo")
        )
    comes(actor=acting(jonas), staff_member_id=jonas.id)

    assert (Customer.objects.count(), Appointment.objects.count()) == (1, 1)
