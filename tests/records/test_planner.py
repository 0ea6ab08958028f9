"""Does the database know how large its tables have become?"""

from __future__ import annotations

from django.db import connection

from regulars.records.planner import learn_sizes
from tests import make


def test_the_planner_knows_the_rows_of_this_very_transaction(nordlicht):
    for number in range(50):
        make.customer(nordlicht, f"Anna {number}")

    learn_sizes()

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'regulars_customer'")
            assert cursor.fetchone() == (50,)
