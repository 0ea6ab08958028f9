"""Serve the product: database, demo, static files, web server and worker, in one command."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from urllib.error import URLError

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
    """Serve until stopped by Ctrl-C or SIGTERM."""
    fault = _cannot_listen(arguments.host, arguments.port)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    greeting = prepare()
    is_sqlite = connection.vendor == "sqlite"
    connections.close_all()
    stop = threading.Event()
    if not arguments.no_worker:
        threading.Thread(target=_keep_worker, args=(stop,), daemon=True).start()
    address = f"http://{arguments.host}:{arguments.port}"
    threading.Thread(target=_greet, args=(address, greeting, stop), daemon=True).start()
    server = Granian(
        "regulars.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        # Threads of one SQLite writer only wait for each other.
        blocking_threads=1 if is_sqlite else 4,
        log_enabled=False,
    )
    server.serve()
    stop.set()
    return 0


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


def _keep_worker(stop: threading.Event) -> None:
    """Run the worker beside the web server, and start it again should it ever die."""
    command = [sys.executable, "-m", "regulars.faces.console.main", "worker", "--with-parent"]
    while not stop.is_set():
        worker = subprocess.Popen(command, stdin=subprocess.PIPE)
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if stop.is_set():
            worker.terminate()
            worker.wait(timeout=20)
            return
        print("The worker stopped; it is started again in 5 seconds.", file=sys.stderr)
        stop.wait(5)


def _greet(address: str, greeting: str, stop: threading.Event) -> None:
    """Say where to go once the product really answers."""
    while not stop.is_set():
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                break
        except (URLError, OSError):
            time.sleep(0.1)
    mail = "" if settings.MAIL.host else f"\n  Mail is written to {settings.MAIL.folder}"
    print(f"\n  Regulars is open: {address}{greeting}{mail}\n  Stop it with Ctrl-C.\n", flush=True)
