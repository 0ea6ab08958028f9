"""Where does one go on after booking?"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse

from regulars.actions.appointments.book_newcomer import Booked
from regulars.faces.desk.entrance import DeskRequest, shown_address

_VIEWS = frozenset({"calendar-day", "calendar-week", "calendar-month", "calendar-list"})


def where_to(request: DeskRequest, booked: Booked, *, starts_at: datetime) -> str:
    """Back to the page that asked to be returned to, else the calendar with the panel open.

    The calendar keeps its view and its filters, and shows the day of the appointment.
    """
    back = request.POST.get("back", "")
    slug = request.door.business.slug
    if back.startswith(f"/at/{slug}/") and "\\" not in back:
        return back
    path, _mark, query = shown_address(request).partition("?")
    view = _calendar_view(path)
    kept = QueryDict(query, mutable=True) if view else QueryDict(mutable=True)
    kept["open"] = f"a{booked.appointment_id}"
    day = request.fmt.local(starts_at).date().isoformat()
    address = reverse(f"desk:{view or 'calendar-day'}", kwargs={"business": slug, "day": day})
    return (
        f"{address}?{urlencode(sorted((name, one) for name, all_ in kept.lists() for one in all_))}"
    )


def _calendar_view(path: str) -> str:
    """The name of the calendar's view at this address, if it is one."""
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return ""
    return name if name in _VIEWS else ""
