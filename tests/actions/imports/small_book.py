"""A salon's book in a few lines, to be bent by the tests: its files and their mapping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from regulars.actions.imports.report import ImportReport
from regulars.actions.imports.run import Options, run_import
from regulars.kernel.actor import Actor
from regulars.records.businesses import Business
from regulars.rules.import_mapping_text import read_mapping

AT = datetime(2018, 8, 1, 12, tzinfo=UTC)

MAPPING = """
name = "Small salon"
[nobody]
customer = ["WALK_IN"]
staff = ["HOUSE"]
[rules]
notice_days = 2
default_duration_minutes = 45
[[files]]
file = "services.csv"
row = "service"
columns = { code = "Code", name = "Name", price = "Price" }
[[files]]
file = "bookings.csv"
row = "appointment"
columns = { customer = "Who", staff = "With", service = "For", date = "Day", time = "Time" }
[[files]]
file = "no-shows.csv"
row = "no_show"
columns = { customer = "Who", staff = "With", service = "For", date = "Day" }
[[files]]
file = "cancellations.csv"
row = "cancellation"
columns = { customer = "Who", staff = "With", service = "For", date = "Day", cancelled_on = "Told", days = "Days" }
[[files]]
file = "receipts.csv"
row = "payment"
columns = { customer = "Who", staff = "With", date = "Day", amount = "Sum", description = "What", reference = "No" }
"""

HEADS = {
    "services": "Code,Name,Price",
    "bookings": "Who,With,For,Day,Time",
    "no-shows": "Who,With,For,Day",
    "cancellations": "Told,Who,With,For,Day,Days",
    "receipts": "No,Day,Who,With,What,Sum",
}


def write_book(folder: Path, rows: Mapping[str, list[str]]) -> Path:
    """The files of a book with these rows below their heads."""
    folder.mkdir(exist_ok=True)
    for name, head in HEADS.items():
        lines = [head, *rows.get(name, [])]
        (folder / f"{name}.csv").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return folder


def bring_in(
    business: Business,
    folder: Path,
    *,
    at: datetime = AT,
    mapping: str = MAPPING,
    **options: object,
) -> ImportReport:
    """Import the folder as the operator would."""
    return run_import(
        business=business,
        folder=folder,
        mapping=read_mapping(mapping),
        actor=Actor.operator(business),
        at=at,
        options=Options(**options),  # type: ignore[arg-type]
    )
