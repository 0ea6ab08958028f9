"""Put back what the database should refuse by itself and no longer does."""

from __future__ import annotations

from django.db import connection, transaction

from regulars.records.guards import install_guards


@transaction.atomic
def mend_guards() -> None:
    """Install every guard anew, all or none; for a database that has lost some of them.

    Raises IntegrityError where rows have crept in meanwhile that a guard of PostgreSQL forbids.
    """
    install_guards(connection)
