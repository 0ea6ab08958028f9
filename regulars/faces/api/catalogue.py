"""What is on the price list, and who works here?"""

from __future__ import annotations

from ninja import Router

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.pages import RoomPage, ServicePage, StaffPage
from regulars.faces.api.reading import reads
from regulars.queries.room_list import room_list
from regulars.queries.service_list import service_list
from regulars.queries.staff_list import staff_list
from regulars.rules.permissions import Scope

router = Router(tags=["catalogue"])


@reads(
    router,
    "/services/",
    called="services",
    summary="Services",
    needs=Scope.CATALOGUE_READ,
)
def services(request: ApiRequest) -> ServicePage:
    """The price list in its order; services that are no longer offered stand at the end."""
    return ServicePage(service_list(business=request.door.business))


@reads(
    router,
    "/staff/",
    called="staff",
    summary="Staff members",
    needs=Scope.CATALOGUE_READ,
)
def staff(request: ApiRequest) -> StaffPage:
    """Everybody with a column in the calendar, in its order; who has left stands at the end."""
    return StaffPage(staff_list(business=request.door.business))


@reads(
    router,
    "/rooms/",
    called="rooms",
    summary="Rooms",
    needs=Scope.CATALOGUE_READ,
)
def rooms(request: ApiRequest) -> RoomPage:
    """Every room and chair that can be booked, in its order; closed ones stand at the end."""
    return RoomPage(room_list(business=request.door.business))
