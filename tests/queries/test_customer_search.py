"""The search: what is found, what comes first, and what it costs."""

from __future__ import annotations

import pytest

from regulars.queries.customer_filters import CustomerFilters, Show
from regulars.queries.customer_list import Listing
from regulars.queries.customer_search import MOST, customer_search
from regulars.records.businesses import Business
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
        ("44 271 33", "Jürg Müller"),
        ("41442", "Jürg Müller"),
        ("mueller@", "Jürg Müller"),
        ("@example.gr", "Γιάννης Παπαδόπουλος"),
        ("example.gr", "Γιάννης Παπαδόπουλος"),
        ("M.VH@", "Maximiliane von Hohenstein-Zollikofer"),
        ("alahmad", "محمد الأحمد"),
        ("gosia wojcik", "Małgorzata Wójcik"),
        ("nord ruf", "Rita Ruf"),
        ("wonm", "WONM02"),
        ("onm02", None),
        ("明", "小明 王"),
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
    for typed in ("3390", "juerg.mueller@example.ch", "mueller@", "@example", "+41442713390"):
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


@pytest.mark.parametrize(
    "typed", ["müller", "jurg muller", "wojicik", "juerg.mueller@example.ch", "3390"]
)
def test_a_search_takes_a_few_statements(book: Business, typed: str) -> None:
    with counted(f"customer search, {typed}"):
        found(book, typed)


def test_a_search_that_finds_more_than_fit_takes_fewer_statements(nordlicht: Business) -> None:
    for number in range(MOST + 5):
        make.customer(nordlicht, f"Ann{number:03}", "Meier")

    with counted("customer search, more than fit"):
        found(nordlicht, "meier")


def test_who_bears_nothing_else_comes_first_however_many_bear_more(nordlicht: Business) -> None:
    for number in range(MOST + 20):
        make.customer(nordlicht, "Anna", f"A{number:03}")
    make.customer(nordlicht, "Zoë", "Zwahlen", nickname="Anna")
    make.customer(nordlicht, "Ann", "Other", company="Anna")

    listing = found(nordlicht, "anna")

    assert names(listing)[:2] == ["Ann Other", "Zoë Zwahlen"]
    assert listing.has_more_than_total


def test_whoever_has_many_such_words_hides_nobody(nordlicht: Business) -> None:
    for number in range(MOST):
        words = " ".join(f"A{number:02}{letter}" for letter in "abcdefgh")
        make.customer(nordlicht, words, f"{words} AA")
    make.customer(nordlicht, "Axel", "Zyx")

    assert "Axel Zyx" in names(found(nordlicht, "a")) or found(nordlicht, "a").has_more_than_total
    assert names(found(nordlicht, "ax")) == ["Axel Zyx"]


def test_a_rare_tag_and_a_common_word_find_all_the_same(nordlicht: Business) -> None:
    crowd = [make.customer(nordlicht, f"Ann{number:03}", "Meier") for number in range(MOST + 20)]
    tag = make.tag(crowd[66], "VIP")
    make.tag(make.customer(nordlicht, "Hannah", "Meyer", email="me@example.ch"), "VIP")

    def tagged(typed: str) -> list[str]:
        return names(found(nordlicht, typed, tag_ids=(tag.id,)))

    assert tagged("meier") == ["Ann066 Meier", "Hannah Meyer"]
    assert tagged("ann") == ["Ann066 Meier", "Hannah Meyer"]
    assert tagged("ann me") == ["Ann066 Meier", "Hannah Meyer"]
    assert tagged("@example") == ["Hannah Meyer"]
    assert tagged("mayer") == ["Ann066 Meier", "Hannah Meyer"][1:]
