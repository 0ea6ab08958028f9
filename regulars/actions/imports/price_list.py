"""The services of a business, found by what files call them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regulars.records.catalogue import Service


@dataclass(frozen=True, slots=True)
class Priced:
    """What an appointment takes over from its service."""

    id: int
    price_minor: int
    duration_minutes: int


class PriceList:
    """The services of the business, by code and by name."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._by_code: dict[str, Priced] = {}
        self._by_name: dict[str, Priced] = {}
        self._names: dict[int, str] = {}
        self.positions = 0
        self.learn(services)

    def learn(self, services: Sequence[Service]) -> None:
        """Know these too; of two of one name the first is found."""
        for service in services:
            priced = Priced(service.id, service.price_minor, service.duration_minutes)
            if service.code:
                self._by_code[service.code] = priced
            self._by_name.setdefault(service.name.casefold(), priced)
            self._names[service.id] = service.code or service.name.casefold()
            self.positions = max(self.positions, service.position + 1)

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    def find(self, said: str) -> Priced | None:
        """The service of that code, else of that name."""
        return self._by_code.get(said) or self._by_name.get(said.casefold())

    def match_key(self, service_id: int | None, title: str) -> str:
        """What two mentions of one service have in common; a title for one that is unknown."""
        return self._names[service_id] if service_id is not None else title.casefold()
