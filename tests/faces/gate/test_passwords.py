"""A forgotten password, from the form over a real SMTP server to the new one."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from regulars.records.accounts import Account

NEW = "a-brand-new-password"


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/account/password/reset/key/\S+)", text)
    assert found, text
    return found[1]


def ask_for_a_link(client, email: str = "runa@nordlicht.example"):
    return client.post("/account/password/reset/", {"email": email}, follow=True)


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client, runa, mailbox):
    answer = ask_for_a_link(client)
    assert "Look into your mailbox" in answer.text

    (mail,) = mailbox.mails
    text = mail.get_content()
    assert mail["To"] == "runa@nordlicht.example"
    assert mail["Subject"] == "Regulars: Choose a new password"
    assert mail["From"] == "Regulars <regulars@localhost>"
    assert text.startswith("Hello Runa Brandt")
    assert "example.com" not in text

    form = client.get(link_in(text), follow=True)
    assert "Choose a new password" in form.text
    address = form.redirect_chain[-1][0]
    changed = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your password is changed" in changed.text

    client.post("/account/login/", {"login": "runa@nordlicht.example", "password": NEW})
    assert "_auth_user_id" in client.session


def test_a_link_works_once(client, runa, mailbox):
    ask_for_a_link(client)
    link = link_in(mailbox.mails[0].get_content())
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    client.logout()

    assert "no longer works" in client.get(link, follow=True).text


def test_a_damaged_link_offers_a_new_one(client, runa):
    page = client.get("/account/password/reset/key/1-wrong/", follow=True)

    assert "This link no longer works" in page.text
    assert "/account/password/reset/" in page.text


@pytest.mark.parametrize("password", ["short", "password1234", "runa@nordlicht.example"])
def test_a_poor_password_is_not_taken(client, runa, mailbox, password):
    ask_for_a_link(client)
    link = link_in(mailbox.mails[0].get_content())
    address = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(address, {"password1": password, "password2": password})

    assert 'aria-invalid="true"' in answer.text
    assert Account.objects.get().check_password("nordlicht-1234")


def test_a_stranger_is_answered_alike_and_told_by_mail_that_there_is_no_account(
    client, runa, mailbox
):
    known, unknown = ask_for_a_link(client), ask_for_a_link(client, "o'hara@example.org")

    def words(page):
        return re.sub(r'"csrf\w*"|value="\w{64}"|X-CSRFToken": "\w+', "", page.text)

    assert words(known) == words(unknown)
    text = mailbox.mails[1].get_content()
    assert mailbox.mails[1]["Subject"] == "Regulars: No account has this address"
    assert "o'hara@example.org" in text
    assert "http" not in text


@pytest.mark.parametrize("language", ["de", "es", "fr", "nl"])
def test_the_mail_is_in_the_language_of_the_person_not_of_the_browser(
    client, runa, mailbox, language
):
    Account.objects.update(language=language, name="Zoë O'Neil")
    client.post(
        "/account/password/reset/",
        {"email": "runa@nordlicht.example"},
        headers={"accept-language": "en"},
    )

    (mail,) = mailbox.mails
    with translation.override(language):
        assert mail["Subject"] == f"Regulars: {_('Choose a new password')}"
        assert _("Hello %(name)s") % {"name": "Zoë O'Neil"} in mail.get_content()


def test_asking_over_and_over_is_slowed_down(client, runa, mailbox):
    answers = [ask_for_a_link(client) for _ in range(8)]

    assert answers[-1].status_code == 429
    assert "Too many requests" in answers[-1].text
    assert len(mailbox.mails) < 8


def test_a_signed_in_person_changes_the_password_knowing_the_old_one(signed_in, runa):
    client = signed_in(runa)
    address = "/account/password/change/"
    form = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}

    assert "not your current password" in client.post(address, form).text
    client.post(address, form | {"oldpassword": "nordlicht-1234"})

    assert Account.objects.get().check_password(NEW)
    assert "Your password is changed." in client.get(address).text


def test_who_is_asked_again_proves_it_with_the_password(signed_in, runa):
    client = signed_in(runa)
    address = "/account/reauthenticate/"

    assert "not your password" in client.post(address, {"password": "wrong"}).text
    assert client.post(address, {"password": "nordlicht-1234"}).status_code == 302
