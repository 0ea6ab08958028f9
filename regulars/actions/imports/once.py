"""Conflicts that are told once for an appointment, however many rows touch on them."""

from __future__ import annotations

from dataclasses import replace

from regulars.actions.imports.endings import endings_of
from regulars.actions.imports.work import Work
from regulars.records.imports import ToldConflict
from regulars.records.many import insert_values
from regulars.rules.import_matching import ConflictKind


def tell_once(work: Work) -> None:
    """Tell those of the portion that no earlier portion told, with the row that ended each."""
    if not work.once:
        return
    ids = {appointment_id for appointment_id, _ in work.once}
    told = ToldConflict.objects.of(work.business).filter(
        imported_by_id=work.import_id, appointment_id__in=ids
    )
    for appointment_id, kind in told.values_list("appointment_id", "kind"):
        work.once.pop((appointment_id, ConflictKind(kind)), None)
    endings = endings_of(work, ids)
    for (appointment_id, _), conflict in work.once.items():
        ending = endings.get(appointment_id)
        other = (ending.file, ending.line) if ending else ("", 0)
        work.notebook.settle(replace(conflict, other_file=other[0], other_line=other[1]))
    insert_values(
        ToldConflict,
        ("business_id", "imported_by_id", "appointment_id", "kind"),
        [(work.business.id, work.import_id, *key) for key in work.once],
    )
    work.once.clear()
