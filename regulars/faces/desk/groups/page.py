"""The page of one group session: every place with who has it, who left, who waits."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from regulars.faces.desk.appointments.offer import how_near
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.faces.desk.groups.offer import offer
from regulars.queries.group_session import group_session, session_of
from regulars.queries.group_session_parts import GroupSessionDetail
from regulars.rules.permissions import Permission


class GroupPage(DeskView):
    """Read, and from here everything else."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, session_id: int) -> HttpResponse:
        detail = group_session(business=request.door.business, session_id=session_id)
        return page(
            request,
            "desk/groups/group_session.html",
            detail=detail,
            offer=offer(request.door, detail, request.at),
            nearness=near(request, detail),
        )


class RegistrationPlace(DeskView):
    """A group booking of a customer: on to its line in the session."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, registration_id: int) -> HttpResponse:
        business = request.door.business
        session_id = session_of(business=business, registration_id=registration_id)
        return HttpResponseRedirect(address(request, session_id, registration_id))


def address(
    request: DeskRequest, session_id: int, registration_id: int | None = None, *, part: str = ""
) -> str:
    """Where the session's page is, or on it the line of one who comes, or a part of it.

    Not for htmx: a browser that is on the page already would only jump and not load it anew.
    """
    slug = request.door.business.slug
    found = reverse("desk:group-session", kwargs={"business": slug, "session_id": session_id})
    place = part if registration_id is None else f"registration-{registration_id}"
    return f"{found}#{place}" if place and not request.htmx else found


def near(request: DeskRequest, detail: GroupSessionDetail) -> str:
    """In 3 days, in 12 minutes, or how long ago."""
    return how_near(request.fmt, starts_at=detail.starts_at, ends_at=detail.ends_at, at=request.at)


def asked(
    request: DeskRequest,
    dialog: str,
    *,
    status: int = 200,
    detail: GroupSessionDetail | None = None,
    **context: Any,
) -> HttpResponse:
    """The dialog alone for htmx; a page that consists of it without JavaScript."""
    fragment = f"desk/groups/_{dialog}.html"
    template = fragment if request.htmx else "desk/groups/dialog.html"
    context |= {"detail": detail, "fragment": fragment, "is_page": not request.htmx}
    return page(request, template, status=status, **context)
