"""Does this TOML text say how to read a book, and if not, where is the mistake?"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from regulars.rules.cancellation import CancelledBy
from regulars.rules.import_mapping import (
    MATCHABLE,
    MATCHING,
    NAMES,
    OPTIONAL,
    REQUIRED,
    BookMapping,
    BookRules,
    FileMapping,
    Nobody,
    Notation,
    RowKind,
)
from regulars.rules.import_section import BadMapping, MappingFault, Section
from regulars.rules.import_values import BadPattern, date_pattern, time_pattern
from regulars.rules.money import PayMethod

_FORMATS = ("date", "time", "decimal_mark", "encoding", "delimiter")
_BOOK_ONLY = ("time_zone", "currency")
_RULES = (
    "notice_days",
    "cancelled_by",
    "default_duration_minutes",
    "receipt_completes",
    "payment_method",
)
_LONGEST_NAME = 120
_LONGEST_VISIT = 24 * 60
_LONGEST_NOTICE = 366
_DELIMITERS = {"tab": "\t", ";": ";", ",": ",", "|": "|", "\t": "\t"}


def read_mapping(text: str) -> BookMapping:
    """Understand a mapping (docs/guide/importing.md), or raise BadMapping naming the key."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadMapping(MappingFault.NOT_TOML, said=str(fault)) from None
    top = Section(given, "")
    top.only("name", "formats", "nobody", "rules", "files")
    formats = top.section("formats")
    formats.only(*_FORMATS, *_BOOK_ONLY)
    nobody = top.section("nobody")
    files = top.sections("files")
    if not files:
        raise BadMapping(MappingFault.MISSING_KEY, "files")
    mapping = BookMapping(
        name=top.text("name", most=_LONGEST_NAME),
        time_zone=_zone(formats),
        currency=formats.text("currency", "").upper() or None,
        rules=_rules(top.section("rules")),
        files=tuple(_file(section, formats, nobody) for section in files),
    )
    names = [file.file for file in mapping.files]
    for name in names:
        if names.count(name) > 1:
            raise BadMapping(MappingFault.FILE_TWICE, "files", said=name)
    return mapping


def _zone(formats: Section) -> str | None:
    zone = formats.text("time_zone", "")
    if not zone:
        return None
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadMapping(MappingFault.UNKNOWN_ZONE, "formats.time_zone", said=zone) from None
    return zone


def _rules(section: Section) -> BookRules:
    section.only(*_RULES)
    return BookRules(
        notice_days=section.number("notice_days", None, least=0, most=_LONGEST_NOTICE),
        cancelled_by=CancelledBy(
            section.one_of(
                "cancelled_by", (CancelledBy.CUSTOMER, CancelledBy.STUDIO), CancelledBy.CUSTOMER
            )
        ),
        default_duration_minutes=section.number(
            "default_duration_minutes", 60, least=1, most=_LONGEST_VISIT
        )
        or 60,
        receipt_completes=section.yes_or_no("receipt_completes", default=True),
        payment_method=PayMethod(
            section.one_of("payment_method", tuple(PayMethod), PayMethod.UNKNOWN)
        ),
    )


def _file(section: Section, formats: Section, nobody: Section) -> FileMapping:
    section.only("file", "row", "columns", "formats", "nobody", "match")
    name = section.text("file")
    if "/" in name or "\\" in name or name.startswith("."):
        raise BadMapping(MappingFault.FILE_ELSEWHERE, section.name("file"), said=name)
    kind = RowKind(section.one_of("row", tuple(RowKind)))
    columns = section.section("columns")
    columns.only(*sorted(REQUIRED[kind]), *sorted(OPTIONAL[kind]))
    fed = {field: columns.text(field) for field in columns.keys}
    for field in sorted(REQUIRED[kind] - fed.keys()):
        raise BadMapping(MappingFault.MISSING_KEY, columns.name(field))
    if kind is RowKind.CUSTOMER and not fed.keys() & set(NAMES):
        raise BadMapping(MappingFault.NO_NAME, columns.where, allowed=NAMES)
    own = section.section("formats")
    own.only(*_FORMATS)
    return FileMapping(
        file=name,
        kind=kind,
        columns=fed,
        notation=_notation(own.over(formats)),
        nobody=_nobody(section.section("nobody"), nobody),
        match=_match(section, kind, fed),
    )


def _match(section: Section, kind: RowKind, fed: Mapping[str, str]) -> tuple[str, ...]:
    if kind not in MATCHING:
        if "match" in section.keys:
            raise BadMapping(MappingFault.UNKNOWN_KEY, section.name("match"))
        return ()
    given = section.texts("match", tuple(field for field in MATCHABLE if field in fed))
    for field in given:
        if field not in MATCHABLE:
            raise BadMapping(
                MappingFault.NOT_ONE_OF, section.name("match"), said=field, allowed=MATCHABLE
            )
        if field not in fed:
            raise BadMapping(MappingFault.MATCH_NOT_MAPPED, section.name("match"), said=field)
    # An appointment is always looked for among those of one customer on one day.
    return tuple(field for field in MATCHABLE if field in {*given, "customer", "date"})


def _notation(formats: Section) -> Notation:
    patterns = []
    for key, understand, usual in (
        ("date", date_pattern, "YYYY-MM-DD"),
        ("time", time_pattern, "HH:mm"),
    ):
        said = formats.text(key, usual)
        try:
            patterns.append(understand(said))
        except BadPattern:
            raise BadMapping(MappingFault.BAD_FORMAT, formats.name(key), said=said) from None
    encoding = formats.text("encoding", "")
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise BadMapping(
            MappingFault.UNKNOWN_ENCODING, formats.name("encoding"), said=encoding
        ) from None
    delimiter = formats.text("delimiter", "")
    if delimiter and delimiter not in _DELIMITERS:
        raise BadMapping(
            MappingFault.NOT_ONE_OF,
            formats.name("delimiter"),
            said=delimiter,
            allowed=(",", ";", "|", "tab"),
        )
    return Notation(
        date=patterns[0],
        time=patterns[1],
        decimal_mark=formats.one_of("decimal_mark", (".", ","), "."),
        encoding=encoding or None,
        delimiter=_DELIMITERS.get(delimiter),
    )


def _nobody(own: Section, general: Section) -> Nobody:
    for section in (own, general):
        section.only("customer", "staff")
    merged = own.over(general)
    return Nobody(
        customer=frozenset({"", *merged.texts("customer", ())}),
        staff=frozenset({"", *merged.texts("staff", ())}),
    )
