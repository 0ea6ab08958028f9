"""One write sent by many threads in the same moment, under one name: it happens once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.records.tokens import IdempotencyKey
from regulars.rules.permissions import Scope
from tests import make
from tests.make import NOW
from tests.programs import a_token
from tests.racing import on_file, race


def test_eight_twins_are_one_booking_and_all_get_its_answer(
    committed_db: None,
    nordlicht: Business,
    runa: StaffMember,
    mueller: Customer,
    tmp_path: Path,
):
    service = make.service(nordlicht, "Small tattoo")
    wish = {
        "customer_id": mueller.id, "staff_member_id": runa.id, "service_id": service.id,
        "starts_at": (NOW + timedelta(days=400)).isoformat(),
    }  # fmt: skip
    till = a_token(nordlicht, Scope.APPOINTMENTS_WRITE)

    with on_file(tmp_path):
        send = partial(till.write, "/appointments/", wish, key="order-17")
        answers = race([send] * 8)

        assert [answer.status_code for answer in answers] == [201] * 8
        assert len({answer.content for answer in answers}) == 1
        repeated = [answer for answer in answers if "Idempotent-Replayed" in answer]
        assert len(repeated) == 7
        assert Appointment.objects.count() == 1
        assert IdempotencyKey.objects.get().status == 201
