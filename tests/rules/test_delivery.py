"""When a message is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from regulars.rules.delivery import LEASE, MOST_ATTEMPTS, next_attempt

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_it_is_tried_five_times_with_growing_pauses():
    pauses = [next_attempt(attempts=n, at=NOON) - NOON for n in range(1, MOST_ATTEMPTS)]

    assert pauses == [
        timedelta(minutes=1),
        timedelta(minutes=10),
        timedelta(hours=1),
        timedelta(hours=4),
    ]


def test_after_the_fifth_attempt_it_is_given_up():
    assert next_attempt(attempts=5, at=NOON) is None


def test_a_lease_outlasts_any_dialogue_with_a_mail_server():
    assert timedelta(minutes=10) == LEASE
