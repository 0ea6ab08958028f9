"""When can a service be booked, and with whom?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regulars.queries.free_starts import FreeStart, free_starts
from regulars.queries.in_the_way import in_the_way
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service, Skill
from regulars.records.customers import Customer
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.held_time import staff_spans
from tests import make
from tests.counting import counted

ZURICH = ZoneInfo("Europe/Zurich")
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def t(text: str, on: date = MONDAY, zone: ZoneInfo = ZURICH) -> datetime:
    hours, minutes = text.split(":")
    return datetime(on.year, on.month, on.day, int(hours), int(minutes), tzinfo=zone).astimezone(
        UTC
    )


@pytest.fixture
def studio(nordlicht: Business, runa: StaffMember) -> Business:
    """Offers full hours; Runa works from nine to one, Jonas not at all yet."""
    Business.objects.filter(id=nordlicht.id).update(slot_minutes=60)
    nordlicht.refresh_from_db()
    make.working_hours(runa, "9:00", "13:00")
    return nordlicht


@pytest.fixture
def flash(studio: Business) -> Service:
    return make.service(studio, "Flash", duration_minutes=60)


def found(service: Service, **given: Any) -> tuple[FreeStart, ...]:
    given = {"first": MONDAY, "last": MONDAY, "zone": ZURICH, "at": make.NOW} | given
    given = {"business": service.business, "service_id": service.id} | given
    return free_starts(**given)


def told(starts: tuple[FreeStart, ...], zone: ZoneInfo = ZURICH) -> list[str]:
    return [
        f"{start.starts_at.astimezone(zone):%H:%M} {start.staff_name.split()[0]}"
        for start in starts
    ]


def held(appointment: Appointment) -> None:
    """Hold its time as booking does: with the buffer, without the processing gap."""
    BusyTime.objects.filter(appointment=appointment).delete()
    service = appointment.service
    for span in staff_spans(
        appointment.starts_at,
        appointment.ends_at,
        buffer=service.buffer_minutes * MINUTE,
        gap_after=service.gap_after_minutes * MINUTE,
        gap=service.gap_minutes * MINUTE,
    ):
        BusyTime.objects.create(
            business_id=appointment.business_id,
            staff_member_id=appointment.staff_member_id,
            appointment=appointment,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
        )


def test_every_start_is_told_by_time_then_in_the_order_of_the_staff(
    studio: Business, runa: StaffMember, jonas: StaffMember, flash: Service
) -> None:
    make.working_hours(jonas, "11:00", "13:00")
    StaffMember.objects.filter(id=runa.id).update(position=2)

    with counted("free starts"):
        starts = found(flash)

    assert starts[0] == FreeStart(t("9:00"), t("10:00"), runa.id, "Runa Brandt")
    assert told(starts) == [
        "09:00 Runa", "10:00 Runa", "11:00 Jonas", "11:00 Runa", "12:00 Jonas", "12:00 Runa",
    ]  # fmt: skip
    assert told(found(flash, limit=3)) == ["09:00 Runa", "10:00 Runa", "11:00 Jonas"]
    assert told(found(flash, staff_member_id=jonas.id)) == ["11:00 Jonas", "12:00 Jonas"]


def test_what_is_held_is_not_offered_and_the_one_to_be_moved_is_not_in_its_own_way(
    runa: StaffMember, flash: Service, mueller: Customer
) -> None:
    booked = make.appointment(mueller, runa, t("10:00"), lasting=2 * HOUR)
    make.appointment(mueller, runa, t("12:00"), status=Status.CANCELLED_ON_TIME)

    assert told(found(flash)) == ["09:00 Runa", "12:00 Runa"]
    assert told(found(flash, ignoring_appointment=booked.id)) == [
        "09:00 Runa", "10:00 Runa", "11:00 Runa", "12:00 Runa",
    ]  # fmt: skip


def test_buffers_and_processing_gaps_count_on_both_sides(
    studio: Business, runa: StaffMember, mueller: Customer
) -> None:
    colour = make.service(
        studio, "Colour", duration_minutes=120, buffer_minutes=10,
        gap_after_minutes=30, gap_minutes=60,
    )  # fmt: skip
    wash = make.service(studio, "Wash", duration_minutes=30, buffer_minutes=15)
    held(make.appointment(mueller, runa, t("10:00"), lasting=2 * HOUR, service=colour))

    # Before ten the wash and its fifteen minutes end; from 10:30 to 11:30 the colour waits.
    assert told(found(wash)) == ["09:00 Runa", "10:30 Runa", "12:10 Runa"]
    assert told(found(wash, minutes=60)) == []
    held(make.appointment(mueller, runa, t("10:30"), lasting=30 * MINUTE, service=wash))
    assert told(found(wash)) == ["09:00 Runa", "12:10 Runa"]


def test_another_length_than_the_service_has_can_be_asked_for(
    runa: StaffMember, flash: Service
) -> None:
    starts = found(flash, minutes=210)

    assert told(starts) == ["09:00 Runa"]
    assert starts[0].ends_at == t("12:30")
    assert found(flash, minutes=0) == ()


def test_without_a_service_anybody_does_it_for_as_long_as_is_said(
    studio: Business, runa: StaffMember, jonas: StaffMember
) -> None:
    make.working_hours(jonas, "11:00", "13:00")

    starts = free_starts(
        business=studio,
        service_id=None,
        first=MONDAY,
        last=MONDAY,
        zone=ZURICH,
        at=make.NOW,
        minutes=180,
    )
    nothing = free_starts(
        business=studio, service_id=None, first=MONDAY, last=MONDAY, zone=ZURICH, at=make.NOW
    )

    assert told(starts) == ["09:00 Runa", "10:00 Runa"]
    assert nothing == ()


def test_what_is_asked_for_from_a_moment_on_begins_there(runa: StaffMember, flash: Service) -> None:
    assert told(found(flash, earliest=t("10:30"), limit=1)) == ["11:00 Runa"]
    assert told(found(flash, earliest=t("8:00", date(2026, 11, 1)), limit=1)) == ["09:00 Runa"]


def test_only_who_does_the_service_is_offered(
    studio: Business, runa: StaffMember, jonas: StaffMember, flash: Service
) -> None:
    make.working_hours(jonas, "11:00", "13:00")
    Skill.objects.create(business=studio, service=flash, staff_member=jonas)

    assert told(found(flash)) == ["11:00 Jonas", "12:00 Jonas"]
    assert found(flash, staff_member_id=runa.id) == ()


def test_former_staff_and_who_takes_no_bookings_are_not_offered(
    studio: Business, runa: StaffMember, flash: Service
) -> None:
    make.staff(studio, "Former", is_active=False)
    make.staff(studio, "Desk", takes_bookings=False)

    assert {start.staff_member_id for start in found(flash)} == {runa.id}


def test_group_services_and_what_is_no_longer_offered_give_nothing(
    studio: Business, runa: StaffMember
) -> None:
    group = make.service(studio, "Walk-in Friday", capacity=6)
    old = make.service(studio, "Old thing", is_active=False)

    assert found(group) == ()
    assert found(old) == ()


def test_nothing_of_another_business_is_offered(
    studio: Business, runa: StaffMember, flash: Service, lumiere: Business, celine: StaffMember
) -> None:
    theirs = make.service(lumiere, "Cut")

    assert found(theirs, business=studio) == ()
    assert found(flash, business=lumiere) == ()
    assert found(flash, staff_member_id=celine.id) == ()
    assert found(flash, room_id=make.room(lumiere).id) == ()


def test_the_lead_and_the_horizon_bound_what_is_offered(
    studio: Business, runa: StaffMember, flash: Service
) -> None:
    Business.objects.filter(id=studio.id).update(lead_minutes=60, horizon_days=1)

    assert told(found(flash, at=t("9:30"))) == ["11:00 Runa", "12:00 Runa"]
    assert told(found(flash, at=t("10:00"))) == ["11:00 Runa", "12:00 Runa"]
    assert found(flash, at=t("12:01")) == ()
    assert found(flash, at=t("9:00", date(2026, 11, 21))) == ()
    tuesday = MONDAY + timedelta(days=1)
    through = found(flash, at=t("9:00"), last=MONDAY + timedelta(days=20))
    assert through[-1].starts_at == t("12:00", tuesday)
    assert found(flash, first=date(2026, 11, 16), last=date(2026, 11, 20)) == ()


def test_a_block_closes_its_whole_span_also_what_became_free_inside(
    runa: StaffMember, flash: Service, mueller: Customer
) -> None:
    inside = make.appointment(mueller, runa, t("10:00"))
    block = make.block(runa, t("9:00"), 3 * HOUR, holds_time=False)
    for start in (t("9:00"), t("11:00")):
        BusyTime.objects.create(
            business_id=runa.business_id, staff_member=runa, block=block,
            starts_at=start, ends_at=start + HOUR,
        )  # fmt: skip
    BusyTime.objects.filter(appointment=inside).delete()

    assert told(found(flash)) == ["12:00 Runa"]
    block.removed_at = make.NOW
    block.save()
    BusyTime.objects.filter(block=block).delete()
    assert len(found(flash)) == 4


def test_a_time_off_that_began_weeks_ago_is_still_on(
    studio: Business, runa: StaffMember, jonas: StaffMember, flash: Service
) -> None:
    make.working_hours(jonas, "11:00", "13:00")
    make.block(runa, t("0:00", date(2026, 10, 1)), timedelta(days=60))
    held_alone = make.block(jonas, t("0:00", date(2026, 11, 1)), timedelta(days=22, hours=12))
    held_alone.ends_at = t("9:00", date(2026, 11, 2))
    held_alone.save()

    assert told(found(flash)) == ["12:00 Jonas"]


def test_a_room_that_is_asked_for_has_to_be_free_too(
    studio: Business, runa: StaffMember, jonas: StaffMember, flash: Service, mueller: Customer
) -> None:
    chair, old = make.room(studio), make.room(studio, "Old chair", is_active=False)
    other = make.appointment(mueller, jonas, t("9:30"))
    make.working_hours(jonas, "9:00", "9:30")
    BusyTime.objects.create(
        business=studio, room=chair, appointment=other, starts_at=t("9:30"), ends_at=t("10:30")
    )
    make.block(chair, t("8:00", date(2026, 11, 22)), timedelta(days=1, hours=1))
    make.block(chair, t("12:30"), HOUR)

    with counted("free starts"):
        starts = found(flash, room_id=chair.id)

    assert told(starts) == ["10:30 Runa", "11:00 Runa"]
    assert told(found(flash, room_id=chair.id, ignoring_appointment=other.id)) == [
        "09:00 Runa", "10:00 Runa", "11:00 Runa",
    ]  # fmt: skip
    assert found(flash, room_id=old.id) == ()


def test_work_may_run_past_midnight_where_the_next_day_begins_with_work(
    studio: Business, jonas: StaffMember, flash: Service
) -> None:
    make.working_hours(jonas, "22:00", "24:00", "0")
    make.working_hours(jonas, "0:00", "1:00", "1")

    starts = found(flash, staff_member_id=jonas.id, minutes=120)

    assert told(starts) == ["22:00 Jonas", "23:00 Jonas"]


def test_a_month_of_a_busy_team_takes_no_more_statements(studio: Business, flash: Service) -> None:
    for number in range(20):
        member = make.staff(studio, f"Artist {number}")
        make.working_hours(member, "9:00", "11:00")
        make.block(member, t("9:00"))

    with counted("free starts"):
        starts = found(flash, last=date(2026, 12, 23), limit=21)

    assert told(starts) == ["09:00 Runa"] + ["10:00 Artist"] * 20


def test_what_is_offered_has_nothing_in_its_way_and_what_is_not_has(
    studio: Business, runa: StaffMember, mueller: Customer
) -> None:
    Business.objects.filter(id=studio.id).update(slot_minutes=5)
    colour = make.service(
        studio, "Colour", duration_minutes=60, buffer_minutes=10,
        gap_after_minutes=20, gap_minutes=25,
    )  # fmt: skip
    held(make.appointment(mueller, runa, t("10:40"), lasting=HOUR, service=colour))
    make.block(runa, t("12:20"), 20 * MINUTE)
    chair = make.room(studio)
    make.block(chair, t("9:00"), 5 * MINUTE)
    day = [t("8:30") + 5 * number * MINUTE for number in range(60)]

    offered = {start.starts_at for start in found(colour, room_id=chair.id)}
    free = {
        starts_at
        for starts_at in day
        if not in_the_way(
            business=studio,
            staff_member_id=runa.id,
            room_id=chair.id,
            service_id=colour.id,
            starts_at=starts_at,
            ends_at=starts_at + HOUR,
            zone=ZURICH,
            at=make.NOW,
        )
    }

    assert offered == free
    assert 5 < len(free) < 40


def test_the_days_are_those_of_the_zone(runa: StaffMember, flash: Service) -> None:
    starts = found(flash, zone=NEW_YORK)

    assert told(starts, NEW_YORK) == ["09:00 Runa", "10:00 Runa", "11:00 Runa", "12:00 Runa"]
    assert starts[0].starts_at == t("9:00", zone=NEW_YORK)
