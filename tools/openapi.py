"""Writes the API's reference, docs/api/openapi.json, from the code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

FILE = Path(__file__).resolve().parent.parent / "docs" / "api" / "openapi.json"


def main() -> int:
    """Write the file anew; a house test compares it with what is served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
    django.setup()
    # The operations stand above records, which want Django to be set up.
    from regulars.faces.api.reference import openapi_text

    FILE.write_text(openapi_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
