"""The door of the desk: finds the business and the person once, and refuses strangers with 404."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.views import View
from django_htmx.middleware import HtmxDetails

from regulars.kernel.formats import Formats
from regulars.queries.entrance import Doorway, doorway
from regulars.rules.permissions import Permission

# What a database can count to; an address may hold any number of digits.
_LARGEST_ID = 2**63 - 1


class DeskRequest(HttpRequest):
    """A request that came through the door."""

    htmx: HtmxDetails
    door: Doorway
    fmt: Formats
    at: datetime


class DeskView(View):
    """One address of the desk. A subclass names the permission it needs, or fails at import."""

    permission: ClassVar[Permission]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not hasattr(cls, "permission"):
            raise TypeError(f"{cls.__name__} names no permission.")

    def dispatch(  # type: ignore[override]
        self, request: DeskRequest, business: str, **kwargs: Any
    ) -> HttpResponseBase:
        """Let the person in, or send them to the sign-in, or answer 404 to a stranger."""
        if not request.user.is_authenticated:
            return _to_the_gate(request)
        door = doorway(account_id=request.user.pk, slug=business)
        if door is None or any(
            value > _LARGEST_ID for value in kwargs.values() if isinstance(value, int)
        ):
            raise Http404
        door.actor.must(self.permission, door.business)
        request.door = door
        request.at = timezone.now()
        request.fmt = door.formats(translation.get_language() or door.business.language)
        response = super().dispatch(request, **kwargs)
        # A studio's computer is shared: nothing is left for who presses "back" after a log-out.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _to_the_gate(request: DeskRequest) -> HttpResponse:
    """To the sign-in and back; htmx loads it as a page, never into a part of the one that stands."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path())
    back = shown_address(request) or request.get_full_path()
    return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(back).url})


def shown_address(request: DeskRequest) -> str:
    """The address of the page that htmx asks from; empty without htmx, and for none of ours."""
    try:
        return (request.htmx and request.htmx.current_url_abs_path) or ""
    except ValueError:  # the header says anything
        return ""


def page(request: DeskRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A whole page or a fragment, with the door and the formats every template needs."""
    context |= {"door": request.door, "fmt": request.fmt, "at": request.at}
    context["today"] = request.fmt.local(request.at).date()
    return render(request, template, context, status=status)


def invalid(request: DeskRequest, template: str, **context: Any) -> HttpResponse:
    """The same form again with its mistakes named, and nothing lost."""
    return page(request, template, status=422, **context)


def done(request: DeskRequest, to: str, sentence: str = "", *, way: str = "") -> HttpResponse:
    """After a change: on to a page that shows it, with one sentence about what happened.

    `way` goes on from there: "undo <address>" is a button that posts, "give_back <address>" a
    link. htmx follows by loading that page too (HX-Redirect keeps the address true).
    """
    if sentence:
        messages.success(request, sentence, extra_tags=way)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": iri_to_uri(to)})
    return HttpResponseRedirect(to)
