"""How it is said what stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regulars.kernel.clash_words import clash_sentence, obstacle_sentence
from regulars.kernel.formats import Formats
from regulars.rules.blocks import BlockKind
from regulars.rules.intervals import Span
from regulars.rules.obstacles import Obstacle, ObstacleKind

FMT = Formats.of(language="en", country="CH", time_zone="Europe/Zurich", currency="CHF")
ZURICH = ZoneInfo("Europe/Zurich")


def t(text: str, day: int = 19) -> datetime:
    """A time on Thursday 19 November 2026, or on another day, in Zürich."""
    hours, minutes = text.split(":")
    wall = datetime(2026, 11, 1, tzinfo=ZURICH) + timedelta(
        days=day - 1, hours=int(hours), minutes=int(minutes)
    )
    return wall.astimezone(UTC)


WISHED = Span(t("13:00"), t("14:30"))


def thing(
    kind: ObstacleKind, starts_at: datetime, ends_at: datetime, label: str = "", **given: Any
) -> Obstacle:
    given = {"owner": "Noor", "wished": WISHED} | given
    return Obstacle(kind, label=label, starts_at=starts_at, ends_at=ends_at, **given)


def block(kind: BlockKind, starts_at: datetime, ends_at: datetime, label: str = "") -> Obstacle:
    return thing(ObstacleKind.BLOCK, starts_at, ends_at, label, block_kind=kind)


APPOINTMENT = thing(ObstacleKind.APPOINTMENT, t("12:00"), t("14:00"))
LATER = thing(ObstacleKind.APPOINTMENT, t("14:00"), t("15:00"))
FLASH = thing(ObstacleKind.GROUP_SESSION, t("14:00"), t("16:30"), "Flash group: mini moons")
BREAK = block(BlockKind.BREAK, t("12:30"), t("13:30"))
CHAIR = thing(ObstacleKind.APPOINTMENT, t("12:00"), t("15:00"), owner="Chair 2", is_room=True)


@pytest.mark.parametrize(
    ("obstacle", "sentence"),
    [
        (APPOINTMENT, "Noor has an appointment until 14:00."),
        (LATER, "Noor has an appointment from 14:00."),
        (
            thing(ObstacleKind.GROUP_SESSION, t("13:00"), t("16:30"), "Flash group: mini moons"),
            "Noor has “Flash group: mini moons” until 16:30.",
        ),
        (FLASH, "Noor has “Flash group: mini moons” from 14:00."),
        (BREAK, "Noor is on a break until 13:30."),
        (
            block(BlockKind.BREAK, t("12:30"), t("13:30"), "Lunch"),
            "Noor has “Lunch” until 13:30.",
        ),
        (block(BlockKind.MEETING, t("14:00"), t("15:00")), "Noor is in a meeting from 14:00."),
        (block(BlockKind.TIME_OFF, t("13:00"), t("15:00")), "Noor is off until 15:00."),
        (CHAIR, "Chair 2 is taken until 15:00."),
    ],
)
def test_what_goes_on_is_told_with_its_end_and_what_comes_with_its_start(
    obstacle: Obstacle, sentence: str
) -> None:
    assert obstacle_sentence(obstacle, FMT) == sentence


@pytest.mark.parametrize(
    ("obstacle", "sentence"),
    [
        (
            block(BlockKind.TIME_OFF, t("0:00", 16), t("0:00", 28)),
            "Noor is off up to and including Fri, 27 Nov.",
        ),
        (
            block(BlockKind.GUEST_SPOT, t("0:00", 16), t("12:00", 27)),
            "Noor works elsewhere until Fri, 27 Nov, 12:00.",
        ),
        (
            block(BlockKind.TIME_OFF, t("0:00", 19), t("0:00", 20)),
            "Noor is off for the rest of the day.",
        ),
        (
            block(BlockKind.GUEST_SPOT, t("0:00", 19), t("0:00", 70)),
            "Noor works elsewhere up to and including Fri, 8 Jan 2027.",
        ),
        (
            thing(
                ObstacleKind.APPOINTMENT,
                t("0:30", 20),
                t("1:30", 20),
                wished=Span(t("23:00"), t("1:00", 20)),
            ),
            "Noor has an appointment from Fri, 20 Nov, 00:30.",
        ),
    ],
)
def test_another_day_than_the_wished_one_is_told(obstacle: Obstacle, sentence: str) -> None:
    assert obstacle_sentence(obstacle, FMT) == sentence


def test_why_somebody_is_away_is_not_told() -> None:
    off = block(BlockKind.TIME_OFF, t("13:00"), t("15:00"), "Surgery")

    assert obstacle_sentence(off, FMT) == "Noor is off until 15:00."


@pytest.mark.parametrize(
    ("kind", "times", "sentence"),
    [
        (
            ObstacleKind.BUFFER_BEFORE,
            ("12:50", "13:05"),
            "Noor is kept free until 13:05, after the booking before.",
        ),
        (
            ObstacleKind.BUFFER_AFTER,
            ("14:30", "15:00"),
            "Noor is taken from 14:30, and the time kept free afterwards would run into that.",
        ),
        (ObstacleKind.NOT_WORKING, ("13:00", "14:30"), "Noor does not work at this time."),
        (ObstacleKind.NOT_WORKING, ("13:00", "13:30"), "Noor works from 13:30 only."),
        (ObstacleKind.NOT_WORKING, ("14:00", "14:30"), "Noor works until 14:00 only."),
        (
            ObstacleKind.NOT_DONE,
            ("13:00", "14:30"),
            "Noor does not do “Laser”. Choose somebody else.",
        ),
        (
            ObstacleKind.NO_BOOKINGS,
            ("13:00", "14:30"),
            "Noor takes no bookings. Choose somebody else.",
        ),
        (
            ObstacleKind.GONE,
            ("13:00", "14:30"),
            "Noor no longer works here. Choose somebody else.",
        ),
        (
            ObstacleKind.TOO_FAR_AHEAD,
            ("0:00", "14:30"),
            "Bookings are open until Thu, 19 Nov. Choose an earlier day.",
        ),
    ],
)
def test_everything_else_has_its_sentence(
    kind: ObstacleKind, times: tuple[str, str], sentence: str
) -> None:
    obstacle = thing(kind, t(times[0]), t(times[1]), "Laser")

    assert obstacle_sentence(obstacle, FMT) == sentence


def test_a_room_out_of_use_is_told_as_a_room() -> None:
    gone = thing(ObstacleKind.GONE, t("13:00"), t("14:30"), owner="Chair 2", is_room=True)

    assert obstacle_sentence(gone, FMT) == "Chair 2 is no longer in use. Choose another room."


def test_two_things_stand_side_by_side_and_the_same_person_is_named_once() -> None:
    assert clash_sentence([BREAK, FLASH], FMT) == (
        "Noor is on a break until 13:30. “Flash group: mini moons” starts at 14:00."
    )
    assert clash_sentence([BREAK, LATER], FMT) == (
        "Noor is on a break until 13:30. The next appointment starts at 14:00."
    )
    assert clash_sentence([APPOINTMENT, CHAIR], FMT) == (
        "Noor has an appointment until 14:00. Chair 2 is taken until 15:00."
    )


def test_more_than_two_are_counted() -> None:
    assert clash_sentence([BREAK, LATER, CHAIR], FMT).endswith(
        "The next appointment starts at 14:00. 1 more thing is in the way."
    )
    assert clash_sentence([BREAK, LATER, FLASH, CHAIR], FMT).endswith(
        " 2 more things are in the way."
    )


def test_a_warning_is_told_alone_and_not_beside_what_forbids() -> None:
    warning = thing(ObstacleKind.NOT_WORKING, t("13:00"), t("14:30"), is_hard=False)

    assert clash_sentence([warning], FMT) == "Noor does not work at this time."
    assert clash_sentence([APPOINTMENT, warning], FMT) == "Noor has an appointment until 14:00."


def test_nothing_in_the_way_is_no_sentence() -> None:
    assert clash_sentence([], FMT) == ""


@pytest.mark.parametrize("kind", ObstacleKind)
def test_nothing_is_left_without_a_sentence(kind: ObstacleKind) -> None:
    for block_kind, is_room, wished, label, times in product(
        [*BlockKind, None],
        [True, False],
        [WISHED, None],
        ["Title", ""],
        [("12:00", "24:00"), ("13:00", "14:30"), ("14:00", "15:00")],
    ):
        obstacle = Obstacle(
            kind,
            "Noor",
            label,
            t(times[0]),
            t(times[1]),
            is_room=is_room,
            block_kind=block_kind,
            wished=wished,
        )

        assert obstacle_sentence(obstacle, FMT).endswith(".")
        assert obstacle_sentence(obstacle, FMT, follows=True).endswith(".")
