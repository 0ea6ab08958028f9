"""Does the API keep to its own reference, whatever is asked?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from regulars.config.wsgi import application
from regulars.faces.api import limits
from regulars.faces.api.reference import openapi_text
from tests.house.test_desk_addresses import furnished
from tests.programs import Program

# Only an answer gives out cursors; test_any_input.py asks with true and with made-up ones.
schemathesis.openapi.format("cursor", st.just(""))
EXAMPLES = 400 if os.environ.get("REGULARS_TEST_HARD") else 15


# The token is sent by hand; each answer is asked for without it too, by a check of schemathesis.
CONFIG = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
schema = schemathesis.openapi.from_dict(json.loads(openapi_text()), config=CONFIG)
schema.app = application


@pytest.fixture
def _a_small_book(runa: Any, settings: Any, monkeypatch: Any) -> Iterator[None]:
    furnished(runa.business, runa)
    settings.API_QUESTIONS_A_MINUTE = 1_000_000
    monkeypatch.setattr(limits, "_MOST_FAILURES", 1_000_000)
    # The end of a request would close the connection, and the test's transaction with it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_a_small_book")
@schema.include(method="GET").parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_reference_promises(case: Any, program: Program):
    case.call_and_validate(headers={"Authorization": f"Bearer {program.secret}"})


@pytest.mark.usefixtures("_a_small_book")
@schema.exclude(method="GET").parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_write_is_answered_as_the_reference_promises(case: Any, writer: Program):
    case.call_and_validate(
        headers={"Authorization": f"Bearer {writer.secret}"},
        # What the reference can say about a body is not all: a month's 31st day, an end before
        # the start, somebody who is not there.
        excluded_checks=[positive_data_acceptance],
    )
