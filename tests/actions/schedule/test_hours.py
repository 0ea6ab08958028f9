"""Working hours: whole weeks, periods that make room for each other, days that differ."""

from __future__ import annotations

from datetime import date

import pytest

from regulars.actions.opened import SavedMeanwhile, marker
from regulars.actions.schedule.set_day_hours import (
    DayOutOfReach,
    NoDay,
    clear_day_hours,
    close_days,
    set_day_hours,
)
from regulars.actions.schedule.set_working_hours import (
    BadHours,
    DayShift,
    EmptyWeek,
    marked,
    remove_working_hours,
    set_working_hours,
    weeks_of,
)
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.schedule import DayHours, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.periods import ALWAYS, Period
from tests import make
from tests.cast import acting

TUESDAYS = (DayShift(1, 600, 780), DayShift(1, 840, 1140))
MORNINGS = (DayShift(0, 540, 720), DayShift(1, 540, 720))
JULY = Period(date(2027, 7, 1), date(2027, 7, 31))


def told(by: StaffMember, **given: object) -> dict[str, object]:
    return {"business": by.business, "actor": acting(by), "at": make.NOW} | given


def set_week(by: StaffMember, of: StaffMember, week: tuple[DayShift, ...], **given: object) -> None:
    set_working_hours(**told(by, staff_member_id=of.id, week=week, **given))  # type: ignore[arg-type]


def test_a_week_is_written_at_once_and_replaces_the_one_before(
    runa: StaffMember, jonas: StaffMember
) -> None:
    set_week(runa, jonas, TUESDAYS)
    set_week(runa, jonas, MORNINGS, instead_of=ALWAYS)
    set_week(runa, jonas, MORNINGS, instead_of=ALWAYS)

    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: MORNINGS}
    first, second = AuditEntry.objects.order_by("id")
    assert (first.verb, first.subject_id) == ("staff.hours_set", jonas.id)
    assert second.changes["hours"][1] == [
        {"first_on": None, "last_on": None, "hours": [[0, 540, 720], [1, 540, 720]]}
    ]


def test_a_period_holds_in_place_of_the_usual_week_which_goes_on_after_it(
    runa: StaffMember, jonas: StaffMember
) -> None:
    set_week(runa, jonas, TUESDAYS)

    set_week(runa, jonas, MORNINGS, period=JULY)

    assert weeks_of(jonas.business, jonas.id) == {
        Period(None, date(2027, 6, 30)): TUESDAYS,
        JULY: MORNINGS,
        Period(date(2027, 8, 1), None): TUESDAYS,
    }


def test_a_period_that_is_removed_heals(runa: StaffMember, jonas: StaffMember) -> None:
    set_week(runa, jonas, TUESDAYS)
    set_week(runa, jonas, MORNINGS, period=JULY)

    remove_working_hours(**told(runa, staff_member_id=jonas.id, period=JULY))  # type: ignore[arg-type]

    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: TUESDAYS}


def test_a_guest_has_hours_for_the_stay_only(runa: StaffMember, jonas: StaffMember) -> None:
    set_week(runa, jonas, MORNINGS, period=JULY)

    assert weeks_of(jonas.business, jonas.id) == {JULY: MORNINGS}


def test_an_empty_week_clears_all(runa: StaffMember, jonas: StaffMember) -> None:
    set_week(runa, jonas, TUESDAYS)

    set_week(runa, jonas, (), instead_of=ALWAYS)

    assert not WorkingHours.objects.exists()


@pytest.mark.parametrize(
    ("week", "given", "refusal"),
    [
        ((DayShift(1, 600, 600),), {}, BadHours),
        ((DayShift(1, 600, 1441),), {}, BadHours),
        ((DayShift(7, 600, 700),), {}, BadHours),
        ((DayShift(1, 600, 700), DayShift(1, 660, 720)), {}, BadHours),
        ((), {"period": JULY}, EmptyWeek),
        (MORNINGS, {"instead_of": ALWAYS, "opened": "stale"}, SavedMeanwhile),
    ],
)
def test_a_week_that_cannot_be_changes_nothing(
    runa: StaffMember,
    jonas: StaffMember,
    week: tuple[DayShift, ...],
    given: dict[str, object],
    refusal: type[Exception],
) -> None:
    set_week(runa, jonas, TUESDAYS)

    with pytest.raises(refusal):
        set_week(runa, jonas, week, **given)

    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: TUESDAYS}
    assert AuditEntry.objects.count() == 1


def test_the_marker_of_what_stands_there_is_let_through(
    runa: StaffMember, jonas: StaffMember
) -> None:
    set_week(runa, jonas, TUESDAYS)

    set_week(runa, jonas, MORNINGS, instead_of=ALWAYS, opened=marker(**marked(TUESDAYS)))

    assert weeks_of(jonas.business, jonas.id) == {ALWAYS: MORNINGS}


def test_hours_are_the_managers_to_set(runa: StaffMember, jonas: StaffMember) -> None:
    with pytest.raises(Forbidden):
        set_week(jonas, jonas, TUESDAYS)
    with pytest.raises(Forbidden):
        set_day_hours(
            **told(jonas, staff_member_ids=[jonas.id], days=[date(2026, 12, 24)], spans=[])  # type: ignore[arg-type]
        )
    assert not WorkingHours.objects.exists()


def test_another_businesss_people_are_not_there(runa: StaffMember, celine: StaffMember) -> None:
    with pytest.raises(StaffMember.DoesNotExist):
        set_week(runa, celine, TUESDAYS)
    with pytest.raises(StaffMember.DoesNotExist):
        close_days(
            **told(runa, staff_member_ids=[celine.id], days={date(2026, 12, 25): "Christmas"})  # type: ignore[arg-type]
        )


def said() -> list[tuple[str, int | None, int | None, str]]:
    rows = DayHours.objects.order_by("staff_member_id", "day", "start_minute")
    return [(f"{row.day:%d.%m.}", row.start_minute, row.end_minute, row.reason) for row in rows]


def test_a_day_has_other_hours_or_none(runa: StaffMember, jonas: StaffMember) -> None:
    asked = told(runa, staff_member_ids=[jonas.id], days=[date(2026, 12, 24)])

    set_day_hours(**asked, spans=[(600, 720), (780, 900)], reason=" Christmas Eve ")  # type: ignore[arg-type]
    assert said() == [
        ("24.12.", 600, 720, "Christmas Eve"), ("24.12.", 780, 900, "Christmas Eve"),
    ]  # fmt: skip
    set_day_hours(**asked, spans=[])  # type: ignore[arg-type]
    assert said() == [("24.12.", None, None, "")]
    clear_day_hours(**told(runa, staff_member_ids=[jonas.id], day=date(2026, 12, 24)))  # type: ignore[arg-type]

    assert said() == []
    assert AuditEntry.objects.latest("id").verb == "staff.day_hours_cleared"


def test_public_holidays_are_closed_for_everybody(runa: StaffMember, jonas: StaffMember) -> None:
    close_days(
        **told(  # type: ignore[arg-type]
            runa,
            staff_member_ids=[runa.id, jonas.id],
            days={date(2026, 12, 25): "Christmas", date(2026, 12, 26): "St Stephen"},
        )
    )

    assert len(said()) == 4
    assert said()[0] == ("25.12.", None, None, "Christmas")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"days": []}, NoDay),
        ({"staff_member_ids": []}, NoDay),
        ({"days": [date(2026, 11, 21)]}, DayOutOfReach),
        ({"days": [date(2036, 11, 21)]}, DayOutOfReach),
        ({"spans": [(600, 540)]}, BadHours),
        ({"spans": [(600, 720), (700, 800)]}, BadHours),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    runa: StaffMember, given: dict[str, object], refusal: type[Exception]
) -> None:
    asked = told(runa, staff_member_ids=[runa.id], days=[date(2026, 12, 24)], spans=[]) | given

    with pytest.raises(refusal):
        set_day_hours(**asked)  # type: ignore[arg-type]

    assert said() == []
    assert not AuditEntry.objects.exists()
