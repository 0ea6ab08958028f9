"""The worker: does by the timetable what happens by itself."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from django.db import close_old_connections
from django.utils import timezone

from regulars.faces.clock.timetable import TIMETABLE, Job

# The first pages are served before.
AFTER_THE_START = timedelta(seconds=10)

log = structlog.get_logger("regulars.worker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do one round of every job and stop")
    parser.add_argument("--at", type=_moment, help="with --once: as if it were this moment (ISO)")
    # Ends with the process that started it, so that no worker outlives its server.
    parser.add_argument("--with-parent", type=int, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """One round, or until stopped."""
    if arguments.once:
        at = arguments.at or timezone.now()
        return max([_do(job, at) for job in TIMETABLE], default=0)
    scheduler = BlockingScheduler(timezone=UTC)
    for job in TIMETABLE:
        scheduler.add_job(
            _do_now,
            CronTrigger.from_crontab(job.when, timezone=UTC),
            args=[job],
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=3600,
            # A studio's computer is switched off at night: what was missed is done when it starts.
            next_run_time=timezone.now() + AFTER_THE_START,
        )

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not scheduler.running:
            sys.exit(0)
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if arguments.with_parent:
        threading.Thread(target=_end_after, args=(arguments.with_parent,), daemon=True).start()
    log.info("worker.started", jobs=[job.name for job in TIMETABLE])
    scheduler.start()
    return 0


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _do_now(job: Job) -> None:
    _do(job, timezone.now())


def _do(job: Job, at: datetime) -> int:
    """Do one job; whatever it raises is recorded and does not stop the others."""
    close_old_connections()
    try:
        outcome = job.do(at=at)
    except Exception:
        log.exception("job.failed", job=job.name)
        return 1
    finally:
        close_old_connections()
    log.info("job.done", job=job.name, outcome=outcome)
    return 0
