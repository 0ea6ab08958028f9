"""What stands under a key of a mapping, and how is a mistake there named?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any


class MappingFault(StrEnum):
    """What can be wrong with a mapping."""

    NOT_TOML = "not_toml"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    NOT_ONE_OF = "not_one_of"
    BAD_FORMAT = "bad_format"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_ZONE = "unknown_zone"
    UNKNOWN_ENCODING = "unknown_encoding"
    FILE_TWICE = "file_twice"
    FILE_ELSEWHERE = "file_elsewhere"
    NO_NAME = "no_name"
    MATCH_NOT_MAPPED = "match_not_mapped"


class BadMapping(ValueError):
    """The mapping cannot be used: `fault` says why, `where` names the key, `said` what it says."""

    def __init__(
        self, fault: MappingFault, where: str = "", *, said: str = "", allowed: Iterable[str] = ()
    ) -> None:
        super().__init__(f"{fault}: {where}")
        self.fault = fault
        self.where = where
        self.said = said
        self.allowed = tuple(allowed)


class Section:
    """A table of the mapping that knows where it stands, so that a mistake can be named."""

    def __init__(self, given: Mapping[str, Any], where: str) -> None:
        self._given = given
        self.where = where

    def name(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._given)

    def only(self, *allowed: str) -> None:
        for key in self._given:
            if key not in allowed:
                raise BadMapping(MappingFault.UNKNOWN_KEY, self.name(key), allowed=allowed)

    def over(self, general: Section) -> Section:
        """This table's keys, and the general one's where it is silent."""
        return Section({**general._given, **self._given}, self.where)

    def section(self, key: str) -> Section:
        return Section(self._typed(key, dict, {}), self.name(key))

    def sections(self, key: str) -> list[Section]:
        given = self._typed(key, list, [])
        if not all(isinstance(entry, dict) for entry in given):
            raise BadMapping(MappingFault.WRONG_TYPE, self.name(key), said="[[files]]")
        return [
            Section(entry, f"{key}[{entry.get('file', number)}]")
            for number, entry in enumerate(given, start=1)
        ]

    def text(self, key: str, default: str | None = None, *, most: int = 200) -> str:
        if key not in self._given and default is None:
            raise BadMapping(MappingFault.MISSING_KEY, self.name(key))
        said = self._typed(key, str, default)
        if (not said and default is None) or len(said) > most:
            raise BadMapping(MappingFault.OUT_OF_RANGE, self.name(key), said=said[:most])
        return str(said)

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        given = self._typed(key, list, list(default))
        if not all(isinstance(entry, str) for entry in given):
            raise BadMapping(MappingFault.WRONG_TYPE, self.name(key), said='["…", "…"]')
        return tuple(given)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        said = self.text(key, default)
        if said not in allowed:
            raise BadMapping(MappingFault.NOT_ONE_OF, self.name(key), said=said, allowed=allowed)
        return said

    def number(self, key: str, default: int | None, *, least: int, most: int) -> int | None:
        if key not in self._given:
            return default
        said = self._typed(key, int, default)
        if isinstance(said, bool) or not least <= said <= most:
            raise BadMapping(MappingFault.OUT_OF_RANGE, self.name(key), said=str(said))
        return int(said)

    def yes_or_no(self, key: str, *, default: bool) -> bool:
        return bool(self._typed(key, bool, default))

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        said = self._given.get(key, default)
        if not isinstance(said, kind):
            examples = {str: '"…"', int: "2", bool: "true", list: "[…]", dict: f"[{key}]"}
            raise BadMapping(MappingFault.WRONG_TYPE, self.name(key), said=examples[kind])
        return said
