"""How does the database find the rows of a statement, and how much does it read for them?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from benchmarks.statements import Statement

# These have a handful of rows, however large the book grows; all others grow with it.
_STAY_SMALL = frozenset(
    {
        "regulars_business",
        "regulars_field",
        "regulars_fieldservice",
        "regulars_location",
        "regulars_room",
        "regulars_service",
        "regulars_staffmember",
        "regulars_tag",
    }
)
_NAMED = re.compile(r"\b(regulars_\w+)(?:\s+AS)?\s+(\w+)", re.IGNORECASE)
_READ_WHOLE = re.compile(r"^SCAN (\w+)")
_ONE_STEP = 10


def faults_of(statement: Statement) -> list[str]:
    """Every table that grows and is read whole for the statement, or through no business's rows."""
    if connection.vendor == "postgresql":
        return [fault for node in _nodes(_plan(statement)) for fault in _fault_of_node(node)]
    return list(_faults_on_sqlite(statement))


def _faults_on_sqlite(statement: Statement) -> Iterator[str]:
    tables = {alias: table for table, alias in _NAMED.findall(statement.sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.params)
        steps = [row[3] for row in cursor.fetchall()]
    for step in steps:
        whole = _READ_WHOLE.match(step)
        table = tables.get(whole.group(1), whole.group(1)) if whole else ""
        if table.startswith("regulars_") and table not in _STAY_SMALL:
            yield f"{step} ({table})"
        if step.startswith("SEARCH") and " USING " in step and not _is_narrow(step):
            alias = step.split()[1]
            if tables.get(alias, alias) not in _STAY_SMALL:
                yield step


def _is_narrow(step: str) -> bool:
    """By one business, one customer, one row: by a range alone it would be everybody's rows."""
    return "=?" in step


def _fault_of_node(node: dict[str, Any]) -> Iterator[str]:
    """Sizes are small here, so the planner is told to avoid what would hurt at a million rows."""
    table = node.get("Relation Name", "")
    if not table.startswith("regulars_") or table in _STAY_SMALL:
        return
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield f"Seq Scan on {table}: {node.get('Filter', '')}"
    if kind in ("Index Scan", "Index Only Scan") and "Index Cond" not in node:
        yield f"{kind} of all of {node['Index Name']}"


def _plan(statement: Statement, options: str = "") -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON{options}) {statement.sql}", statement.params)
        answer = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def effort_of(statement: Statement) -> int:
    """How much is read, the same at every run: steps of SQLite's machine, pages of PostgreSQL."""
    if connection.vendor == "postgresql":
        plan = _plan(statement, ", ANALYZE, BUFFERS, TIMING OFF")
        return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += _ONE_STEP
        return 0

    connection.ensure_connection()
    raw = connection.connection
    wrapper = SQLiteCursorWrapper.__new__(SQLiteCursorWrapper)
    params = statement.params
    names = list(params) if isinstance(params, dict) else None
    sql = wrapper.convert_query(statement.sql, param_names=names) if params else statement.sql
    raw.set_progress_handler(count, _ONE_STEP)
    try:
        raw.cursor().execute(sql, params or ()).fetchall()
    finally:
        raw.set_progress_handler(None, 0)
    return steps
