"""Staff members: found by code or name, made from the names that files mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regulars.kernel.tenant import Tenant
from regulars.records.many import insert_many
from regulars.records.staff import StaffMember
from regulars.rules.names import hue_of


class StaffNames:
    """The staff members of the business, by what files call them."""

    def __init__(self, business: Tenant) -> None:
        self._business = business
        self._ids: dict[str, int] = {}
        self._positions = 0
        for member in StaffMember.objects.of(business).order_by("id"):
            for name in filter(None, (member.code, member.name)):
                self._ids.setdefault(name.casefold(), member.id)
            self._positions = max(self._positions, member.position + 1)
        self.made = 0

    def ids(self, names: Iterable[str]) -> Mapping[str, int | None]:
        """The staff member of each name, made where there is none yet; "" is nobody."""
        said = dict.fromkeys(names)
        new = {name.casefold(): name for name in said if name.casefold() not in self._ids}
        new.pop("", None)
        members = [
            StaffMember(
                business_id=self._business.id,
                name=name,
                code=name,
                hue=hue_of(name),
                position=self._positions + place,
            )
            for place, name in enumerate(new.values())
        ]
        insert_many(members, give_ids=True)
        self._positions += len(members)
        self.made += len(members)
        self._ids |= {member.name.casefold(): member.id for member in members}
        return {name: self._ids.get(name.casefold()) for name in said}
