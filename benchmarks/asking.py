"""What does the product answer to the owner of the measured business?

Requests go in at the WSGI door, through all middlewares, and come out as bytes: what a web server
adds is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler

from benchmarks.choosing import choose
from benchmarks.places import SLUG, Place
from regulars.records.businesses import Business
from regulars.records.staff import StaffMember

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_DOOR: list[WSGIHandler] = []


class NotAnswered(Exception):
    """The product answered something else than 200."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one measured business, with its owner signed in."""

    place: Place
    business: Business
    environ: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, place: Place, slug: str = SLUG) -> Desk:
        """Sign the owner in."""
        choose(place)
        business = Business.objects.get(slug=slug)
        owner = StaffMember.objects.of(business).filter(account__isnull=False).get()
        session = SessionStore()
        session[SESSION_KEY] = str(owner.account_id)
        session[BACKEND_SESSION_KEY] = _BACKEND
        session[HASH_SESSION_KEY] = owner.account.get_session_auth_hash()
        session.save()
        return cls(place, business, _environ(f"sessionid={session.session_key}"))

    def page(self, address: str, *, is_part: bool = False, **asked: Any) -> bytes:
        """GET an address below the business; `is_part` asks as htmx does."""
        return self.get(f"/at/{self.business.slug}/{address}", is_part=is_part, **asked)

    def get(self, path: str, *, is_part: bool = False, **asked: Any) -> bytes:
        """GET any address; raises NotAnswered unless it is there."""
        choose(self.place)
        environ = self.environ | {
            "PATH_INFO": path,
            "QUERY_STRING": urlencode(asked),
            "wsgi.input": BytesIO(),
        }
        if is_part:
            environ |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TRIGGER_NAME": "q"}
        return _answered(environ)

    @property
    def cookie(self) -> str:
        return str(self.environ["HTTP_COOKIE"])


def _environ(cookie: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "HTTP_COOKIE": cookie,
        "SCRIPT_NAME": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _answered(environ: dict[str, Any]) -> bytes:
    if not _DOOR:
        _DOOR.append(WSGIHandler())
    said: list[str] = []
    response = _DOOR[0](environ, lambda status, headers: said.append(status))
    try:
        body = b"".join(response)
    finally:
        response.close()
    if not said[0].startswith("200"):
        raise NotAnswered(f"{said[0]}: {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
    return body
