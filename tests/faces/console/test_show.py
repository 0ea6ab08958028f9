"""Does `regulars show` tell everything, in words and as JSON, and answer whatever it is asked?"""

from __future__ import annotations

import json
import re
import subprocess
from datetime import timedelta

import jsonschema
import pytest

from regulars.faces.console.main import main
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.rules.appointment_status import Status
from tests import make
from tools.schemas import FOLDER


def schema(name):
    return json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))


def show(called, *more, business="nordlicht"):
    return main(["show", "customer", str(called), "--business", business, *more])


def told(capsys, called, *more):
    """The document, after a look whether it is one and nothing else was said."""
    assert show(called, "--json", *more) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.endswith("}\n")
    document = json.loads(printed.out)
    checker = jsonschema.Draft202012Validator(
        schema("history" if "--older" in more else "customer"),
        format_checker=jsonschema.FormatChecker(),
    )
    assert [error.message for error in checker.iter_errors(document)] == []
    return document


@pytest.fixture
def wojcik(nordlicht, runa, jonas):
    """One with everything: every status, a group booking, deposits, answers, notes, alerts."""
    made = make.customer(
        nordlicht, "Małgorzata", "Wójcik", nickname="Gosia", number="C-7", phone="+41794120836",
        email="gosia@example.ch", street="Langstrasse 117", postal_code="8004", city="Zürich",
        country="CH", language="de", pronouns="she/her", birthday="1991-02-14",
        origins={"phone": {"kind": "staff", "id": runa.id, "at": "2026-01-02T10:00:00+00:00"}},
    )  # fmt: skip
    sleeve = make.project(made, expected_sessions=9, staff_member=runa)
    for nth, status in enumerate(Status):
        make.appointment(
            made, runa, make.NOW - timedelta(days=40 - nth), status=status, project=sleeve,
            price_minor=72050, notice_minutes=30 if "cancelled" in status else None,
            cancelled_by="customer" if "cancelled" in status else "", holds_time=False,
            ending={"policy_minutes": 2880},
        )  # fmt: skip
    unpaid = Appointment.objects.get(status=Status.CANCELLED_BY_NOTIFICATION)
    make.deposit(
        made, 15000, appointment=unpaid, state="lapsed", asked_at=make.NOW - timedelta(days=60),
        due_at=make.NOW - timedelta(days=45),
        steps=(("reminded", make.NOW - timedelta(days=50)),),
    )  # fmt: skip
    undone = Appointment.objects.get(status=Status.CHECKED_IN)
    make.event(undone, Status.NO_SHOW, Status.CHECKED_IN, make.NOW, is_undo=True)
    make.appointment(made, jonas, make.NOW + timedelta(days=900), title="Touch-up")
    flash = make.service(nordlicht, "Flash day", capacity=6)
    make.registration(make.group_session(flash, runa, make.NOW), made, Status.COMPLETED)
    make.ledger_line(made, 72050, paid_at=make.NOW - timedelta(days=400))
    make.message(made, "reminder", make.NOW)
    make.alert(made, "Latex allergy", detail="Nitrile gloves only.", author=runa)
    make.tag(made, "Regular")
    make.note(made, "First line\nsecond \x1b[31mline", runa, is_pinned=True)
    born = make.field(nordlicht, "Tattooed first on", "date")
    make.answer(made, born, "2010-05-06", staff_member=jonas)
    make.answer(made, born, "2011-05-06", source="booking", is_current=False)
    make.field(nordlicht, "Skin type", is_mandatory=True)
    return made


def test_one_with_everything_fits_the_schema(wojcik, capsys):
    document = told(capsys, "C-7")

    assert (document["name"], document["id"]) == ("Małgorzata Wójcik", wojcik.id)
    assert document["card"]["phone"] == "+41794120836"
    assert document["sources"]["phone"]["staff_name"] == "Runa Brandt"
    assert document["withheld"] == []
    assert [year["year"] for year in document["statistics"]["years"]] == [2029, 2026, 2025]
    assert document["statistics"]["together"]["income_minor"] == 72050
    assert {count["status"] for count in document["statistics"]["counts"]} == {*Status}
    (sleeve, single) = document["history"]["projects"]
    late = next(v for v in sleeve["visits"] if v["status"] == "cancelled_too_late")
    assert (late["judged"]["notice"], late["judged"]["policy"]) == (30, 2880)
    assert [visit["is_group"] for visit in single["visits"]] == [False, True]
    assert document["older"] is None
    assert list(document) == list(schema("customer")["properties"])


def test_whoever_is_new_fits_the_schema(nordlicht, mueller, capsys):
    document = told(capsys, mueller.id)

    assert document["statistics"]["years"] == []
    assert document["history"] == {"projects": [], "strokes": "", "earlier": 0}


def test_three_hundred_visits_are_read_page_by_page(nordlicht, mueller, runa, capsys):
    Appointment.objects.bulk_create(
        Appointment(
            business=nordlicht, customer=mueller, staff_member=runa, status=Status.COMPLETED,
            starts_at=make.NOW - timedelta(days=nth), currency="CHF", created_at=make.NOW,
            ends_at=make.NOW - timedelta(days=nth) + timedelta(hours=1), changed_at=make.NOW,
        )
        for nth in range(300)
    )  # fmt: skip
    Customer.objects.update(bookings=300)

    document = told(capsys, mueller.id)

    (single,) = document["history"]["projects"]
    assert (len(single["visits"]), single["earlier"], document["history"]["earlier"]) == (
        50, 250, 250,
    )  # fmt: skip
    ids, page = {visit["id"] for visit in single["visits"]}, document["older"]
    while page:
        older = told(capsys, mueller.id, "--older", page)
        ids |= {visit["id"] for visit in older["visits"]}
        page = older["next"]
    assert len(ids) == 300
    assert show(mueller.id) == 0
    assert f"250 earlier visits: --older {document['older']}" in capsys.readouterr().out
    assert show(mueller.id, "--older", document["older"]) == 0
    printed = capsys.readouterr().out
    assert len(re.findall("Completed", printed)) == 50
    assert "200 earlier visits: --older " in printed


def test_the_same_in_words(wojcik, capsys):
    assert show("C-7") == 0

    said = capsys.readouterr().out
    for line in (
        "Małgorzata Wójcik\n",
        "! Latex allergy · Nitrile gloves only.\n",
        "Phone             079 412 08 36  (typed by Runa Brandt, 2 Jan 2026)\n",
        "Address           Langstrasse 117, 8004 Zürich, CH\n",
        "Birthday          14 February 1991\n",
        "Tags              Regular\n",
        "  Tattooed first on: 6 May 2010  (typed by Jonas Wyss, 22 Nov 2026)\n",
        "      earlier: 6 May 2011  (given at booking, 22 Nov 2026)\n",
        "  Skin type: not answered yet\n",
        "  22 Nov 2026, 10:00 · Runa Brandt · pinned\n      First line\n      second  [31mline\n",
        "  Botanical sleeve · Runa Brandt · 1 of 9 sessions done\n",
        "Touch-up · Jonas Wyss · Booked\n",
        "Flash day, group of 6 · Runa Brandt · Completed\n",
    ):
        assert line in said
    for words in (
        "Cancelled too late · 30 minutes before, too late by 48 hours",
        "undone: No show", "deposit CHF 150 lapsed", "Reminded\n", "No show\n", "CHF 720.50",
    ):  # fmt: skip
        assert words in said
    assert re.search(r"^  2025 +0 +0 +0 +0 +CHF 720.50$", said, re.MULTILINE)
    assert re.search(r"^  All +7 +1 +1 +1 +CHF 720.50 +Flash day \(1\)$", said, re.MULTILINE)
    assert "\x1b" not in said


def test_the_number_wins_over_the_id_of_somebody_else(nordlicht, mueller, capsys):
    other = make.customer(nordlicht, "Anna", "Frei", number=str(mueller.id))

    assert told(capsys, mueller.id)["name"] == "Anna Frei"
    assert told(capsys, other.id)["name"] == "Anna Frei"


@pytest.mark.parametrize(
    "called",
    ["0", "C-8", "🖋👩‍👩‍👧", "\x00", "\x1b[2J", "\ud83d", "x" * 10_000, "9" * 10_000, "٣", str(2**63),
     "العميل", "%", "' OR 1=1 --", "\u202eabc", "", " "],
)  # fmt: skip
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nobody_of_that_number_or_id_is_said_in_one_sentence(
    nordlicht, mueller, capsys, called, form
):
    assert show(called, *form) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.fullmatch(
        r"regulars: Nordlicht Tattoo has no customer of the number or id “[^\x00-\x1f]{0,61}”\.\n",
        printed.err,
    )


def test_somebody_of_another_business_is_nobody(nordlicht, lumiere, mueller, capsys):
    assert show(mueller.id, business="lumiere") == 1
    assert "Salon Lumière has no customer" in capsys.readouterr().err


@pytest.mark.parametrize("slug", ["nowhere", "", "\x00", "\ud83d", "🖋" * 5000, "%"])
def test_a_business_that_is_not_there_is_said_with_those_that_are(
    nordlicht, lumiere, mueller, capsys, slug
):
    assert show(mueller.id, business=slug) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("regulars: There is no business “")
    assert printed.err.endswith("”. There is: lumiere, nordlicht.\n")
    assert len(printed.err) < 200


@pytest.mark.parametrize("page", ["x", "null", "\x00", "9" * 10_000, "\ud83d"])
@pytest.mark.parametrize("how", [(), ("--json",)])
def test_a_place_that_nobody_gave_out_is_refused(wojcik, capsys, page, how):
    assert show("C-7", "--older", page, *how) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("regulars: “")
    assert "is no place in a history. Take what “older” or “next” said" in printed.err
    assert len(printed.err) < 250


def test_an_empty_place_is_the_beginning(wojcik, capsys):
    assert len(told(capsys, "C-7", "--older", "")["visits"]) == 10


def test_there_is_nothing_older(nordlicht, mueller, capsys):
    assert show(mueller.id, "--older", "") == 0
    assert capsys.readouterr().out == "There are no older visits.\n"


ONE = """INSERT INTO regulars_customer (id, business_id, number, first_name, last_name, nickname,
    pronouns, company, email, phone, language, street, postal_code, city, country, origins,
    created_at, changed_at, sort_name, email_key, phone_digits, phone_reversed, last_visit_key,
    bookings, no_shows, late_cancellations, strokes)
  SELECT 7, id, 'C-7', 'Zoë 🖋', '', '', '', '', '', '', '', '', '', '', '', '{}', created_at,
    created_at, 'zoe', '', '', '', 0, 0, 0, 0, '' FROM regulars_business"""


def test_a_process_writes_utf_8_whatever_the_terminal_says(opened):
    opened.tell_the_database(ONE)
    poor = opened.environment | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}

    def run(*words):
        command = opened.command("show", "customer", "C-7", "--business", "nordlicht", *words)
        return subprocess.run(command, env=poor, cwd=opened.data, capture_output=True, timeout=60)

    document, words = run("--json"), run()

    assert (document.returncode, document.stderr) == (0, b"")
    assert json.loads(document.stdout.decode())["name"] == "Zoë 🖋"
    assert (words.returncode, words.stderr) == (0, b"")
    assert words.stdout.startswith(b"Zo? ?\nNordlicht Tattoo")


def test_a_reader_that_has_seen_enough_hears_no_complaint(opened):
    opened.tell_the_database(ONE)
    command = " ".join(opened.command("show", "customer", "7", "--business", "nordlicht", "--json"))

    ended = subprocess.run(
        f"{command} | true", shell=True, env=opened.environment, cwd=opened.data,
        capture_output=True, timeout=60,
    )  # fmt: skip

    assert (ended.stdout, ended.stderr) == (b"", b"")
