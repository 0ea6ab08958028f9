"""How many customer pages a second does the real server answer, beside empty ones?"""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from benchmarks.asking import Desk
from benchmarks.measuring import BLOCKS, ratio_of
from benchmarks.promises.customer_page import customers_with
from benchmarks.results import Books, Result, at_least

PROMISE = "throughput"
_LEAST = 0.2
_CONNECTIONS = 4
_SECONDS = 1.5
_PATIENCE = 30
_ROOT = Path(__file__).resolve().parent.parent.parent


class NoAnswer(Exception):
    """The server did not answer, or not with 200."""


def measure(books: Books) -> Iterator[Result]:
    """One web process of granian, as the product runs it; a small client beside it."""
    desk = books.desks[books.smallest]
    paths = [
        f"/at/{desk.business.slug}/customers/{id_}/" for id_ in customers_with(desk, "frequent")
    ]
    with _server(desk) as port:
        _load(port, desk.cookie, ["/empty/"], 0.5)
        _load(port, desk.cookie, paths, 1)
        readings, rates = [], []
        for _ in range(BLOCKS):
            empty = _load(port, desk.cookie, ["/empty/"], _SECONDS)
            page = _load(port, desk.cookie, paths, _SECONDS)
            readings.append(page / empty)
            rates.append((page, empty))
    ratio = ratio_of(readings)
    page, empty = sorted(rates)[len(rates) // 2]
    yield Result(
        promise=PROMISE,
        part=f"customer pages a second ÷ empty ones, {books.smallest}",
        target=f"≥ {_LEAST}",
        verdict=at_least(ratio, _LEAST),
        ratio=ratio,
        of="page ÷ empty",
        figure=f"{page:,.0f} a second",
        note=f"empty {empty:,.0f} a second; one process, {_CONNECTIONS} clients",
    )


@contextmanager
def _server(desk: Desk) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    # Threads as `regulars serve` has them.
    threads = "1" if desk.place.engine == "sqlite" else "4"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", threads, "--no-log"]
    process = subprocess.Popen(
        [*command, "benchmarks.wsgi:application"],
        cwd=_ROOT,
        env={**os.environ, "REGULARS_BENCH_PLACE": desk.place.alias},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up_at:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise NoAnswer("The server did not start.")


def _load(port: int, cookie: str, paths: list[str], seconds: float) -> float:
    """Answers a second over some kept connections, each asking again once it is answered."""
    requests = cycle(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
        for path in paths
    )
    selector = selectors.DefaultSelector()
    for _ in range(_CONNECTIONS):
        connected = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        connected.sendall(next(requests))
        selector.register(connected, selectors.EVENT_READ, bytearray())
    answered, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < seconds:
        for key, _ in selector.select(timeout=_PATIENCE):
            if _is_whole(key.fileobj, key.data):
                answered += 1
                key.fileobj.sendall(next(requests))
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    selector.close()
    return answered / spent


def _is_whole(connected: socket.socket, so_far: bytearray) -> bool:
    """Read on; whether an answer is complete, which is then forgotten."""
    so_far += connected.recv(1 << 20)
    head_ends = so_far.find(b"\r\n\r\n")
    if head_ends < 0:
        return False
    head = bytes(so_far[:head_ends]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise NoAnswer(head[:80].decode())
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
    if len(so_far) < head_ends + 4 + length:
        return False
    so_far.clear()
    return True
