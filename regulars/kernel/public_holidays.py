"""Which days are public holidays in a country, or in one region of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import holidays


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day on which the shops are shut."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country with holidays of its own: a canton, a Land."""

    code: str
    name: str


def public_holidays(
    *, country: str, region: str = "", language: str, first: date, last: date
) -> tuple[PublicHoliday, ...]:
    """The holidays from the first to the last day, both included; none for an unknown country.

    Named in the reader's language where it is known, else in the country's own.
    """
    if country not in holidays.list_supported_countries():
        return ()
    known = {one.code for one in regions_of(country)}
    found = holidays.country_holidays(
        country,
        subdiv=region if region in known else None,
        years=range(first.year, last.year + 1),
        language=_language(country, language),
    )
    return tuple(
        PublicHoliday(day, found[day].split("; ")[0])
        for day in sorted(found)
        if first <= day <= last
    )


def regions_of(country: str) -> tuple[Region, ...]:
    """The regions that have holidays of their own, by name; none where it is all one."""
    codes = holidays.list_supported_countries().get(country, [])
    if not codes:
        return ()
    names = {
        code: sorted(aliases)[0]
        for code, aliases in holidays.country_holidays(country).get_subdivision_aliases().items()
        if aliases
    }
    found = (Region(code, names.get(code, code)) for code in codes)
    return tuple(sorted(found, key=lambda region: region.name))


def _language(country: str, wanted: str) -> str | None:
    """The wanted language as that country's holidays are written in it; None: their own."""
    written: tuple[str, ...] = holidays.country_holidays(country).supported_languages
    for one in written:
        if one.split("_")[0] == wanted.split("-")[0]:
            return one
    return None
