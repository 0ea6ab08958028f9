"""What does the API tell, and what does it keep to itself?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from regulars.kernel.documents import json_types
from regulars.queries.customer_document import customer_document
from regulars.queries.entrance import doorway
from regulars.records.tokens import ApiToken
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Scope
from tests import make
from tests.counting import counted
from tests.make import NOW

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=20)


@pytest.fixture(autouse=True)
def _used_lately(program):
    ApiToken.objects.update(last_used_at=datetime.now(UTC))


def names(page) -> list[str]:
    return [item["name"] for item in page["items"]]


def test_the_business_is_the_one_of_the_token(program, nordlicht):
    told = program.read("/business/")

    assert told == {
        "id": nordlicht.id, "slug": "nordlicht", "name": "Nordlicht Tattoo",
        "time_zone": "Europe/Zurich", "currency": "CHF", "language": "en", "country": "CH",
        "city": "", "plan": "expert_shop", "staff_word": "artist", "notice": 2880,
    }  # fmt: skip


def test_customers_are_listed_page_by_page(program, nordlicht):
    for number in range(7):
        make.customer(nordlicht, f"Guest {number}")

    with counted("api: customers"):
        first = program.get("/customers/?sort=name&limit=3")
    pages, following = [first.json()], first["Link"]
    assert following.endswith('; rel="next"')
    while pages[-1]["next"]:
        pages.append(program.read(f"/customers/?sort=name&limit=3&cursor={pages[-1]['next']}"))

    assert [names(page) for page in pages] == [
        ["Guest 0", "Guest 1", "Guest 2"],
        ["Guest 3", "Guest 4", "Guest 5"],
        ["Guest 6"],
    ]
    assert {page["total"] for page in pages} == {7}
    address = urlsplit(following.split(">")[0].removeprefix("<"))
    assert program.read(f"/customers/?{address.query}") == pages[1]
    assert address.path == "/api/v1/customers/"


def test_the_statements_for_a_list_do_not_grow_with_it(program, nordlicht, jonas):
    for number in range(60):
        customer = make.customer(nordlicht, f"Guest {number}")
        make.appointment(customer, jonas, SOON + timedelta(hours=number))

    with counted("api: customers"):
        assert len(program.read("/customers/?limit=60")["items"]) == 60


def test_who_has_something_ahead_and_who_has_not(program, nordlicht, jonas):
    coming = make.customer(nordlicht, "Coming")
    make.appointment(coming, jonas, SOON)
    make.customer(nordlicht, "Idle")
    gone = make.customer(nordlicht, "Gone", archived_at=NOW)
    make.appointment(gone, jonas, SOON + timedelta(days=1))
    make.customer(nordlicht, "Gone and idle", archived_at=NOW)

    def asked(query: str) -> list[str]:
        return sorted(names(program.read(f"/customers/?{query}")))

    assert asked("") == ["Coming", "Idle"]
    assert asked("has_upcoming=true") == ["Coming"]
    assert asked("has_upcoming=false") == ["Idle"]
    assert asked("archived=true") == ["Gone", "Gone and idle"]
    assert asked("archived=true&has_upcoming=true") == ["Gone"]
    assert asked("archived=true&has_upcoming=false") == ["Gone and idle"]
    assert asked("archived=true&has_upcoming=false&sort=next") == ["Gone and idle"]
    assert asked("search=go") == []
    assert asked("search=go&archived=true&has_upcoming=false") == ["Gone and idle"]


def test_only_who_has_the_tag(program, nordlicht, mueller):
    tag = make.tag(mueller, "Regular")
    make.customer(nordlicht, "Other")

    page = program.read(f"/customers/?tag={tag.id}")

    assert names(page) == ["Jürg Müller"]
    assert page["tags"] == [{"id": tag.id, "name": "Regular"}]
    assert names(program.read(f"/customers/?tag={tag.id}&tag={tag.id + 1}")) == []


def test_a_customer_is_found_by_any_part_of_the_name(program, mueller):
    for text in ("müller", "MULLER", "ller", "mullr", "jurg muller"):
        assert names(program.read(f"/customers/?search={text}")) == ["Jürg Müller"], text


def test_without_the_scope_nobody_is_found_by_contact_data_and_none_is_told(
    program_of, program, nordlicht, mueller
):
    blind = program_of(nordlicht, Scope.CUSTOMERS_READ, name="Blind")
    for text in ("juerg.mueller@example.ch", "3390", "%2B41442713390"):
        assert names(program.read(f"/customers/?search={text}")) == ["Jürg Müller"], text
        assert names(blind.read(f"/customers/?search={text}")) == [], text

    for address in ("/customers/", "/customers/?search=muller", f"/customers/{mueller.id}/"):
        assert "mueller@example" in program.get(address).text
        assert "mueller@example" not in blind.get(address).text
        assert "3390" not in blind.get(address).text


def test_a_customer_is_told_as_the_screen_and_the_command_line_do(
    program, nordlicht, mueller, runa, jonas
):
    make.appointment(mueller, jonas, NOW - timedelta(days=30), status=Status.NO_SHOW)
    make.ledger_line(mueller, 15000)
    make.note(mueller, "Prefers mornings.", runa)
    door = doorway(account_id=runa.account_id, slug="nordlicht")
    assert door is not None

    with counted("api: customer"):
        told = program.read(f"/customers/{mueller.id}/")

    document = customer_document(
        business=door.business, customer_id=mueller.id, at=NOW, zone=door.formats("en").zone,
        with_contact_data=True, with_money=True,
    )  # fmt: skip
    assert told | {"told_at": None} == json_types(document) | {"told_at": None}


def test_without_the_scope_no_amount_leaves(program_of, nordlicht, mueller, jonas):
    poor = program_of(
        nordlicht, Scope.CUSTOMERS_READ, Scope.APPOINTMENTS_READ, Scope.CONTACT_READ, name="Poor"
    )
    project = make.project(mueller)
    visit = make.appointment(
        mueller, jonas, NOW - timedelta(days=3), price_minor=77700, project=project,
        status=Status.COMPLETED,
    )  # fmt: skip
    make.ledger_line(mueller, 77700, appointment=visit)
    make.deposit(mueller, 77700, appointment=visit)

    for address in (
        f"/customers/{mueller.id}/", f"/customers/{mueller.id}/history/",
        f"/customers/{mueller.id}/statistics/", "/appointments/", f"/appointments/{visit.id}/",
        f"/projects/{project.id}/",
    ):  # fmt: skip
        assert poor.get(address).status_code == 200
        assert "77700" not in poor.get(address).text, address


def test_the_history_is_told_page_by_page(program, mueller, jonas):
    visits = [
        make.appointment(mueller, jonas, NOW - timedelta(days=day), status=Status.COMPLETED)
        for day in range(1, 61)
    ]

    with counted("api: customer history"):
        first = program.read(f"/customers/{mueller.id}/history/")
    second = program.read(f"/customers/{mueller.id}/history/?cursor={first['next']}")

    told = [visit["id"] for page in (first, second) for visit in page["visits"]]
    assert told == [visit.id for visit in visits]
    assert (first["earlier"], second["earlier"], second["next"]) == (10, 0, None)


def test_statistics_are_told_of_every_year_or_of_one(program, mueller, jonas):
    for year in (2024, 2026):
        at = datetime(year, 3, 1, 12, tzinfo=UTC)
        make.appointment(mueller, jonas, at, status=Status.COMPLETED)
        make.ledger_line(mueller, year, paid_at=at)

    with counted("api: customer statistics"):
        every = program.read(f"/customers/{mueller.id}/statistics/")
    one = program.read(f"/customers/{mueller.id}/statistics/?year=2024")

    assert [(year["year"], year["bookings"], year["income_minor"]) for year in every["years"]] == [
        (2026, 1, 2026),
        (2024, 1, 2024),
    ]
    assert every["together"]["income_minor"] == 4050
    assert one == every | {"years": every["years"][1:]}
    assert program.read(f"/customers/{mueller.id}/statistics/?year=2025")["years"] == []


def test_appointments_are_told_by_time(program, mueller, jonas, runa):
    # 2 December in Zürich begins at 23:00 UTC on the 1st.
    early, late = datetime(2026, 12, 1, 22, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC)
    first = make.appointment(mueller, jonas, early)
    second = make.appointment(mueller, runa, late, status=Status.NO_SHOW)

    def ids(query: str) -> list[int]:
        return [item["id"] for item in program.read(f"/appointments/?{query}")["items"]]

    with counted("api: appointments"):
        assert ids("") == [first.id, second.id]
    assert ids("from=2026-12-02") == [second.id]
    assert ids("until=2026-12-02") == [first.id]
    assert ids("from=2026-12-01T22:00:00Z&until=2026-12-01T23:00:00Z") == [first.id]
    assert ids("from=2026-12-01T23:00:00%2B01:00&until=2026-12-02T00:00:00%2B01:00") == [first.id]
    assert ids(f"staff={runa.id}") == [second.id]
    assert ids("status=no_show") == [second.id]
    assert ids(f"customer={mueller.id}&limit=1") == [first.id]
    assert ids("from=2026-12-02&until=2026-12-01") == []
    page = program.read("/appointments/?limit=1")
    assert ids(f"limit=1&cursor={page['next']}") == [second.id]


def test_one_appointment_tells_who_comes_as_far_as_the_token_may_know(
    program_of, program, nordlicht, mueller, jonas
):
    make.alert(mueller, "Latex allergy")
    make.note(mueller, "Prefers mornings.", jonas, is_pinned=True)
    visit = make.appointment(mueller, jonas, SOON, price_minor=20000)
    calendar = program_of(nordlicht, Scope.APPOINTMENTS_READ, name="Calendar")

    with counted("api: appointment"):
        told = program.read(f"/appointments/{visit.id}/")
    less = calendar.read(f"/appointments/{visit.id}/")

    assert told["customer"]["email"] == "juerg.mueller@example.ch"
    assert told["customer"]["warnings"][0]["title"] == "Latex allergy"
    assert (told["price_minor"], told["steps"][0]["to_status"]) == (20000, "booked")
    assert (less["price_minor"], less["customer"]["email"]) == (None, "")
    assert (less["customer"]["warnings"], less["customer"]["notes"]) == ([], [])
    assert (less["customer"]["last_name"], less["customer"]["bookings"]) == ("Müller", 1)
    assert "projects" not in told


def test_the_price_list_and_the_team_are_told(program, nordlicht, jonas):
    service = make.service(nordlicht, "Tattoo session", duration_minutes=240, price_minor=60000)

    with counted("api: services"):
        services = program.read("/services/")
    with counted("api: staff"):
        staff = program.read("/staff/")

    assert services["items"][0]["id"] == service.id
    assert services["items"][0]["price_minor"] == 60000
    assert staff == {
        "items": [
            {"id": jonas.id, "code": "", "name": "Jonas Wyss", "role": "staff", "is_active": True}
        ],
        "next": None,
    }
    assert "example" not in program.get("/staff/").text


def test_projects_are_told_by_customer(program, nordlicht, mueller, jonas):
    project = make.project(mueller)
    other = make.project(make.customer(nordlicht, "Other"))
    visit = make.appointment(mueller, jonas, SOON, project=project, price_minor=100)

    with counted("api: projects"):
        of_mueller = program.read(f"/projects/?customer={mueller.id}")
    first = program.read("/projects/?limit=1")
    second = program.read(f"/projects/?limit=1&cursor={first['next']}")
    with counted("api: project"):
        told = program.read(f"/projects/{project.id}/")

    assert [item["id"] for item in of_mueller["items"]] == [project.id]
    assert [page["items"][0]["id"] for page in (first, second)] == [project.id, other.id]
    assert second["next"] is None
    assert (told["title"], told["sessions"][0]["id"]) == ("Botanical sleeve", visit.id)
    assert told["sessions"][0]["price_minor"] == 100
