"""The business that the token belongs to."""

from __future__ import annotations

from ninja import Router

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.reading import reads
from regulars.queries.entrance import BusinessAtDoor
from regulars.rules.permissions import Scope

router = Router(tags=["business"])


@reads(
    router,
    "/business/",
    called="business",
    summary="The business",
    needs=Scope.CATALOGUE_READ,
)
def business(request: ApiRequest) -> BusinessAtDoor:
    """The business that the token belongs to, with its time zone, currency and notice period.

    A token opens one business and no other, so no address names it.
    """
    return request.door.business
