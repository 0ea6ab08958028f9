from __future__ import annotations

import io

import pytest

from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_tables import BadTable, TableFault, records, shape_of

MAPPING = """
name = "Small"
[[files]]
file = "visits.csv"
row = "appointment"
columns = { customer = "Who", date = "Day" }
"""


def mapping_of(formats: str = ""):
    text = MAPPING if not formats else MAPPING + f"formats = {{ {formats} }}\n"
    return read_mapping(text).files[0]


def read(content: bytes, formats: str = ""):
    stream = io.BytesIO(content)
    shape = shape_of(stream, mapping_of(formats))
    return shape, [(record.line, record.cells) for record in records(stream, shape)]


def fault_of(content: bytes, formats: str = "") -> BadTable:
    with pytest.raises(BadTable) as bad:
        read(content, formats)
    return bad.value


def test_rows_come_with_the_line_they_begin_on():
    _, rows = read(b'Who,Day,Note\r\na,1,"two\r\nlines"\r\n\r\nb,2,\r\n')
    assert rows == [(2, ["a", "1", "two\r\nlines"]), (4, []), (5, ["b", "2", ""])]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Who,Day\nZoë,1\n".encode(), "utf-8"),
        ("Who,Day\nZoë,1\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Who,Day\nZoë,1\n".encode("utf-16"), "utf-16"),
        ("Who,Day\nZoë,1\n".encode("latin-1"), "cp1252"),
        ("Who,Day\n„Zoë“ 5 €,1\n".encode("cp1252"), "cp1252"),
        ("Who,Day\nZoë\x81,1\n".encode("latin-1"), "latin-1"),
    ],
)
def test_the_encoding_is_found_out(content, encoding):
    shape, rows = read(content)
    assert shape.encoding == encoding
    assert "Zoë" in rows[0][1][0]


def test_a_declared_encoding_that_is_wrong_is_named_with_its_line():
    bad = fault_of("Who,Day\na,1\nZoë,1\n".encode("latin-1"), 'encoding = "utf-8"')
    assert (bad.fault, bad.line, bad.said) == (TableFault.WRONG_ENCODING, 3, "utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_finds_the_columns(delimiter):
    head = delimiter.join(["Day", "Comma, semicolon; here", "Who"])
    head = head.replace("Comma", '"Comma').replace("here", 'here"')
    shape, rows = read(f"{head}\n1{delimiter}x{delimiter}a\n".encode())
    assert shape.delimiter == delimiter
    assert shape.positions == {"customer": 2, "date": 0}
    assert rows == [(2, ["1", "x", "a"])]


def test_excels_first_line_and_empty_lines_above_the_head_are_passed_over():
    shape, rows = read(b"sep=;\r\n\r\nWho;Day\r\na;1\r\n")
    assert shape.delimiter == ";"
    assert rows == [(4, ["a", "1"])]


def test_column_names_are_found_whatever_their_case_and_spaces():
    shape, _ = read(b" WHO ,day\na,1\n")
    assert shape.positions == {"customer": 0, "date": 1}


def test_missing_columns_are_named_with_what_was_found():
    bad = fault_of(b"Name;Day\na;1\n")
    assert (bad.fault, bad.missing, bad.found) == (
        TableFault.WRONG_COLUMNS, ("Who",), ("Name", "Day"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", TableFault.EMPTY),
        (b"\n\n  \n", TableFault.EMPTY),
        (b"PK\x03\x04rest of a workbook", TableFault.WORKBOOK),
        (b"Who,Day\0\0\1\2", TableFault.NOT_TEXT),
        (b"Who,Day,Who\na,1,b\n", TableFault.COLUMN_TWICE),
        (b"x" * (1 << 21), TableFault.NOT_A_TABLE),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_what_it_is(content, fault):
    assert fault_of(content).fault is fault


@pytest.mark.parametrize(
    "content",
    [
        b'Who,Day\na,1\n"b,2\nc,3\n',  # to the end of the file
        b'Who,Day\na,1\n"b,2\nc,"3"\n',  # up to the next quotation mark
        b'Who,Day\na,1\n"b,2',
        b'Who,Day\na,1\n"b,2\n' + b"c,3\n" * 100_000,  # more than a cell can hold
    ],
)
def test_a_quotation_mark_that_never_closes_is_named_by_its_line(content):
    bad = fault_of(content)
    assert (bad.fault, bad.line) == (TableFault.QUOTE_NEVER_CLOSED, 3)


def test_a_quotation_mark_inside_a_cell_spoils_one_row_only():
    _, rows = read(b'Who,Day\n"a" b,1\n"c ""d""",2\n')
    assert rows == [(2, None), (3, ['c "d"', "2"])]
