"""What can be booked, with whom and where."""

from __future__ import annotations

from regulars.queries.booking_choices import booking_choices
from regulars.records.businesses import Business
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from tests import make
from tests.counting import counted


def test_only_what_is_offered_in_the_order_of_the_list(
    nordlicht: Business,
    runa: StaffMember,
    celine: StaffMember,
) -> None:
    make.service(nordlicht, "Session", category="Tattoo", position=2)
    make.service(nordlicht, "Earlobe", category="Piercing", position=1)
    make.service(nordlicht, "Touch-up", category="Tattoo", position=3)
    gone = make.service(nordlicht, "Laser", is_active=False)
    make.service(nordlicht, "Flash group", capacity=6)
    make.service(celine.business, "Coupe")
    make.staff(nordlicht, "Ida Front", takes_bookings=False)
    retired = make.staff(nordlicht, "Ana Vidal", is_active=False, position=1)
    chair = Room.objects.create(business=nordlicht, name="Chair")
    Room.objects.create(business=nordlicht, name="Cellar", is_active=False)

    with counted("booking choices"):
        choices = booking_choices(business=nordlicht)

    assert [
        (category, [one.name for one in services]) for category, services in choices.categories()
    ] == [("Piercing", ["Earlobe"]), ("Tattoo", ["Session", "Touch-up"])]
    assert [one.id for one in choices.staff] == [runa.id]
    assert [(one.id, one.name) for one in choices.rooms] == [(chair.id, "Chair")]
    kept = booking_choices(business=nordlicht, also_service=gone.id, also_staff=retired.id)
    assert kept.service(gone.id) is not None
    assert [one.id for one in kept.staff] == [runa.id, retired.id]
