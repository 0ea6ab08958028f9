"""What signing in left behind is forgotten, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session

from regulars.actions.upkeep.forget import KEEP, forget_old_sign_ins
from tests.make import NOW

SECOND = timedelta(seconds=1)


def web_session(key: str, ends_at: datetime) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=ends_at)


def attempt(name: str, at: datetime) -> None:
    tried = AccessAttempt.objects.create(
        username=name, ip_address="203.0.113.7", failures_since_start=1,
        get_data="", post_data="", user_agent="", path_info="", http_accept="",
    )  # fmt: skip
    AccessAttempt.objects.filter(id=tried.id).update(attempt_time=at)


def test_web_sessions_that_ended_are_forgotten_and_living_ones_kept(db):
    web_session("ended", NOW - SECOND)
    web_session("living", NOW + SECOND)

    assert forget_old_sign_ins(at=NOW) == 1
    assert [session.session_key for session in Session.objects.all()] == ["living"]


def test_wrong_passwords_are_kept_for_thirty_days(db):
    attempt("jonas", NOW - KEEP - SECOND)
    attempt("runa", NOW - KEEP)

    assert forget_old_sign_ins(at=NOW) == 1
    assert AccessAttempt.objects.count() == 1


def test_forgetting_twice_is_forgetting_once(db):
    web_session("ended", NOW - SECOND)
    log = AccessLog.objects.create(username="runa", user_agent="", path_info="", http_accept="")
    AccessLog.objects.filter(id=log.id).update(attempt_time=NOW - 2 * KEEP)

    assert forget_old_sign_ins(at=NOW) == 2
    assert forget_old_sign_ins(at=NOW) == 0
