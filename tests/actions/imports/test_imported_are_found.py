"""Who comes in by an import is found like everybody else, and so is who is filled in by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from tests import make
from tests.actions.imports.small_book import bring_in
from tests.queries.looking_at_everybody import agree

MAPPING = """
name = "Address book"
[formats]
date = "DD.MM.YYYY"
[[files]]
file = "people.csv"
row = "customer"
columns = { number = "No", name = "Name", email = "Mail", phone = "Phone" }
"""
PEOPLE = (
    "7;Jürg Müller;juerg.mueller@example.ch;044 271 33 90",
    "8;Małgorzata Wójcik;gosia@mail.example.ch;079 412 08 36",
    "9;Олена Шевченко;;076 402 77 19",
    "10;Anna Maria Müller;anna@example.ch;",
    "11;小明 王;;",
    "K 12;Seán O’Brien;sean_o@example.ie;+353 86 123 4567",
    "1;Anna Großmann;anna.g@example.org;",
)


@pytest.mark.parametrize(
    "typed",
    ["müller", "mull", "anna muller", "muler", "ulle", "gosia@", "@mail", "3390", "079 412", "k 12",
     "1", "12", "шевч", "王", "明", "obrien", "wojcik malg", "gross", "sean_o", "example.org"],
)  # fmt: skip
def test_the_imported_are_found_as_by_looking_at_everybody(
    nordlicht: Business, tmp_path: Path, typed: str
) -> None:
    there = make.customer(nordlicht, "Anna", number="1")
    (tmp_path / "people.csv").write_text("\n".join(["No;Name;Mail;Phone", *PEOPLE]))

    bring_in(nordlicht, tmp_path, mapping=MAPPING)

    there.refresh_from_db()
    assert (there.last_name, Customer.objects.of(nordlicht).count()) == ("Großmann", 7)
    agree(nordlicht, typed)
