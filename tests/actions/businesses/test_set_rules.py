"""The rules of booking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from regulars.actions.businesses.set_rules import (
    BookingRules,
    RulesOutOfRange,
    set_booking_rules,
)
from regulars.actions.opened import SavedMeanwhile
from regulars.kernel.actor import Forbidden
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business
from regulars.records.staff import StaffMember
from tests.cast import acting
from tests.make import NOW

RULES = BookingRules(notice_minutes=1440, horizon_days=365, lead_minutes=120, slot_minutes=30)


def stored(business: Business) -> BookingRules:
    business.refresh_from_db()
    return BookingRules(
        business.notice_minutes,
        business.horizon_days,
        business.lead_minutes,
        business.slot_minutes,
    )


def test_rules_hold_from_now_on(nordlicht: Business, runa: StaffMember) -> None:
    set_booking_rules(business=nordlicht, rules=RULES, actor=acting(runa), at=NOW)

    assert stored(nordlicht) == RULES
    assert AuditEntry.objects.of(nordlicht).get().changes == {
        "notice_minutes": [2880, 1440],
        "horizon_days": [540, 365],
        "lead_minutes": [0, 120],
        "slot_minutes": [15, 30],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"notice_minutes": -1},
        {"notice_minutes": 61 * 24 * 60},
        {"horizon_days": 0},
        {"horizon_days": 1096},
        {"lead_minutes": -5},
        {"slot_minutes": 7},
    ],
)
def test_a_rule_out_of_range_changes_nothing(
    nordlicht: Business, runa: StaffMember, change: dict[str, int]
) -> None:
    was = stored(nordlicht)

    with pytest.raises(RulesOutOfRange):
        set_booking_rules(
            business=nordlicht, rules=replace(RULES, **change), actor=acting(runa), at=NOW
        )

    assert stored(nordlicht) == was
    assert not AuditEntry.objects.of(nordlicht).exists()


def test_a_stale_form_and_a_stranger_change_nothing(
    nordlicht: Business, runa: StaffMember, nadia: StaffMember, celine: StaffMember
) -> None:
    was = stored(nordlicht)

    with pytest.raises(SavedMeanwhile):
        set_booking_rules(
            business=nordlicht, rules=RULES, actor=acting(runa), at=NOW, opened="stale"
        )
    for other in (nadia, celine):
        with pytest.raises(Forbidden):
            set_booking_rules(business=nordlicht, rules=RULES, actor=acting(other), at=NOW)

    assert stored(nordlicht) == was
