"""The customer's page as a browser without scripts gets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from regulars.records.businesses import Business
from regulars.records.customers import Alert, Customer
from regulars.records.deposits import Deposit
from regulars.records.notes import Note
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make

SignIn = Callable[[StaffMember], Client]
DAY = timedelta(days=1)


def address(customer: Customer, name: str = "customer", **ids: object) -> str:
    return reverse(
        f"desk:{name}",
        kwargs={"business": customer.business.slug, "customer_id": customer.id, **ids},
    )


def shown(client: Client, customer: Customer, query: str = "") -> str:
    response = client.get(address(customer) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_answers_who_what_is_next_and_what_to_remember(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    make.tag(mueller, "Botanical")
    make.alert(mueller, "Latex allergy", detail="Nitrile gloves only.")
    make.note(mueller, "Oat flat white", runa, is_pinned=True)
    make.appointment(mueller, runa, make.NOW - 30 * DAY, status=Status.NO_SHOW)
    make.appointment(mueller, runa, make.NOW + 10_000 * DAY, title="Second sleeve")

    page = shown(signed_in(runa), mueller)

    for words in (
        "Jürg Müller",
        "Botanical",
        "Latex allergy",
        "Nitrile gloves only.",
        "Oat flat white",
        "Second sleeve",
        "with Runa Brandt",
        "044 271 33 90",
        "juerg.mueller@example.ch",
        "<b>2 bookings</b>",
        "?status=no_show#bookings",
        "1 no show",
    ):
        assert words in page


def test_a_customer_of_whom_only_a_number_is_known_looks_right(
    nordlicht: Business, runa: StaffMember, signed_in: SignIn
) -> None:
    terse = make.customer(nordlicht, number="WONM02")
    make.appointment(
        terse,
        None,
        make.NOW - 50 * DAY,
        status=Status.NO_SHOW,
        is_imported=True,
        time_known=False,
        lasting=timedelta(hours=1),
    )

    page = shown(signed_in(runa), terse)

    assert '<h1 id="name">WONM02' in page
    assert "None" not in page
    assert "tel:" not in page
    assert "mailto:" not in page


def test_contact_data_and_money_are_for_those_who_may_see_them(
    mueller: Customer, runa: StaffMember, jonas: StaffMember, signed_in: SignIn
) -> None:
    make.appointment(
        mueller, runa, make.NOW - 30 * DAY, status=Status.COMPLETED, price_minor=72_300
    )
    make.ledger_line(mueller, 72_300)

    for_owner, for_artist = (shown(signed_in(member), mueller) for member in (runa, jonas))

    for hidden in ("juerg.mueller@example.ch", "044 271 33 90", "723", "Income"):
        assert hidden in for_owner
        assert hidden not in for_artist
    assert address(mueller, "customer-changes") not in for_artist


def test_a_question_that_must_be_answered_says_so(
    nordlicht: Business, mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    make.field(nordlicht, "Do you have allergies?", is_mandatory=True)

    page = shown(signed_in(runa), mueller)

    assert '<dd class="none">Not answered yet' in page


def test_the_graph_tells_when_and_how_many(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    for day in (6, 20, 28):
        make.appointment(
            mueller, runa, make.NOW.replace(year=2025, month=8, day=day), status=Status.COMPLETED
        )

    page = shown(signed_in(runa), mueller, "?year=2025")

    assert 'aria-label="3 appointments, Wed, 6 Aug · Wed, 20 Aug · Thu, 28 Aug 2025"' in page
    assert '<option value="2025" selected>' in page


@pytest.mark.parametrize(
    "query",
    [
        "?year=x",
        "?year=99999999999",
        "?year=²⁰²⁶",
        "?year=0200099",
        "?status=x&kind=y&before=z",
        "?before=1-2-3-4",
        "?deleted_note=²",
        "?deleted_note=" + "9" * 30,
        "?deleted_note=" + "9" * 18 + "x",
        "?deleted_note=" + "9" * 5000,
        "?request=1&part=2",
    ],
)
def test_an_address_with_nonsense_in_it_still_answers(
    query: str, mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    shown(signed_in(runa), mueller, query)


def test_the_fragments_are_pages_without_htmx_and_parts_with_it(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    statistics = address(mueller, "customer-statistics", year="2026")
    bookings = address(mueller, "customer-bookings") + "?status=no_show&request=x"

    assert client.get(statistics)["Location"] == address(mueller) + "?year=2026#stats"
    assert client.get(bookings)["Location"] == address(mueller) + "?status=no_show#bookings"
    part = client.get(statistics, headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith("<section")
    assert part["HX-Replace-Url"] == address(mueller) + "?year=2026#stats"


def test_a_year_and_a_filter_chosen_in_place_keep_each_other(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    statistics = address(mueller, "customer-statistics", year="2026")
    bookings = address(mueller, "customer-bookings")

    def asked_from(query: str, where: str) -> str:
        stands = "http://testserver" + address(mueller) + query
        headers = {"hx-request": "true", "hx-current-url": stands}
        return client.get(where, headers=headers)["HX-Replace-Url"]

    filtered = asked_from("?year=2025", bookings + "?year=2024&status=no_show")
    assert filtered == address(mueller) + "?year=2025&status=no_show#bookings"
    chosen = asked_from("?year=2025&status=no_show", statistics)
    assert chosen == address(mueller) + "?year=2026&status=no_show#stats"


def test_a_note_is_written_edited_deleted_and_brought_back_without_scripts(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)

    written = client.post(
        address(mueller, "customer-notes"), {"body": "Oat milk", "follow_up_on": "1.12.2026"}
    )
    assert written["Location"] == address(mueller) + "#notes"
    page = shown(client, mueller)
    assert "Oat milk" in page
    assert "follow up on 1 Dec 2026" in page

    wrong = client.post(
        address(mueller, "customer-notes"), {"body": "Kept words", "follow_up_on": "soon"}
    )
    assert wrong.status_code == 422
    assert "Kept words" in wrong.content.decode()

    note = Note.objects.get()
    form = client.get(address(mueller, "note", note_id=note.id)).content.decode()
    assert "Oat milk" in form
    client.post(address(mueller, "note", note_id=note.id), {"body": "Soy milk", "is_pinned": "on"})
    assert "Soy milk" in shown(client, mueller)

    gone = client.post(address(mueller, "note-deletion", note_id=note.id))
    assert "Soy milk" not in shown(client, mueller)
    assert "Bring back" in client.get(gone["Location"]).content.decode()
    client.post(address(mueller, "note-deletion", note_id=note.id), {"undo": "1"})
    assert "Soy milk" in shown(client, mueller)


def test_an_answer_is_given_and_corrected_without_scripts(
    nordlicht: Business, mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    born = make.field(nordlicht, "Date of the last tattoo", "date")
    where = address(mueller, "customer-answer", field_id=born.id)

    wrong = client.post(where, {"answer": "yesterday"})
    assert wrong.status_code == 422
    assert "This is not a date." in wrong.content.decode()
    assert 'value="yesterday"' in wrong.content.decode()

    right = client.post(where, {"answer": "24.12.2020"})
    assert right["Location"] == f"{address(mueller)}#answer-{born.id}"
    assert "24 Dec 2020" in shown(client, mueller)


def test_an_alert_is_added_and_removed_without_scripts(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)

    client.post(address(mueller, "customer-alerts"), {"title": "Prepay only"})
    assert "Prepay only" in shown(client, mueller)

    removed = client.post(address(mueller, "alert-removal", alert_id=Alert.objects.get().id))
    assert "Bring back" in removed.content.decode()
    assert "Prepay only" not in shown(client, mueller)


def test_the_change_log_speaks_in_sentences(
    mueller: Customer, runa: StaffMember, signed_in: SignIn
) -> None:
    client = signed_in(runa)
    client.post(address(mueller, "customer-alerts"), {"title": "Prepay only"})

    log = client.get(address(mueller, "customer-changes")).content.decode()

    assert "Runa Brandt added an alert" in log
    assert "Title: “Prepay only”" in log


def test_the_change_log_is_not_for_everybody(
    mueller: Customer, jonas: StaffMember, signed_in: SignIn
) -> None:
    assert signed_in(jonas).get(address(mueller, "customer-changes")).status_code == 403


ADDRESSES = (
    ("customer", {}),
    ("customer-statistics", {"year": "all"}),
    ("customer-bookings", {}),
    ("customer-notes", {}),
    ("note", {"note_id": 1}),
    ("note-pin", {"note_id": 1}),
    ("note-deletion", {"note_id": 1}),
    ("customer-answer", {"field_id": 1}),
    ("customer-alerts", {}),
    ("alert-removal", {"alert_id": 1}),
    ("customer-changes", {}),
)


@pytest.mark.parametrize(("name", "ids"), ADDRESSES)
def test_a_stranger_finds_nothing(
    name: str,
    ids: dict[str, object],
    nordlicht: Business,
    lumiere: Business,
    mueller: Customer,
    runa: StaffMember,
    celine: StaffMember,
    signed_in: SignIn,
) -> None:
    make.note(mueller, "Oat milk", runa)
    make.alert(mueller, "Latex")
    make.field(nordlicht, "Allergies?")
    client = signed_in(celine)
    theirs = reverse(
        f"desk:{name}", kwargs={"business": "lumiere", "customer_id": mueller.id, **ids}
    )

    for where in (address(mueller, name, **ids), theirs):
        for answer in (
            client.get(where, headers={"hx-request": "true"}),
            client.post(where, {"body": "x", "title": "x", "answer": "x"}),
        ):
            assert answer.status_code in (404, 405)


def test_a_deposit_is_told_without_its_amount_to_who_sees_no_money(
    mueller: Customer, runa: StaffMember, jonas: StaffMember, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, make.NOW + 10_000 * DAY)
    make.deposit(mueller, 15000, appointment=made, due_at=make.NOW + 5 * DAY)

    assert "Deposit due 27 Nov 2026" in shown(signed_in(jonas), mueller)
    assert "Deposit CHF 150 due 27 Nov 2026" in shown(signed_in(runa), mueller)
    Deposit.objects.update(state="kept")
    assert "Deposit kept" in shown(signed_in(jonas), mueller)
