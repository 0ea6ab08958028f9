"""Which imports have not come to their end, and where do they stand?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regulars.kernel.process import has_ended, process_of
from regulars.kernel.tenant import Tenant
from regulars.queries.sql import moment, moment_or_none, select


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """One that runs, or that stopped and is gone on with by the same command."""

    business_slug: str
    mapping: str
    begun_at: datetime
    is_read: bool  # all files; then it is being settled
    percent: int  # of the reading, or of the settling
    claim: str  # of a process, believed until then
    claimed_until: datetime | None

    def may_run(self, now: datetime) -> bool:
        """Whether a process may be at it; False where it has ended or been silent for too long."""
        if self.claimed_until is None or self.claimed_until <= now:
            return False
        return not has_ended(process_of(self.claim))


_UNFINISHED = """
SELECT b.slug, i.mapping, i.started_at, i.state, i.progress, i.claim, i.claimed_until
  FROM regulars_import i
  JOIN regulars_business b ON b.id = i.business_id
 WHERE i.state IN ('running', 'settling')
   AND (i.business_id = %(business)s OR %(all)s)
 ORDER BY b.slug
"""


def unfinished_imports(business: Tenant | None = None) -> tuple[UnfinishedImport, ...]:
    """That of a business, of which there is one at most; without one, those of all businesses.

    Every row is the operator's to see, who runs the installation.
    """
    rows = select(_UNFINISHED, business=business.id if business else 0, all=business is None)
    return tuple(_import(row) for row in rows)


def _import(row: tuple[Any, ...]) -> UnfinishedImport:
    slug, mapping, begun_at, state, progress, claim, claimed_until = row
    stored = json.loads(progress) if isinstance(progress, str) else progress
    return UnfinishedImport(
        business_slug=slug,
        mapping=mapping,
        begun_at=moment(begun_at),
        is_read=state == "settling",
        percent=stored.get("percent", 0),
        claim=claim,
        claimed_until=moment_or_none(claimed_until),
    )
