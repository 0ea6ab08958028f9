"""The product's settings with what tests need otherwise: speed, and a place of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("REGULARS_DATA", tempfile.mkdtemp(prefix="regulars-tests-"))

from regulars.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
if "OPTIONS" in DATABASES["default"]:  # noqa: F405
    # The test database is made and dropped again, which an open pool would prevent.
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405
