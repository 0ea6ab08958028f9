"""Does the database know how large its tables have become?"""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def learn_sizes() -> None:
    """Let PostgreSQL count its tables anew.

    Within one connection it keeps to the plans it made while a table was empty: reading it from
    end to end, for every foreign key of every row that follows. Its own counting comes by once a
    minute and is too late for a book that fills the tables meanwhile. SQLite needs none of this.
    """
    if connection.vendor != "postgresql":
        return
    tables = (model._meta.db_table for model in apps.get_app_config("regulars").get_models())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(f'"{table}"' for table in tables))
