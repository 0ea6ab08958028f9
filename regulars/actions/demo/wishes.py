"""What does a tattoo studio's customer come for? One wish is a piece of work and its visits."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.actions.demo.house import Artist
from regulars.actions.demo.studio import Studio
from regulars.actions.demo.words import LARGE, LARGE_PLACES, MOTIFS, OLD_WORK, PLACES


@dataclass(frozen=True, slots=True)
class Step:
    """One visit: what, under which title, so many weeks after the one before."""

    service: str
    title: str = ""
    weeks: tuple[int, int] = (2, 5)


@dataclass(frozen=True, slots=True)
class Wish:
    """A piece of work; without a title it is no project, just an appointment or two."""

    steps: tuple[Step, ...]
    title: str = ""
    sessions: int | None = None


_TALK = Step("consultation", "Consultation")
_HEALED = Step("touch-up", "Touch-up", (7, 11))


def wish(studio: Studio, artist: Artist) -> Wish:
    """Draw something that this artist does."""
    if "laser" in artist.skills and studio.chance(0.22):
        return _laser(studio)
    if "ear" in artist.skills and studio.chance(0.2):
        again = (Step("jewellery", weeks=(6, 9)),) if studio.chance(0.3) else ()
        return Wish((Step(studio.rng.choice(("ear", "ear", "nose"))), *again))
    kinds = (_small, _medium, _large, _cover, _day)
    return studio.rng.choices(kinds, (30, 38, 17, 8, 7))[0](studio)


def _laser(studio: Studio) -> Wish:
    number = studio.rng.randint(4, 8)
    service = studio.rng.choice(("laser", "laser-large"))
    course = tuple(Step(service, f"Laser {place}", (6, 8)) for place in range(1, number + 1))
    return Wish((_TALK, *course), f"Laser, {studio.rng.choice(PLACES)}", number)


def _small(studio: Studio) -> Wish:
    service = studio.rng.choice(("small", "lettering", "small", "two"))
    return Wish((Step(service, _motif(studio)),))


def _medium(studio: Studio) -> Wish:
    service = studio.rng.choice(("two", "two", "four"))
    return _project(studio, _motif(studio), service, studio.rng.randint(1, 3))


def _large(studio: Studio) -> Wish:
    title = f"{studio.rng.choice(LARGE)}, {studio.rng.choice(LARGE_PLACES)}"
    return _project(studio, title, "four", studio.rng.randint(4, 9))


def _cover(studio: Studio) -> Wish:
    title = f"Cover-up, {studio.rng.choice(OLD_WORK)}, {studio.rng.choice(PLACES)}"
    return _project(studio, title, "cover", studio.rng.randint(2, 4))


def _day(studio: Studio) -> Wish:
    title = _motif(studio)
    return Wish((_TALK, Step("day", ""), _HEALED), title, 1)


def _project(studio: Studio, title: str, service: str, number: int) -> Wish:
    sessions = tuple(Step(service, f"Session {place}", (3, 6)) for place in range(1, number + 1))
    healed = (_HEALED,) if studio.chance(0.45) else ()
    return Wish((_TALK, *sessions, *healed), title, number)


def _motif(studio: Studio) -> str:
    return f"{studio.rng.choice(MOTIFS)}, {studio.rng.choice(PLACES)}"
