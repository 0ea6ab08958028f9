"""Everything that stands in a business, said so that two businesses can be compared."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import django
from django.apps import apps
from django.db import models

Ranks = dict[str, dict[int, int]]  # table → id → the how many-th row it is

# Columns that hold the id of a row without being a foreign key: of which table.
_NUMBERS = {"customer_id": "customer"}
_KINDS = {"ending": "appointment"}
# What opening a business wrote: its owner, and that it was opened.
_OPENING = ("'role': 'owner'", "'verb': 'business.opened'")
_NOT_COMPARED = {"claim", "claimed_until", "finished_at"}


def content_of(business: models.Model) -> dict[str, list[str]]:
    """The rows of every table, with ids as ranks and the moment of the import as a word."""
    owned = [
        model
        for model in apps.get_app_config("regulars").get_models()
        if any(field.name == "business" for field in model._meta.concrete_fields)
    ]
    ranks = {
        model._meta.model_name: {
            id_: rank
            for rank, id_ in enumerate(
                model.objects.filter(business=business).order_by("pk").values_list("pk", flat=True)
            )
        }
        for model in owned
    }
    began = [
        each.started_at
        for each in apps.get_model("regulars.Import")
        .objects.filter(business=business)
        .order_by("pk")
    ]
    return {
        model._meta.model_name: sorted(
            repr(dict(_row(record, ranks, began)))
            for record in model.objects.filter(business=business)
        )
        for model in owned
        if model._meta.model_name != "location"
    }


def _row(record: models.Model, ranks: Ranks, began: list[datetime]) -> Iterator[tuple[str, Any]]:
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if field.primary_key or field.name == "business" or field.name in _NOT_COMPARED:
            continue
        if field.name == "at" and getattr(record, "verb", "") == "import.finished":
            continue
        yield field.name, _said(record, field, value, ranks, began)


def _said(
    record: models.Model, field: models.Field, value: Any, ranks: Ranks, began: list[datetime]
) -> Any:
    if value is None:
        return None
    if isinstance(field, models.ForeignKey) and field.related_model._meta.model_name in ranks:
        return ranks[field.related_model._meta.model_name][value]
    if field.name in _NUMBERS:
        return ranks[_NUMBERS[field.name]][value]
    for name, kind in (("record_id", "record_kind"), ("subject_id", "subject_kind")):
        if field.name == name:
            said = getattr(record, kind)
            return ranks.get(_KINDS.get(said, said), {}).get(value, value)
    if field.name == "actor_id" and record.actor_kind == "import":
        return ranks["import"][value]
    return _plain(value, field.name, ranks, began)


def _plain(value: Any, name: str, ranks: Ranks, began: list[datetime]) -> Any:
    if isinstance(value, dict):
        if value.get("kind") == "import" and "id" in value:
            value = value | {"id": ranks["import"][value["id"]]}
        return {
            key: _plain(value[key], key, ranks, began)
            for key in sorted(value)
            # How far its own last id is; and the journal, of which there may be none.
            if key not in ("settled_id", "journal")
        }
    if isinstance(value, list):
        return [_plain(each, name, ranks, began) for each in value]
    if isinstance(value, datetime) and value in began:
        return f"import {began.index(value)}"
    if isinstance(value, str) and any(value == each.isoformat() for each in began):
        return "when it began"
    if name == "newest_before":
        return max((rank for id_, rank in ranks["appointment"].items() if id_ <= value), default=-1)
    return value


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """What stands in one and not in the other, table by table."""
    found = []
    for table in one:
        for sign, here, there in (("-", one, other), ("+", other, one)):
            rest = list(there[table])
            for row in here[table]:
                if row in rest:
                    rest.remove(row)
                else:
                    found.append(f"{sign} {table} {row}")
    return found


def main(*slugs: str) -> int:
    """For a test in a process of its own: how many rows of the two businesses differ."""
    django.setup()
    businesses = apps.get_model("regulars.Business").objects
    one, other = (content_of(businesses.get(slug=slug)) for slug in slugs)
    found = [each for each in differences(one, other) if not any(say in each for say in _OPENING)]
    sys.stdout.write("\n".join([f"{len(found)} differ", *found[:20]]) + "\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
