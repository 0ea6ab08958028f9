"""Blocks and working hours by a program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.schedule import Block, BlockSeries, DayHours, WorkingHours
from regulars.records.staff import StaffMember
from tests.counting import counted
from tests.programs import Program

HOUR = timedelta(hours=1)
SOON = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
WEEK = [[[600, 1080]], [], [], [[720, 1200]], [], [], []]


@pytest.fixture
def lunch(jonas: StaffMember) -> dict[str, object]:
    return {
        "kind": "break", "staff_member_id": jonas.id, "starts_at": SOON.isoformat(),
        "ends_at": (SOON + HOUR).isoformat(), "title": "Lunch",
    }  # fmt: skip


def test_a_block_is_made_moved_removed_and_brought_back(
    writer: Program, lunch: dict[str, object], jonas: StaffMember
):
    made = writer.write("/blocks/", lunch)

    assert made.status_code == 201, made.content
    block = Block.objects.get()
    of = f"/blocks/{block.id}/"
    assert made["Location"] == f"/api/v1{of}"
    assert BusyTime.objects.get().block_id == block.id

    moved = writer.write(of, {"starts_at": (SOON + HOUR).isoformat()}, method="patch")
    assert moved.status_code == 200, moved.content
    assert (moved.json()["title"], moved.json()["version"]) == ("Lunch", block.version + 1)
    block.refresh_from_db()
    assert (block.starts_at, block.ends_at) == (SOON + HOUR, SOON + 2 * HOUR)
    old = writer.write(of, {"title": "Tea", "version": 1}, method="patch")
    assert (old.status_code, old.json()["code"]) == (409, "out_of_date")

    gone = writer.write(of, method="delete")
    assert (gone.status_code, gone.content) == (204, b"")
    assert not BusyTime.objects.exists()
    assert writer.read(of)["is_removed"] is True
    back = writer.write(f"{of}restoration/")
    assert (back.status_code, back.json()["is_removed"]) == (200, False)
    assert BusyTime.objects.exists()


def test_blocks_are_listed_by_time(writer: Program, lunch: dict[str, object], jonas: StaffMember):
    made = writer.write("/blocks/", lunch).json()
    day, after = SOON.date().isoformat(), (SOON + timedelta(days=2)).date().isoformat()

    with counted("api: blocks"):
        told = writer.read(f"/blocks/?from={day}&until={after}")
    assert told["items"] == [made]
    assert writer.read(f"/blocks/?from={day}&until={after}&staff={jonas.id}") == told
    assert writer.read(f"/blocks/?from={day}&until={after}&staff=9{jonas.id}")["items"] == []
    assert writer.read(f"/blocks/?from={day}&until={after}&room=1")["items"] == []
    backwards = writer.get(f"/blocks/?from={after}&until={day}")
    assert backwards.json()["mistakes"][0]["where"] == "query.until"


def test_a_block_ends_after_it_starts_and_is_somebodys(writer: Program, lunch: dict[str, object]):
    answers = [
        writer.write("/blocks/", lunch | {"ends_at": lunch["starts_at"]}),
        writer.write("/blocks/", lunch | {"staff_member_id": None}),
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (409, "ends_too_soon"),
        (409, "no_owner"),
    ]
    assert not Block.objects.exists()


def test_a_block_comes_again_until_its_series_is_ended(writer: Program, jonas: StaffMember):
    first = SOON.date()
    told = {
        "kind": "meeting", "staff_member_id": jonas.id, "first_on": first.isoformat(),
        "recurrence": {"every": "WEEKLY", "weekdays": [first.weekday()]},
        "start_minute": 540, "end_minute": 600,
    }  # fmt: skip

    made = writer.write("/block-series/", told)

    assert made.status_code == 201, made.content
    series = BlockSeries.objects.get()
    assert made["Location"] == f"/api/v1/block-series/{series.id}/"
    assert Block.objects.count() > 10
    head = made.json()["first_block_id"]
    assert head == Block.objects.order_by("starts_at")[0].id

    ended = writer.write(f"/blocks/{head}/series-end/")
    assert ended.status_code == 204
    with counted("api: block series"):
        told_now = writer.read(f"/block-series/{series.id}/")
    assert (told_now["has_ended"], told_now["first_block_id"]) == (True, None)


@pytest.mark.parametrize(
    "recurrence", [{"every": "WEEKLY"}, {"every": "MONTHLY", "nth": 0, "weekdays": [1]}]
)
def test_a_recurrence_says_on_which_days(
    writer: Program, jonas: StaffMember, recurrence: dict[str, object]
):
    told = {
        "kind": "meeting", "staff_member_id": jonas.id, "first_on": SOON.date().isoformat(),
        "recurrence": recurrence, "start_minute": 540, "end_minute": 600,
    }  # fmt: skip

    answer = writer.write("/block-series/", told)

    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["where"] == "body.recurrence"
    assert not BlockSeries.objects.exists()


def test_a_week_is_set_and_taken_away(writer: Program, jonas: StaffMember):
    of = f"/staff/{jonas.id}/hours/"

    told = writer.write(of, {"days": WEEK}, method="put")

    assert told.status_code == 200, told.content
    assert told.json()["weeks"] == [{"period": {"first_on": None, "last_on": None}, "days": WEEK}]
    assert WorkingHours.objects.count() == 2
    with counted("api: hours"):
        assert writer.read(of) == told.json()

    wrong = [[[600, 500]], [], [], [], [], [], []]
    refused = writer.write(of, {"days": wrong}, method="put")
    assert (refused.status_code, refused.json()["code"]) == (409, "bad_hours")
    assert WorkingHours.objects.count() == 2
    mistaken = writer.write(
        of, {"days": WEEK, "first_on": "2027-02-01", "last_on": "2027-01-01"}, method="put"
    )
    assert mistaken.status_code == 422
    gone = writer.write(f"{of}removal/", {})
    assert (gone.status_code, gone.json()["weeks"]) == (200, [])


def test_a_day_has_other_hours_or_none(writer: Program, jonas: StaffMember):
    day = SOON.date().isoformat()
    of = f"/staff/{jonas.id}/days/{day}/"

    told = writer.write(of, {"hours": [[720, 1020]], "reason": "Christmas Eve"}, method="put")
    assert told.status_code == 200, told.content
    assert told.json()["other_days"] == [
        {"day": day, "hours": [[720, 1020]], "reason": "Christmas Eve"}
    ]
    off = writer.write(of, {"hours": []}, method="put")
    assert off.json()["other_days"] == [{"day": day, "hours": [], "reason": ""}]
    assert writer.write(of, method="delete").status_code == 204
    assert not DayHours.objects.exists()
    past = writer.write(of.replace(day, "2020-01-01"), {"hours": []}, method="put")
    assert (past.status_code, past.json()["code"]) == (409, "day_out_of_reach")
    assert writer.write(of.replace(day, "someday"), {"hours": []}, method="put").status_code == 404


def test_who_takes_no_bookings_has_no_hours(
    writer: Program, nordlicht: Business, nadia: StaffMember
):
    nadia.takes_bookings = False
    nadia.save()

    answer = writer.write(f"/staff/{nadia.id}/hours/", {"days": WEEK}, method="put")

    assert answer.status_code == 404
    assert not WorkingHours.objects.exists()
