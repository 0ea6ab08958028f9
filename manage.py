#!/usr/bin/env python
"""Django's own commands, for those who build Regulars; to run it, use `regulars`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.config.settings")
    execute_from_command_line(sys.argv)
