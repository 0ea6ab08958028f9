"""A morning at the desk: who comes, who pays, who stays away, who calls, and who takes the place.

Sunday, 22 November 2026, 10:00. Today: Nils at 9:30 with Runa, Ada at 9:00 with Jonas. Tomorrow:
Lea at 14:00 with Runa; she paid CHF 80 beforehand, and 48 hours of notice are asked for. Each step
goes on where the one before it ended.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.deposits import Deposit
from regulars.records.ledger import LedgerLine
from regulars.rules.appointment_status import Status
from tests import make
from tests.journeys.scene import HOUR, Scene, utc
from tests.journeys.tab import Tab


@dataclass(frozen=True, slots=True)
class Morning:
    """The visits of this morning, and the one that will not take place."""

    nils: Appointment
    ada: Appointment
    lea: Appointment
    deposit: Deposit


@pytest.fixture(scope="module")
def morning(scene: Scene) -> Morning:
    """Nils and Ada are due; Lea comes tomorrow. Of what Nils and Lea pay, a part is paid."""
    book, of_work = scene.nordlicht, {"service": scene.tattoo, "lasting": 2 * HOUR}
    nils = make.customer(book, "Nils", "Aebi", phone="+41795551122")
    ada = make.customer(book, "Ada", "Lenz", phone="+41795553344")
    lea = make.customer(book, "Lea", "Frei", email="lea.frei@example.ch")
    comes = make.appointment(nils, scene.runa, utc(11, 22, 8, 30), price_minor=30_000, **of_work)
    calls = make.appointment(lea, scene.runa, utc(11, 23, 13), price_minor=24_000, **of_work)
    paid_beforehand(nils, comes, 10_000)
    return Morning(
        nils=comes,
        ada=make.appointment(ada, scene.jonas, utc(11, 22, 8), price_minor=20_000, **of_work),
        lea=calls,
        deposit=paid_beforehand(lea, calls, 8_000),
    )


def paid_beforehand(customer: Customer, visit: Appointment, amount: int) -> Deposit:
    at = utc(11, 10, 9)
    make.ledger_line(customer, amount, kind="deposit_received", paid_at=at, appointment=visit)
    steps = (("asked", utc(11, 9)), ("paid", at))
    return make.deposit(customer, amount, appointment=visit, state="paid", steps=steps)


def entry(page: Page, visit: Appointment):
    return page.locator(f'.appt[data-kind="appointment"][data-id="{visit.id}"]')


def open_panel(tab: Tab, day: str, visit: Appointment, query: str = "") -> Page:
    """Open the day and, on it, the visit."""
    page = tab.go("calendar-day", query, day=day)
    entry(page, visit).locator("a").click()
    expect(page.locator("#panel")).to_have_attribute("data-id", str(visit.id))
    return page


def steps_of(visit: Appointment) -> list[tuple[str, str]]:
    events = AppointmentEvent.objects.filter(appointment=visit).order_by("id")
    return [(one.from_status, one.to_status) for one in events]


def holds_time(visit: Appointment) -> bool:
    return BusyTime.objects.filter(appointment=visit).exists()


def test_the_day_begins_on_today_and_somebody_comes(
    runa: Tab, scene: Scene, morning: Morning
) -> None:
    page = runa.go("start", "?whose=everyone")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Runa")
    agenda = page.locator(".agenda")
    expect(agenda.locator("[data-status=booked] .person a")).to_have_text(["Ada Lenz", "Nils Aebi"])
    runa.shot("morning-1-today")

    page.get_by_role("link", name="Open calendar").click()
    page.wait_for_url("**/calendar/2026-11-22/day/**")
    entry(page, morning.nils).locator("a").click()
    panel = page.locator("#panel")
    expect(panel.locator(".mark").first).to_contain_text("Booked")
    expect(panel).to_contain_text("CHF 100: Paid")
    runa.shot("morning-2-panel")
    panel.get_by_role("button", name="Check in").click()

    expect(runa.toast()).to_contain_text("Checked in.")
    expect(panel.locator(".mark").first).to_contain_text("Checked in")
    expect(entry(page, morning.nils)).to_have_attribute("data-status", "checked_in")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?open=a{morning.nils.id}")
    runa.shot("morning-3-checked-in")
    morning.nils.refresh_from_db()
    assert morning.nils.status == Status.CHECKED_IN
    assert steps_of(morning.nils)[-1] == (Status.BOOKED, Status.CHECKED_IN)


def test_the_work_is_done_and_the_rest_is_paid(runa: Tab, scene: Scene, morning: Morning) -> None:
    page = open_panel(runa, "2026-11-22", morning.nils)
    page.locator("#panel").get_by_role("link", name="Complete").click()
    dialog = page.get_by_role("dialog", name="Complete the appointment of Nils?")
    expect(dialog.locator("#sums dd.sum")).to_have_text("CHF 200.00")

    dialog.get_by_label("Tip").fill("15")
    runa.choose("Cash", "#completion")
    expect(dialog.locator("#sums dd.sum")).to_have_text("CHF 215.00")
    runa.shot("morning-4-paying")
    dialog.get_by_role("button", name="Complete and take CHF 215").click()

    expect(runa.toast()).to_contain_text("Completed")
    expect(page.locator("#panel .mark").first).to_contain_text("Completed")
    expect(entry(page, morning.nils)).to_have_attribute("data-status", "completed")
    runa.shot("morning-5-completed")
    lines = LedgerLine.objects.filter(appointment=morning.nils, kind="payment").order_by("is_tip")
    columns = ("amount_minor", "currency", "method", "is_tip", "customer", "staff_member")
    assert list(lines.values_list(*columns)) == [
        (20_000, "CHF", "cash", False, morning.nils.customer_id, scene.runa.id),
        (1_500, "CHF", "cash", True, morning.nils.customer_id, scene.runa.id),
    ]
    assert Deposit.objects.get(appointment=morning.nils).state == "used"
    assert steps_of(morning.nils)[-1] == (Status.CHECKED_IN, Status.COMPLETED)


def test_nobody_came_and_that_stays_in_sight_until_it_is_undone(
    runa: Tab, morning: Morning
) -> None:
    page = open_panel(runa, "2026-11-22", morning.ada)
    panel = page.locator("#panel")
    panel.get_by_role("link", name="No show").click()
    dialog = page.get_by_role("dialog", name="Ada did not come?")
    expect(dialog.locator(".verdict")).to_contain_text("The first one ever.")
    runa.shot("morning-6-no-show")
    dialog.get_by_role("button", name="Mark as no show").click()

    expect(panel.locator(".mark").first).to_contain_text("No show")
    expect(entry(page, morning.ada)).to_have_attribute("data-status", "no_show")
    expect(entry(page, morning.ada)).to_be_visible()
    assert steps_of(morning.ada)[-1] == (Status.BOOKED, Status.NO_SHOW)
    runa.go("start", "?whose=everyone")
    missed = page.get_by_role("region", name="No shows to follow up")
    expect(missed).to_contain_text("Ada Lenz")
    runa.shot("morning-7-missed")

    open_panel(runa, "2026-11-22", morning.ada)
    panel.get_by_role("link", name="Undo: No show").click()
    dialog = page.get_by_role("dialog", name="Undo “No show”?")
    expect(dialog.locator(".verdict")).to_contain_text("Back to: Booked")
    dialog.get_by_role("button", name="Undo", exact=True).click()

    expect(panel.locator(".mark").first).to_contain_text("Booked")
    expect(entry(page, morning.ada)).to_have_attribute("data-status", "booked")
    runa.shot("morning-8-undone")
    assert steps_of(morning.ada)[-1] == (Status.NO_SHOW, Status.BOOKED)
    assert holds_time(morning.ada)


def test_who_calls_too_late_is_told_so_before_and_loses_the_deposit(
    runa: Tab, morning: Morning
) -> None:
    page = open_panel(runa, "2026-11-23", morning.lea)
    page.locator("#panel").get_by_role("link", name="Cancel…").click()
    dialog = page.get_by_role("dialog", name="Cancel the appointment of Lea?")
    verdict = dialog.locator("#verdict")
    expect(verdict).to_contain_text("Too late by")
    expect(dialog.locator("#deposit-fate")).to_contain_text("The deposit of CHF 80")
    expect(dialog.get_by_role("radio", name="Keep it")).to_be_checked()

    dialog.get_by_label("at", exact=True).fill("10:00")
    page.keyboard.press("Tab")
    expect(verdict).to_contain_text("Too late by 20 hours")
    dialog.get_by_label("Reason").fill("Ill")
    runa.shot("morning-9-too-late")
    assert steps_of(morning.lea) == [("", Status.BOOKED)]
    dialog.get_by_role("button", name="Cancel, too late").click()

    expect(runa.toast()).to_contain_text("Cancelled too late. The place is free again.")
    expect(page.locator(".lane .appt:not(.strip)").and_(entry(page, morning.lea))).to_have_count(0)
    runa.shot("morning-10-free-again")
    morning.deposit.refresh_from_db()
    assert morning.deposit.state == "kept"
    ending = AppointmentEvent.objects.filter(appointment=morning.lea).latest("id")
    assert (ending.to_status, ending.notice_minutes, ending.told_at, ending.reason) == (
        Status.CANCELLED_TOO_LATE, 28 * 60, utc(11, 22, 9), "Ill",
    )  # fmt: skip
    assert not holds_time(morning.lea)


def test_the_place_is_given_to_somebody_else(runa: Tab, scene: Scene, morning: Morning) -> None:
    page = runa.go("calendar-day", day="2026-11-23")
    page.locator(".tools").get_by_role("link", name="New appointment").click()
    dialog = page.locator("#new-appointment")
    dialog.get_by_label("Customer", exact=True).press_sequentially("gosia")
    expect(dialog.locator("#hits")).to_contain_text("Gosia")
    expect(dialog.locator("#recall")).to_contain_text("Latex allergy")
    runa.shot("morning-11-searched")
    page.keyboard.press("Enter")
    expect(dialog.locator(".picked")).to_contain_text("Małgorzata Wójcik")

    dialog.get_by_label("Service").select_option(label="Tattoo, two hours, 1 hour")
    dialog.get_by_label("Artist").select_option(label="Runa Brandt")
    dialog.get_by_label("Date").fill("23.11.2026")
    dialog.get_by_label("From", exact=True).fill("11:30")
    dialog.get_by_label("Until").fill("13:30")
    page.keyboard.press("Tab")
    expect(dialog.locator("#why")).to_contain_text("has an appointment until 13:00")
    runa.shot("morning-12-in-the-way")
    dialog.get_by_label("From", exact=True).fill("14:00")
    dialog.get_by_label("Until").fill("16:00")
    page.keyboard.press("Tab")
    expect(dialog.locator("#why")).to_have_text("")
    dialog.get_by_role("button", name="Book", exact=True).click()

    expect(runa.toast()).to_contain_text("Booked: Mon, 23 Nov 2026, 14:00.")
    made = Appointment.objects.of(scene.nordlicht).latest("id")
    expect(entry(page, made)).to_contain_text("Małgorzata Wójcik")
    runa.shot("morning-13-rebooked")
    assert (made.customer_id, made.staff_member_id, made.starts_at, made.ends_at) == (
        scene.gosia.id, scene.runa.id, utc(11, 23, 13), utc(11, 23, 15),
    )  # fmt: skip
    assert (made.status, made.price_minor) == (Status.BOOKED, 40_000)
    assert holds_time(made)


def test_an_ending_is_not_undone_once_its_place_is_taken(runa: Tab, morning: Morning) -> None:
    runa.allow(409)
    page = open_panel(runa, "2026-11-23", morning.lea, "?cancelled=1")
    page.locator("#panel").get_by_role("link", name="Undo: Cancelled too late").click()
    dialog = page.get_by_role("dialog", name="Undo “Cancelled too late”?")
    dialog.get_by_role("button", name="Undo", exact=True).click()

    expect(dialog.get_by_role("alert")).to_contain_text("Runa")
    runa.shot("morning-14-not-undone")
    morning.lea.refresh_from_db()
    morning.deposit.refresh_from_db()
    assert (morning.lea.status, morning.deposit.state) == (Status.CANCELLED_TOO_LATE, "kept")
    assert not holds_time(morning.lea)
