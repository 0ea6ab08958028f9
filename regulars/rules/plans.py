"""What does a business's plan include?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Plan(StrEnum):
    """The subscription of a business (PRODUCT.md 10.3)."""

    SOLO = "solo"
    SHOP = "shop"
    EXPERT_SHOP = "expert_shop"


class Feature(StrEnum):
    """What a plan may include or not."""

    SEVERAL_STAFF = "several_staff"
    SEVERAL_LOCATIONS = "several_locations"
    API_ACCESS = "api_access"
    # Reminders of an unpaid deposit and the automatic cancellation after them (3.4, 5.4).
    DEPOSIT_REMINDERS = "deposit_reminders"


# A self-hosted installation is nobody's customer, so it has everything.
DEFAULT_PLAN = Plan.EXPERT_SHOP

TABLE: Mapping[Plan, frozenset[Feature]] = MappingProxyType(
    {
        Plan.SOLO: frozenset(),
        Plan.SHOP: frozenset({Feature.SEVERAL_STAFF, Feature.SEVERAL_LOCATIONS}),
        Plan.EXPERT_SHOP: frozenset(Feature),
    }
)


def includes(plan: Plan, feature: Feature) -> bool:
    """Say whether the plan includes the feature; Expert Shop includes them all."""
    return feature in TABLE[plan]
