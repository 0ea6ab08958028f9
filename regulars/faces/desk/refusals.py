"""Turns a refusal into an answer a person can read: one sentence, nothing lost."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused

log = structlog.get_logger(__name__)


class Refusals:
    """409 with the refusal's sentence; 403 for a role, 404 for what this business does not have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer an anticipated no; let everything else fall."""
        if isinstance(fault, ObjectDoesNotExist):
            # An address may be wrong; but so may be our own code, and then somebody should see it.
            log.warning("not_there", kind=type(fault).__qualname__, asked_by=_asked_by(fault))
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


def _asked_by(fault: Exception) -> str:
    """Where in the code something was looked for and not found."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "regulars" in Path(frame.filename).parts]
    return f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else ""
