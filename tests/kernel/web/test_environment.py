"""What may a template say, and does it fail loudly when it misspells?"""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import UndefinedError


def rendered(text: str, **context: object) -> str:
    return engines.all()[0].from_string(text).render(context)


def test_a_misspelt_name_fails_loudly():
    with pytest.raises(UndefinedError):
        rendered("{{ custmer }}")


def test_what_people_typed_is_escaped():
    assert rendered("{{ name }}", name="<b>Bo</b>") == "&lt;b&gt;Bo&lt;/b&gt;"


def test_a_name_inside_a_sentence_is_escaped_too():
    text = rendered('{{ _("Hello %(name)s", name=name) }}', name="<b>Bo</b>")

    assert text == "Hello &lt;b&gt;Bo&lt;/b&gt;"


def test_a_sentence_over_several_lines_is_one_sentence():
    text = rendered(
        "{% trans n=2 %}\n  One\n  visit\n{% pluralize %}\n  %(n)s\n  visits\n{% endtrans %}".replace(
            "%(n)s", "{{ n }}"
        )
    )

    assert text == "2 visits"


def test_a_view_is_addressed_by_its_name():
    assert rendered('{{ url("account_login") }}') == "/account/login/"


@pytest.mark.parametrize(("language", "rightwards"), [("en", "True"), ("ar", "False")])
def test_the_direction_of_reading_follows_the_language(language, rightwards):
    with translation.override(language):
        assert rendered("{{ reads_rightwards() }}") == rightwards
