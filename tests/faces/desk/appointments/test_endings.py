"""What the dialogs of an ending ask about money, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from regulars.queries.appointment_detail import appointment_detail
from regulars.queries.letter import cancellation_letter
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.ledger import LedgerLine
from regulars.records.messages import Message
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from tests import make
from tests.make import NOW

SignIn = Callable[[StaffMember], Client]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}
TOLD = {"by": "customer", "told_on": "22.11.2026", "told_time": "10:00"}
PAID = {"price": "480.00", "tip": "", "paid_by": "card", "to_pay": "38000"}


@pytest.fixture(autouse=True)
def _it_is_ten_in_zurich() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, nadia: StaffMember) -> Client:
    """Nadia's browser."""
    return signed_in(nadia)


@pytest.fixture
def begun(runa: StaffMember, mueller: Customer) -> Appointment:
    """Half an hour ago, CHF 480 with a deposit of CHF 100."""
    made = make.appointment(
        mueller,
        runa,
        NOW - HOUR / 2,
        price_minor=48000,
        project=make.project(mueller),
        service=make.service(runa.business, "Tattoo session"),
    )
    pay_deposit(made)
    return made


@pytest.fixture
def tomorrow(runa: StaffMember, mueller: Customer) -> Appointment:
    """In 29 hours, where 48 hours of notice are asked for, with a deposit of CHF 100."""
    made = make.appointment(mueller, runa, NOW + 29 * HOUR, price_minor=48000)
    pay_deposit(made)
    return made


def pay_deposit(visit: Appointment) -> Deposit:
    paid_at = NOW - 16 * DAY
    make.ledger_line(
        visit.customer, 10000, kind="deposit_received", appointment=visit, paid_at=paid_at
    )
    return make.deposit(
        visit.customer, 10000, appointment=visit, state="paid", steps=(("paid", paid_at),)
    )


def at(appointment: Appointment, what: str) -> str:
    return f"/at/nordlicht/appointments/{appointment.id}/{what}/"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def status_of(appointment: Appointment) -> str:
    return Appointment.objects.values_list("status", flat=True).get(id=appointment.id)


def lines() -> list[tuple[str, int]]:
    rows = LedgerLine.objects.order_by("id").exclude(kind="deposit_received")
    return list(rows.values_list("kind", "amount_minor"))


def state() -> str:
    return Deposit.objects.values_list("state", flat=True).order_by("id")[0]


def test_completing_asks_for_the_price_less_the_deposit(desk: Client, begun: Appointment) -> None:
    page = text_of(desk.get(at(begun, "completion"), headers=HTMX))

    assert 'value="480.00"' in page
    assert "Deposit, paid 6 Nov 2026, used up</dt><dd>− 100.00" in page
    assert "CHF 380.00" in page
    assert "Complete and take CHF 380<" in page
    assert 'name="to_pay" value="38000"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"price": "500"}, ["Complete and take CHF 400<"]),
        ({"tip": "20"}, ["Complete and take CHF 400<", "<dt>Tip</dt><dd>20.00"]),
        ({"paid_by": "not_yet"}, ["CHF 380.00", ">Complete<"]),
        ({"price": "60"}, ["To give back now", "Complete and give back CHF 40<"]),
        ({"price": "lots"}, ["Complete and take CHF 380<"]),
    ],
)
def test_the_sums_follow_what_is_typed(
    desk: Client, begun: Appointment, typed: dict[str, str], words: list[str]
) -> None:
    asked = PAID | typed | {"asked": "1"}
    scripted = text_of(desk.get(at(begun, "completion"), asked, headers=HTMX))

    for word in words:
        assert word in scripted
    if typed != {"price": "lots"}:
        plain = desk.post(at(begun, "completion"), asked | {"again": "1"})
        assert words[0] in text_of(plain)
    assert (status_of(begun), lines()) == ("booked", [])


def test_it_completes_takes_the_money_and_can_be_undone_from_the_toast(
    desk: Client, begun: Appointment
) -> None:
    done = desk.post(at(begun, "completion"), PAID | {"tip": "20"}, follow=True)

    page = text_of(done)
    assert "Completed. CHF 400 taken." in page
    assert lines() == [("deposit_used", 10000), ("payment", 38000), ("payment", 2000)]
    undo = f"{at(begun, 'undo')}?of=completed&amp;next=%2Fat%2Fnordlicht%2Fappointments%2F{begun.id}%2F"
    assert f'action="{undo}"' in page

    undone = text_of(desk.post(undo.replace("&amp;", "&"), follow=True))
    assert "Undone. The appointment is: Booked. CHF 400 was taken and stays in the till." in undone
    assert f'href="{at(begun, "repayment")}"' in undone
    assert (status_of(begun), state()) == ("booked", "paid")


def test_a_sum_that_changed_meanwhile_is_shown_anew(desk: Client, begun: Appointment) -> None:
    make.ledger_line(begun.customer, 8000, appointment=begun)

    answer = desk.post(at(begun, "completion"), PAID, headers=HTMX)

    assert answer.status_code == 409
    assert "Now CHF 300.00 is to pay. Check it and confirm." in text_of(answer)
    assert 'name="to_pay" value="30000"' in text_of(answer)
    assert status_of(begun) == "booked"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"price": "lots"}, "Write an amount, for example 120.00."),
        ({"price": ""}, "Write the price, or 0 if it costs nothing."),
        ({"tip": "-5"}, "Write an amount, for example 120.00."),
        ({"tip": "5", "paid_by": "not_yet"}, "Say how the tip was paid."),
        ({"paid_by": "shells"}, "shells"),
    ],
)
def test_what_cannot_be_paid_is_named_and_nothing_is_lost(
    desk: Client, begun: Appointment, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post(at(begun, "completion"), PAID | typed, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert (status_of(begun), lines()) == ("booked", [])


def test_one_key_completes_and_leaves_the_till_alone(desk: Client, begun: Appointment) -> None:
    desk.post(at(begun, "completion"))

    assert (status_of(begun), lines()) == ("completed", [("deposit_used", 10000)])


def test_it_leads_on_to_the_next_booking(desk: Client, begun: Appointment) -> None:
    asked = text_of(desk.get(at(begun, "completion"), headers=HTMX))
    answer = desk.post(at(begun, "completion"), PAID | {"rebook": "on", "weeks": "3"})

    assert "Sun, 20 Dec 2026, 09:30 with Runa Brandt is free" in asked
    assert answer.status_code == 302
    path, _, query = answer.url.partition("?")
    assert path == "/at/nordlicht/appointments/new/"
    assert query == (
        f"day=2026-12-13&start=09%3A30&minutes=60&staff={begun.staff_member_id}"
        f"&customer={begun.customer_id}&service={begun.service_id}&project={begun.project_id}"
    )


def test_an_artist_completes_without_a_word_about_money(
    signed_in: SignIn, jonas: StaffMember, begun: Appointment
) -> None:
    Appointment.objects.filter(id=begun.id).update(staff_member=jonas)
    browser = signed_in(jonas)

    page = text_of(browser.get(at(begun, "completion"), headers=HTMX))
    browser.post(at(begun, "completion"), PAID)

    assert "CHF" not in page
    assert "480" not in page
    assert "The front desk takes the payment." in page
    assert (status_of(begun), lines()) == ("completed", [("deposit_used", 10000)])
    for what in ("payment", "repayment", "deposit"):
        assert browser.get(at(begun, what)).status_code == 403, what


def test_the_proposed_fate_follows_the_verdict_until_somebody_chooses(
    desk: Client, tomorrow: Appointment
) -> None:
    def checked(**told: str) -> str:
        page = text_of(desk.get(at(tomorrow, "cancellation"), TOLD | told, headers=HTMX))
        before = page[: page.index(" checked><span>")]
        return before[before.rindex('value="') :].split('"')[1]

    assert checked() == "keep"
    assert checked(deposit="keep", usual="keep", by="studio") == "refund"
    assert checked(deposit="refund", usual="refund", told_on="20.11.2026") == "credit"
    assert checked(deposit="refund", usual="keep", told_on="20.11.2026") == "refund"


@pytest.mark.parametrize(
    ("told", "became", "line"),
    [
        ({}, "kept", ("deposit_kept", 10000)),
        ({"deposit": "keep", "usual": "keep"}, "kept", ("deposit_kept", 10000)),
        ({"deposit": "refund", "usual": "keep"}, "refunded", ("deposit_refunded", -10000)),
        ({"by": "studio"}, "refunded", ("deposit_refunded", -10000)),
    ],
)
def test_the_deposit_ends_with_the_visit(
    desk: Client, tomorrow: Appointment, told: dict[str, str], became: str, line: tuple[str, int]
) -> None:
    desk.post(at(tomorrow, "cancellation"), TOLD | told)

    assert (state(), lines()) == (became, [line])


def test_it_is_moved_to_a_visit_that_is_picked(
    desk: Client, tomorrow: Appointment, runa: StaffMember, mueller: Customer
) -> None:
    assert "Move to another" not in text_of(desk.get(at(tomorrow, "cancellation")))
    later = make.appointment(mueller, runa, NOW + 21 * DAY, title="Olive branch")

    page = text_of(desk.get(at(tomorrow, "cancellation"), headers=HTMX))
    desk.post(
        at(tomorrow, "cancellation"),
        TOLD | {"deposit": "move", "usual": "keep", "move_to": str(later.id)},
    )

    assert f'<option value="{later.id}">Sun, 13 Dec 2026, 10:00 · Olive branch with Runa' in page
    assert Deposit.objects.get(appointment=later).state == "paid"


def test_within_the_minute_it_is_judged_as_the_dialog_said(
    desk: Client, runa: StaffMember, mueller: Customer
) -> None:
    visit = make.appointment(mueller, runa, NOW + 48 * HOUR)

    with time_machine.travel(NOW + timedelta(seconds=40), tick=False):
        page = text_of(desk.get(at(visit, "cancellation"), headers=HTMX))
        desk.post(at(visit, "cancellation"), TOLD)

    assert "48 hours of notice." in page
    assert status_of(visit) == "cancelled_on_time"


def test_one_key_is_too_late_now(desk: Client, begun: Appointment) -> None:
    desk.post(at(begun, "cancellation"))

    assert (status_of(begun), state()) == ("cancelled_too_late", "kept")


def test_who_did_not_come_loses_the_deposit_and_it_is_said_how_often_that_was(
    desk: Client, begun: Appointment, runa: StaffMember, mueller: Customer
) -> None:
    for ago in (30, 400):
        make.appointment(mueller, runa, NOW - ago * DAY, status=Status.NO_SHOW)

    page = text_of(desk.get(at(begun, "no-show"), headers=HTMX))
    desk.post(at(begun, "no-show"), {"reason": "Phone off"})

    assert "There was 1 no show in the 12 months before." in page
    assert "The deposit of CHF 100, paid 6 Nov 2026" in page
    assert (status_of(begun), state()) == ("no_show", "kept")


def test_the_customer_is_told_what_was_shown_before(
    desk: Client, tomorrow: Appointment, mueller: Customer
) -> None:
    page = text_of(desk.get(at(tomorrow, "cancellation"), headers=HTMX))
    detail = appointment_detail(business=tomorrow.business, appointment_id=tomorrow.id)
    letter = cancellation_letter(business=tomorrow.business, detail=detail)
    done = desk.post(at(tomorrow, "cancellation"), TOLD | {"tell": "on"}, follow=True)

    message = Message.objects.get()
    shown = letter.text(by_studio=False)
    assert shown is not None
    assert (message.kind, message.state) == ("cancelled", "queued")
    assert (message.subject, message.body) == (shown.subject, shown.body)
    assert " ".join(message.body.split()) in page
    assert "Jürg gets an e-mail." in text_of(done)


def test_who_has_no_address_is_not_told(
    desk: Client, tomorrow: Appointment, mueller: Customer
) -> None:
    Customer.objects.filter(id=mueller.id).update(email="")

    page = text_of(desk.get(at(tomorrow, "cancellation"), headers=HTMX))
    desk.post(at(tomorrow, "cancellation"), TOLD | {"tell": "on"})

    assert "Jürg has no e-mail address in the book: call instead." in page
    assert 'name="tell"' not in page
    assert (status_of(tomorrow), Message.objects.count()) == ("cancelled_too_late", 0)


@pytest.mark.parametrize(
    ("came_from", "goes_to"),
    [
        ("/at/nordlicht/calendar/2026-11-22/day/?open=a1", "/at/nordlicht/calendar/2026-11-22/day/?open=a1"),
        ("/at/nordlicht/", "/at/nordlicht/"),
        ("/at/lumiere/", None),
        ("//evil.example/at/nordlicht/", None),
        ("https://evil.example/", None),
        ("/at/nordlicht/customers/", "/at/nordlicht/customers/"),
    ],
)  # fmt: skip
def test_it_goes_back_to_where_it_was_asked_for(
    desk: Client, begun: Appointment, came_from: str, goes_to: str | None
) -> None:
    answer = desk.post(at(begun, "check-in"), {"next": came_from})

    assert answer.url == (goes_to or f"/at/nordlicht/appointments/{begun.id}/")


def test_another_business_knows_nothing_of_it(
    signed_in: SignIn, celine: StaffMember, begun: Appointment
) -> None:
    browser = signed_in(celine)

    for what in (
        "completion",
        "no-show",
        "cancellation",
        "undo",
        "payment",
        "repayment",
        "deposit",
    ):
        assert browser.get(at(begun, what)).status_code == 404
        assert browser.get(at(begun, what).replace("nordlicht", "lumiere")).status_code == 404
        assert browser.post(at(begun, what).replace("nordlicht", "lumiere")).status_code == 404
    assert status_of(begun) == "booked"


@pytest.mark.parametrize("nonsense", ["\x00", "-1", "NaN", "٣", "9" * 60])
def test_no_nonsense_breaks_a_dialog(desk: Client, begun: Appointment, nonsense: str) -> None:
    names = ("price", "tip", "paid_by", "to_pay", "weeks", "rebook", "deposit", "usual", "back_by",
             "move_to", "next", "of", "amount", "by", "told_on", "asked")  # fmt: skip
    junk = dict.fromkeys(names, nonsense)

    for what in (
        "completion",
        "no-show",
        "cancellation",
        "undo",
        "payment",
        "repayment",
        "deposit",
    ):
        assert desk.get(at(begun, what), junk).status_code == 200, what
        assert desk.post(at(begun, what), junk).status_code in (302, 409, 422), what
