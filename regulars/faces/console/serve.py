"""Serve the product: database, demo, static files, web server and worker, in one command."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from functools import partial
from importlib import import_module
from typing import Any
from urllib.error import HTTPError

from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces

from regulars.faces.console.prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument("--workers", type=int, default=2, help="web processes (2)")
    parser.add_argument("--no-worker", action="store_true", help="run the worker elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped by Ctrl-C, SIGTERM or the terminal that closes."""
    fault = _cannot_listen(arguments.host, arguments.port)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    greeting = prepare()
    is_sqlite = connection.vendor == "sqlite"
    _let_go_of_the_database()
    address = f"http://{arguments.host}:{arguments.port}"
    stop = threading.Event()
    beside = threading.Thread(
        target=_beside, args=(address, greeting, stop, not arguments.no_worker), daemon=True
    )
    beside.start()
    server = Granian(
        "regulars.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        # Threads of one SQLite writer only wait for each other.
        blocking_threads=1 if is_sqlite else 4,
        log_enabled=False,
        respawn_failed_workers=True,
        # Seconds that a request under way has when the product is stopped.
        workers_kill_timeout=10,
    )
    server.on_startup(partial(_stop_when_the_terminal_closes, server))
    try:
        server.serve(target_loader=partial(_application, os.getpid()), wrap_loader=False)
    finally:
        stop.set()
        beside.join(timeout=30)
    return 0


def _let_go_of_the_database() -> None:
    """The web processes are forked: a connection that two of them inherit would be ruined."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _stop_when_the_terminal_closes(server: Any) -> None:
    """The server would take SIGHUP for "reload" and live on unseen; nohup keeps it alive still."""
    if _HANGUP_AT_START is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)


_HANGUP_AT_START = signal.getsignal(signal.SIGHUP)


def _application(server: int) -> Any:
    """The product, loaded in a web process of its own, which ends when its server is gone.

    In a session of its own: Ctrl-C and the closing of the terminal are for the server alone,
    which then ends its web processes; one that is told twice hangs.
    """
    os.setsid()
    threading.Thread(target=_end_after, args=(server,), daemon=True).start()
    return import_module("regulars.config.wsgi").application


def _end_after(server: int) -> None:
    while os.getppid() == server:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _cannot_listen(host: str, port: int) -> str:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return (
                f"Port {port} on {host} cannot be used ({fault.strerror}). Stop what listens "
                f"there, or choose another one: PORT={port + 1} make run"
            )
    return ""


def _beside(address: str, greeting: str, stop: threading.Event, has_worker: bool) -> None:  # noqa: FBT001
    """Say where to go once the product really answers; then keep the worker running."""
    while not _answers(address):
        if stop.wait(0.1):
            return
    mail = "" if settings.MAIL.host else f"\n  Mail is written to {settings.MAIL.folder}"
    print(f"\n  Regulars is open: {address}{greeting}{mail}\n  Stop it with Ctrl-C.\n", flush=True)
    if has_worker:
        _keep_worker(stop)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):
            return True
    except HTTPError:
        return True  # it answers, though REGULARS_HOSTS does not name this address
    except OSError:
        return False


def _keep_worker(stop: threading.Event) -> None:
    """Run the worker beside the web server, and start it again should it ever die."""
    command = [sys.executable, "-m", "regulars.faces.console.main", "worker"]
    command += ["--with-parent", str(os.getpid())]
    while not stop.is_set():
        # In a session of its own: Ctrl-C is for the server, which then ends its worker itself.
        worker = subprocess.Popen(command, start_new_session=True)
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if worker.poll() is None:
            _end(worker)
        elif not stop.is_set():
            print("The worker stopped; it is started again in 5 seconds.", file=sys.stderr)
            stop.wait(5)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Let it finish what it does; what is cut off after that is done again, it is safe twice."""
    worker.terminate()
    try:
        worker.wait(timeout=20)
    except subprocess.TimeoutExpired:
        worker.kill()
