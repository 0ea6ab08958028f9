"""The search: what is found, what comes first, and that it equals looking at everybody."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulars.queries.customer_filters import CustomerFilters, Show
from regulars.queries.customer_list import Listing
from regulars.queries.customer_search import MOST, customer_search, looked_for
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.rules.names import digits, fold
from regulars.rules.search_rank import Match, rank
from tests import make
from tests.counting import counted
from tests.make import NOW

PEOPLE = (
    ("Jürg", "Müller", "", "juerg.mueller@example.ch", "+41442713390"),
    ("Anna Maria", "Müller", "", "anna@example.ch", "+41791234567"),
    ("Małgorzata", "Wójcik", "Gosia", "gosia.wojcik@example.ch", "+41794120836"),
    ("Þóra", "Guðmundsdóttir", "", "thora.g@example.is", "+3546124408"),
    ("Thị Thanh Hương", "Nguyễn", "Hương", "huong.nguyen@example.ch", "+41765182247"),
    ("Олена", "Шевченко", "Olena", "olena.sh@example.com", "+41764027719"),
    ("Γιάννης", "Παπαδόπουλος", "Yannis", "yannis.p@example.gr", "+41789003127"),
    ("محمد", "الأحمد", "", "m.alahmad@example.com", "+41761112233"),
    ("小明", "王", "", "", ""),
    ("Seán", "O’Brien", "", "sean@example.ie", "+353861234567"),
    ("Maximiliane", "von Hohenstein-Zollikofer", "Maxi", "m.vh@example.org", "+41793307118"),
    ("Bo", "Li", "", "bo.li@example.com", "+41786051402"),
    ("Weiß", "Großmann", "", "", "+493012345678"),
)
GIVEN = ("Ada", "Ben", "Cem", "Dora", "Emil", "Fen", "Gül", "Hana", "Ida", "Jo", "Kim", "Léa")
FAMILY = (
    "Abendroth", "Baumann", "Çelik", "Dubois", "Egli", "Ferrari", "Grünig", "Hartmann",
    "Iseli", "Jäggi", "Kälin", "Lüthi", "Marti", "Nef", "Ott", "Pfister", "Quadri", "Ruf",
)  # fmt: skip


def found(business: Business, text: str, **filters: object) -> Listing:
    return customer_search(
        business=business,
        country="CH",
        filters=CustomerFilters(text=text, **filters),  # type: ignore[arg-type]
        at=NOW,
        with_contact_data=True,
    )


def names(listing: Listing) -> list[str]:
    return [line.name for line in listing.lines]


@pytest.fixture
def book(nordlicht: Business) -> Business:
    for first, last, nickname, email, phone in PEOPLE:
        make.customer(nordlicht, first, last, nickname=nickname, email=email, phone=phone)
    make.customer(nordlicht, number="WONM02")
    make.customer(nordlicht, "Rita", "Ruf", company="Atelier Nord")
    return nordlicht


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("müller", "Anna Maria Müller"),
        ("MULLER JURG", "Jürg Müller"),
        ("mull", "Anna Maria Müller"),
        ("maria anna", "Anna Maria Müller"),
        ("müller mar", "Anna Maria Müller"),
        ("jürg mueler", "Jürg Müller"),
        ("wojicik", "Małgorzata Wójcik"),
        ("gosia", "Małgorzata Wójcik"),
        ("dmundsdot", "Þóra Guðmundsdóttir"),
        ("thora", "Þóra Guðmundsdóttir"),
        ("nguyen", "Thị Thanh Hương Nguyễn"),
        ("шевч", "Олена Шевченко"),
        ("παπα", "Γιάννης Παπαδόπουλος"),
        ("محمد", "محمد الأحمد"),
        ("王", "小明 王"),
        ("o'brien", "Seán O’Brien"),
        ("obrien sean", "Seán O’Brien"),
        ("zollikofer", "Maximiliane von Hohenstein-Zollikofer"),
        ("grossman", "Weiß Großmann"),
        ("wonm02", "WONM02"),
        ("atelier", "Rita Ruf"),
        ("juerg.m", "Jürg Müller"),
        ("juerg", "Jürg Müller"),
        ("3390", "Jürg Müller"),
        ("044 271", "Jürg Müller"),
        ("+41 44 271 33 90", "Jürg Müller"),
        ("0041442713390", "Jürg Müller"),
        ("061 234", None),
        ("+354", "Þóra Guðmundsdóttir"),
    ],
)
def test_whoever_is_meant_comes_first(book: Business, typed: str, first: str | None) -> None:
    assert names(found(book, typed))[:1] == ([first] if first else [])


def test_a_whole_word_comes_before_a_beginning_and_a_slip_last(nordlicht: Business) -> None:
    for name in ("Annabel", "Anna", "Hannah", "Anni"):
        make.customer(nordlicht, name, "Frei")

    assert names(found(nordlicht, "anna")) == [
        "Anna Frei", "Annabel Frei", "Hannah Frei", "Anni Frei",
    ]  # fmt: skip


def test_without_contact_data_nobody_is_found_by_it(book: Business) -> None:
    for typed in ("3390", "juerg.mueller@example.ch", "+41442713390"):
        listing = customer_search(
            business=book, country="CH", filters=CustomerFilters(text=typed), at=NOW,
            with_contact_data=False,
        )  # fmt: skip

        assert listing.lines == ()


def test_the_filters_hold_while_searching(nordlicht: Business) -> None:
    make.customer(nordlicht, "Jürg", "Müller")
    make.customer(nordlicht, "Ida", "Müller", archived_at=NOW)

    assert names(found(nordlicht, "müller")) == ["Jürg Müller"]
    assert names(found(nordlicht, "müller", show=Show.ARCHIVED)) == ["Ida Müller"]
    assert names(found(nordlicht, "müller", has_upcoming=True)) == []


def test_nobody_of_another_business_is_found(book: Business, lumiere: Business) -> None:
    for typed in ("müller", "wojicik", "dmunds", "3390", "juerg.m"):
        assert names(found(lumiere, typed)) == []


def test_more_than_fifty_are_cut_and_said_so(nordlicht: Business) -> None:
    for number in range(MOST + 5):
        make.customer(nordlicht, f"Ann{number:03}", "Meier")

    listing = found(nordlicht, "meier")

    assert (len(listing.lines), listing.total, listing.has_more_than_total) == (MOST, MOST, True)


def test_a_name_is_not_crowded_out_by_addresses(nordlicht: Business) -> None:
    for number in range(MOST + 20):
        make.customer(nordlicht, "Bo", f"Li{number}", email=f"anna{number:03}@example.ch")
    make.customer(nordlicht, "Anna", "Frei")

    assert names(found(nordlicht, "anna"))[0] == "Anna Frei"


@pytest.mark.parametrize(
    "typed",
    ["🔥", "%", "_", "a" * 10_000, "a " * 5_000, "\u202eabc", "'; DROP TABLE", "\x00", "a\x00b",
     "@", "..", "0", "000", "(", "\ud800", "\\", "((((", "-", "٣٣٩٠", "a_b%c", "*"],
)  # fmt: skip
def test_anything_typed_is_answered(book: Business, typed: str) -> None:
    found(book, typed)


def test_arabic_digits_find_a_number(book: Business) -> None:
    assert names(found(book, "٣٣٩٠")) == ["Jürg Müller"]


@pytest.mark.parametrize("typed", ["müller", "jurg muller", "wojicik", "juerg.mueller@example.ch"])
def test_a_search_takes_at_most_ten_statements(book: Business, typed: str) -> None:
    with counted(f"customer search, {typed}"):
        found(book, typed)


ALPHABET = "abceghilmnoprtuz üéжш"


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_tables_find_what_looking_at_everybody_finds(
    crowd: list[Customer], data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(crowd))
    typed = data.draw(st.one_of(st.text(ALPHABET, min_size=1, max_size=9), _near(person)))
    query = looked_for(typed, with_contact_data=True)

    ranked = {
        customer.id: rank(
            query,
            names=[fold(n) for n in (customer.name, customer.nickname, customer.company, "")],
            email=customer.email,
            number=_indexed(customer, query.number_end),
        )
        for customer in crowd
    }
    expected = {id_: match for id_, match in ranked.items() if match is not Match.NONE}
    listing = found(crowd[0].business, typed)

    shown = [expected.get(line.id) for line in listing.lines]
    assert None not in shown
    assert shown == sorted(shown)  # type: ignore[type-var]
    if len(expected) <= MOST:
        assert {line.id for line in listing.lines} == set(expected)
    else:
        assert len(listing.lines) == MOST


def _indexed(customer: Customer, end: str) -> str:
    """The number as far as it is indexed: by its start and its end, not by what is inside."""
    number = digits(customer.phone)
    return number if end and (number.endswith(end) or number.startswith(end)) else ""


@st.composite
def _near(draw: st.DrawFn, person: Customer) -> str:
    """Something a person at the desk would type for this customer, perhaps with a slip."""
    words = f"{person.first_name} {person.last_name} {person.nickname}".split()
    text = " ".join(draw(st.permutations(words))[: draw(st.integers(1, 2))])
    start = draw(st.integers(0, 2))
    text = text[start : start + draw(st.integers(1, 14))]
    place = draw(st.integers(0, max(len(text) - 1, 0)))
    slip = draw(st.sampled_from(["none", "left out", "doubled", "wrong"]))
    changed = {
        "none": text,
        "left out": text[:place] + text[place + 1 :],
        "doubled": text[: place + 1] + text[place:],
        "wrong": text[:place] + "x" + text[place + 1 :],
    }[slip]
    return draw(st.sampled_from([changed, person.phone[-4:], person.email[:7]])) or text or "a"


@pytest.fixture
def crowd(nordlicht: Business) -> list[Customer]:
    people = [
        make.customer(nordlicht, first, last, nickname=nickname, email=email, phone=phone)
        for first, last, nickname, email, phone in PEOPLE
    ]
    people += [
        make.customer(
            nordlicht, given_name, family, email=f"{fold(given_name)}.{fold(family)}@example.com"
        )
        for given_name in GIVEN
        for family in FAMILY
    ]
    return people
