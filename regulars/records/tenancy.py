"""What every row of a business has in common: whose it is."""

from __future__ import annotations

from typing import Self

from django.db import models

from regulars.kernel.tenant import Tenant


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to a business; every lookup starts with `.of(business)`."""

    def of(self, business: Tenant) -> Self:
        """Only the rows of this business."""
        return self.filter(business_id=business.id)

    def locked(self) -> Self:
        """The same rows, held until the transaction ends (SQLite holds the whole file anyway)."""
        return self.select_for_update(of=("self",), no_key=True)


class Owned(models.Model):
    """A row of one business."""

    # The tables' own indexes begin with it; one of it alone would only lead the planner astray.
    business = models.ForeignKey(
        "regulars.Business", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
