"""The gate's scenes: nobody was here before, and mail goes to a real SMTP server."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.mailbox import *  # noqa: F403


@pytest.fixture(autouse=True)
def _nobody_was_here_before() -> None:
    cache.clear()
