"""Which 24 appointments did Małgorzata Wójcik have, as if today were 19 November 2026?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.rules.appointment_status import Status

_DONE, _MISSED = Status.COMPLETED, Status.NO_SHOW
_ON_TIME, _TOO_LATE = Status.CANCELLED_ON_TIME, Status.CANCELLED_TOO_LATE
_BY_CLOCK = Status.CANCELLED_BY_NOTIFICATION
FERN, SWALLOW, SLEEVE = "Fern, right ankle", "Swallow, left ribs", "Botanical sleeve, left arm"


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of the story: when, what and how it ended; notice in hours if it was called off."""

    when: str
    artist: str
    service: str
    title: str
    project: str = ""
    ending: Status = _DONE
    price: int | None = None
    minutes: int | None = None
    lead: int = 28  # days between the booking and the visit
    has_deposit: bool = False
    notice: int = 0
    reason: str = ""


VISITS = (
    Visit("2019-03-08 17:00", "Runa", "consultation", "Consultation", FERN, lead=5),
    Visit("2019-03-28 14:00", "Runa", "two", "Tattoo, 2 h", FERN, price=34_000, lead=20),
    Visit("2021-06-10 11:00", "Jonas", "ear", "Helix, right", lead=3),
    Visit("2021-07-08 12:30", "Runa", "touch-up", "Touch-up", FERN),
    Visit(
        "2021-09-16 11:00",
        "Runa",
        "small",
        "Moon, left wrist",
        ending=_ON_TIME,
        notice=96,
        reason="New job, no free day yet",
    ),
    Visit("2021-10-14 11:00", "Runa", "small", "Moon, left wrist"),
    Visit("2024-08-06 18:00", "Jonas", "consultation", "Consultation", SWALLOW, lead=9),
    Visit(
        "2024-09-05 10:00",
        "Jonas",
        "two",
        "Tattoo, 2 h",
        SWALLOW,
        ending=_TOO_LATE,
        has_deposit=True,
        notice=15,
        reason="Migraine since the evening",
    ),
    Visit("2024-09-19 10:00", "Jonas", "two", "Tattoo, 2 h", SWALLOW, price=38_000, lead=12),
    Visit("2024-11-14 10:00", "Jonas", "touch-up", "Touch-up", SWALLOW),
    Visit("2025-05-15 15:00", "Noor", "jewellery", "Jewellery change", lead=2),
    Visit("2026-03-10 17:30", "Runa", "consultation", "Consultation", SLEEVE, lead=6),
    Visit("2026-04-16 13:00", "Runa", "four", "Outlines", SLEEVE, has_deposit=True),
    Visit(
        "2026-05-21 13:00",
        "Runa",
        "four",
        "",
        SLEEVE,
        ending=_ON_TIME,
        notice=146,
        reason="Visit to Gdańsk",
    ),
    Visit("2026-06-04 13:00", "Runa", "four", "", SLEEVE, lead=18, has_deposit=True),
    Visit("2026-07-02 13:00", "Runa", "four", "", SLEEVE, ending=_MISSED, has_deposit=True),
    Visit("2026-07-09 13:00", "Runa", "four", "", SLEEVE, lead=6),
    Visit(
        "2026-08-14 13:00",
        "Runa",
        "four",
        "",
        SLEEVE,
        ending=_BY_CLOCK,
        lead=34,
        has_deposit=True,
    ),
    Visit("2026-08-20 13:00", "Runa", "four", "", SLEEVE, lead=15),
    Visit(
        "2026-09-24 13:00",
        "Runa",
        "four",
        "",
        SLEEVE,
        ending=_TOO_LATE,
        has_deposit=True,
        notice=3,
        reason="Pixel ate the house keys",
    ),
    Visit("2026-10-15 13:00", "Runa", "four", "", SLEEVE, price=62_000, minutes=210, lead=20),
    Visit("2026-10-29 10:00", "Runa", "aftercare", "Aftercare check", lead=2),
    Visit("2026-11-19 13:00", "Runa", "four", "", SLEEVE, lead=34, has_deposit=True),
    Visit("2026-12-17 13:00", "Runa", "four", "", SLEEVE, lead=62, has_deposit=True),
)
