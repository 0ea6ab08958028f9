"""Every answer an import gives, as a sentence: why a row or a file was refused, which rule settled what."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.rules.import_mapping import RowKind
from regulars.rules.import_matching import ConflictKind
from regulars.rules.import_section import BadMapping, MappingFault
from regulars.rules.import_tables import BadTable, TableFault
from regulars.rules.import_values import Fault

ROW: dict[str, Promise] = {
    RowKind.SERVICE: gettext_lazy("services"),
    RowKind.CUSTOMER: gettext_lazy("customers"),
    RowKind.APPOINTMENT: gettext_lazy("appointments"),
    RowKind.NO_SHOW: gettext_lazy("no shows"),
    RowKind.CANCELLATION: gettext_lazy("cancellations"),
    RowKind.PAYMENT: gettext_lazy("payments"),
}

REFUSED: dict[str, Promise] = {
    Fault.MISSING: gettext_lazy("Nothing stands here, but something has to."),
    Fault.NOT_A_DATE: gettext_lazy("“%(said)s” is no day in the format %(expected)s."),
    Fault.NOT_A_TIME: gettext_lazy("“%(said)s” is no time of day in the format %(expected)s."),
    Fault.NOT_A_NUMBER: gettext_lazy("“%(said)s” is no whole number."),
    Fault.NOT_AN_AMOUNT: gettext_lazy("“%(said)s” is no amount in %(expected)s."),
    Fault.NOT_YES_OR_NO: gettext_lazy("“%(said)s” is neither yes nor no."),
    Fault.OUT_OF_RANGE: gettext_lazy("“%(said)s” is out of all proportion."),
    Fault.TOO_LONG: gettext_lazy("“%(said)s” is too long."),
    Fault.UNPRINTABLE: gettext_lazy("A character stands here that is none."),
    Fault.TOO_FEW_COLUMNS: gettext_lazy("%(said)s cells where the head has %(expected)s."),
    Fault.TOO_MANY_COLUMNS: gettext_lazy("%(said)s cells where the head has %(expected)s."),
    Fault.STRAY_QUOTE: gettext_lazy(
        "A quotation mark closes in the middle of a cell; one that belongs to the text is doubled."
    ),
}

# What is the case, and the rule that settles it.
CONFLICT: dict[str, Promise] = {
    ConflictKind.NO_SHOW_UNMATCHED: gettext_lazy(
        "No appointment fits the no show: it is an appointment of its own, without a time of day."
    ),
    ConflictKind.ALREADY_ENDED: gettext_lazy(
        "The appointment has an ending already: this row is an appointment of its own."
    ),
    ConflictKind.NO_SHOW_AND_CANCELLATION: gettext_lazy(
        "No show and cancellation of one customer on one day: both count, each on its own appointment."
    ),
    ConflictKind.NO_SHOW_WITH_RECEIPT: gettext_lazy(
        "No show, but a receipt of that day: it stays a no show, and the money stays in the ledger."
    ),
    ConflictKind.CANCELLATION_WITH_RECEIPT: gettext_lazy(
        "Cancelled, but a receipt of that day: it stays cancelled, and the money stays in the ledger."
    ),
    ConflictKind.NOTICE_NOT_STATED: gettext_lazy("No notice is stated: cancelled too late."),
    ConflictKind.NOTICE_NEGATIVE: gettext_lazy("Cancelled after the day itself: too late."),
    ConflictKind.NOTICE_DISAGREES: gettext_lazy(
        "The days of notice are not those between the two dates: the stated days count."
    ),
    ConflictKind.CUSTOMER_NOT_STATED: gettext_lazy(
        "No customer is named: the appointment comes in without one."
    ),
    ConflictKind.SERVICE_UNKNOWN: gettext_lazy(
        "The price list has no such service: its name stays as the title."
    ),
    ConflictKind.SERVICE_KEPT: gettext_lazy("The service is there already: it stays as it is."),
    ConflictKind.CUSTOMER_KEPT: gettext_lazy(
        "The customer is there already: only what was empty is filled in."
    ),
    ConflictKind.EMAIL_UNREADABLE: gettext_lazy("This is no e-mail address: it is left out."),
    ConflictKind.PHONE_UNREADABLE: gettext_lazy("This is no phone number: it is left out."),
    ConflictKind.CLOCK_SKIPPED: gettext_lazy(
        "The clocks skipped this time: it is read as an hour later."
    ),
    ConflictKind.CLOCK_TWICE: gettext_lazy(
        "The clocks showed this time twice: it is read as the first of the two."
    ),
    ConflictKind.STAFF_TAKEN: gettext_lazy(
        "The staff member's time is taken: the appointment comes in without holding time."
    ),
}

_TABLE: dict[str, Promise] = {
    TableFault.EMPTY: gettext_lazy("%(file)s is empty. Export it again."),
    TableFault.WORKBOOK: gettext_lazy("%(file)s is a workbook. Save it as CSV and try again."),
    TableFault.NOT_TEXT: gettext_lazy("%(file)s is no text file. Export it as CSV and try again."),
    TableFault.NOT_A_TABLE: gettext_lazy("%(file)s has no lines. Export it as CSV and try again."),
    TableFault.WRONG_ENCODING: gettext_lazy(
        "%(file)s, line %(line)s: this is not %(said)s. "
        "Leave “encoding” out of the mapping to have it found out, or name the right one."
    ),
    TableFault.WRONG_COLUMNS: gettext_lazy(
        "%(file)s lacks the columns %(missing)s. It has: %(found)s. "
        "Correct the mapping's [files.columns], or export the file anew."
    ),
    TableFault.COLUMN_TWICE: gettext_lazy(
        "%(file)s has the column “%(said)s” more than once. Rename the one that is not meant."
    ),
    TableFault.QUOTE_NEVER_CLOSED: gettext_lazy(
        "%(file)s, line %(line)s: a quotation mark is opened and never closed. "
        "Close it, or double it if it belongs to the text."
    ),
}

_MAPPING: dict[str, Promise] = {
    MappingFault.NOT_TOML: gettext_lazy("It is not TOML: %(said)s."),
    MappingFault.UNKNOWN_KEY: gettext_lazy(
        "“%(where)s” means nothing here. What can stand here: %(allowed)s."
    ),
    MappingFault.MISSING_KEY: gettext_lazy("“%(where)s” is missing."),
    MappingFault.WRONG_TYPE: gettext_lazy("“%(where)s” has to look like %(said)s."),
    MappingFault.NOT_ONE_OF: gettext_lazy("“%(where)s” says “%(said)s”. It can be: %(allowed)s."),
    MappingFault.BAD_FORMAT: gettext_lazy(
        "“%(where)s” says “%(said)s”, which is no format. Examples: MM/DD/YYYY, h:mm:ss AM, HH:mm."
    ),
    MappingFault.OUT_OF_RANGE: gettext_lazy(
        "“%(where)s” says “%(said)s”, which is out of all proportion."
    ),
    MappingFault.UNKNOWN_ZONE: gettext_lazy(
        "“%(where)s” says “%(said)s”, which is no time zone. Write one such as Europe/Zurich."
    ),
    MappingFault.UNKNOWN_ENCODING: gettext_lazy(
        "“%(where)s” says “%(said)s”, which is no encoding. Write utf-8 or cp1252, or leave it out."
    ),
    MappingFault.FILE_TWICE: gettext_lazy("“%(where)s” names %(said)s more than once."),
    MappingFault.FILE_ELSEWHERE: gettext_lazy(
        "“%(where)s” says “%(said)s”. Write the name of a file in the folder, without a path."
    ),
    MappingFault.NO_NAME: gettext_lazy(
        "“%(where)s” feeds nothing to call a customer by. One of these has to be fed: %(allowed)s."
    ),
    MappingFault.MATCH_NOT_MAPPED: gettext_lazy(
        "“%(where)s” compares “%(said)s”, but no column feeds it."
    ),
}
_LONGEST_QUOTED = 60


def refused_sentence(fault: str, *, said: str, expected: str) -> str:
    """Why a row did not come in."""
    return str(REFUSED[fault]) % {"said": _quoted(said), "expected": expected}


def table_sentence(bad: BadTable, *, file: str) -> str:
    """Why a file cannot be read, and what to do."""
    return str(_TABLE[bad.fault]) % {
        "file": file,
        "line": bad.line,
        "said": bad.said,
        "missing": _listed(bad.missing),
        "found": _listed(bad.found),
    }


def mapping_sentence(bad: BadMapping, *, name: str) -> str:
    """Where the mistake in a mapping stands, and what can stand there instead."""
    sentence = str(_MAPPING[bad.fault]) % {
        "where": bad.where,
        "said": bad.said,
        "allowed": ", ".join(bad.allowed) or _("nothing"),
    }
    return _("The mapping %(name)s cannot be used. %(sentence)s") % {
        "name": name,
        "sentence": sentence,
    }


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f"“{_quoted(column)}”" for column in columns)
