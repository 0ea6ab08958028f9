"""The owner defines, orders and archives a booking question; it stands on the customer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.scene import Scene
from tests.journeys.tab import Tab

ASKED = "Do you take blood thinners?"


def test_a_question_is_defined_ordered_answered_and_archived(runa: Tab, scene: Scene):
    page = runa.go("questions")
    page.get_by_role("link", name="Add question").click()
    question = page.locator("#question-form").get_by_role("textbox", name="Question")
    expect(question).to_be_focused()
    question.fill(ASKED)
    page.get_by_label("Type").select_option(label="Yes or no")
    runa.choose("Mandatory")
    page.get_by_label("Show the answer as an alert").check()
    page.get_by_role("button", name="Save question").click()
    rows = page.locator("tbody tr .lead b")
    expect(rows).to_have_text([scene.allergies.label, ASKED])

    page.get_by_role("button", name=f"Move up: {ASKED}").click()
    expect(rows).to_have_text([ASKED, scene.allergies.label])
    runa.shot("questions")

    runa.go("customer", customer_id=scene.juerg.id)
    answers = page.locator("#answers")
    expect(answers.locator(".qa dt").first).to_contain_text(ASKED)
    answers.get_by_role("link", name=f"Edit: {ASKED}").click()
    runa.choose(re.compile("^Yes$"), "#answers")
    answers.get_by_role("button", name="Save").click()
    expect(answers.locator(".source")).to_contain_text("Typed by Runa Brandt")
    page.reload()
    expect(page.locator("#alerts")).to_contain_text(ASKED)

    runa.go("questions")
    page.get_by_role("link", name=f"Edit: {ASKED}").click()
    page.get_by_role("button", name="Archive").click()
    expect(rows).to_have_text([scene.allergies.label])
    page.get_by_text("1 archived question").click()
    expect(page.locator(".archived")).to_contain_text("1 answer is kept")

    runa.go("customer", customer_id=scene.juerg.id)
    expect(answers.locator(".qa dt").first).to_contain_text(scene.allergies.label)
    answers.get_by_text("No longer asked").click()
    expect(answers.locator(".older")).to_contain_text(
        re.compile(f"{re.escape(ASKED)}.*Yes", re.DOTALL)
    )


def test_a_choice_without_options_is_refused_and_kept(runa: Tab, scene: Scene):
    runa.allow(422)
    page = runa.go("question-new")
    page.locator("#question-form").get_by_role("textbox", name="Question").fill("Skin type")
    page.get_by_label("Type").select_option(label="One of several")
    page.get_by_label("Options").fill("Only one")
    page.get_by_role("button", name="Save question").click()

    expect(page.get_by_text("Write at least two options")).to_be_visible()
    expect(page.get_by_label("Options")).to_have_value("Only one")
