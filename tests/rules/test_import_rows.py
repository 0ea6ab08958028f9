from __future__ import annotations

from datetime import date, time

import pytest

from regulars.rules.import_cells import Meeting, RowRefused
from regulars.rules.import_mapping_text import read_mapping
from regulars.rules.import_rows import (
    AppointmentRow,
    CancellationRow,
    CustomerRow,
    PaymentRow,
    ServiceRow,
    identity_of,
    is_empty,
    row_reader,
)
from regulars.rules.import_values import Fault


def reader_of(kind: str, fields: str):
    """A reader of rows whose columns stand in this order."""
    columns = ", ".join(f'{field} = "{field}"' for field in fields.split())
    mapping = read_mapping(
        f'name = "x"\nnobody = {{ customer = ["WALK_IN"], staff = ["HOUSE"] }}\n'
        f'[[files]]\nfile = "x.csv"\nrow = "{kind}"\ncolumns = {{ {columns} }}\n'
    ).files[0]
    positions = {field: place for place, field in enumerate(fields.split())}
    return row_reader(mapping, positions=positions, width=len(positions), currency="CAD")


def refusal_of(read, cells) -> RowRefused:
    with pytest.raises(RowRefused) as refused:
        read(cells)
    return refused.value


def test_a_booking_says_who_with_whom_what_for_and_when():
    read = reader_of("appointment", "customer staff service date time")
    assert read(["WONM02", "JJ", " SBD ", "2018-04-03", "08:00"]) == AppointmentRow(
        meeting=Meeting("WONM02", "JJ", "SBD", date(2018, 4, 3)),
        starts=time(8), duration_minutes=None, price_minor=None, title="", notes="",
    )  # fmt: skip


def test_words_that_mean_nobody_name_nobody():
    read = reader_of("appointment", "customer staff date")
    assert read(["WALK_IN", "HOUSE", "2018-04-03"]).meeting == Meeting("", "", "", date(2018, 4, 3))
    assert read(["", "", "2018-04-03"]).meeting.customer == ""


def test_an_appointment_without_a_time_of_day_is_one_of_its_day():
    read = reader_of("appointment", "customer date time")
    assert read(["a", "2018-04-03", ""]).starts is None


def test_a_payment_keeps_zeros_and_refunds():
    read = reader_of("payment", "customer date amount description reference")
    assert read(["WALK_IN", "2018-04-03", "0", "", "7"]).amount_minor == 0
    assert read(["a", "2018-04-03", "-52", "Gel  200ml", "7"]) == PaymentRow(
        customer="a", staff="", day=date(2018, 4, 3), paid=None, amount_minor=-5200,
        description="Gel 200ml", reference="7",
    )  # fmt: skip


def test_a_cancellation_may_state_no_days_or_fewer_than_none():
    read = reader_of("cancellation", "customer date days cancelled_on")
    row = read(["a", "2018-04-03", "", "2018-04-03"])
    assert isinstance(row, CancellationRow)
    assert (row.days, row.told_on) == (None, date(2018, 4, 3))
    assert read(["a", "2018-04-03", "-37", ""]).days == -37


def test_a_service_without_a_description_is_called_by_its_code():
    read = reader_of("service", "code name price active duration")
    assert read(["F&F", "", "0", "TRUE", ""]) == ServiceRow(
        code="F&F", name="F&F", category="", description="", price_minor=0,
        duration_minutes=None, is_active=True,
    )  # fmt: skip


def test_a_whole_name_is_parted_at_its_last_space():
    read = reader_of("customer", "number name email birthday")
    row = read(["7", "Anna Maria Müller", "a@b.ch", "1980-02-01"])
    assert isinstance(row, CustomerRow)
    assert row.said == {"email": "a@b.ch", "first_name": "Anna Maria", "last_name": "Müller"}
    assert row.birthday == date(1980, 2, 1)
    assert read(["8", "Madonna", "", ""]).said == {"first_name": "Madonna"}


@pytest.mark.parametrize(
    ("cells", "fault", "field"),
    [
        (["a", "2018-02-30", "5"], Fault.NOT_A_DATE, "date"),
        (["a", "", "5"], Fault.MISSING, "date"),
        (["a", "2018-02-28", ""], Fault.MISSING, "amount"),
        (["a", "2018-02-28", "five"], Fault.NOT_AN_AMOUNT, "amount"),
        (["a" * 41, "2018-02-28", "5"], Fault.TOO_LONG, "customer"),
        (["a\0", "2018-02-28", "5"], Fault.UNPRINTABLE, "customer"),
        (["a", "2018-02-28"], Fault.TOO_FEW_COLUMNS, ""),
        (["a", "2018-02-28", "5", "6"], Fault.TOO_MANY_COLUMNS, ""),
    ],
)
def test_a_row_that_is_wrong_says_where_and_how(cells, fault, field):
    refused = refusal_of(reader_of("payment", "customer date amount"), cells)
    assert (refused.fault, refused.field) == (fault, field)


def test_empty_cells_beyond_the_head_are_no_columns():
    assert reader_of("payment", "customer date amount")(["a", "2018-02-28", "5", "", " "])


def test_a_list_price_is_never_negative():
    refused = refusal_of(reader_of("service", "code price"), ["A", "-1"])
    assert (refused.fault, refused.field) == (Fault.OUT_OF_RANGE, "price")


def test_a_customer_without_a_number_needs_a_name():
    refused = refusal_of(reader_of("customer", "number first_name email"), ["", "", "a@b.ch"])
    assert (refused.fault, refused.field) == (Fault.MISSING, "number")


def test_rows_are_the_same_by_all_their_cells():
    assert identity_of(["a", "b"]) == identity_of(["a", "b"])
    assert identity_of(["a", "b"]) != identity_of(["ab", ""])
    assert is_empty(["", "  "])
    assert not is_empty(["", "0"])
