"""What does an operation need, what does it answer, and how does the answer leave?"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from ninja import Router

from regulars.faces.api.door import ApiRequest, Bearer
from regulars.faces.api.envelope import etag_of
from regulars.faces.api.problems import Mistake, NotUnderstood
from regulars.kernel.documents import json_text
from regulars.rules.permissions import Scope

# What a database can count to; an address may hold any number of digits.
LARGEST_ID = 2**63 - 1
# A moment that is in no answer: what is told anew each time makes no answer a new one.
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """One operation: the scope it needs, and the dataclass it answers."""

    needs: Scope
    answers: type


READINGS: dict[str, Reading] = {}
# Parameters of which several mean all of them.
_REPEATABLE = frozenset({"tag"})

View = Callable[..., Any]


def reads(
    router: Router, path: str, *, called: str, summary: str, needs: Scope
) -> Callable[[View], View]:
    """Make a function that returns a dataclass the operation `called` at that path."""

    def register(view: View) -> View:
        @wraps(view)
        def operation(request: ApiRequest, **asked: Any) -> HttpResponse:
            _must_be_known(request, known)
            if any(isinstance(key, int) and key > LARGEST_ID for key in asked.values()):
                raise Http404
            return _answer(request, view(request, **asked))

        # ninja would look for the names of the annotations in this module.
        operation.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        router.get(
            path,
            auth=Bearer(needs),
            operation_id=called,
            summary=summary,
            description=inspect.getdoc(view),
            url_name=called,
        )(operation)
        READINGS[called] = Reading(needs, inspect.signature(view, eval_str=True).return_annotation)
        models = operation._ninja_operation.models  # type: ignore[attr-defined]
        known = frozenset(
            name
            for model in models
            if model.__ninja_param_source__ == "query"
            for name in model.__ninja_flatten_map__
        )
        return view

    return register


def _must_be_known(request: HttpRequest, known: frozenset[str]) -> None:
    """A filter that was mistyped must not answer everybody, nor one of two be passed over."""
    twice = [name for name in known - _REPEATABLE if len(request.GET.getlist(name)) > 1]
    if twice:
        raise NotUnderstood(
            *(Mistake(f"query.{name}", "Give this once.") for name in sorted(twice))
        )
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        says = f"There is no such parameter here; known are: {', '.join(sorted(known)) or 'none'}."
        raise NotUnderstood(*(Mistake(f"query.{name[:80]}", says) for name in unknown[:20]))


def _answer(request: ApiRequest, told: Any) -> HttpResponse:
    answer = HttpResponse(json_text(told), content_type="application/json")
    if hasattr(told, "told_at"):
        answer["ETag"] = etag_of(json_text(replace(told, told_at=_NEVER)))
    following = getattr(told, "next", None)
    if following:
        answer["Link"] = f'<{_beside(request, following)}>; rel="next"'
    return answer


def _beside(request: ApiRequest, cursor: str) -> str:
    given: Mapping[str, Any] = dict(request.GET.lists()) | {"cursor": cursor}
    return request.build_absolute_uri(f"{request.path}?{urlencode(given, doseq=True)}")


def must_be_a_cursor(read: object, cursor: str) -> None:
    """Refuse a cursor that nobody gave out: the first page again would let a program loop."""
    if cursor and read is None:
        raise NotUnderstood(
            Mistake("query.cursor", "This cursor was not given out here; take `next` as it is.")
        )


def address_of(called: str, **parts: int) -> str:
    """Where an operation is."""
    return reverse(f"api:{called}", kwargs=parts)
