"""Is everybody found at once, however they are looked for and however many there are?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle
from random import Random

from benchmarks.asking import Desk
from benchmarks.choosing import choose
from benchmarks.measuring import in_turn
from benchmarks.results import Books, Result, Verdict, at_most, verdict
from regulars.queries.customer_filters import CustomerFilters
from regulars.queries.customer_list import Listing
from regulars.queries.customer_search import MOST, customer_search
from regulars.records.customers import Customer
from regulars.rules.names import fold, within_one_slip

PROMISE = "search"
_P95_MS, _GROWTH, _FOUND = 5.0, 1.6, 0.99
_TERMS, _SLIPS = 120, 500
_SEED = 7
_SECONDS = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Term = Callable[[Random, Customer], str]


def _beginning(rng: Random, who: Customer) -> str:
    return who.last_name[: rng.randint(3, 5)]


def _inside(rng: Random, who: Customer) -> str:
    name = who.last_name
    start = rng.randint(1, max(1, len(name) - 4))
    return name[start : start + 4] if len(name) > 4 else ""


def _slip(rng: Random, who: Customer) -> str:
    return slipped(rng, fold(who.last_name))


KINDS: dict[str, Term] = {
    "a name's beginning": _beginning,
    "a whole name": lambda _, who: f"{who.first_name} {who.last_name}",
    "two words, turned round": lambda _, who: f"{who.last_name[:5]} {who.first_name[:3]}",
    "inside a word": _inside,
    "a slip of the keyboard": _slip,
    "a phone's last four": lambda _, who: who.phone_digits[-4:],
    "a phone as it is dialled": lambda _, who: "0" + who.phone_digits[2:],
    "an address's beginning": lambda rng, who: who.email[: rng.randint(5, 10)],
    "an address's later part": lambda _, who: who.email[who.email.find("@") - 4 :],
    "beginning, has upcoming": _beginning,
    "nobody": lambda rng, _: "".join(rng.choices("qxzjvw", k=8)),
}


def measure(books: Books) -> Iterator[Result]:
    """Each kind's time and growth through Django, then whom slips find."""
    for kind in KINDS:
        yield _of_kind(books, kind)
    yield _as_a_page(books)
    for size, desk in books.desks.items():
        yield _slips_find(size, desk)


def _of_kind(books: Books, kind: str) -> Result:
    sides = {size: _searches(desk, kind) for size, desk in books.desks.items()}
    turns = in_turn(sides, seconds=_SECONDS)
    largest = turns.timing(books.largest)
    is_quick = largest.p95 < _P95_MS
    growth = turns.ratio_of_medians(books.largest, books.smallest) if len(sides) > 1 else None
    is_flat = growth is None or growth.value <= _GROWTH + 0.005
    return Result(
        promise=PROMISE,
        part=f"search, {kind}",
        target=f"p95 < {_P95_MS:.0f} ms, growth ≤ {_GROWTH}",
        verdict=verdict(kept=is_quick and is_flat),
        timings={size: turns.timing(size) for size in books.desks},
        ratio=growth,
        of=books.growth if growth else "",
    )


def _searches(desk: Desk, kind: str) -> Callable[[], Listing]:
    terms = cycle(terms_of(desk, kind))
    upcoming = kind.endswith("has upcoming")

    def look() -> Listing:
        choose(desk.place)
        return search(desk, next(terms), has_upcoming=upcoming)

    return look


def search(desk: Desk, text: str, *, has_upcoming: bool = False) -> Listing:
    """The product's search as its desk asks it."""
    return customer_search(
        business=desk.business,
        country="CH",
        filters=CustomerFilters(text=text, has_upcoming=has_upcoming),
        at=datetime.now(UTC),
        with_contact_data=True,
    )


def terms_of(desk: Desk, kind: str, many: int = _TERMS) -> list[str]:
    """What people would type who look for random customers of this book."""
    rng = Random(f"{_SEED} {kind}")
    made = (KINDS[kind](rng, who) for who in _somebody(desk, rng))
    wanted = (term for term in made if len(term.strip()) >= 3)
    return [next(wanted) for _ in range(many)]


def _somebody(desk: Desk, rng: Random) -> Iterator[Customer]:
    choose(desk.place)
    book = Customer.objects.of(desk.business).filter(archived_at=None)
    first, last = (book.order_by(order).values_list("id", flat=True)[0] for order in ("id", "-id"))
    while True:
        drawn = [rng.randint(first, last) for _ in range(2 * _TERMS)]
        yield from book.filter(id__in=drawn)


def slipped(rng: Random, word: str) -> str:
    """The first word with one letter missing, doubled, wrong or swapped; "" if it is too short."""
    word = word.split(" ")[0]
    if len(word) < 5:
        return ""
    place = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        (
            before + after,
            before + letter + letter + after,
            before + rng.choice(_LETTERS) + after,
            before + after[0] + letter + after[1:],
        )
    )


def _as_a_page(books: Books) -> Result:
    """The list's fragment while somebody types: door, search, 50 lines of HTML."""
    terms = {
        size: cycle(terms_of(desk, "a name's beginning")) for size, desk in books.desks.items()
    }
    sides = {
        size: (
            lambda size=size, desk=desk: desk.page("customers/", is_part=True, q=next(terms[size]))
        )
        for size, desk in books.desks.items()
    }
    turns = in_turn(sides, seconds=_SECONDS)
    growth = turns.ratio_of_medians(books.largest, books.smallest) if len(sides) > 1 else None
    return Result(
        promise=PROMISE,
        part="search, the answer to a keystroke as HTML",
        target="no ratio promised",
        verdict=Verdict.TOLD,
        timings={size: turns.timing(size) for size in books.desks},
        ratio=growth,
        of=books.growth if growth else "",
    )


def _slips_find(size: str, desk: Desk) -> Result:
    found, tried, left_out = slips_found(desk, _SLIPS)
    return Result(
        promise=PROMISE,
        part=f"whom a slip finds, {size}",
        target=f"≥ {_FOUND:.0%}",
        verdict=verdict(kept=found >= _FOUND * tried),
        figure=f"{found} of {tried}",
        note=f"{left_out} more left out, to which fifty other names are as near, or which begin one",
    )


def slips_found(desk: Desk, many: int) -> tuple[int, int, int]:
    """How many of so many slips find somebody of the name that was meant, and how many do not count.

    What begins another name, or is one slip from the names of fifty others, could mean them.
    """
    rng, found, tried, left_out = Random(_SEED), 0, 0, 0
    for who in _somebody(desk, rng):
        meant = fold(who.last_name).split(" ")[0]
        typed = slipped(rng, meant)
        if not typed or meant.startswith(typed):
            continue
        lines = search(desk, typed).lines
        names = [fold(f"{line.name} {' '.join(line.also)}").split() for line in lines]
        is_found = any(meant in words for words in names)
        if not is_found and _could_be_meant(typed, names):
            left_out += 1
            continue
        tried += 1
        found += is_found
        if tried == many:
            break
    return found, tried, left_out


def _could_be_meant(typed: str, names: list[list[str]]) -> bool:
    begins = any(word.startswith(typed) for words in names for word in words)
    near = [any(within_one_slip(typed, word) for word in words) for words in names]
    return begins or (len(near) >= MOST and all(near))


__all__ = ["KINDS", "PROMISE", "at_most", "measure", "search", "slips_found", "terms_of"]
