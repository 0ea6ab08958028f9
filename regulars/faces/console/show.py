"""`regulars show customer`: everything there is to know about a customer, as text or as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from zoneinfo import ZoneInfo

from django.utils import timezone

from regulars.faces.console.show_customer import customer_lines, older_lines
from regulars.faces.console.whose import as_said, business_named, plain
from regulars.kernel.documents import json_text
from regulars.kernel.formats import Formats
from regulars.kernel.refusal import Refused
from regulars.queries.customer_document import CustomerDocument, customer_called, customer_document
from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.history_page import HistoryPage, customer_history_page
from regulars.queries.visits import Place


class NoSuchCustomer(Refused):
    """The business has nobody of that number or id."""

    code = "no_such_customer"


class NoSuchPlace(Refused):
    """`--older` names no place of a history: its beginning again would let a script loop."""

    code = "no_such_place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["customer"], help="what to show")
    parser.add_argument(
        "called",
        metavar="CODE-OR-ID",
        help="the customer's number, else the id at the end of the address of the customer's page; "
        "a number that is also somebody else's id means the customer of that number",
    )
    parser.add_argument("--business", required=True, metavar="SLUG", help="whose customer it is")
    parser.add_argument(
        "--json", action="store_true", help="as one JSON document (docs/api/customer.schema.json)"
    )
    parser.add_argument(
        "--older",
        metavar="PLACE",
        help="instead, the 50 visits from a place on: what “older” in the document says, then what "
        "“next” says (docs/api/history.schema.json)",
    )


def run(arguments: argparse.Namespace) -> int:
    business = business_named(arguments.business)
    customer_id = customer_called(business=business, called=arguments.called)
    if customer_id is None:
        raise NoSuchCustomer(
            f"{business.name} has no customer of the number or id “{as_said(arguments.called)}”."
        )
    told = _told(business, customer_id, arguments.older)
    _print(json_text(told, indent=2) + b"\n" if arguments.json else _text(told, business))
    return 0


def _told(
    business: BusinessAtDoor, customer_id: int, older: str | None
) -> CustomerDocument | HistoryPage:
    if older is not None:
        if older and Place.read(older) is None:
            raise NoSuchPlace(
                f"“{as_said(older)}” is no place in a history. Take what “older” or “next” said; "
                "null there means that nothing is older."
            )
        return customer_history_page(
            business=business, customer_id=customer_id, page=older, with_money=True
        )
    return customer_document(
        business=business,
        customer_id=customer_id,
        at=timezone.now(),
        zone=ZoneInfo(business.time_zone),
        with_contact_data=True,
        with_money=True,
    )


def _text(told: CustomerDocument | HistoryPage, business: BusinessAtDoor) -> bytes:
    fmt = Formats.of(
        language="en",
        country=business.country,
        time_zone=business.time_zone,
        currency=business.currency,
    )
    lines = (
        customer_lines(told, fmt) if isinstance(told, CustomerDocument) else older_lines(told, fmt)
    )
    text = "".join(f"{plain(line).rstrip()}\n" for line in lines)
    # A terminal that cannot write a sign shows a question mark rather than nothing at all.
    return text.encode(sys.stdout.encoding or "utf-8", errors="replace")


def _print(text: bytes) -> None:
    try:
        sys.stdout.buffer.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough; nothing is left to be written at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
