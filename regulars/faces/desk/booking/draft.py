"""What stands in the form before it is sent: filled in from the address, then step by step."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from regulars.actions.appointments.walk_in import begins
from regulars.faces.desk.booking.following import follow, remembered
from regulars.faces.desk.booking.forms import CREATE, NEW_PROJECT
from regulars.faces.desk.entrance import DeskRequest
from regulars.kernel.clock_times import instant, is_on_calendar, parse_time
from regulars.kernel.formats import Formats
from regulars.kernel.phone_numbers import e164
from regulars.queries.booking_choices import BookingChoices, ServiceChoice
from regulars.queries.customer_recall import NoSuchCustomer, Recall, customer_recall
from regulars.queries.taken_staff import taken_staff
from regulars.rules.permissions import Permission

NAMES = (
    "customer", "who", "q", "first_name", "last_name", "phone", "email", "service", "project",
    "new_project", "staff", "day", "start", "until", "room", "price", "notes", "walk_in", "was",
    "back",
)  # fmt: skip
_HOUR = timedelta(hours=1)
_QUARTER = 15

Values = dict[str, str]


def posted(request: DeskRequest) -> Values:
    """The form as it came."""
    return {name: request.POST.get(name, "").replace("\0", "") for name in NAMES}


def number_in(text: str) -> int | None:
    """The id that a text is, if it is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def reachable_choices(
    request: DeskRequest, choices: BookingChoices, *, also_staff: int | None = None
) -> BookingChoices:
    """Without the columns that this person may not book in, but the one that is meant already."""
    door = request.door
    if door.may(Permission.REACH_ALL_CALENDARS):
        return choices
    own = tuple(one for one in choices.staff if one.id in (door.staff.id, also_staff))
    return BookingChoices(choices.services, own, choices.rooms)


def recall_of(request: DeskRequest, values: Values) -> Recall | None:
    """What is known of whoever is chosen; a customer of nobody's is no choice."""
    customer_id = number_in(values["customer"])
    if customer_id is None:
        return None
    try:
        return customer_recall(
            business=request.door.business, customer_id=customer_id, at=request.at
        )
    except NoSuchCustomer:
        return None


def opened(request: DeskRequest, choices: BookingChoices) -> Values:
    """The form as an address opens it: ?day=&start=&minutes=&staff=&customer=&service=&project=."""
    given = request.GET
    values = dict.fromkeys(NAMES, "") | {
        name: given.get(name, "").replace("\0", "")
        for name in ("customer", "project", "room", "back")
    }
    recall = recall_of(request, values)
    service = choices.service(number_in(given.get("service", ""))) or _first(choices)
    staff_ids = [member.id for member in choices.staff]
    wanted = (
        number_in(given.get("staff", "")),
        recall.usual_staff_id if recall else None,
        request.door.staff.id,
        *staff_ids,
    )
    staff = next((id_ for id_ in wanted if id_ in staff_ids), None)
    starts_at = _start(request, given.get("day", ""), given.get("start", ""))
    minutes = number_in(given.get("minutes", "")) or (service.duration_minutes if service else 60)
    fmt = request.fmt
    values |= {
        "service": str(service.id) if service else "",
        "staff": str(staff or ""),
        "day": fmt.day_typed(starts_at),
        "start": fmt.time(starts_at),
        "until": fmt.time(starts_at + timedelta(minutes=min(minutes, 24 * 60))),
        "price": fmt.amount_typed(service.price_minor) if service else "",
    }
    return _carried(request, values)


def _carried(request: DeskRequest, values: Values) -> Values:
    """With what the server filled in; no price for whoever sees none."""
    if not request.door.may(Permission.SEE_MONEY):
        values = values | {"price": ""}
    return values | {"was": remembered(values)}


def stepped(request: DeskRequest, values: Values, choices: BookingChoices) -> Values:
    """The form after the button that was pressed; what was typed stays."""
    name, _colon, value = request.POST.get("step", "look").partition(":")
    step: Callable[[DeskRequest, Values, BookingChoices, str], Values] = _STEPS.get(name, _look)
    changed = step(request, values, choices, value)
    return _carried(request, follow(changed, choices, request.fmt))


def _look(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    return values


def _pick(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    return values | {"customer": value, "who": "", "project": ""}


def _change(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    return values | {"customer": "", "who": "", "project": ""}


def _create(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    """Put what was searched for where it belongs: a phone number, an address, or a name."""
    text = " ".join(values["q"].split())[:120]
    known = {name: values[name] for name in ("first_name", "last_name", "phone", "email")}
    if not any(known.values()):
        first, _space, last = text.rpartition(" ")
        if "@" in text:
            known["email"] = text
        elif e164(text, country=request.door.business.country):
            known["phone"] = text
        else:
            known |= {"first_name": first or last, "last_name": last if first else ""}
    return values | known | {"customer": "", "who": CREATE, "project": _new_only(values)}


def _new_only(values: Values) -> str:
    return values["project"] if values["project"] == NEW_PROJECT else ""


def _take(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    """A free time that was offered: its start, its length in minutes, who does it."""
    chosen = values | taken(value, request.fmt) | {"walk_in": ""}
    return chosen | {"was": remembered(chosen)}


def taken(value: str, fmt: Formats) -> Values:
    """What a free time that was offered writes into the form; nothing if it is none."""
    start, _space, rest = value.partition(" ")
    minutes, _space, staff = rest.partition(" ")
    try:
        starts_at = datetime.fromisoformat(start).astimezone(UTC)
        ends_at = starts_at + timedelta(minutes=int(minutes))
    except (ValueError, OverflowError):
        return {}
    if not (is_on_calendar(starts_at) and is_on_calendar(ends_at)):
        return {}
    return {
        "day": fmt.day_typed(starts_at),
        "start": fmt.time(starts_at),
        "until": fmt.time(ends_at),
        "staff": staff,
    }


def _walk_in(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    """From now on, with whoever is free; the one that was chosen before all others."""
    fmt, starts_at = request.fmt, begins(request.at)
    service = choices.service(number_in(values["service"]))
    ends_at = starts_at + (timedelta(minutes=service.duration_minutes) if service else _HOUR)
    busy = taken_staff(business=request.door.business, starts_at=request.at, ends_at=ends_at)
    wanted = [number_in(values["staff"]), *(member.id for member in choices.staff)]
    free = next((id_ for id_ in wanted if id_ is not None and id_ not in busy), None)
    written = {
        "day": fmt.day_typed(starts_at),
        "start": fmt.time(starts_at),
        "until": fmt.time(ends_at),
        "staff": str(free or values["staff"]),
        "walk_in": "1",
    }
    begun = values | written
    return begun | {"was": remembered(begun)}


def _later(request: DeskRequest, values: Values, choices: BookingChoices, value: str) -> Values:
    return values | {"walk_in": ""}


_STEPS: dict[str, Callable[[DeskRequest, Values, BookingChoices, str], Values]] = {
    "pick": _pick,
    "change": _change,
    "create": _create,
    "take": _take,
    "walk-in": _walk_in,
    "later": _later,
}


def _first(choices: BookingChoices) -> ServiceChoice | None:
    return choices.services[0] if choices.services else None


def _start(request: DeskRequest, day: str, start: str) -> datetime:
    """The start that the address names, or else the next quarter of an hour from now on."""
    now = request.fmt.local(request.at)
    chosen = now.date()
    with suppress(ValueError):
        named = date.fromisoformat(day)
        chosen = named if is_on_calendar(named) else chosen
    clock = time(now.hour, now.minute) if chosen == now.date() else time(10)
    try:
        clock = parse_time(start)
    except ValueError:
        start = ""
    moment = instant(chosen, clock, request.fmt.zone) or request.at
    if start or clock.minute % _QUARTER == 0:
        return moment
    return moment + timedelta(minutes=_QUARTER - clock.minute % _QUARTER)
