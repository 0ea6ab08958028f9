"""Do the components say what they should, for every status and for plain forms?"""

from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from regulars.rules.appointment_status import STROKES, Status


def macros(name: str):
    return engines.all()[0].env.get_template(f"web/macros/{name}.html").module


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Card(forms.Form):
    name = forms.CharField(help_text="As they like it")
    kind = forms.ChoiceField(choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    pinned = forms.BooleanField(required=False)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_sign_of_its_own(status):
    signs = [macros("marks").sign(other) for other in Status]
    assert signs.count(macros("marks").sign(status)) == 1


def test_the_strokes_of_the_tally_are_those_of_the_rules():
    assert {s: str(status) for status, s in STROKES.items()} == macros("tally").STROKES


def test_a_mark_says_its_status_in_words():
    mark = str(macros("marks").mark("cancelled_too_late"))
    assert 'data-status="cancelled_too_late"' in mark
    assert "Cancelled too late" in mark


def test_a_tally_is_an_image_that_can_be_heard():
    tally = str(macros("tally").tally("||x", earlier=4))
    assert 'role="img"' in tally
    assert "Completed 2, No show 1, Earlier: 4" in tally
    assert tally.count("<i ") == 3


def test_no_strokes_leave_nothing_to_hear():
    assert str(macros("tally").tally("")).strip() == ""


def test_a_wrong_field_is_tied_to_its_error():
    form = Card({"kind": "a"})
    field = str(macros("fields").field(form["name"]))
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'id="id_name_error"' in field


def test_what_a_person_typed_is_escaped():
    field = str(macros("fields").field(Card({"name": '"><script>'})["name"]))
    assert "<script>" not in field


def test_radio_buttons_become_segments_of_one_group():
    field = str(macros("fields").field(Card()["kind"]))
    assert field.count('type="radio"') == 2
    assert "<legend>" in field


def test_initials_beside_a_name_are_silent():
    assert 'aria-hidden="true"' in str(macros("avatar").avatar("MW", 7))
