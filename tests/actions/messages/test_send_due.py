"""Sending what is due: each message once, whatever happens in between."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection

from regulars.actions.messages import mail_door
from regulars.actions.messages.claim import claim_next, give_up_stranded
from regulars.actions.messages.send_due import send_due_messages
from regulars.actions.messages.tell_customer import tell_of_change
from regulars.records.appointments import Appointment
from regulars.records.messages import Message
from regulars.rules.appointment_status import Status
from regulars.rules.delivery import Fate
from regulars.rules.messages import MessageKind
from tests import make
from tests.cast import acting
from tests.racing import on_file, race

FRIDAY = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE_ROUND = Path(__file__).with_name("one_round.py")


def queue(runa, language="en", email="gosia@example.pl"):
    """A message to Gosia that waits."""
    gosia = make.customer(runa.business, "Gosia", "Wójcik", email=email, language=language)
    hers = make.appointment(gosia, runa, FRIDAY)
    told = tell_of_change(
        business=runa.business,
        appointment_id=hers.id,
        kind=MessageKind.CHANGED,
        actor=acting(runa),
        at=make.NOW,
    )
    return Message.objects.get(id=told)


def test_it_arrives_once_and_is_kept_as_sent(runa, mailbox):
    told = queue(runa)

    assert send_due_messages(at=make.NOW) == 1
    assert send_due_messages(at=make.NOW + MINUTE) == 0

    [mail] = mailbox.mails
    assert mail["To"] == "gosia@example.pl"
    assert mail["From"] == "Nordlicht Tattoo <regulars@localhost>"
    assert mail["Subject"] == told.subject
    assert mail.get_content().replace("\r\n", "\n").strip() == told.body.strip()
    told.refresh_from_db()
    assert (told.state, told.attempts, told.claimed_until) == ("sent", 1, None)
    assert make.NOW <= told.sent_at < make.NOW + MINUTE


@pytest.mark.parametrize("language", [code for code, _name in configured.LANGUAGES])
def test_it_is_written_in_the_customer_s_language(runa, mailbox, language):
    told = queue(runa, language)

    send_due_messages(at=make.NOW)

    [mail] = mailbox.mails
    month = {"en": "Nov", "de": "Nov.", "es": "nov", "fr": "nov.", "nl": "nov"}[language]
    assert month in mail["Subject"]
    assert "14:30–15:30" in mail.get_content()
    # A long header begins on a line of its own; its reader may keep the space before it.
    assert told.subject == mail["Subject"].strip()


def test_what_is_not_due_yet_waits(runa, mailbox):
    queue(runa)

    assert send_due_messages(at=make.NOW - MINUTE) == 0
    assert mailbox.mails == []


def test_what_leaves_is_true_when_it_leaves(runa, mailbox):
    told = queue(runa)
    Appointment.objects.filter(id=told.appointment_id).update(starts_at=FRIDAY - timedelta(hours=1))

    send_due_messages(at=make.NOW)

    assert "13:30–15:30" in mailbox.mails[0].get_content()
    told.refresh_from_db()
    assert "13:30–15:30" in told.body


def test_nothing_is_said_of_an_appointment_that_was_cancelled_since(runa, mailbox):
    told = queue(runa)
    Appointment.objects.filter(id=told.appointment_id).update(status=Status.CANCELLED_ON_TIME)

    assert send_due_messages(at=make.NOW) == 0

    told.refresh_from_db()
    assert (told.state, mailbox.mails) == ("failed", [])
    assert told.failure.startswith("There is nothing to tell")


def test_a_customer_whose_address_was_taken_out_gets_nothing(runa, mailbox):
    told = queue(runa)
    told.customer.email = ""
    told.customer.save()

    assert send_due_messages(at=make.NOW) == 0

    told.refresh_from_db()
    assert (told.state, mailbox.mails) == ("failed", [])
    assert told.failure.startswith("There is no e-mail address")


def test_a_mail_server_that_is_down_is_tried_again_and_given_up_after_five_times(runa, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    told = queue(runa)
    at, due = make.NOW, []

    for _attempt in range(5):
        send_due_messages(at=at)
        told.refresh_from_db()
        due.append(round((told.due_at - at).total_seconds() / 60))
        at = told.due_at

    assert due[:4] == [1, 10, 60, 240]
    assert (told.state, told.attempts) == ("failed", 5)
    assert told.failure == "The mail server did not take it, however often it was tried."
    assert send_due_messages(at=at + timedelta(days=1)) == 0


def test_an_address_that_is_refused_is_not_tried_again(runa, mailbox):
    async def refuse(*_asked):
        return "550 no such person"

    mailbox.handle_RCPT = refuse
    told = queue(runa)

    assert send_due_messages(at=make.NOW) == 0

    told.refresh_from_db()
    assert (told.state, told.attempts) == ("failed", 1)
    assert told.failure == "The mail server does not take messages for this address."


def test_a_busy_mail_server_is_asked_again_under_the_same_message_id(runa, mailbox):
    answers = iter(["451 later", "250 taken"])
    seen = []

    async def hesitate(_server, _session, envelope):
        seen.append(
            next(line for line in envelope.content.splitlines() if line.startswith(b"Message-ID:"))
        )
        return next(answers)

    mailbox.handle_DATA = hesitate
    told = queue(runa)

    assert send_due_messages(at=make.NOW) == 0
    assert send_due_messages(at=make.NOW + 2 * MINUTE) == 1

    told.refresh_from_db()
    assert (told.state, told.attempts) == ("sent", 2)
    assert seen[0] == seen[1]


def test_a_line_that_breaks_leaves_it_uncertain(runa, monkeypatch):
    told = queue(runa)
    monkeypatch.setattr(
        "regulars.actions.messages.send_due.hand_over", lambda **_given: Fate.UNKNOWN
    )

    assert send_due_messages(at=make.NOW) == 0

    told.refresh_from_db()
    assert (told.state, told.failure[:8]) == ("uncertain", "The line")
    assert send_due_messages(at=make.NOW + timedelta(days=1)) == 0


def test_a_line_that_breaks_while_the_text_is_read_is_not_known_to_have_ended(mailbox):
    async def hang_up(server, *_asked):
        server.transport.close()
        return "250 never read"

    mailbox.handle_DATA = hang_up

    fate = mail_door.hand_over(
        message_id=1, sender="Nordlicht", to="gosia@example.pl", subject="Hello", body="Hello"
    )

    assert fate is Fate.UNKNOWN


def test_what_a_worker_took_up_and_never_spoke_of_is_uncertain_and_stays_so(runa, mailbox):
    told = queue(runa)
    assert claim_next(at=make.NOW) == told.id

    assert send_due_messages(at=make.NOW + 9 * MINUTE) == 0
    told.refresh_from_db()
    assert told.state == "sending"

    assert send_due_messages(at=make.NOW + 11 * MINUTE) == 0
    told.refresh_from_db()
    assert (told.state, mailbox.mails) == ("uncertain", [])


def test_a_claim_is_had_by_one(runa):
    told = queue(runa)

    assert claim_next(at=make.NOW) == told.id
    assert claim_next(at=make.NOW) is None
    assert give_up_stranded(at=make.NOW) == 0


@pytest.mark.hard
def test_two_workers_send_each_message_once(committed_db, tmp_path, mailbox):
    with on_file(tmp_path):
        runa = make.staff(make.business(), "Runa Brandt", "owner")
        gosia = make.customer(runa.business, "Gosia", email="gosia@example.pl")
        for hour in range(20):
            make.message(gosia, "follow_up", None, state="queued", due_at=make.NOW + hour * MINUTE)

        at = make.NOW + timedelta(hours=1)
        sent = race([lambda: send_due_messages(at=at)] * 4)

        assert sum(sent) == 20
        assert len({mail["Message-ID"] for mail in mailbox.mails}) == len(mailbox.mails) == 20
        assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.hard
def test_a_worker_killed_while_the_server_takes_it_leaves_it_uncertain(
    committed_db, tmp_path, mailbox
):
    with on_file(tmp_path):
        told = queue(make.staff(make.business(), "Runa Brandt", "owner"))
        take, workers = mailbox.handle_DATA, []

        async def take_and_kill(*asked):
            os.kill(workers[0].pid, signal.SIGKILL)
            return await take(*asked)

        mailbox.handle_DATA = take_and_kill
        workers.append(
            subprocess.Popen(
                [sys.executable, ONE_ROUND, make.NOW.isoformat()],
                env=os.environ | installation(tmp_path),
            )
        )

        assert workers[0].wait(timeout=60) == -signal.SIGKILL
        told.refresh_from_db()
        assert (told.state, len(mailbox.mails)) == ("sending", 1)
        assert send_due_messages(at=make.NOW + 11 * MINUTE) == 0
        told.refresh_from_db()
        assert (told.state, told.sent_at, len(mailbox.mails)) == ("uncertain", None, 1)


def installation(folder):
    """The surroundings of a process that opens the same database and the same mailbox."""
    at = connection.settings_dict
    database = f"sqlite:///{at['NAME']}"
    if connection.vendor == "postgresql":
        who = f"{at['USER']}:{at['PASSWORD']}" if at["PASSWORD"] else at["USER"]
        database = f"postgres://{who}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
    return {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "regulars.config.settings",
        "REGULARS_DATA": str(folder),
        "SMTP_URL": f"smtp://127.0.0.1:{configured.EMAIL_PORT}",
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
