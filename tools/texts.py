"""Which sentences does the product say, and are they ready in every language?

Babel alone reads and compiles the catalogues, so no gettext programs are needed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
TEMPLATE = LOCALE / "django.pot"
LANGUAGES = ("de", "es", "fr", "nl")
# Of the lines that a catalogue is written in.
WIDTH = 100
# Babel knows only the eager names; without these the lazy texts would be skipped in silence.
LAZY_NAMES = (
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def collect() -> None:
    """Read every sentence out of the code into the template, and each language's catalogue."""
    LOCALE.mkdir(exist_ok=True)
    keywords = [part for name in LAZY_NAMES for part in ("-k", name)]
    babel(
        *("extract", "-F", "babel.cfg", *keywords, "-o", str(TEMPLATE), "--sort-by-file"),
        *(
            "--add-location=file",
            "--add-comments=Translators:",
            f"--width={WIDTH}",
            "--project=Regulars",
            "--copyright-holder=The Regulars authors",
            "regulars",
        ),
    )
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "django.po"
        verb = "update" if catalogue.exists() else "init"
        no_guesses = ("--no-fuzzy-matching", "--ignore-obsolete") if verb == "update" else ()
        babel(
            verb,
            "-i",
            str(TEMPLATE),
            "-d",
            str(LOCALE),
            "-D",
            "django",
            "-l",
            language,
            f"--width={WIDTH}",
            *no_guesses,
        )


def babel(*arguments: str) -> None:
    status = CommandLineInterface().run(["pybabel", "--quiet", *arguments])
    if status:
        raise SystemExit(status)


def compile_catalogues() -> None:
    """Write the compiled catalogue beside each translated one."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        language = path.parent.parent.name
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


if __name__ == "__main__":
    {"collect": collect, "compile": compile_catalogues}[sys.argv[1]]()
