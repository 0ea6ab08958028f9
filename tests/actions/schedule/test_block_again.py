"""Blocks that come again: which are laid, further and further, and never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regulars.actions.schedule.bounds import EndsTooSoon, TooFarAhead, TooLong
from regulars.actions.schedule.lay_blocks import lay_blocks
from regulars.actions.schedule.remove_block import remove_block
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.customers import Customer
from regulars.records.schedule import Block, BlockSeries
from regulars.records.staff import StaffMember
from regulars.rules.recurrence import Every, Recurrence
from tests import make
from tests.actions.schedule.conftest import Blocking, held
from tests.cast import acting

DAY = timedelta(days=1)
ZURICH = ZoneInfo("Europe/Zurich")


def laid(series: BlockSeries | None = None) -> list[str]:
    """The days and hours that are laid, on the wall clock."""
    blocks = Block.objects.filter(removed_at=None).order_by("starts_at", "id")
    if series is not None:
        blocks = blocks.filter(series=series)
    return [f"{block.starts_at.astimezone(ZURICH):%d.%m. %H:%M}" for block in blocks]


def test_every_thursday_until_the_end_of_the_year(repeated: Blocking, runa: StaffMember) -> None:
    series = repeated()

    assert laid() == [
        "03.12. 09:00", "10.12. 09:00", "17.12. 09:00", "24.12. 09:00", "31.12. 09:00",
    ]  # fmt: skip
    assert (series.rule, series.laid_until) == ("FREQ=WEEKLY;WKST=MO;BYDAY=TH", date(2026, 12, 31))
    first = Block.objects.earliest("starts_at")
    assert (first.title, first.occurs_on) == ("Sterilisation and stock", date(2026, 12, 3))
    assert held(first) == [
        (datetime(2026, 12, 3, 8, tzinfo=UTC), datetime(2026, 12, 3, 10, 30, tzinfo=UTC))
    ]
    assert AuditEntry.objects.get().verb == "block_series.started"


def test_everybody_who_is_chosen_gets_a_series(
    repeated: Blocking, runa: StaffMember, jonas: StaffMember
) -> None:
    repeated(staff_member_ids=[runa.id, jonas.id])

    assert BlockSeries.objects.count() == 2
    assert BusyTime.objects.filter(staff_member=jonas).count() == 5


def test_an_appointment_that_is_there_stays(
    repeated: Blocking, runa: StaffMember, mueller: Customer
) -> None:
    make.appointment(mueller, runa, datetime(2026, 12, 10, 10, tzinfo=UTC))

    repeated()

    second = Block.objects.get(occurs_on=date(2026, 12, 10))
    assert held(second) == [
        (datetime(2026, 12, 10, 8, tzinfo=UTC), datetime(2026, 12, 10, 10, tzinfo=UTC))
    ]


def test_without_an_end_it_is_laid_half_a_year_ahead_and_further_day_by_day(
    repeated: Blocking,
) -> None:
    series = repeated(last_on=None)

    assert series.laid_until == date(2027, 5, 21)
    assert len(laid()) == 25
    assert lay_blocks(at=make.NOW) == 0
    assert lay_blocks(at=make.NOW + 6 * DAY) == 1
    assert lay_blocks(at=make.NOW + 6 * DAY) == 0
    assert laid()[-1] == "27.05. 09:00"


def test_a_timetable_that_rested_for_weeks_catches_up(repeated: Blocking) -> None:
    repeated(last_on=None)

    assert lay_blocks(at=make.NOW + 28 * DAY) == 4


def test_one_that_was_taken_away_is_not_laid_again(repeated: Blocking, runa: StaffMember) -> None:
    series = repeated(last_on=None)
    second = Block.objects.get(occurs_on=date(2026, 12, 10))
    remove_block(business=runa.business, block_id=second.id, actor=acting(runa), at=make.NOW)
    BlockSeries.objects.update(laid_until=None)

    assert lay_blocks(at=make.NOW) == 0
    assert "10.12. 09:00" not in laid(series)


def test_the_series_of_somebody_who_left_rests(repeated: Blocking, runa: StaffMember) -> None:
    repeated(last_on=None)
    StaffMember.objects.filter(id=runa.id).update(is_active=False)

    assert lay_blocks(at=make.NOW + 28 * DAY) == 0


def test_days_before_today_are_not_laid(repeated: Blocking) -> None:
    repeated(first_on=date(2026, 11, 5), last_on=date(2026, 12, 4))

    assert laid() == ["26.11. 09:00", "03.12. 09:00"]


def test_a_block_keeps_its_hours_on_the_wall_clock_when_clocks_change(repeated: Blocking) -> None:
    repeated(
        recurrence=Recurrence(Every.WEEK, weekdays=(6,)),
        first_on=date(2027, 3, 21),
        last_on=date(2027, 4, 4),
        start_minute=120,
        end_minute=240,
    )

    spans = Block.objects.order_by("starts_at").values_list("starts_at", "ends_at")
    assert list(spans) == [
        (datetime(2027, 3, 21, 1, tzinfo=UTC), datetime(2027, 3, 21, 3, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC)),
        (datetime(2027, 4, 4, 0, tzinfo=UTC), datetime(2027, 4, 4, 2, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"start_minute": 690, "end_minute": 690}, EndsTooSoon),
        ({"end_minute": 1441}, EndsTooSoon),
        ({"last_on": date(2026, 12, 2)}, EndsTooSoon),
        ({"last_on": date(2036, 12, 2)}, TooLong),
        ({"first_on": date(2029, 1, 4), "last_on": None}, TooFarAhead),
    ],
)
def test_a_series_that_cannot_be_is_refused(
    repeated: Blocking, given: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        repeated(**given)
    assert not BlockSeries.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_artist_repeats_in_the_own_column_only(
    repeated: Blocking, runa: StaffMember, jonas: StaffMember
) -> None:
    with pytest.raises(Forbidden):
        repeated(actor=acting(jonas), staff_member_ids=[jonas.id, runa.id])
    assert not BlockSeries.objects.exists()


def test_the_horizon_of_a_business_may_be_nearer(repeated: Blocking, nordlicht: Business) -> None:
    Business.objects.filter(id=nordlicht.id).update(horizon_days=30)

    assert repeated(last_on=None).laid_until == date(2026, 12, 22)
