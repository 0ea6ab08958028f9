"""What came out of measuring a promise?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Ratio, Timing
from benchmarks.places import DATA

if TYPE_CHECKING:
    from benchmarks.asking import Desk


class Verdict(StrEnum):
    """Whether a promise is kept; a figure that promises nothing stands beside others."""

    MET = "met"
    NOT_MET = "not met"
    TOLD = "told"
    FAILED = "failed"
    NOT_BUILT = "not built"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what was promised, what was measured at each size, the verdict."""

    promise: str
    part: str
    target: str
    verdict: Verdict
    engine: str = ""
    timings: Mapping[str, Timing] = field(default_factory=dict)  # by size
    ratio: Ratio | None = None
    of: str = ""  # what the ratio divides: "L ÷ S", "page ÷ floor at M"
    figure: str = ""  # what is no ratio: a number of statements, a share
    note: str = ""

    def line(self) -> str:
        """As the terminal shows it."""
        sizes = "  ".join(
            f"{size} {timing.median:.2f}/{timing.p95:.2f} ms"
            for size, timing in self.timings.items()
        )
        ratio = f"{self.of} = {self.ratio.value:.2f} ±{self.ratio.noise:.0%}" if self.ratio else ""
        said = "  ".join(part for part in (ratio, self.figure, sizes, self.note) if part)
        return f"  {self.verdict.upper():<9} {self.part} ({self.target})\n            {said}"


@dataclass(frozen=True, slots=True)
class Books:
    """The measured books of one engine, the smallest first."""

    engine: str
    desks: Mapping[str, Desk]  # by size

    @property
    def smallest(self) -> str:
        return next(iter(self.desks))

    @property
    def largest(self) -> str:
        return list(self.desks)[-1]

    @property
    def growth(self) -> str:
        """What a growth divides: L ÷ S."""
        return f"{self.largest} ÷ {self.smallest}"


def verdict(*, kept: bool) -> Verdict:
    """Met or not."""
    return Verdict.MET if kept else Verdict.NOT_MET


def at_most(ratio: Ratio, limit: float) -> Verdict:
    """Met, when the ratio is no larger; a hundredth is the measuring's own."""
    return verdict(kept=ratio.value <= limit + 0.005)


def at_least(ratio: Ratio, limit: float) -> Verdict:
    """Met, when the ratio is no smaller."""
    return verdict(kept=ratio.value >= limit - 0.005)


def keep(engine: str, sizes: str, results: list[Result]) -> Path:
    """Write the results beside those of other runs; of the same promise the last one counts."""
    file = DATA / f"results-{engine}-{sizes}.json"
    known = {(one.promise, one.part): one for one in _read(file)} if file.exists() else {}
    promises = {one.promise for one in results}
    known = {key: one for key, one in known.items() if one.promise not in promises}
    known |= {(one.promise, one.part): one for one in results}
    file.write_text(json.dumps([asdict(one) for one in known.values()], indent=1))
    return file


def kept() -> Iterator[tuple[str, str, list[Result]]]:
    """Engine, sizes and results of every run that is kept."""
    for file in sorted(DATA.glob("results-*-*.json")):
        _, engine, sizes = file.stem.split("-")
        yield engine, sizes, _read(file)


def _read(file: Path) -> list[Result]:
    return [_result(one) for one in json.loads(file.read_text())]


def _result(values: dict[str, Any]) -> Result:
    values["verdict"] = Verdict(values["verdict"])
    values["timings"] = {size: Timing(**timing) for size, timing in values["timings"].items()}
    values["ratio"] = Ratio(**values["ratio"]) if values["ratio"] else None
    return Result(**values)
