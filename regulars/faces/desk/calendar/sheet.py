"""The day sheet: a page of paper for everybody, to stand beside the chair."""

from __future__ import annotations

from django.http import HttpResponse

from regulars.faces.desk.calendar.asked import Asked
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.queries.day_sheet import day_sheet
from regulars.rules.permissions import Permission


class CalendarSheet(DeskView):
    """One page each; `phone` and `notes` say what else stands on it, once `chosen` is said."""

    permission = Permission.SEE_APPOINTMENTS

    def get(self, request: DeskRequest, day: str) -> HttpResponse:
        asked = Asked.read("day", day, request.GET)
        paper = day_sheet(
            business=request.door.business,
            day=asked.day,
            zone=request.fmt.zone,
            staff_member_ids=asked.staff,
        )
        sees_phones = request.door.may(Permission.SEE_CONTACT_DATA)
        return page(
            request,
            "desk/calendar/sheet.html",
            asked=asked,
            paper=paper,
            back=asked.but(staff=None).address(request.door.business.slug),
            with_phones=sees_phones and _is_wanted(request, "phone"),
            with_notes=_is_wanted(request, "notes"),
        )


def _is_wanted(request: DeskRequest, name: str) -> bool:
    """Everything, until somebody says what."""
    return "chosen" not in request.GET or request.GET.get(name) == "1"
