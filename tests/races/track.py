"""The served product as a race track: several web processes before one database."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Barrier, local
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

# A form's own word that it comes from our page: any 32 letters, said twice.
_PLAIN_TOKEN = "RacersSayThisTwiceSoThatItIsPlain"[:32]
ZURICH = ZoneInfo("Europe/Zurich")
# Everything that a racer may be told; anything else is a fault of ours.
WON, TAKEN = "won", "taken"


@dataclass(frozen=True)
class Said:
    """What the product answered."""

    status: int
    body: str

    @property
    def code(self) -> str:
        """The code of a problem; empty for a page."""
        return str(json.loads(self.body).get("code", "")) if self.body.startswith("{") else ""


@dataclass
class Track:
    """Where the races are run; `known` is what furnish.py made."""

    port: int
    known: Mapping[str, Any]
    count: Callable[[str], int]
    _own: local = field(default_factory=local)

    def desk(self, address: str, **fields: object) -> Said:
        """Send a form as the owner's browser does without JavaScript."""
        body = urlencode({"csrfmiddlewaretoken": _PLAIN_TOKEN, **fields}, doseq=True)
        cookies = f"sessionid={self.known['session']}; csrftoken={_PLAIN_TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", f"/at/nordlicht/{address}", body, headers)

    def api(self, address: str, told: object = None, *, method: str = "POST") -> Said:
        """Tell the API something."""
        headers = {"Authorization": f"Bearer {self.known['token']}"}
        if told is not None:
            headers["Content-Type"] = "application/json"
        body = "" if told is None else json.dumps(told)
        return self._ask(method, f"/api/v1/{address}", body, headers)

    def _ask(self, method: str, address: str, body: str, headers: dict[str, str]) -> Said:
        """Over a connection of the thread's own, kept open as a browser keeps it."""
        for is_last in (False, True):
            connection = getattr(self._own, "connection", None) or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=120
            )
            self._own.connection = connection
            try:
                connection.request(method, address, body=body, headers=headers)
                answer = connection.getresponse()
                return Said(answer.status, answer.read().decode())
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # Closed while idle, before anything was sent; a browser asks again too.
                connection.close()
                self._own.connection = None
                if is_last:
                    raise
        raise AssertionError("asked twice")

    def slot(self, number: int) -> datetime:
        """The beginning of the n-th hour that is raced for, on the wall clock."""
        day = date.fromisoformat(self.known["first_day"]) + timedelta(days=number // 12)
        return datetime(day.year, day.month, day.day, 8 + number % 12, tzinfo=ZURICH)

    def book_at_desk(self, customer: int, at: datetime, *, staff: int, room: int | None) -> str:
        """The desk's own form; won, taken, or what else became of it."""
        said = self.desk(
            "appointments/new/",
            book="1", customer=customer, service=self.known["service"], staff=staff,
            room=room or "", day=at.strftime("%d.%m.%Y"), start=at.strftime("%H:%M"),
            until=(at + timedelta(hours=1)).strftime("%H:%M"), price="100",
        )  # fmt: skip
        if said.status == 302:
            return WON
        is_told = said.status == 409 and "until" in said.body
        return TAKEN if is_told else f"desk {said.status} {said.body[-300:]}"

    def book_by_program(self, customer: int, at: datetime, *, staff: int, room: int | None) -> str:
        """The API's answer to the same wish."""
        said = self.api(
            "appointments/",
            {
                "customer_id": customer, "staff_member_id": staff, "room_id": room,
                "service_id": self.known["service"], "starts_at": at.isoformat(),
            },
        )  # fmt: skip
        if said.status == 201:
            return WON
        is_told = said.status == 409 and said.code == "time_taken"
        return TAKEN if is_told else f"api {said.status} {said.body[:300]}"


def race(runners: list[list[Callable[[], str]]]) -> list[Counter[str]]:
    """Every runner runs its heats one after the other; each heat starts for all at once."""
    start = Barrier(len(runners), timeout=300)

    def run(heats: list[Callable[[], str]]) -> list[str]:
        told = []
        for heat in heats:
            start.wait()
            told.append(heat())
        return told

    with ThreadPoolExecutor(len(runners)) as threads:
        results = list(threads.map(run, runners))
    return [Counter(heat) for heat in zip(*results, strict=True)]


@contextmanager
def served(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """The product on that port until the block ends; fails with its log if it does not come up."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[0])
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the product did not come up")
