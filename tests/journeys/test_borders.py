"""Where somebody may not go, and how they are told no."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from regulars.kernel.actor import Forbidden
from regulars.records.group_sessions import GroupSession
from regulars.rules.permissions import Role
from tests import make
from tests.journeys.scene import Scene
from tests.journeys.tab import Tab

MONDAY = {"day": "2026-11-23"}
SET_BY_OWNERS = ("services", "team", "rooms", "rules")


def test_a_stranger_finds_nothing(open_tab: Callable[..., Tab], scene: Scene):
    celine = open_tab(scene.celine)
    celine.allow(404)
    for name, ids in (
        ("customers", {}),
        ("customer", {"customer_id": scene.gosia.id}),
        ("appointment", {"appointment_id": scene.tomorrow.id}),
        ("questions", {}),
        ("start", {}),
        *((f"calendar-{view}", MONDAY) for view in ("day", "week", "month", "list", "sheet")),
        ("appointment-new", {}),
        ("group-session", {"session_id": GroupSession.objects.of(scene.nordlicht).get().id}),
        *((name, {}) for name in ("block-new", "hours", *SET_BY_OWNERS)),
    ):
        page = celine.go(name, **ids)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Nordlicht")
        expect(page.locator("body")).not_to_contain_text("Wójcik")
    celine.shot("not-found")

    # Her own book has her own people, also when she asks for another one's by number.
    celine.business = "lumiere"
    page = celine.go("customers")
    expect(page.locator("#customers .name > a")).to_have_text(["Odile Marchand"])
    page = celine.go("customer", customer_id=scene.gosia.id)
    expect(page.locator("body")).not_to_contain_text("Wójcik")


def test_who_is_not_signed_in_is_sent_to_the_door_and_back(
    open_tab: Callable[..., Tab], scene: Scene
):
    tab = open_tab(None)
    page = tab.go("customer", customer_id=scene.juerg.id)
    page.get_by_label("E-mail").fill("runa@nordlicht.example")
    page.get_by_label("Password").fill("nordlicht-1234")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Jürg Müller")


def test_who_lost_a_permission_is_told_so_and_the_page_stays(
    open_tab: Callable[..., Tab], scene: Scene
):
    nadia = make.staff(
        scene.nordlicht, "Nadia Keller", Role.FRONT_DESK, account=make.account("nadia@example.ch")
    )
    tab = open_tab(nadia)
    tab.allow(403)
    page = tab.go("customers")
    nadia.role = Role.STAFF
    nadia.save()

    page.get_by_role("button", name="More for Jürg Müller").click()
    page.get_by_role("button", name="Archive").click()

    expect(tab.toast()).to_contain_text(str(Forbidden.sentence))
    expect(tab.page.locator("#customers .name > a")).to_have_count(2)
    tab.shot("refused-toast")


def test_a_step_that_came_too_late_is_refused_in_a_sentence(
    runa: Tab, open_tab: Callable[..., Tab], scene: Scene
):
    """One checks the customer in, the other one still offers to confirm."""
    runa.allow(409)
    page = runa.go("appointment", appointment_id=scene.tomorrow.id)
    other = open_tab(scene.runa)
    other.go("appointment", appointment_id=scene.tomorrow.id)
    other.page.get_by_role("link", name="Cancel…").click()
    other.page.get_by_role("button", name="Cancel, too late").click()
    expect(other.page.locator(".head .mark")).to_have_text("Cancelled too late")

    page.get_by_role("button", name="Customer said yes").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Cancelled too late")
    runa.shot("refused")


def test_an_artist_sees_neither_contact_data_nor_money(open_tab: Callable[..., Tab], scene: Scene):
    jonas = open_tab(scene.jonas)
    page = jonas.go("customer", customer_id=scene.gosia.id)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Małgorzata Wójcik")

    for hidden in ("gosia@example.pl", "079 123 45 67", "CHF", "Income"):
        expect(page.locator("body")).not_to_contain_text(hidden)
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)
    page = jonas.go("calendar-day", "?staff=all", day="2026-11-23")
    expect(page.locator("#calendar")).to_be_visible()
    for hidden in ("044 271 33 90", "CHF"):
        expect(page.locator("body")).not_to_contain_text(hidden)
    jonas.allow(403)
    page = jonas.go("customer-edit", customer_id=scene.gosia.id)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    jonas.shot("not-allowed")
    for name in SET_BY_OWNERS:
        with page.expect_response(f"**{jonas.address(name)}") as answer:
            jonas.go(name)
        assert answer.value.status == 403, name
