"""Does the sprite hold every sign that a page names, and no other?"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tool():
    spec = importlib.util.spec_from_file_location("icons", ROOT / "tools/icons.py")
    assert spec is not None
    assert spec.loader is not None
    icons = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(icons)
    return icons


def test_the_sprite_holds_the_signs_that_pages_name():
    icons = tool()
    held = re.findall(r'<symbol id="i-([\w-]+)"', icons.SPRITE.read_text())
    assert held == icons.names_used(), "run `.venv/bin/python tools/icons.py`"


def test_a_name_is_found_wherever_a_template_may_put_it():
    source = """
    {{ icon("phone") }} {{ icon("pin" if pinned else "pin-off") }} {{ m.icon("mail") }}
    {{ item(_("Edit"), url("x"), "pencil") }} {{ menu("a", "More", icon="ellipsis") }}
    {% set SOURCE_ICONS = {"booking": "globe"} %}
    """
    found = set(tool().names_in_template(source))
    assert found == {"phone", "pin", "pin-off", "mail", "pencil", "ellipsis", "globe"}
