"""The guards as SQLite triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regulars.records.guard_plan import Guard, Tie

# Which columns there are, whatever the models say by now.
COLUMNS = """
SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c
 WHERE t.type = 'table' AND t.name LIKE 'regulars!_%' ESCAPE '!'
"""
NAMES = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def _trigger(name: str, body: str) -> Guard:
    return Guard(
        name=name,
        make=(f"CREATE TRIGGER {name} {body}",),
        remove=(f"DROP TRIGGER IF EXISTS {name}",),
    )


def no_overlap(table: str) -> Iterator[Guard]:
    """Refuse an insert or update that makes two spans of one person or room overlap."""
    for holder in ("staff_member_id", "room_id"):
        for event in ("INSERT", "UPDATE"):
            yield _trigger(
                f"guard_overlap_{holder.removesuffix('_id')}_{event.lower()}",
                f"BEFORE {event} ON {table} WHEN NEW.{holder} IS NOT NULL BEGIN "
                f"SELECT RAISE(ABORT, 'guard_overlap') WHERE EXISTS ("
                f"SELECT 1 FROM {table} WHERE business_id = NEW.business_id "
                f"AND {holder} = NEW.{holder} AND id IS NOT NEW.id "
                f"AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at); END",
            )


def append_only(table: str, frozen: Iterable[str]) -> Iterator[Guard]:
    """Refuse any change to the frozen columns, and any deletion."""
    short = table.removeprefix("regulars_")
    yield _trigger(
        f"guard_append_only_{short}_update",
        f"BEFORE UPDATE OF {', '.join(frozen)} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'guard_append_only'); END",
    )
    yield _trigger(
        f"guard_append_only_{short}_delete",
        f"BEFORE DELETE ON {table} {_unless_undone(table)} BEGIN "
        f"SELECT RAISE(ABORT, 'guard_append_only'); END",
    )


def _unless_undone(table: str) -> str:
    condition = deletable(table)
    return f"WHEN {condition}" if condition else ""


def deletable(table: str) -> str:
    """When a deletion is refused; always, where nothing is said.

    Only an import that is being undone may take its own ledger lines away (PRODUCT.md 5.1).
    """
    if table != "regulars_ledgerline":
        return ""
    return (
        "NOT EXISTS (SELECT 1 FROM regulars_importedrow r "
        "JOIN regulars_import i ON i.id = r.imported_by_id AND i.business_id = r.business_id "
        "WHERE r.business_id = OLD.business_id AND r.record_kind = 'ledgerline' "
        "AND r.record_id = OLD.id AND i.state = 'undoing')"
    )


def one_business(tie: Tie) -> Iterator[Guard]:
    """Refuse a foreign key that leads to another business's row."""
    for event, of in (("INSERT", ""), ("UPDATE", f" OF {tie.column}, business_id")):
        yield _trigger(
            f"{tie.name}_{event.lower()}",
            f"BEFORE {event}{of} ON {tie.table} WHEN NEW.{tie.column} IS NOT NULL BEGIN "
            f"SELECT RAISE(ABORT, 'guard_tenancy') WHERE NOT EXISTS ("
            f"SELECT 1 FROM {tie.parent} WHERE id = NEW.{tie.column} "
            f"AND business_id = NEW.business_id); END",
        )
