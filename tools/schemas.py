"""Which documents do programs get from the command line, and how is each described?

Writes `docs/api/*.schema.json` from the dataclasses of the queries. With `--check` it writes
nothing and fails where a file is out of date.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "api"


def schemas() -> dict[Path, str]:
    """Each file with what it should say."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
    django.setup()
    # The dataclasses stand beside records, which want Django to be set up.
    from regulars.kernel.documents import schema_text
    from regulars.queries.customer_document import CustomerDocument
    from regulars.queries.history_page import HistoryPage

    return {
        FOLDER / "customer.schema.json": schema_text(CustomerDocument),
        FOLDER / "history.schema.json": schema_text(HistoryPage),
    }


def stale() -> list[Path]:
    """The files that do not say what they should."""
    return [
        path
        for path, text in schemas().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def write() -> None:
    """Write every file anew."""
    for path, text in schemas().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> int:
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    for path in stale():
        print(f"{path.relative_to(FOLDER.parent.parent)} is out of date: run make openapi.")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main())
