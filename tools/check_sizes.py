"""Which file has grown past what one sitting can hold?"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Most particular first: a file is measured by the first pattern that fits it.
LIMITS = (
    ("regulars/records/migrations/*.py", None),
    ("regulars/config/settings.py", 300),
    ("regulars/**/*.py", 250),
    ("tools/*.py", 250),
    ("benchmarks/**/*.py", 250),
    ("tests/**/*.py", 400),
    ("regulars/**/jinja2/**/*.*", 120),
    ("regulars/**/static/web/js/*.js", 60),
)


def main() -> int:
    """Name every file over its limit and answer 1 if there is one."""
    measured: set[Path] = set()
    too_long = []
    for pattern, limit in LIMITS:
        for path in sorted(ROOT.glob(pattern)):
            if path in measured or not path.is_file() or path.suffix == ".pyc":
                continue
            measured.add(path)
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if limit is not None and lines > limit:
                too_long.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {limit}")
    print(*too_long, sep="\n" if too_long else "")
    print(f"Sizes: {len(measured)} files, {len(too_long)} too long.")
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
