"""Every operation of the API, and what becomes of a no."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from regulars.actions.tokens.answer_once import KeyReused
from regulars.faces.api import (
    appointments,
    block_series,
    blocks,
    booking,
    business,
    catalogue,
    customers,
    endings,
    entering,
    free_starts,
    groups,
    hours,
    payments,
    planning,
    projects,
    registrations,
    waiting,
)
from regulars.faces.api.problems import (
    Declined,
    Mistake,
    NotByThisToken,
    NotUnderstood,
    of_status,
    problem,
)
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused

api = NinjaAPI(
    title="Regulars",
    version="1",
    urls_namespace="api",
    # The reference is ours (reference.py); pages that explain it to people would load scripts.
    openapi_url=None,
    docs_url=None,
)
# Two routers cannot share an address: these write at the addresses of others, by being imported.
AT_THE_SAME_ADDRESSES = (booking, endings, entering, planning)
for noun in (
    business,
    customers,
    appointments,
    free_starts,
    blocks,
    block_series,
    groups,
    registrations,
    waiting,
    hours,
    payments,
    catalogue,
    projects,
):
    api.add_router("", noun.router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """The sentence of whoever refused; what it says of a role is said of the token instead."""
    if isinstance(no, Forbidden):
        no = NotByThisToken()
    if isinstance(no, Declined):
        return problem(no, no.status)
    return problem(no, 422 if isinstance(no, KeyReused) else 409)


@api.exception_handler(ObjectDoesNotExist)
@api.exception_handler(Http404)
def not_found(request: HttpRequest, no: Exception) -> HttpResponse:
    """What this business does not have, whether another one has it or not."""
    return of_status(404)


@api.exception_handler(SuspiciousOperation)
def unreadable(request: HttpRequest, no: SuspiciousOperation) -> HttpResponse:
    """A request that Django will not read: too many parameters, a host that is not ours."""
    return of_status(400)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, no: ValidationError) -> HttpResponse:
    """Each parameter that cannot be read, and why."""
    mistakes = (Mistake(_where(error["loc"]), _says(error)) for error in no.errors)
    return problem(NotUnderstood(*mistakes), NotUnderstood.status)


def _where(loc: tuple[Any, ...]) -> str:
    """`query.limit`, without the name that the function here has for all of them.

    A part that is not known is named by whoever asked: any text, of any length.
    """
    named = ".".join(str(part) for part in loc if part not in ("asked", "told"))
    return named[:200].encode(errors="replace").decode()


def _says(error: dict[str, Any]) -> str:
    """The reason alone: of our own sentences pydantic says first that they are about a value."""
    return str(error["msg"]).removeprefix("Value error, ")
