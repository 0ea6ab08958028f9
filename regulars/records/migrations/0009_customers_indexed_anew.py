"""Customers who were entered before are found by the new keys as well.

The search rows of a customer are looked up by the customer alone; one index of it is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import migrations

from regulars.rules.names import deletions
from regulars.rules.search_keys import address_keys, name_keys, name_words, tails

_PORTION = 1_000


def index_anew(apps, schema_editor) -> None:  # noqa: ANN001
    record = {
        name: apps.get_model("regulars", name)
        for name in (
            "Customer", "SearchName", "SearchAddress", "Vocabulary", "VocabularySlip",
            "VocabularyTail",
        )
    }  # fmt: skip
    for name in ("SearchName", "Vocabulary", "VocabularySlip"):
        record[name].objects.all().delete()
    for customers in _portions(record["Customer"]):
        _index(record, customers)


def _portions(customer) -> Iterator[list]:  # noqa: ANN001
    last = 0
    while found := list(customer.objects.filter(id__gt=last).order_by("id")[:_PORTION]):
        yield found
        last = found[-1].id


def _index(record, customers) -> None:  # noqa: ANN001
    names, addresses, words = [], [], set()
    for one in customers:
        full_name = f"{one.first_name} {one.last_name}"
        spoken = (full_name, one.nickname, one.company)
        whose = {"business_id": one.business_id, "customer_id": one.id}
        names += [
            record["SearchName"](key=key, **whose) for key in name_keys(*spoken, number=one.number)
        ]
        addresses += [record["SearchAddress"](key=key, **whose) for key in address_keys(one.email)]
        words |= {(one.business_id, word) for word in name_words(*spoken)}
    record["SearchName"].objects.bulk_create(names)
    record["SearchAddress"].objects.bulk_create(addresses)
    for table, column, cut in (
        ("Vocabulary", "", None),
        ("VocabularySlip", "slip", deletions),
        ("VocabularyTail", "tail", tails),
    ):
        rows = [
            record[table](business_id=business_id, word=word, **({column: piece} if cut else {}))
            for business_id, word in sorted(words)
            for piece in (sorted(cut(word)) if cut else [""])
        ]
        record[table].objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = (("regulars", "0008_no_index_of_the_business_alone"),)

    operations = (
        migrations.RemoveIndex(model_name="searchname", name="search_name_customer"),
        migrations.RemoveIndex(model_name="searchaddress", name="search_address_customer"),
        migrations.RunPython(index_anew, migrations.RunPython.noop),
    )
