"""Mail goes to a real SMTP server."""

from __future__ import annotations

from tests.mailbox import *  # noqa: F403
