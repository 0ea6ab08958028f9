"""The product served for real: web processes, worker, and nothing left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# A busy machine is no fault of the product.
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.1)


def processes_with(data: Path) -> set[int]:
    """Every living process of the installation, found by its data folder."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"REGULARS_DATA={data}" in (entry / "environ").read_text():
                words = (entry / "cmdline").read_text().split("\0")
                if "regulars.faces.console.main" in words:
                    found.add(int(entry.name))
        except (OSError, UnicodeDecodeError):
            continue
    return found


def workers_of(data: Path) -> set[int]:
    return {
        pid
        for pid in processes_with(data)
        if "worker" in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    }


class Served:
    """One `regulars serve`, as a terminal runs it."""

    def __init__(self, installation, log: Path) -> None:
        self.installation, self.log, self.port = installation, log, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            installation.command("serve", "--port", str(self.port)),
            env=installation.environment, cwd=installation.data, stdin=subprocess.DEVNULL,
            stdout=log.open("wb"), stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        wait_until(lambda: "Regulars is open" in self.said or self.ended, "it is open")
        self.seconds = time.monotonic() - self.started
        assert not self.ended, self.said

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def get(self, path: str) -> tuple[int, str, bytes]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.headers["Content-Type"], fault.read()

    def kill_everything(self) -> None:
        for pid in processes_with(self.installation.data):
            os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(_opened, tmp_path_factory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("served") / "var"
    shutil.copytree(_opened.data, data)
    installation = type(_opened)(data, _opened.database_url)
    running = Served(installation, tmp_path_factory.mktemp("log") / "serve.log")
    yield running
    running.kill_everything()


pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")


def test_it_says_where_to_go_and_answers_there(served):
    assert f"Regulars is open: {served.address}" in served.said
    assert "nordlicht.example" not in served.said
    assert served.get("/healthz")[::2] == (200, b"alive\n")
    assert served.get("/readyz")[0] == 200


def test_the_sign_in_stands_with_its_styles_and_scripts(served):
    status, _, body = served.get("/account/login/")
    assert status == 200

    page = body.decode()
    files = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    assert any(name.endswith(".css") for name in files)
    for name in files:
        status, kind, content = served.get(name)
        assert status == 200, name
        assert content, name
        if name.endswith(".css"):
            assert kind.startswith("text/css")
            assert b"@import" not in content


def test_what_is_not_there_is_answered_with_a_page_of_ours(served):
    status, _, body = served.get("/nowhere/")

    assert status == 404
    assert b"There is nothing here" in body


def test_a_port_in_use_is_said_in_a_sentence(served):
    printed = served.installation.run("serve", "--port", str(served.port), code=1)

    assert f"Port {served.port} on 127.0.0.1 cannot be used" in printed
    assert f"PORT={served.port + 1} make run" in printed


def test_a_worker_that_dies_is_started_again(served):
    data = served.installation.data
    wait_until(lambda: workers_of(data), "there is a worker")
    (first,) = workers_of(data)

    os.kill(first, signal.SIGKILL)

    wait_until(lambda: workers_of(data) - {first}, "another worker runs")
    assert "The worker stopped; it is started again" in served.said


def test_stopping_it_ends_every_process_and_the_second_start_has_nothing_to_prepare(
    served, tmp_path
):
    data = served.installation.data
    wait_until(lambda: len(processes_with(data)) >= 4, "everything runs")

    served.process.terminate()
    assert served.process.wait(PATIENCE) == 0
    wait_until(lambda: not processes_with(data), "no process is left")

    again = Served(served.installation, tmp_path / "again.log")
    try:
        assert "…" not in again.said, "a step was done again"
        again.process.send_signal(signal.SIGHUP)
        assert again.process.wait(PATIENCE) == 0
        wait_until(lambda: not processes_with(data), "no process is left")
    finally:
        again.kill_everything()


def test_nothing_lives_on_when_the_server_is_killed(served, tmp_path):
    data = served.installation.data
    killed = Served(served.installation, tmp_path / "killed.log")
    wait_until(lambda: len(processes_with(data)) >= 4, "everything runs")

    killed.process.kill()

    killed.process.wait(PATIENCE)
    wait_until(lambda: not processes_with(data), "no process is left")
