"""The guards as PostgreSQL constraints and triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regulars.records.guard_plan import Guard, Tie
from regulars.records.guards_sqlite import deletable

# Which columns there are, whatever the models say by now.
COLUMNS = """
SELECT t.relname, c.attname FROM pg_class t
  JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
 WHERE t.relkind IN ('r', 'p') AND pg_table_is_visible(t.oid)
   AND t.relname LIKE 'regulars!_%' ESCAPE '!'
"""
NAMES = (
    "SELECT conname FROM pg_constraint WHERE conname LIKE 'guard%' "
    "UNION SELECT tgname FROM pg_trigger WHERE tgname LIKE 'guard%'"
)

_REFUSE = (
    "CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'guard_append_only' USING ERRCODE = 'check_violation'; END $$"
)


def no_overlap(table: str) -> Iterator[Guard]:
    """Refuse two overlapping spans of one person or room, by an exclusion constraint."""
    for holder in ("staff_member_id", "room_id"):
        name = f"guard_overlap_{holder.removesuffix('_id')}"
        yield Guard(
            name=name,
            make=(
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ("
                f"business_id WITH =, {holder} WITH =, tstzrange(starts_at, ends_at) WITH &&) "
                f"WHERE ({holder} IS NOT NULL)",
            ),
            remove=(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",),
        )


def append_only(table: str, frozen: Iterable[str]) -> Iterator[Guard]:
    """Refuse any change to the frozen columns, and any deletion."""
    short = table.removeprefix("regulars_")
    condition = deletable(table)
    for event, of, when in (
        ("update", f"UPDATE OF {', '.join(frozen)}", ""),
        ("delete", "DELETE", ""),
    ):
        name = f"guard_append_only_{short}_{event}"
        function = "guard_append_only"
        make: tuple[str, ...] = (_REFUSE,)
        if event == "delete" and condition:
            # A trigger's WHEN may not ask other tables, so the question stands in the function.
            function = f"guard_append_only_{short}"
            make = (
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION 'guard_append_only' "
                f"USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$",
            )
        yield Guard(
            name=name,
            make=(
                *make,
                f"CREATE TRIGGER {name} BEFORE {of} ON {table} FOR EACH ROW {when} "
                f"EXECUTE FUNCTION {function}()",
            ),
            remove=(f"DROP TRIGGER IF EXISTS {name} ON {table}",),
        )


def one_business(tie: Tie) -> Iterator[Guard]:
    """Refuse a foreign key that leads to another business's row, by a composite foreign key."""
    unique = f"guard_whole_{tie.parent.removeprefix('regulars_')}"
    yield Guard(
        name=tie.name,
        make=(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{unique}') "
            f"THEN ALTER TABLE {tie.parent} ADD CONSTRAINT {unique} UNIQUE (business_id, id); "
            f"END IF; END $$",
            f"ALTER TABLE {tie.table} ADD CONSTRAINT {tie.name} "
            f"FOREIGN KEY (business_id, {tie.column}) REFERENCES {tie.parent} (business_id, id) "
            f"DEFERRABLE INITIALLY DEFERRED",
        ),
        remove=(f"ALTER TABLE {tie.table} DROP CONSTRAINT IF EXISTS {tie.name}",),
    )
