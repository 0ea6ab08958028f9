"""What is around every answer of the API: no cookies, no pages, an ETag, and how much is left."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from regulars.faces.api.problems import PROBLEM, of_status

_BELOW = "/api/"


class Envelope:
    """Around everything below /api/, before web sessions and languages are looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_BELOW):
            return self.get_response(request)
        # A program has no web session: whose browser sent its cookies along is nobody here.
        request.META.pop("HTTP_COOKIE", None)
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        answer = _without_pages(self.get_response(request))
        for name in ("Content-Length", "Set-Cookie"):
            answer.headers.pop(name, None)
        answer = _unless_known(request, answer)
        quota = getattr(request, "quota", None)
        for name, value in (_HEADERS | (quota.headers if quota else {})).items():
            answer[name] = value
        if is_head:
            request.method = "HEAD"
        # Of what has not changed it would be the length that the whole answer has.
        if answer.status_code != HTTPStatus.NOT_MODIFIED:
            answer["Content-Length"] = str(len(answer.content))
        return answer


_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Language": "en",
    "Vary": "Authorization",
}


def _without_pages(answer: HttpResponseBase) -> HttpResponse:
    """The same status as a problem, where something inside has answered with a page."""
    is_fault = answer.status_code == 500 and settings.DEBUG
    is_fine = answer.status_code < 400 or answer.get("Content-Type") == PROBLEM
    if isinstance(answer, HttpResponse) and (is_fine or is_fault):
        return answer
    told = of_status(answer.status_code)
    if "Allow" in answer:
        methods = sorted(each.strip() for each in answer["Allow"].split(","))
        told["Allow"] = ", ".join(methods + ["HEAD"] * ("GET" in methods))
    return told


def _unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """304 for whoever has the very same answer already; a write is always told what it did."""
    if answer.status_code != 200 or request.method != "GET":
        return answer
    answer["ETag"] = answer.get("ETag") or etag_of(answer.content)
    known = {
        etag.removeprefix("W/") for etag in parse_etags(request.headers.get("If-None-Match", ""))
    }
    if not known & {"*", answer["ETag"].removeprefix("W/")}:
        return answer
    return HttpResponseNotModified(headers={"ETag": answer["ETag"]})


def etag_of(content: bytes) -> str:
    """The same for the same content. Weak: on the way a proxy may compress it."""
    return f'W/"{blake2b(content, digest_size=16).hexdigest()}"'
