"""Static files as they are served: named by their content, compressed, the styles in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "web/css/app.css"
_IMPORT = re.compile(
    r'^@import url\("(?P<file>[\w-]+\.css)"\)(?: layer\((?P<layer>\w+)\))?;$', re.M
)
_SCRIPT_IMPORT = (
    r"""(?P<matched>import(?P<import>[^'"]*?)from ["'](?P<url>\./[^"']+)["'];)""",
    """import%(import)sfrom "%(url)s";""",
)


class BundledStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Puts the imported styles into their entry file, so that a phone asks for one, not thirty."""

    # Our scripts' imports are named by their content too, or an old one would meet a new one.
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("web/js/*.js", (_SCRIPT_IMPORT,)))

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002  (Django's own signature)
        **options: Any,
    ) -> Iterator[Any]:
        if ENTRY in paths and not dry_run:
            entry = self._read(ENTRY)
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(_IMPORT.sub(self._inlined, entry).encode()))
            paths[ENTRY] = (self, ENTRY)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())

    def _inlined(self, found: re.Match[str]) -> str:
        folder = ENTRY.rpartition("/")[0]
        content = self._read(f"{folder}/{found['file']}")
        return f"@layer {found['layer']} {{\n{content}\n}}" if found["layer"] else content
