"""What the layers need of a business to keep its rows apart: an identity."""

from __future__ import annotations

from typing import Protocol


class Tenant(Protocol):
    """Anything that stands for one business: its record, or what the doorway knows of it."""

    @property
    def id(self) -> int: ...
