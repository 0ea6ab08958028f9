"""Who may open the new appointment, and whom it never shows."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from tests import make

PAGE = "/at/nordlicht/appointments/new/"


def test_strangers_and_guests_stay_outside(
    signed_in: Callable[[StaffMember], Client],
    nordlicht: Business,
    celine: StaffMember,
    mueller: Customer,
) -> None:
    guest = make.staff(
        nordlicht, "Guest", Role.GUEST, account=make.account("guest@nordlicht.example")
    )

    assert signed_in(celine).get(PAGE).status_code == 404
    assert signed_in(guest).get(PAGE).status_code == 403
    assert signed_in(guest).get(f"{PAGE}customers/", {"q": "m"}).status_code == 403
    theirs = f"/at/lumiere/appointments/new/customers/{mueller.id}/"
    assert signed_in(celine).get(theirs).status_code == 404
