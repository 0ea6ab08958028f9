"""What the log says of a fault, and what it keeps to itself."""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from regulars.config.logs import log_settings


@pytest.fixture
def log(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """Write one fault to the log, with a customer's secret among the variables around it."""

    def write(*, as_json: bool) -> str:
        logging.config.dictConfig(log_settings(as_json=as_json))
        allergy = "latex, since childhood"
        try:
            raise RuntimeError("the disk is full")
        except RuntimeError:
            logging.getLogger("regulars.test").exception("job.failed")
        assert allergy
        return capfd.readouterr().err

    yield write
    logging.config.dictConfig(settings.LOGGING)


def test_a_fault_is_written_with_its_traceback_but_without_the_values_around_it(log):
    written = log(as_json=False)

    assert "job.failed" in written
    assert "RuntimeError: the disk is full" in written
    assert "since childhood" not in written


def test_a_collector_gets_one_object_a_line(log):
    lines = log(as_json=True).splitlines()

    (event,) = [json.loads(line) for line in lines]
    assert event["event"] == "job.failed"
    assert event["level"] == "error"
    assert "RuntimeError: the disk is full" in event["exception"]
    assert "since childhood" not in event["exception"]
