"""What is opened beside the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.schedule import Block
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.counting import counted

DAY = "/at/nordlicht/calendar/2026-11-23/day/"
TOMORROW = make.NOW + timedelta(days=1)
ASKS = {"HX-Request": "true", "HX-Target": "panel-place"}

SignIn = Callable[[StaffMember], Client]


def opened(client: Client, word: str) -> str:
    answer = client.get(f"{DAY}?open={word}", headers=ASKS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_appointment_is_told_with_its_customer_and_the_history(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    project = make.project(mueller, "Pine ridge", expected_sessions=4)
    late = TOMORROW - timedelta(days=60)
    make.appointment(mueller, runa, late, status=Status.CANCELLED_TOO_LATE, project=project)
    make.appointment(mueller, runa, late + timedelta(days=3), status=Status.NO_SHOW)
    made = make.appointment(
        mueller, runa, TOMORROW, project=project, price_minor=62_000, notes="Bring the stencil."
    )
    make.alert(mueller, "Latex allergy", detail="Nitrile gloves only.")
    make.note(mueller, "Oat flat white.", is_pinned=True)
    make.deposit(mueller, 15_000, appointment=made, state="paid")
    client = signed_in(runa)

    with counted("calendar panel"):
        panel = opened(client, f"a{made.id}")

    assert "<!doctype" not in panel
    for words in (
        "Pine ridge, session 1",
        "session 1 of about 4",
        "3 bookings since September 2026",
        "1 no show",
        "1 cancelled too late (",
        "Latex allergy",
        "Nitrile gloves only.",
        "Oat flat white.",
        "Bring the stencil.",
        "CHF 150: Paid",
        'tabindex="0"',
        "Single appointments",
    ):
        assert words in panel


def test_without_scripts_the_page_shows_it_too(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)
    client = signed_in(runa)

    page = client.get(f"{DAY}?cancelled=1&open=a{made.id}").content.decode()
    by_address = client.get(f"/at/nordlicht/appointments/{made.id}/panel/")

    assert 'id="panel"' in page
    assert 'aria-current="true"><a href="?cancelled=1' in page
    assert f'href="{DAY}?cancelled=1" data-close-panel' in page
    assert by_address["Location"] == f"{DAY}?open=a{made.id}"


def test_nobody_sees_contact_data_or_money_who_may_not(
    runa: StaffMember, jonas: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW, price_minor=62_000)
    make.deposit(mueller, 15_000, appointment=made, state="paid")

    shown = opened(signed_in(runa), f"a{made.id}")
    withheld = opened(signed_in(jonas), f"a{made.id}")

    for words in ("044 271 33 90", "620.00", "150"):
        assert words in shown
        assert words not in withheld
    assert "Cancel…" not in withheld  # somebody else's column is only read


def test_after_a_step_one_is_back_on_the_calendar(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)
    step = f"/at/nordlicht/appointments/{made.id}/confirmation/"
    here = f"http://testserver{DAY}?open=a{made.id}"

    answer = signed_in(runa).post(step, headers={"Referer": here})

    assert answer["Location"] == f"{DAY}?open=a{made.id}"


def test_a_strangers_page_is_no_way_back(
    runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)
    step = f"/at/nordlicht/appointments/{made.id}/confirmation/"

    answer = signed_in(runa).post(
        step, headers={"Referer": "http://testserver.evil/at/nordlicht/calendar/"}
    )

    assert answer["Location"] == f"/at/nordlicht/appointments/{made.id}/"


def test_a_group_session_and_a_block_have_panels_too(
    nordlicht: Business, runa: StaffMember, mueller: Customer, signed_in: SignIn
) -> None:
    service = make.service(nordlicht, "Flash group", capacity=8)
    session = make.group_session(service, runa, TOMORROW, capacity=3)
    make.registration(session, mueller)
    block = Block.objects.create(
        business=nordlicht, staff_member=runa, title="Lunch", note="Closed",
        starts_at=TOMORROW, ends_at=TOMORROW + timedelta(hours=1), created_at=make.NOW,
    )  # fmt: skip
    client = signed_in(runa)

    group, lunch = opened(client, f"g{session.id}"), opened(client, f"b{block.id}")

    assert "1 of 3" in group
    assert "2 places left" in group
    assert "Lunch" in lunch
    assert "Closed" in lunch


def test_another_business_opens_nothing(
    nordlicht: Business,
    runa: StaffMember,
    celine: StaffMember,
    mueller: Customer,
    signed_in: SignIn,
) -> None:
    made = make.appointment(mueller, runa, TOMORROW)
    session = make.group_session(make.service(nordlicht), runa, TOMORROW)
    block = Block.objects.create(
        business=nordlicht, staff_member=runa, starts_at=TOMORROW,
        ends_at=TOMORROW + timedelta(hours=1), created_at=make.NOW,
    )  # fmt: skip
    theirs = DAY.replace("nordlicht", "lumiere")
    client = signed_in(celine)

    for word in (f"a{made.id}", f"g{session.id}", f"b{block.id}"):
        assert client.get(f"{theirs}?open={word}").status_code == 404
    assert client.get(f"/at/lumiere/appointments/{made.id}/panel/").status_code == 404
