"""Tokens at the command line: made, listed, closed."""

from __future__ import annotations

import subprocess

import pytest

from regulars.rules.tokens import looks_like_secret

AT_NORDLICHT = ("--business", "nordlicht")


def test_a_token_is_made_listed_and_closed(opened):
    made = subprocess.run(
        opened.command("create-token", *AT_NORDLICHT, "--name", "Website", "--scopes",
                       "customers:read, contact:read", "--expires", "2099-12-31"),
        env=opened.environment, cwd=opened.data, capture_output=True, text=True, check=True,
    )  # fmt: skip
    secret = made.stdout.strip()
    assert looks_like_secret(secret)
    assert "“Website” may ask about Nordlicht Tattoo: contact:read, customers:read." in made.stderr

    listed = opened.run("tokens", *AT_NORDLICHT)
    assert secret not in listed
    line = listed.splitlines()[1]
    assert line.startswith(f"Website  {secret[:15]}…  in use")
    assert line.endswith("2099-12-31  -        contact:read customers:read")

    assert "“Website” opens nothing any more." in opened.run(
        "revoke-token", secret[:15], *AT_NORDLICHT
    )
    assert "revoked" in opened.run("tokens", *AT_NORDLICHT)


def test_without_a_word_about_scopes_it_reads_everything_and_writes_nothing(opened):
    opened.run("create-token", *AT_NORDLICHT)

    assert opened.tell_the_database("SELECT name, scopes, expires_at FROM regulars_apitoken") == [
        ("API", "appointments:read catalogue:read contact:read customers:read money:read", None)
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create-token", "--business", "nowhere"), "There is no business “nowhere”."),
        (("create-token", *AT_NORDLICHT, "--scopes", "x:read"), "There is no scope “x:read”."),
        (("create-token", *AT_NORDLICHT, "--scopes", " , "), "name at least one scope"),
        (("create-token", *AT_NORDLICHT, "--expires", "soon"), "Write the last day like"),
        (("create-token", *AT_NORDLICHT, "--expires", "9999-12-31"), "Write the last day like"),
        (("create-token", *AT_NORDLICHT, "--expires", "2020-01-01"), "a day in the future"),
        (("create-token", *AT_NORDLICHT, "--name", ""), "name of at most 120 letters"),
        (("revoke-token", "Website", *AT_NORDLICHT), "This business has no such token."),
    ],
)
def test_what_makes_no_sense_is_answered_in_a_sentence(opened, words, said):
    assert said in opened.run(*words, code=1)
    assert opened.tell_the_database("SELECT count(*) FROM regulars_apitoken") == [(0,)]


def test_a_business_without_tokens_says_how_to_make_one(opened):
    assert "Make one with “regulars create-token”." in opened.run("tokens", *AT_NORDLICHT)
