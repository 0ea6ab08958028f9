"""A real Chromium before the real product: the clock, the server, the browser, the seed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Playwright, sync_playwright

from regulars.records.guards import install_guards, lift_guards
from regulars.records.staff import StaffMember
from tests import make
from tests.journeys.scene import Scene, set_scene
from tests.journeys.tab import Look, Tab

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file instead of memory: each thread of the server gets a connection of its own."""
    if connection.vendor == "sqlite":
        database = connections.settings["default"]
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("journeys") / "regulars.sqlite3")
        # Nothing here need survive a power cut.
        command = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = command.replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def clock() -> Iterator[None]:
    """It is the Sunday of `make.NOW`, and time goes on from there."""
    began_at = time.monotonic()

    def now() -> datetime:
        return make.NOW + timedelta(seconds=time.monotonic() - began_at)

    with patch("django.utils.timezone.now", now):
        yield


@pytest.fixture(scope="session")
def _static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The browser's files as they are really served: bundled, compressed, named by content."""
    bundled = {"BACKEND": "regulars.kernel.web.static_files.BundledStaticFiles"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": bundled},
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@pytest.fixture(scope="session")
def server(django_db_setup: None, clock: None, _static_files: None) -> Iterator[str]:
    """The product, serving; its address."""
    serving = LiveServerThread("127.0.0.1", static_handler=lambda product: product)
    serving.daemon = True
    serving.start()
    serving.is_ready.wait()
    if serving.error:
        raise serving.error
    yield f"http://127.0.0.1:{serving.port}"
    serving.terminate()


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, clock: None
) -> Iterator[Scene]:
    """Nordlicht and the salon in Lyon, really in the database until the module ends."""
    with django_db_blocker.unblock():
        install_guards(connection)
        yield set_scene()
        lift_guards(connection)
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        install_guards(connection)


@pytest.fixture
def transactional_db(scene: Scene) -> None:
    """The name by which pytest-django knows that a test database is needed.

    Its own fixture would empty the database after each test; here that happens once a module.
    """


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    """Its sync API runs an event loop in this thread, in which Django would refuse its database."""
    with patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="1"), sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all; each tab gets a context of its own."""
    chromium = _playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
    )
    yield chromium
    chromium.close()


@pytest.fixture
def open_tab(browser: Browser, server: str, transactional_db: None) -> Iterator[Callable[..., Tab]]:
    """Opens tabs: `open_tab(runa, phone=True)`; at the end none may have complained."""
    opened: list[Tab] = []

    def open_one(member: StaffMember | None, *, business: str = "nordlicht", **look: bool) -> Tab:
        context = browser.new_context(base_url=server, **Look(**look).options())
        context.set_default_timeout(8000)
        if member is not None:
            context.add_cookies(
                [{"name": "sessionid", "value": web_session(member), "url": server}]
            )
        opened.append(Tab(context, business))
        return opened[-1]

    yield open_one
    faults = [fault for tab in opened for fault in tab.close()]
    assert not faults, "\n".join(faults)


@pytest.fixture
def runa(open_tab: Callable[..., Tab], scene: Scene) -> Tab:
    """A tab in which Nordlicht's owner is signed in."""
    return open_tab(scene.runa)


def web_session(member: StaffMember) -> str:
    """Sign in without the form, which one journey tries."""
    client = Client()
    client.force_login(
        member.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client.cookies["sessionid"].value
