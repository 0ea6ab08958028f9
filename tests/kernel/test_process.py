"""Which process is this, and does that one still run?"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from regulars.kernel.process import (
    _name,
    claim_of_this_process,
    has_ended,
    process_of,
    this_process,
)


@pytest.fixture
def another() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


def test_this_one_runs():
    assert not has_ended(this_process())


def test_another_one_runs_until_it_is_killed(another):
    name = _name(another.pid)

    assert not has_ended(name)
    another.kill()
    os.waitid(os.P_PID, another.pid, os.WEXITED | os.WNOWAIT)  # nobody has noticed yet
    assert has_ended(name)
    another.wait()
    assert has_ended(name)


def test_one_that_bears_the_number_of_one_that_ended_is_another():
    place, number, begun = this_process().rsplit(" ", 2)

    assert has_ended(f"{place} {number} {int(begun) - 1}")


@pytest.mark.parametrize("name", ["", "elsewhere pid:[1] 4711 12", "4711", "of another process"])
def test_of_one_on_another_machine_it_is_not_known(name):
    assert not has_ended(name)


def test_two_claims_of_one_process_differ():
    one, other = claim_of_this_process(), claim_of_this_process()

    assert one != other
    assert process_of(one) == process_of(other) == this_process()
