"""Where work can happen: rooms and chairs that can also be double-booked."""

from __future__ import annotations

from django.db import models

from regulars.records.businesses import Location
from regulars.records.tenancy import Owned, OwnedQuerySet


class Room(Owned):
    """A chair or room; optional."""

    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
