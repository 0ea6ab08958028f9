"""Writes docs/benchmarks.md and its plots from what was measured last.

python -m benchmarks.report
"""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import BLOCKS
from benchmarks.places import SIZES
from benchmarks.plot import draw_growth, draw_ratios
from benchmarks.promises.table import NOT_BUILT, PROMISES
from benchmarks.results import Result, Verdict, kept

DOCS = Path(__file__).resolve().parent.parent / "docs"
_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SIGNS = {
    Verdict.MET: "✓ met",
    Verdict.NOT_MET: "✗ **not met**",
    Verdict.TOLD: "·",
    Verdict.FAILED: "✗ **failed**",
    Verdict.NOT_BUILT: "not built",
}


def main() -> None:
    """Write the page anew; what is said between the two marks is kept."""
    found = {engine: _latest(engine) for engine in _ENGINES}
    page = DOCS / "benchmarks.md"
    said = _said(page)
    (DOCS / "benchmarks").mkdir(exist_ok=True)
    plots = [
        f"![{about}](benchmarks/{name}.svg)\n"
        for name, about, draw in _PLOTS
        if draw(DOCS / "benchmarks" / f"{name}.svg", found)
    ]
    page.write_text("\n".join(_page(found, said, plots)) + "\n", encoding="utf-8")
    print(f"docs/{page.name}: {sum(map(len, found.values()))} figures.")


def _latest(engine: str) -> list[Result]:
    """Of each promise the results of the run with the largest books."""
    found: dict[str, list[Result]] = {}
    runs = [(sizes, results) for of, sizes, results in kept() if of == engine]
    for _, results in sorted(runs, key=lambda run: [letter in run[0] for letter in "LMS"]):
        for promise in PROMISES:
            of_promise = [one for one in results if one.promise == promise]
            if of_promise:
                found[promise] = of_promise
    return [one for promise in PROMISES for one in found.get(promise, [])]


_PLOTS = (
    ("ratios", "Ratios beside what is promised", draw_ratios),
    ("growth", "Growth from the smallest to the largest book", draw_growth),
)
_BEGIN, _END = "<!-- said by hand -->", "<!-- until here -->"


def _said(page: Path) -> str:
    """What people wrote about promises that are not kept: the reason and the plan."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    _, is_there, rest = text.partition(_BEGIN)
    return rest.partition(_END)[0].strip() if is_there else ""


def _page(found: dict[str, list[Result]], said: str, plots: list[str]) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield (
        "What is promised about speed, measured on books of real size beside what is possible on "
        "the same machine.\nWritten by `python -m benchmarks.report`; only the part about what is "
        "not kept is by hand.\n"
    )
    yield from _short(found)
    yield from plots
    for engine, name in _ENGINES.items():
        yield from _table(name, found[engine])
    yield "## Promised and not built yet\n"
    yield "| promise | target |\n| --- | --- |"
    yield from (f"| {promise} | {target} |" for promise, target in NOT_BUILT)
    yield "\n## What is not kept, why, and the plan\n"
    yield f"{_BEGIN}\n\n{said or 'Nothing has been said yet.'}\n\n{_END}\n"
    yield (DOCS.parent / "benchmarks" / "method.md").read_text(encoding="utf-8").strip()
    yield f"\nMeasured on {_machine()}."


def _short(found: dict[str, list[Result]]) -> Iterator[str]:
    for engine, name in _ENGINES.items():
        verdicts = [one.verdict for one in found[engine]]
        met, unmet = verdicts.count(Verdict.MET), verdicts.count(Verdict.NOT_MET)
        failed = verdicts.count(Verdict.FAILED)
        more = f", {failed} could not be measured" if failed else ""
        yield f"- **{name}**: {met} met, {unmet} not met{more}."
    yield ""


def _table(name: str, results: Sequence[Result]) -> Iterator[str]:
    sizes = [letter for letter in SIZES if any(letter in one.timings for one in results)]
    yield f"## {name}\n"
    if not results:
        yield "Not measured.\n"
        return
    yield (
        "Times are median / 95th percentile in milliseconds: of whole answers for pages and lists, of "
        "the query through Django for searches.\n"
    )
    heads = ["promise", "target", *sizes, "ratio or figure", "noise", "verdict", "beside it"]
    yield f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}"
    yield from (_line(one, sizes) for one in results)
    yield ""


def _line(one: Result, sizes: Sequence[str]) -> str:
    timings = [
        f"{one.timings[size].median:.2f} / {one.timings[size].p95:.2f}"
        if size in one.timings
        else ""
        for size in sizes
    ]
    ratio = f"{one.of} = {one.ratio.value:.2f}" if one.ratio else one.figure
    noise = f"± {one.ratio.noise:.0%}" if one.ratio else ""
    figure = one.figure if one.ratio else ""
    said = "; ".join(part for part in (figure, one.note) if part)
    note = " ".join(said.replace("|", "/").split())
    cells = [one.part, one.target, *timings, ratio, noise, _SIGNS[one.verdict], note]
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}; ratios within {BLOCKS} blocks of one process each"
    )


if __name__ == "__main__":
    main()
