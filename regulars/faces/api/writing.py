"""What does a write need, what does it answer, and how is it done once?"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Router

from regulars.actions.tokens.answer_once import Answer, answer_once
from regulars.faces.api.door import ApiRequest, Bearer
from regulars.faces.api.problems import Declined, Mistake, NotUnderstood
from regulars.faces.api.reading import LARGEST_ID
from regulars.kernel.documents import json_text
from regulars.rules.permissions import Scope

KEY_HEADER = "Idempotency-Key"
KEY = r"[\x21-\x7e]{1,120}"
_KEY = re.compile(KEY)
# The longest note is a tenth of it.
LARGEST_BODY = 100_000


class NoJson(Declined):
    """The body is something else."""

    code = "unsupported_media_type"
    status = 415
    sentence = "Send the body as JSON, with Content-Type: application/json."


class TooLarge(Declined):
    """The body is longer than anything that can be written."""

    code = "content_too_large"
    status = 413
    sentence = "This body is too long. Send at most 100 kilobytes."


class Pen(Bearer):
    """Lets a token in that has the scope, if what it brings along is a body of JSON."""

    def __call__(self, request: ApiRequest) -> bool:  # type: ignore[override]
        super().__call__(request)
        length = request.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise TooLarge
        if request.body and request.content_type != "application/json":
            raise NoJson
        return True


@dataclass(frozen=True, slots=True)
class Written:
    """What a write tells: a document, and where the new row is if there is one."""

    document: Any = None
    location: str = ""
    is_new: bool = False

    @property
    def status(self) -> int:
        if self.document is None:
            return 204
        return 201 if self.is_new else 200


@dataclass(frozen=True, slots=True)
class Writing:
    """One operation: the scope it needs, and the dataclass it answers (None: nothing)."""

    needs: Scope
    answers: type | None
    is_new: bool


WRITINGS: dict[str, Writing] = {}


def writes(
    router: Router,
    method: str,
    path: str,
    *,
    called: str,
    summary: str,
    needs: Scope,
    answers: type | None,
    is_new: bool = False,
) -> Callable[[Callable[..., Written]], Callable[..., Written]]:
    """Make a function that returns Written the operation `called` at that path.

    With an Idempotency-Key it is done once, and told again what it was answered.
    """

    def register(view: Callable[..., Written]) -> Callable[..., Written]:
        takes_body = "told" in inspect.signature(view).parameters

        @wraps(view)
        def operation(request: ApiRequest, **asked: Any) -> HttpResponse:
            _must_be_asked_plainly(request, takes_body=takes_body)
            if any(isinstance(key, int) and key > LARGEST_ID for key in asked.values()):
                raise Http404
            return _answered(_once(request, lambda: _told(view(request, **asked))))

        # ninja would look for the names of the annotations in this module.
        operation.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        router.api_operation(
            [method],
            path,
            auth=Pen(needs),
            operation_id=called,
            summary=summary,
            description=inspect.getdoc(view),
            url_name=called,
        )(operation)
        WRITINGS[called] = Writing(needs, answers, is_new)
        return view

    return register


def _must_be_asked_plainly(request: ApiRequest, *, takes_body: bool) -> None:
    """A write is told in its body alone, and no more than it takes."""
    if request.GET:
        says = "A write takes no parameters in its address."
        raise NotUnderstood(
            *(Mistake(f"query.{name[:80]}", says) for name in list(request.GET)[:20])
        )
    if not takes_body and request.body.strip() not in (b"", b"{}"):
        raise NotUnderstood(Mistake("body", "This write takes no body."))


def _once(request: ApiRequest, do: Callable[[], Answer]) -> Answer:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return do()
    if not _KEY.fullmatch(key):
        raise NotUnderstood(
            Mistake(
                f"header.{KEY_HEADER}", "Write 1 to 120 visible characters, for example a UUID."
            )
        )
    return answer_once(
        business=request.door.business,
        key=key,
        digest=_digest(request),
        do=do,
        actor=request.door.actor,
        at=request.at,
    )


def _digest(request: ApiRequest) -> str:
    parts: Sequence[bytes] = (str(request.method).encode(), request.path.encode(), request.body)
    return sha256(json.dumps([part.hex() for part in parts]).encode()).hexdigest()


def _told(written: Written) -> Answer:
    body = "" if written.document is None else json_text(written.document).decode()
    return Answer(written.status, written.location, body)


def _answered(told: Answer) -> HttpResponse:
    answer = HttpResponse(told.body, status=told.status, content_type="application/json")
    if not told.body:
        del answer["Content-Type"]
    if told.location:
        answer["Location"] = told.location
    if told.is_repeated:
        answer["Idempotent-Replayed"] = "true"
    return answer
