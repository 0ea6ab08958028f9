"""Turns a refusal into an answer a person can read: one sentence, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused


class Refusals:
    """409 with the refusal's sentence; 403 for a role, 404 for what this business does not have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer an anticipated no; let everything else fall."""
        if isinstance(fault, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if not isinstance(fault, Refused):
            return None
        status = 403 if isinstance(fault, Forbidden) else 409
        is_fragment = getattr(request, "htmx", False)
        template = "desk/_refused.html" if is_fragment else "desk/refused.html"
        answer = render(request, template, {"refusal": fault}, status=status)
        if is_fragment:
            # The page stays as it is; the sentence appears among the toasts.
            answer["HX-Retarget"] = "#toasts"
            answer["HX-Reswap"] = "beforeend"
        return answer
