"""One round of the worker's messages in a process of its own, as if it were the given moment."""

from __future__ import annotations

import os
import sys
from datetime import datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
django.setup()

from regulars.actions.messages.send_due import send_due_messages  # noqa: E402

send_due_messages(at=datetime.fromisoformat(sys.argv[1]))
