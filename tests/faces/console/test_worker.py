"""The worker does every job of the timetable, whatever becomes of the one before."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

import pytest
from apscheduler.triggers.cron import CronTrigger

from regulars.faces.clock.timetable import TIMETABLE, Job
from regulars.faces.console import worker
from tests.make import NOW


def once(at: datetime | None = NOW) -> argparse.Namespace:
    return argparse.Namespace(once=True, at=at, with_parent=None)


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch):
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


def test_one_job_that_fails_does_not_stop_the_others(db, monkeypatch, capfd):
    done = []

    def fail(*, at: datetime) -> None:
        raise RuntimeError("the disk is full")

    def work(*, at: datetime) -> str:
        done.append(at)
        return "ten of them"

    jobs = (Job("first", "* * * * *", fail), Job("second", "* * * * *", work))
    monkeypatch.setattr(worker, "TIMETABLE", jobs)

    assert worker.run(once()) == 1
    assert done == [NOW]


def test_a_round_without_faults_is_a_success(db, monkeypatch):
    monkeypatch.setattr(worker, "TIMETABLE", (Job("rest", "* * * * *", lambda *, at: "rested"),))

    assert worker.run(once()) == 0


def test_a_moment_without_an_offset_is_meant_in_utc():
    assert worker._moment("2026-11-22T02:00") == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("job", TIMETABLE, ids=lambda job: job.name)
def test_every_line_of_the_timetable_can_be_read(job):
    trigger = CronTrigger.from_crontab(job.when, timezone=UTC)

    assert trigger.get_next_fire_time(None, NOW) is not None


def test_no_two_jobs_share_a_name():
    names = [job.name for job in TIMETABLE]

    assert len(set(names)) == len(names)
