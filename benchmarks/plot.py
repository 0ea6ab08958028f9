"""How do the figures look beside what was promised? Two pictures that read on light and on dark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pygal
from pygal.style import Style

from benchmarks.results import Result

_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_LIMIT = re.compile(r"([≤≥]) ([0-9.]+)$")
# Grey in the middle reads on white and on black alike; no background of its own.
_INK = "#808890"
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground=_INK,
    foreground_strong=_INK,
    foreground_subtle="#80889055",
    colors=("#4c86c6", "#d08a3c", "#9aa0a6"),
    value_colors=(_INK, _INK, _INK),
    guide_stroke_color="#80889055",
    major_guide_stroke_color="#808890aa",
    font_family="sans-serif",
    label_font_size=11,
    major_label_font_size=11,
    legend_font_size=12,
    title_font_size=14,
    value_font_size=10,
)


def draw_ratios(file: Path, found: Mapping[str, Sequence[Result]]) -> bool:
    """Every promised ratio as a share of what was promised: the line at 1 is the promise."""
    parts = _parts(found, lambda one: _share(one) is not None)
    if not parts:
        return False
    chart = _bars("Share of what was promised; up to 1 the promise is kept", parts)
    for engine, name in _ENGINES.items():
        shares = {_short(one): _share(one) for one in found[engine]}
        chart.add(name, [shares.get(part) for part in reversed(parts)])
    _write(chart, file)
    return True


def draw_growth(file: Path, found: Mapping[str, Sequence[Result]]) -> bool:
    """How many times as long each answer takes in the largest book as in the smallest."""
    parts = _parts(found, _is_growth)
    if not parts:
        return False
    chart = _bars("Largest book ÷ smallest book; 1 is no growth at all", parts)
    for engine, name in _ENGINES.items():
        grown = {
            _short(one): one.ratio.value for one in found[engine] if _is_growth(one) and one.ratio
        }
        chart.add(name, [grown.get(part) for part in reversed(parts)])
    _write(chart, file)
    return True


def _share(one: Result) -> float | None:
    limit = _LIMIT.search(one.target)
    if limit is None or one.ratio is None or not one.ratio.value:
        return None
    promised = float(limit.group(2))
    share = one.ratio.value / promised if limit.group(1) == "≤" else promised / one.ratio.value
    return round(share, 2)


def _is_growth(one: Result) -> bool:
    return bool(one.ratio) and one.of.endswith("÷ S")


def _short(one: Result) -> str:
    """The same promise of both engines under one label, whatever the size it was measured at."""
    return re.sub(r", [SML]$", "", one.part)


def _parts(found: Mapping[str, Sequence[Result]], fits: object) -> list[str]:
    chosen = [_short(one) for results in found.values() for one in results if fits(one)]  # type: ignore[operator]
    return list(dict.fromkeys(chosen))


def _bars(title: str, parts: Sequence[str]) -> pygal.HorizontalBar:
    # Bars are drawn from the bottom up, and read from the top down.
    return pygal.HorizontalBar(
        title=title,
        x_labels=list(reversed(parts)),
        style=_STYLE,
        width=900,
        height=140 + 46 * len(parts),
        legend_at_bottom=True,
        print_values=True,
        print_values_position="top",
        value_formatter=lambda value: "" if value is None else f"{value:.2f}",
        js=(),
        disable_xml_declaration=True,
        show_dots=False,
        truncate_label=60,
    )


def _write(chart: pygal.HorizontalBar, file: Path) -> None:
    """Without pygal's random names, so that the same figures make the same file."""
    drawn = chart.render(is_unicode=True)
    names = re.findall(r"chart-([0-9a-f-]{36})", drawn)
    for name in dict.fromkeys(names):
        drawn = drawn.replace(name, file.stem)
    file.write_text(drawn + "\n", encoding="utf-8")
