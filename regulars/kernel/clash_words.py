"""How is it said what stands in the way of a wished time?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from regulars.kernel.formats import Formats
from regulars.rules.blocks import BlockKind
from regulars.rules.obstacles import Obstacle, ObstacleKind

# Two say what to do about it; a third only makes the sentence long.
_MOST = 2
_MINUTE = timedelta(minutes=1)


def clash_sentence(obstacles: Sequence[Obstacle], fmt: Formats) -> str:
    """What stands in the way, in a sentence or two; empty when nothing does.

    What only warns is left out beside what forbids. Customers are never named.
    """
    told = [one for one in obstacles if one.is_hard] or list(obstacles)
    sentence, owner = "", None
    for obstacle in told[:_MOST]:
        follows = obstacle.owner == owner
        sentence = _beside(sentence, obstacle_sentence(obstacle, fmt, follows=follows))
        owner = obstacle.owner
    more = len(told) - _MOST
    if more > 0:
        rest = ngettext(
            "%(count)s more thing is in the way.", "%(count)s more things are in the way.", more
        )
        sentence = _beside(sentence, rest % {"count": fmt.number(more)})
    return sentence


def obstacle_sentence(obstacle: Obstacle, fmt: Formats, *, follows: bool = False) -> str:
    """One obstacle as a sentence; `follows`: the sentence before named its owner already.

    The day is told where it is another than the wished one.
    """
    thing, shape = _thing(obstacle), _shape(obstacle, fmt)
    sentence = (_NEXT.get(thing) if follows and shape == "from" else None) or _SAID[thing, shape]
    told = obstacle.ends_at if obstacle.goes_on_at_the_start else obstacle.starts_at
    wished_on = _wished_on(obstacle, fmt)
    return str(sentence) % {
        "name": obstacle.owner,
        "title": obstacle.label,
        "time": _time(told, wished_on, fmt),
        "day": fmt.day_near(told - _MINUTE if shape == "through" else told, wished_on),
    }


def _beside(sentence: str, other: str) -> str:
    if not sentence:
        return other
    pattern = pgettext("one sentence after the other", "%(first)s %(second)s")
    return pattern % {"first": sentence, "second": other}


def _wished_on(obstacle: Obstacle, fmt: Formats) -> date:
    wished = obstacle.wished or obstacle
    return fmt.local(wished.starts_at).date()


def _time(told: datetime, wished_on: date, fmt: Formats) -> str:
    if fmt.local(told).date() == wished_on:
        return fmt.time(told)
    return f"{fmt.day_near(told, wished_on)}, {fmt.time(told)}"


def _thing(obstacle: Obstacle) -> str:
    """What it is called: by its title, by its kind, or only that its owner is taken."""
    kind = obstacle.kind
    if kind not in (ObstacleKind.APPOINTMENT, ObstacleKind.GROUP_SESSION, ObstacleKind.BLOCK):
        return "room gone" if kind is ObstacleKind.GONE and obstacle.is_room else kind.value
    if obstacle.is_room:
        return "taken"
    # Why somebody is away is nobody's business.
    if obstacle.block_kind in (BlockKind.TIME_OFF, BlockKind.GUEST_SPOT):
        return obstacle.block_kind.value
    if obstacle.label and kind is not ObstacleKind.APPOINTMENT:
        return "titled"
    if kind is ObstacleKind.BLOCK:
        return (obstacle.block_kind or BlockKind.BREAK).value
    return kind.value


def _shape(obstacle: Obstacle, fmt: Formats) -> str:
    """Whether its end is told, or its start, or the day on which it is over, or nothing."""
    if obstacle.kind in _WHENEVER:
        return "whenever"
    wished = obstacle.wished
    if obstacle.kind is ObstacleKind.NOT_WORKING and (
        wished is None
        or (obstacle.starts_at, obstacle.ends_at) == (wished.starts_at, wished.ends_at)
    ):
        return "whenever"
    if not obstacle.goes_on_at_the_start:
        return "from"
    ends_at = fmt.local(obstacle.ends_at)
    if (_thing(obstacle), "through") not in _SAID or ends_at.time() != time():
        return "until"
    last = fmt.local(obstacle.ends_at - _MINUTE).date()
    return "rest" if last == _wished_on(obstacle, fmt) else "through"


_WHENEVER = frozenset(
    {
        ObstacleKind.NOT_DONE,
        ObstacleKind.NO_BOOKINGS,
        ObstacleKind.GONE,
        ObstacleKind.TOO_FAR_AHEAD,
    }
)

_TAKEN_FROM = _("%(name)s is taken from %(time)s.")

_SAID: dict[tuple[str, str], Promise] = {
    ("appointment", "until"): _("%(name)s has an appointment until %(time)s."),
    ("appointment", "from"): _("%(name)s has an appointment from %(time)s."),
    ("group_session", "until"): _("%(name)s has a group session until %(time)s."),
    ("group_session", "from"): _("%(name)s has a group session from %(time)s."),
    ("titled", "until"): _("%(name)s has “%(title)s” until %(time)s."),
    ("titled", "from"): _("%(name)s has “%(title)s” from %(time)s."),
    ("break", "until"): _("%(name)s is on a break until %(time)s."),
    ("break", "from"): _("%(name)s is on a break from %(time)s."),
    ("meeting", "until"): _("%(name)s is in a meeting until %(time)s."),
    ("meeting", "from"): _("%(name)s is in a meeting from %(time)s."),
    ("time_off", "until"): _("%(name)s is off until %(time)s."),
    ("time_off", "from"): _("%(name)s is off from %(time)s."),
    ("time_off", "through"): _("%(name)s is off up to and including %(day)s."),
    ("time_off", "rest"): _("%(name)s is off for the rest of the day."),
    ("guest_spot", "until"): _("%(name)s works elsewhere until %(time)s."),
    ("guest_spot", "from"): _("%(name)s works elsewhere from %(time)s."),
    ("guest_spot", "through"): _("%(name)s works elsewhere up to and including %(day)s."),
    ("guest_spot", "rest"): _("%(name)s works elsewhere for the rest of the day."),
    ("taken", "until"): _("%(name)s is taken until %(time)s."),
    ("taken", "from"): _TAKEN_FROM,
    ("buffer_before", "until"): _(
        "%(name)s is kept free until %(time)s, after the booking before."
    ),
    ("buffer_before", "from"): _TAKEN_FROM,
    ("buffer_after", "until"): _("%(name)s is taken until %(time)s."),
    ("buffer_after", "from"): _(
        "%(name)s is taken from %(time)s, and the time kept free afterwards would run into that."
    ),
    ("not_working", "whenever"): _("%(name)s does not work at this time."),
    ("not_working", "until"): _("%(name)s works from %(time)s only."),
    ("not_working", "from"): _("%(name)s works until %(time)s only."),
    ("not_done", "whenever"): _("%(name)s does not do “%(title)s”. Choose somebody else."),
    ("no_bookings", "whenever"): _("%(name)s takes no bookings. Choose somebody else."),
    ("gone", "whenever"): _("%(name)s no longer works here. Choose somebody else."),
    ("room gone", "whenever"): _("%(name)s is no longer in use. Choose another room."),
    ("too_far_ahead", "whenever"): _("Bookings are open until %(day)s. Choose an earlier day."),
}

# After a sentence that named the same person.
_NEXT: dict[str, Promise] = {
    "appointment": _("The next appointment starts at %(time)s."),
    "group_session": _("A group session starts at %(time)s."),
    "titled": _("“%(title)s” starts at %(time)s."),
    "break": _("A break starts at %(time)s."),
    "meeting": _("A meeting starts at %(time)s."),
}
