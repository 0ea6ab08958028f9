"""How does the API say no? One shape for every refusal (RFC 9457), in English, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from django.http import HttpResponse
from django.utils import translation

from regulars.kernel.documents import json_text
from regulars.kernel.refusal import Refused

PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one part of a question."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a question was not answered.

    `code` is stable and made for programs, `detail` is a sentence for whoever reads their log.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    mistakes: tuple[Mistake, ...] = ()


class Declined(Refused):
    """A no of the API's own, with the status that HTTP has for it."""

    status: ClassVar[int]

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says in its headers."""
        return {}


class NotUnderstood(Declined):
    """Parameters that make no sense; `mistakes` names each."""

    code = "invalid_parameters"
    status = 422
    sentence = "Some parameters cannot be read. See “mistakes”."

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__()
        self.mistakes = mistakes


class NotByThisToken(Declined):
    """A part of the request needs a scope that the token does not have."""

    code = "forbidden"
    status = 403
    sentence = "This token's scopes do not allow a part of this, for example a payment without money:write."


def problem(refused: Refused, status: int) -> HttpResponse:
    """The answer to an anticipated no."""
    with translation.override("en"):
        detail = str(refused)
    mistakes = refused.mistakes if isinstance(refused, NotUnderstood) else ()
    answer = of_status(status, code=refused.code, detail=detail, mistakes=mistakes)
    if isinstance(refused, Declined):
        for name, value in refused.headers.items():
            answer[name] = value
    return answer


def of_status(
    status: int, *, code: str = "", detail: str = "", mistakes: tuple[Mistake, ...] = ()
) -> HttpResponse:
    """A problem that HTTP's own words describe, unless more is said."""
    known = HTTPStatus(status)
    told = Problem(
        type="about:blank",
        title=known.phrase,
        status=status,
        detail=detail or _DETAILS.get(status, f"{known.description or known.phrase}."),
        code=code or known.name.lower(),
        mistakes=mistakes,
    )
    return HttpResponse(json_text(told), status=status, content_type=PROBLEM)


_DETAILS = {
    400: "The request cannot be read.",
    404: "This business has nothing at this address.",
    405: "This address does not know that method; see the Allow header.",
    500: "Something went wrong here. It was noted; please try again later.",
}
