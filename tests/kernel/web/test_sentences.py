"""Does a template say its sentences in the language of its reader, safely?"""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation
from markupsafe import Markup

from regulars.kernel.web.environment import remembered
from regulars.kernel.web.sentences import sentences_in


def rendered(template: str, **context: object) -> str:
    return engines.all()[0].from_string(template).render(context)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Customers"), ("de", "Kunden"), ("fr", "Clients")]
)
def test_the_same_template_speaks_the_language_that_is_read(language, said):
    with translation.override(language):
        assert rendered('{{ _("Customers") }}') == said


def test_a_sentence_that_is_not_known_when_the_template_is_made_is_said_too():
    with translation.override("de"):
        assert rendered("{{ _(text) }}", text="Customers") == "Kunden"


def test_a_word_with_two_meanings_keeps_its_own():
    with translation.override("de"):
        assert rendered('{{ pgettext("status", "Booked") }}') == translation.pgettext(
            "status", "Booked"
        )


@pytest.mark.parametrize(("number", "said"), [(1, "1 Notiz"), (2, "2 Notizen")])
def test_what_is_counted_takes_the_form_of_its_number(number, said):
    ngettext = sentences_in("de")["ngettext"]

    assert ngettext("%(num)s note", "%(num)s notes", number) == said


def test_what_somebody_typed_is_escaped_and_markup_is_not():
    gettext = sentences_in("en")["_"]

    said = gettext("%(typed)s and %(ours)s and %(n)s", typed="<b>", ours=Markup("<i>"), n=3)

    assert said == Markup("&lt;b&gt; and <i> and 3")


def test_what_is_drawn_once_tells_text_from_markup():
    drawn = remembered(lambda text: Markup("%s") % text)

    assert drawn(Markup("<b>")) == "<b>"
    assert drawn("<b>") == "&lt;b&gt;"
    assert drawn(Markup("<b>")) == "<b>"
