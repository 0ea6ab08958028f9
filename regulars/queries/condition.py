"""Is this installation in order?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from regulars.queries.sql import select
from regulars.records.guards import missing_guards


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found wrong, in words for an operator; empty when all is well."""

    faults: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


def condition() -> Condition:
    """Look whether the database answers, is migrated and has all its guards."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            return Condition((f"Not all migrations are applied: {len(pending)} to go.",))
        missing = missing_guards(connection)
    except DatabaseError as fault:
        return Condition((f"The database does not answer: {fault}",))
    if missing:
        return Condition((f"Guards are missing in the database: {', '.join(missing)}.",))
    return Condition(())


@dataclass(frozen=True, slots=True)
class Census:
    """How much stands in the database."""

    businesses: int
    customers: int
    appointments: int
    overlaps: int  # spans of busy time that overlap, which must be none


_OVERLAPS = """
SELECT count(*)
  FROM regulars_busytime a
  JOIN regulars_busytime b
    ON b.business_id = a.business_id AND b.id > a.id
   AND (b.staff_member_id = a.staff_member_id OR b.room_id = a.room_id)
   AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
"""


def census() -> Census:
    """Count what is there, and look for what must not be."""

    def count(table: str) -> int:
        return int(select(f"SELECT count(*) FROM {table}")[0][0])

    return Census(
        businesses=count("regulars_business"),
        customers=count("regulars_customer"),
        appointments=count("regulars_appointment"),
        overlaps=int(select(_OVERLAPS)[0][0]),
    )
