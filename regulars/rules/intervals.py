"""Half-open spans of time, and what is left when some are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From a moment up to another; ValueError unless it ends after it starts."""

    starts_at: datetime
    ends_at: datetime  # exclusive: back-to-back appointments touch, they do not overlap

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("a span ends after it starts")

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def overlaps(self, other: Span) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def holds(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


def without(open_spans: Iterable[Span], busy: Iterable[Span]) -> Iterator[Span]:
    """Yield what remains of `open_spans`, in order, once every busy span is taken out."""
    taken = sorted(busy)
    for span in sorted(open_spans):
        cursor = span.starts_at
        for hole in taken:
            if not span.overlaps(hole):
                continue
            if cursor < hole.starts_at:
                yield Span(cursor, hole.starts_at)
            cursor = max(cursor, hole.ends_at)
        if cursor < span.ends_at:
            yield Span(cursor, span.ends_at)


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that overlap or touch as one."""
    ordered = iter(sorted(spans))
    current = next(ordered, None)
    for span in ordered:
        if current is not None and span.starts_at <= current.ends_at:
            if span.ends_at > current.ends_at:
                current = Span(current.starts_at, span.ends_at)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
