from __future__ import annotations

from pathlib import Path

import pytest

import regulars.faces.console
from regulars.rules.cancellation import CancelledBy
from regulars.rules.import_mapping import RowKind
from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_section import BadMapping, MappingFault

SHIPPED = Path(regulars.faces.console.__file__).parent / "mappings"

LEAST = """
name = "Small"
[[files]]
file = "visits.csv"
row = "appointment"
columns = { customer = "Who", date = "Day" }
"""


def test_the_least_mapping_leaves_the_rest_to_the_business():
    mapping = read_mapping(LEAST)
    assert mapping.name == "Small"
    assert (mapping.time_zone, mapping.currency, mapping.rules.notice_days) == (None, None, None)
    (file,) = mapping.files
    assert file.notation.date.text == "YYYY-MM-DD"
    assert file.nobody.customer == {""}
    assert file.notation.encoding is None


def test_the_shipped_mapping_is_read_in_the_order_that_its_rules_need():
    mapping = read_mapping((SHIPPED / "hair-salon-2018.toml").read_text())
    assert [file.kind for file in mapping.in_reading_order()] == [
        RowKind.SERVICE, RowKind.APPOINTMENT, RowKind.NO_SHOW, RowKind.CANCELLATION, RowKind.PAYMENT,
    ]  # fmt: skip
    assert mapping.rules.notice_days == 2
    assert mapping.rules.cancelled_by is CancelledBy.CUSTOMER
    assert mapping.files[0].nobody.staff == {"", "HOUSE"}


def test_a_file_may_write_its_days_otherwise_than_the_others():
    general = '[formats]\ndate = "DD.MM.YYYY"\ndecimal_mark = ","\n[[files]]'
    own = '[files.formats]\ndate = "YYYY/MM/DD"\ndelimiter = "tab"\n'
    mapping = read_mapping(LEAST.replace("[[files]]", general) + own)
    (file,) = mapping.files
    assert file.notation.date.text == "YYYY/MM/DD"
    assert file.notation.decimal_mark == ","
    assert file.notation.delimiter == "\t"


@pytest.mark.parametrize(
    ("change", "fault", "where"),
    [
        (('name = "Small"', 'name = "Small'), MappingFault.NOT_TOML, ""),
        (('name = "Small"', ""), MappingFault.MISSING_KEY, "name"),
        (('name = "Small"', "name = 3"), MappingFault.WRONG_TYPE, "name"),
        (('name = "Small"', 'name = "Small"\ncolour = "red"'), MappingFault.UNKNOWN_KEY, "colour"),
        (('"appointment"', '"visit"'), MappingFault.NOT_ONE_OF, "files[visits.csv].row"),
        (('date = "Day"', 'day = "Day"'), MappingFault.UNKNOWN_KEY, "files[visits.csv].columns.day"),
        ((', date = "Day"', ""), MappingFault.MISSING_KEY, "files[visits.csv].columns.date"),
        (('"visits.csv"', '"../visits.csv"'), MappingFault.FILE_ELSEWHERE, "files[../visits.csv].file"),
        (("[[files]]", '[rules]\nnotice_days = -1\n[[files]]'), MappingFault.OUT_OF_RANGE, "rules.notice_days"),
        (("[[files]]", '[rules]\ncancelled_by = "weather"\n[[files]]'), MappingFault.NOT_ONE_OF, "rules.cancelled_by"),
        (("[[files]]", '[formats]\ndate = "%Y"\n[[files]]'), MappingFault.BAD_FORMAT, "files[visits.csv].formats.date"),
        (("[[files]]", '[formats]\ntime_zone = "Toronto"\n[[files]]'), MappingFault.UNKNOWN_ZONE, "formats.time_zone"),
        (("[[files]]", '[formats]\nencoding = "ansi9"\n[[files]]'), MappingFault.UNKNOWN_ENCODING, "files[visits.csv].formats.encoding"),
        (("[[files]]", '[nobody]\nstaff = [3]\n[[files]]'), MappingFault.WRONG_TYPE, "files[visits.csv].nobody.staff"),
        (('row =', 'match = ["customer"]\nrow ='), MappingFault.UNKNOWN_KEY, "files[visits.csv].match"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(change, fault, where):
    with pytest.raises(BadMapping) as bad:
        read_mapping(LEAST.replace(*change))
    assert (bad.value.fault, bad.value.where) == (fault, where)


def test_one_file_is_named_once():
    with pytest.raises(BadMapping) as bad:
        read_mapping(LEAST + LEAST.replace('name = "Small"', ""))
    assert bad.value.fault is MappingFault.FILE_TWICE


def test_what_is_compared_has_to_be_fed():
    text = LEAST.replace('"appointment"', '"no_show"\nmatch = ["customer", "date", "staff"]')
    with pytest.raises(BadMapping) as bad:
        read_mapping(text)
    assert (bad.value.fault, bad.value.said) == (MappingFault.MATCH_NOT_MAPPED, "staff")


def test_customers_need_something_to_be_called_by():
    text = LEAST.replace('"appointment"', '"customer"').replace(
        'customer = "Who", date = "Day"', 'email = "Mail"'
    )
    with pytest.raises(BadMapping) as bad:
        read_mapping(text)
    assert bad.value.fault is MappingFault.NO_NAME
