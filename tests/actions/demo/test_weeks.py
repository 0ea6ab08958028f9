"""The demo's working weeks: hours, skills, breaks, places and who waits for one."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from regulars.actions.demo.load import DemoReport
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.catalogue import Skill
from regulars.records.group_sessions import (
    Registration,
    WaitingPlace,
)
from regulars.records.schedule import Block, WorkingHours
from regulars.records.staff import StaffMember
from regulars.rules.blocks import BlockKind
from tests.make import NOW

DAY = timedelta(days=1)


def test_the_team_works_its_hours_and_the_front_desk_has_no_column(nordlicht: Business) -> None:
    hours = WorkingHours.objects.of(nordlicht).filter(staff_member__name="Runa Brandt")
    assert [(one.weekday, one.start_minute, one.end_minute) for one in hours] == [
        (1, 600, 1140), (2, 600, 1140), (3, 600, 1140), (4, 600, 1140), (5, 600, 1080),
    ]  # fmt: skip
    columns = StaffMember.objects.of(nordlicht).bookable().values_list("name", flat=True)
    assert "Nadia Keller" not in columns
    assert len(columns) == 4
    # Everybody tattoos; only Noor lasers.
    laser = Skill.objects.of(nordlicht).filter(service__name__startswith="Laser")
    assert set(laser.values_list("staff_member__name", flat=True)) == {"Noor Haddad"}


def test_breaks_and_weeks_away_take_time_from_nobody(nordlicht: Business) -> None:
    blocks = Block.objects.of(nordlicht)
    assert {block.kind for block in blocks} == {BlockKind.BREAK, BlockKind.TIME_OFF}
    for lunch in blocks.filter(kind=BlockKind.BREAK):
        assert lunch.ends_at - lunch.starts_at == timedelta(minutes=30)
        theirs = Appointment.objects.of(nordlicht).filter(staff_member=lunch.staff_member)
        in_the_way = theirs.on_calendar().filter(
            starts_at__lt=lunch.ends_at, ends_at__gt=lunch.starts_at
        )
        assert not in_the_way.exists()


def test_every_place_in_a_session_has_its_own_number(demo: DemoReport) -> None:
    places = Registration.objects.filter(takes_place=True)
    assert not places.filter(place__isnull=True).exists()
    assert not places.filter(place__gt=F("group_session__capacity")).exists()
    for waiting in WaitingPlace.objects.select_related("group_session"):
        session = waiting.group_session
        assert session.starts_at > NOW
        assert places.filter(group_session=session).count() == session.capacity
        assert not places.filter(group_session=session, customer=waiting.customer_id).exists()
