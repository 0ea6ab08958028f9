"""One measuring of an import in a process of its own: JSON in, JSON out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.import_book import write_book
from benchmarks.import_ratio import measure, migrate


def main() -> None:
    """Write the files that the argument asks for, import them in turn with the bare writing."""
    asked = json.loads(sys.argv[1])
    migrate()
    folder = Path(asked["folder"]) / "book"
    folder.mkdir()
    mapping = write_book(folder, customers=asked["customers"], meetings=asked["meetings"])
    rounds = measure(folder=folder, mapping=mapping, rounds=asked["rounds"])
    answer = [
        {
            "ratio": one.ratio,
            "file_rows": one.file_rows,
            "written_rows": one.written_rows,
            "seconds": one.whole.clock,
        }
        for one in rounds
    ]
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
