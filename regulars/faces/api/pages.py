"""What is around the items of a list?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.queries.block_detail import BlockDetail
from regulars.queries.customer_lines import CustomerLine, TagChoice
from regulars.queries.free_starts import FreeStart
from regulars.queries.group_session_list import ListedGroupSession
from regulars.queries.room_list import ListedRoom
from regulars.queries.service_list import ListedService
from regulars.queries.staff_list import ListedStaffMember


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A page of customers; `next` is the cursor of the following one, null at the end.

    `total` counts all pages; where `has_more_than_total` is true there are more than counted.
    `tags` are the tags that somebody has, with the ids to filter by.
    """

    items: tuple[CustomerLine, ...]
    next: str | None
    total: int
    has_more_than_total: bool
    tags: tuple[TagChoice, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """The price list; it is always whole, so `next` is null."""

    items: tuple[ListedService, ...]
    next: None = None


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Everybody who works here; always whole, so `next` is null."""

    items: tuple[ListedStaffMember, ...]
    next: None = None


@dataclass(frozen=True, slots=True)
class FreeStartPage:
    """Starts that can be booked; always whole, so `next` is null."""

    items: tuple[FreeStart, ...]
    next: None = None


@dataclass(frozen=True, slots=True)
class RoomPage:
    """Every room and chair; always whole, so `next` is null."""

    items: tuple[ListedRoom, ...]
    next: None = None


@dataclass(frozen=True, slots=True)
class BlockPage:
    """Blocks by their start; always whole, so `next` is null."""

    items: tuple[BlockDetail, ...]
    next: None = None


@dataclass(frozen=True, slots=True)
class GroupSessionPage:
    """Group sessions by their start; always whole, so `next` is null."""

    items: tuple[ListedGroupSession, ...]
    next: None = None
