"""Does a book that was filled some time ago still say what the product would write today?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from regulars.actions.customers.search_index import COLUMNS, index_names, set_search_columns
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.many import update_many
from regulars.records.tenancy import Owned

_SAMPLE = 200
_PORTION = 5_000


def is_as_written() -> bool:
    """Whether indexing a sample of customers anew leaves every search row as it is."""
    for business in Business.objects.order_by("id"):
        sample = list(Customer.objects.of(business).order_by("-id")[:_SAMPLE])
        before = _found_by(business, sample)
        with transaction.atomic():
            folded = [_columns(customer) for customer in sample]
            for customer in sample:
                set_search_columns(customer)
            index_names(business=business, customers=sample)
            after = _found_by(business, sample)
            transaction.set_rollback(True)
        if before != after or folded != [_columns(customer) for customer in sample]:
            return False
    return True


def name_anew(progress: Callable[[str, float], None]) -> None:
    """Write what customers are found by as today's code writes it."""
    with connection.cursor() as cursor:
        for model in search_tables():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    for business in Business.objects.order_by("id"):
        many = Customer.objects.of(business).count()
        for done, customers in enumerate(_portions(business)):
            with transaction.atomic():
                for customer in customers:
                    set_search_columns(customer)
                update_many(customers, COLUMNS)
                index_names(business=business, customers=customers, are_new=True)
            progress(f"{business.slug}: names", done * _PORTION / many)


def search_tables() -> list[type[Owned]]:
    """The tables of records/customer_search.py."""
    models = apps.get_app_config("regulars").get_models()
    return [model for model in models if model.__module__.endswith(".customer_search")]


def _portions(business: Business) -> Iterator[list[Customer]]:
    last = 0
    while customers := list(
        Customer.objects.of(business).filter(id__gt=last).order_by("id")[:_PORTION]
    ):
        yield customers
        last = customers[-1].id


def _found_by(business: Business, sample: list[Customer]) -> Counter[tuple[Any, ...]]:
    """Every search row of these customers, without its id; words that nobody bears do not count."""
    found: Counter[tuple[Any, ...]] = Counter()
    for model in search_tables():
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        if "customer_id" not in names:
            found[model.__name__, model.objects.of(business).count()] += 1
            continue
        rows = model.objects.of(business).filter(customer__in=sample).values_list(*names)
        found.update((model.__name__, *row) for row in rows)
    return found


def _columns(customer: Customer) -> tuple[Any, ...]:
    return tuple(getattr(customer, name) for name in COLUMNS)
