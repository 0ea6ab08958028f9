"""Telling a customer what became of an appointment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.actions.messages.occasion import CannotBeTold, NothingToTell
from regulars.actions.messages.tell_customer import tell_of_change
from regulars.actions.messages.withdraw import withdraw_unsent
from regulars.kernel.actor import Forbidden
from regulars.records.appointments import Appointment
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Location
from regulars.records.messages import Message
from regulars.rules.appointment_status import Status
from regulars.rules.messages import MessageKind
from tests import make
from tests.cast import acting

FRIDAY = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)


@pytest.fixture
def hers(nordlicht, runa):
    """Gosia's session with Runa, Friday 27 November, 14:30 in Zürich, three hours."""
    gosia = make.customer(
        nordlicht, "Małgorzata", "Wójcik", nickname="Gosia", email="gosia@example.pl"
    )
    return make.appointment(
        gosia, runa, FRIDAY, lasting=timedelta(hours=3), service=make.service(nordlicht, "Sleeve")
    )


def tell(hers, who, kind=MessageKind.CHANGED, at=make.NOW):
    return tell_of_change(
        business=hers.business, appointment_id=hers.id, kind=kind, actor=acting(who), at=at
    )


def test_she_reads_when_what_with_whom_and_where(hers, runa, nordlicht):
    Location.objects.create(business=nordlicht, name="Nordlicht", address="Langstrasse 12, Zürich")

    told = Message.objects.get(id=tell(hers, runa))

    assert (told.state, told.channel, told.due_at) == ("queued", "email", make.NOW)
    assert told.subject == "Your appointment has changed: Fri, 27 Nov 2026, 14:30"
    assert told.body == (
        "Hello Gosia,\n\n"
        "your appointment at Nordlicht Tattoo has changed. This is how it stands now:\n\n"
        "When: Fri, 27 Nov 2026, 14:30–17:30\n"
        "What: Sleeve\n"
        "With: Runa Brandt\n"
        "Where: Nordlicht, Langstrasse 12, Zürich\n\n"
        "If that does not suit you, please get in touch with us.\n\n"
        "Nordlicht Tattoo\n"
    )


def test_it_is_in_the_trail_of_the_customer(hers, runa):
    told = tell(hers, runa)

    entry = AuditEntry.objects.get(verb="message.queued")
    assert (entry.subject_id, entry.customer_id) == (told, hers.customer_id)
    assert (entry.actor_id, entry.at) == (runa.id, make.NOW)


def test_a_customer_who_speaks_what_we_do_not_is_written_to_in_the_studio_s_language(hers, runa):
    hers.customer.language = "pl"
    hers.customer.save()
    hers.business.language = "fr"
    hers.business.save()

    assert "27 nov." in Message.objects.get(id=tell(hers, runa)).subject


def test_told_twice_is_told_once(hers, runa):
    assert tell(hers, runa) == tell(hers, runa)
    assert Message.objects.count() == 1


def test_what_has_not_left_yet_is_written_anew(hers, runa):
    first = tell(hers, runa)
    Appointment.objects.filter(id=hers.id).update(starts_at=FRIDAY - timedelta(hours=1))

    again = tell(hers, runa, at=make.NOW + timedelta(seconds=20))

    told = Message.objects.get()
    assert (first, told.due_at) == (again, make.NOW + timedelta(seconds=20))
    assert "13:30–17:30" in told.body


def test_after_it_has_left_there_is_a_second_message(hers, runa):
    Message.objects.filter(id=tell(hers, runa)).update(state="sent", sent_at=make.NOW)
    Appointment.objects.filter(id=hers.id).update(starts_at=FRIDAY - timedelta(hours=1))

    tell(hers, runa)

    assert list(Message.objects.order_by("id").values_list("state", flat=True)) == [
        "sent",
        "queued",
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"email": ""},
            "There is no e-mail address of this customer. Call, or add one on their page.",
        ),
        (
            {"archived_at": make.NOW},
            "This customer is archived. Bring them back before you write to them.",
        ),
    ],
)
def test_who_cannot_be_written_to_is_not(hers, runa, given, sentence):
    for name, value in given.items():
        setattr(hers.customer, name, value)
    hers.customer.save()

    with pytest.raises(CannotBeTold) as refusal:
        tell(hers, runa)

    assert str(refusal.value) == sentence
    assert not Message.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.BOOKED, MessageKind.CANCELLED),
        (Status.CANCELLED_ON_TIME, MessageKind.CHANGED),
        (Status.NO_SHOW, MessageKind.CONFIRMATION),
    ],
)
def test_nothing_is_said_that_is_not_so(hers, runa, status, kind):
    Appointment.objects.filter(id=hers.id).update(status=status)

    with pytest.raises(NothingToTell):
        tell(hers, runa, kind)

    assert not Message.objects.exists()


def test_the_studio_is_sorry_when_it_cancels_and_not_when_she_does(hers, runa):
    Appointment.objects.filter(id=hers.id).update(
        status=Status.CANCELLED_ON_TIME, cancelled_by="studio"
    )
    ours = Message.objects.get(id=tell(hers, runa, MessageKind.CANCELLED)).body
    Appointment.objects.filter(id=hers.id).update(cancelled_by="customer")
    hers_own = Message.objects.get(id=tell(hers, runa, MessageKind.CANCELLED)).body

    assert "we are sorry: we have to cancel" in ours
    assert "this appointment at Nordlicht Tattoo is cancelled:" in hers_own


def test_an_artist_does_not_write_about_another_s_appointment(hers, jonas):
    with pytest.raises(Forbidden):
        tell(hers, jonas)
    assert not Message.objects.exists()


def test_another_business_s_appointment_is_not_there(hers, celine):
    with pytest.raises(Appointment.DoesNotExist):
        tell_of_change(
            business=celine.business,
            appointment_id=hers.id,
            kind=MessageKind.CHANGED,
            actor=acting(celine),
            at=make.NOW,
        )


def withdraw(hers, who):
    return withdraw_unsent(
        business=hers.business,
        appointment_id=hers.id,
        kind=MessageKind.CHANGED,
        actor=acting(who),
        at=make.NOW,
    )


def test_what_waits_can_be_taken_back(hers, runa):
    tell(hers, runa)

    assert withdraw(hers, runa)

    assert not Message.objects.exists()
    assert AuditEntry.objects.filter(verb="message.withdrawn").count() == 1


@pytest.mark.parametrize(
    "now",
    [
        {"state": "sending", "attempts": 1},
        {"state": "sent", "sent_at": make.NOW},
        {"state": "queued", "attempts": 1},
    ],
)
def test_what_may_have_left_cannot_be_taken_back(hers, runa, now):
    Message.objects.filter(id=tell(hers, runa)).update(**now)

    assert not withdraw(hers, runa)
    assert Message.objects.count() == 1
