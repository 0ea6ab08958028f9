"""Working hours on the screen: the team at a glance, a week to be typed, days that differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from regulars.actions.schedule.set_working_hours import DayShift, set_working_hours, weeks_of
from regulars.records.schedule import DayHours, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.periods import ALWAYS, Period
from tests import make
from tests.cast import acting
from tests.counting import counted

SignIn = Callable[[StaffMember], Client]
ALL = "/at/nordlicht/settings/hours/"
JULY = Period(date(2027, 7, 1), date(2027, 7, 31))
TUESDAY = (DayShift(1, 600, 780), DayShift(1, 840, 1140))


@pytest.fixture(autouse=True)
def _on_that_sunday() -> object:
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in: SignIn, runa: StaffMember) -> Client:
    """Runa's browser."""
    return signed_in(runa)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def works(member: StaffMember, runa: StaffMember, *, period: Period = ALWAYS) -> None:
    set_working_hours(
        business=runa.business,
        staff_member_id=member.id,
        week=TUESDAY,
        period=period,
        actor=acting(runa),
        at=make.NOW,
    )


def typed(**days: str) -> dict[str, str]:
    week = {f"day-{n}": "" for n in range(7)}
    week |= {name.replace("_", "-"): text for name, text in days.items() if "day" in name}
    return week | {name: text for name, text in days.items() if "day" not in name}


def test_the_team_at_a_glance(desk: Client, runa: StaffMember, jonas: StaffMember) -> None:
    works(jonas, runa)

    page = text_of(desk.get(ALL))

    assert '<span class="span">10:00–13:00</span><span class="span">14:00–19:00</span>' in page
    assert "No hours yet: can be booked at any time" in page
    assert 'aria-current="page"' in page


def test_a_week_is_typed_and_saved(desk: Client, jonas: StaffMember) -> None:
    answer = desk.post(f"{ALL}{jonas.id}/", typed(day_1="10-13, 14:00–19.00", day_5="9:30 to 12"))

    assert answer.url == f"{ALL}{jonas.id}/"
    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: (*TUESDAY, DayShift(5, 570, 720))}


def test_a_period_of_its_own(desk: Client, runa: StaffMember, jonas: StaffMember) -> None:
    works(jonas, runa)

    desk.post(
        f"{ALL}{jonas.id}/",
        typed(week="new", day_0="09:00–12:00") | {"first_on": "1.7.2027", "last_on": "31.7.2027"},
    )

    weeks = weeks_of(jonas.business, jonas.id)
    assert weeks[JULY] == (DayShift(0, 540, 720),)
    page = text_of(desk.get(f"{ALL}{jonas.id}/?week=2027-07-01..2027-07-31"))
    assert 'value="09:00–12:00"' in page
    assert "From 1 Jul 2027 until 31 Jul 2027" in page
    desk.post(f"{ALL}{jonas.id}/removal/", {"week": "2027-07-01..2027-07-31"})
    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: TUESDAY}


def test_a_day_is_copied_to_those_below(desk: Client, jonas: StaffMember) -> None:
    page = text_of(desk.post(f"{ALL}{jonas.id}/", typed(day_4="10-18", copy="4")))

    assert page.count('value="10-18"') == 3
    assert not WorkingHours.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"day-1": "ten to six"}, "Write hours like 10:00–13:00, 14:00–19:00"),
        ({"day-1": "10-18, 17-19"}, "Write hours like"),
        ({"day-1": "18-10"}, "Write hours like"),
        ({"day-1": "10-18", "first_on": "soon"}, "Write a day like 22.11.2026."),
        (
            {"day-1": "10-18", "first_on": "2.2.2027", "last_on": "1.2.2027"},
            "The last day comes before the first one.",
        ),
        ({"first_on": "1.2.2027"}, "There are no hours in this week."),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    desk: Client, jonas: StaffMember, given: dict[str, str], sentence: str
) -> None:
    answer = desk.post(f"{ALL}{jonas.id}/", typed() | given)

    assert answer.status_code in (409, 422)
    assert sentence in text_of(answer)
    assert all(f'value="{value}"' in text_of(answer) for value in given.values())
    assert not WorkingHours.objects.exists()


def test_somebody_else_was_faster(desk: Client, runa: StaffMember, jonas: StaffMember) -> None:
    works(jonas, runa)
    asked = typed(day_2="10-18", week="..", opened="another")

    answer = desk.post(f"{ALL}{jonas.id}/", asked)

    assert answer.status_code == 409
    assert "Somebody else saved this in the meantime." in text_of(answer)
    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: TUESDAY}


def test_a_day_that_differs_is_added_and_removed(
    desk: Client, runa: StaffMember, jonas: StaffMember
) -> None:
    asked = {"who": [runa.id, jonas.id], "first_on": "24.12.2026", "hours": "10-14"}

    desk.post(f"{ALL}days/", asked | {"reason": "Christmas Eve"})
    page = text_of(desk.get(ALL))
    assert "10:00–14:00</td>" in page
    assert "Everybody" in page
    assert DayHours.objects.count() == 2
    answer = desk.post(
        f"{ALL}days/2026-12-24/removal/", {"who": str(jonas.id), "person": str(jonas.id)}
    )

    assert answer.url == f"{ALL}{jonas.id}/"
    assert DayHours.objects.get().staff_member_id == runa.id


def test_several_days_without_work(desk: Client, jonas: StaffMember) -> None:
    asked = {"who": [jonas.id], "person": jonas.id, "first_on": "24.12.2026"}

    desk.post(f"{ALL}days/", asked | {"last_on": "26.12.2026", "hours": "", "reason": ""})

    assert DayHours.objects.filter(start_minute=None, staff_member=jonas).count() == 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"who": []}, "Choose for whom."),
        ({"first_on": ""}, "Write a day like"),
        ({"hours": "noon"}, "Write hours like"),
        ({"last_on": "24.12.2027"}, "within three months"),
        ({"first_on": "1.11.2026"}, "Choose a day from today on"),
    ],
)
def test_a_day_that_cannot_be_is_named(
    desk: Client, runa: StaffMember, given: dict[str, object], sentence: str
) -> None:
    asked = {"who": [runa.id], "first_on": "24.12.2026", "hours": "10-14"} | given

    answer = desk.post(f"{ALL}days/", asked)

    assert answer.status_code in (409, 422)
    assert sentence in text_of(answer)
    assert not DayHours.objects.exists()


def test_public_holidays_are_offered_by_region_and_taken_over(
    desk: Client, runa: StaffMember, jonas: StaffMember
) -> None:
    address = f"{ALL}holidays/"
    page = text_of(desk.get(f"{address}?region=ZH"))
    assert "Good Friday" in page
    assert "Good Friday" not in text_of(desk.get(address))

    desk.post(address, {"region": "ZH", "day": ["2026-12-25", "2027-03-26"]})

    assert DayHours.objects.count() == 4
    assert DayHours.objects.filter(staff_member=jonas).first().reason == "Christmas Day"
    assert "taken over" in text_of(desk.get(address))
    assert desk.post(address, {"region": "ZH"}).status_code == 422


def test_hours_are_nothing_for_the_staff_to_set(signed_in: SignIn, jonas: StaffMember) -> None:
    browser = signed_in(jonas)

    for address in (ALL, f"{ALL}{jonas.id}/", f"{ALL}holidays/", f"{ALL}days/"):
        assert browser.get(address).status_code == 403


def test_another_businesss_people_are_not_there(
    desk: Client, celine: StaffMember, runa: StaffMember
) -> None:
    assert desk.get(f"{ALL}{celine.id}/").status_code == 404
    assert desk.post(f"{ALL}{celine.id}/", typed(day_1="10-18")).status_code == 404
    removal = f"{ALL}days/2026-12-24/removal/"
    assert desk.post(removal, {"who": str(celine.id)}).status_code == 404
    assert desk.post(f"{ALL}days/christmas/removal/", {"who": str(runa.id)}).status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_team(
    desk: Client, runa: StaffMember, jonas: StaffMember
) -> None:
    for number in range(6):
        works(make.staff(runa.business, f"Artist {number}"), runa)

    with counted("working hours page"):
        desk.get(ALL)
