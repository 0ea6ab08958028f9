"""What follows by itself when somebody changes the service or the start?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from regulars.kernel.clock_times import parse_time
from regulars.kernel.formats import Formats
from regulars.queries.booking_choices import BookingChoices

_FOLLOWED = ("service", "start", "until", "price")
_SEPARATOR = "|"
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def remembered(values: dict[str, str]) -> str:
    """What the form said when the server last filled it in, for the form to carry along."""
    return _SEPARATOR.join(values[name].replace(_SEPARATOR, "") for name in _FOLLOWED)


def follow(values: dict[str, str], choices: BookingChoices, fmt: Formats) -> dict[str, str]:
    """Another service brings its length and its price, another start moves the end along.

    A price or an end that somebody typed stays.
    """
    said = dict(zip(_FOLLOWED, values["was"].split(_SEPARATOR), strict=False))
    if len(said) < len(_FOLLOWED):
        return values
    followed = dict(values)
    service = choices.service(_number(values["service"]))
    start = _clock(values["start"])
    if values["service"] != said["service"] and service is not None:
        if start is not None and values["until"] == said["until"]:
            followed["until"] = _written(start, service.duration_minutes, fmt)
        if values["price"] in ("", said["price"]):
            followed["price"] = fmt.amount_typed(service.price_minor)
    else:
        followed["until"] = moved_along(values["start"], values["until"], said, fmt)
    return followed


def moved_along(start: str, until: str, said: dict[str, str], fmt: Formats) -> str:
    """The end that goes with another start; one that somebody typed stays."""
    begins, began, ended = _clock(start), _clock(said["start"]), _clock(said["until"])
    if start == said["start"] or until != said["until"]:
        return until
    if begins is None or began is None or ended is None:
        return until
    return _written(begins, _minutes(began, ended), fmt)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _clock(text: str) -> time | None:
    try:
        return parse_time(text)
    except ValueError:
        return None


def _minutes(start: time, until: time) -> int:
    """From one time on the clock to the next such time."""
    span = datetime.combine(_MIDNIGHT, until) - datetime.combine(_MIDNIGHT, start)
    return int((span % _DAY) / timedelta(minutes=1))


def _written(start: time, minutes: int, fmt: Formats) -> str:
    """The time on the clock that many minutes later."""
    wall = datetime.combine(_MIDNIGHT, start, tzinfo=fmt.zone) + timedelta(minutes=minutes)
    return fmt.time(wall)
