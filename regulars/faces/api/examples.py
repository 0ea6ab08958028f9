"""What does an answer look like? One example of each, in the reference and in no database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from regulars.faces.api.example_customer import CONFIRMED, a_customer, a_visit, the_years
from regulars.faces.api.example_schedule import EXAMPLES_OF_THE_CALENDAR
from regulars.faces.api.pages import CustomerPage, ServicePage, StaffPage
from regulars.queries.appointment_list import AppointmentPage, ListedBooking
from regulars.queries.appointment_parts import (
    AppointmentDetail,
    DepositLine,
    SentMessage,
    StatusStep,
    Warned,
    WhoComes,
)
from regulars.queries.customer_lines import CustomerLine, NextBooking, TagChoice
from regulars.queries.entrance import BusinessAtDoor
from regulars.queries.history_page import HistoryPage
from regulars.queries.project_form import ProjectCustomer, ProjectDetail, ProjectSession
from regulars.queries.project_list import ListedProject, ProjectPage
from regulars.queries.service_list import ListedService
from regulars.queries.staff_list import ListedStaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.deposits import DepositState
from regulars.rules.messages import MessageState
from regulars.rules.permissions import Role
from regulars.rules.plans import Plan

_STARTS = datetime(2026, 12, 17, 12, 0, tzinfo=UTC)
_BOOKED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def _business() -> BusinessAtDoor:
    return BusinessAtDoor(
        id=1, slug="nordlicht", name="Nordlicht Tattoo", time_zone="Europe/Zurich",
        currency="CHF", language="de", country="CH", city="Zürich", plan=Plan.EXPERT_SHOP,
        staff_word="artist", notice=timedelta(hours=48),
    )  # fmt: skip


def _customers() -> CustomerPage:
    line = CustomerLine(
        id=17, name="Jürg Müller", also=("Jüge",), first_name="Jürg", last_name="Müller",
        picture=None, phone="+41442713390", email="juerg.mueller@example.ch", tags=("Regular",),
        alerts=("Latex allergy",), last_visit_at=datetime(2026, 10, 8, 12, 0, tzinfo=UTC),
        next=NextBooking(_STARTS, time_known=True, staff_name="Jonas Wyss"), strokes="||x|.|:",
        earlier=0, no_shows=1, late_cancellations=0, is_archived=False,
    )  # fmt: skip
    return CustomerPage(
        items=(line,), next="WzAsMCwxNzYwLDE3LDFd", total=1284, has_more_than_total=False,
        tags=(TagChoice(3, "Regular"),),
    )  # fmt: skip


def _appointments() -> AppointmentPage:
    booking = ListedBooking(
        id=4711, is_group=False, starts_at=_STARTS, ends_at=_STARTS + timedelta(hours=4),
        time_known=True, status=CONFIRMED, title="", service_id=2, service_name="Tattoo session",
        staff_member_id=5, staff_name="Jonas Wyss", room="Room 2", customer_id=17,
        customer_name="Jürg Müller", project_id=9, project_title="Botanical sleeve",
        group_session_id=None, places=None, price_minor=60000, currency="CHF",
        notice_minutes=None, cancelled_by="",
    )  # fmt: skip
    return AppointmentPage(items=(booking,), next="1797508800000000.0.4711.50")


def _appointment() -> AppointmentDetail:
    who = WhoComes(
        id=17, first_name="Jürg", last_name="Müller", nickname="Jüge", company="", number="K-0017",
        phone="+41442713390", email="juerg.mueller@example.ch", picture=None, bookings=7,
        no_shows=1, late_cancellations=0, strokes="||x|.|:",
        first_booking_at=datetime(2024, 3, 7, 13, 0, tzinfo=UTC),
        warnings=(Warned("Latex allergy", "Use nitrile gloves."),),
    )  # fmt: skip
    booked = StatusStep(
        from_status=None, to_status=Status.BOOKED, at=_BOOKED, actor_kind="staff",
        actor_name="Nadia Keller", cancelled_by="", told_at=None, notice=None, policy=None,
        is_undo=False, reason="",
    )  # fmt: skip
    return AppointmentDetail(
        id=4711, version=2, title="", status=CONFIRMED, starts_at=_STARTS,
        ends_at=_STARTS + timedelta(hours=4), time_known=True, is_imported=False,
        price_minor=60000, currency="CHF", notes="Second half of the fern.", staff_member_id=5,
        staff_name="Jonas Wyss", room_id=2, room="Room 2", service_id=2, service="Tattoo session",
        category="Tattoo",
        project_id=9, project_title="Botanical sleeve", project_is_finished=False,
        expected_sessions=6, session_number=3, policy=timedelta(hours=48), customer=who,
        steps=(booked,),
        messages=(SentMessage("confirmation", "email", MessageState.SENT, _BOOKED, _BOOKED),),
        deposits=(DepositLine(DepositState.PAID, 15000, "CHF", None, is_of_project=True),),
    )  # fmt: skip


def _services() -> ServicePage:
    service = ListedService(
        id=2, code="TAT", name="Tattoo session", category="Tattoo", description="",
        duration_minutes=240, buffer_minutes=15, gap_after_minutes=0, gap_minutes=0,
        price_minor=60000, currency="CHF", capacity=1, notice_minutes=None, is_active=True,
    )  # fmt: skip
    return ServicePage((service,))


def _staff() -> StaffPage:
    return StaffPage((ListedStaffMember(5, "JW", "Jonas Wyss", Role.STAFF, is_active=True),))


def _projects() -> ProjectPage:
    project = ListedProject(
        id=9, title="Botanical sleeve", description="Fern and foxglove, left arm.", customer_id=17,
        customer_name="Jürg Müller", staff_member_id=5, staff_name="Jonas Wyss",
        expected_sessions=6, done=2, ahead=1, created_at=_BOOKED, finished_at=None,
    )  # fmt: skip
    return ProjectPage(items=(project,), next="17.9")


def _project() -> ProjectDetail:
    session = ProjectSession(
        id=4711, starts_at=_STARTS, ends_at=_STARTS + timedelta(hours=4), time_known=True,
        status=CONFIRMED, what="Tattoo session", staff_name="Jonas Wyss", price_minor=60000,
        currency="CHF", session_number=3,
    )  # fmt: skip
    return ProjectDetail(
        id=9, title="Botanical sleeve", description="Fern and foxglove, left arm.", staff_member_id=5,
        expected_sessions=6, created_at=_BOOKED, finished_at=None,
        customer=ProjectCustomer(17, "Jürg Müller", "Jürg", "Müller", None), sessions=(session,),
    )  # fmt: skip


def _history() -> HistoryPage:
    return HistoryPage(visits=(a_visit(),), earlier=12, next="1773316800000000.0.3900.50")


# The operation and what it answers, made when somebody looks.
EXAMPLES: dict[str, Callable[[], Any]] = {
    "business": _business,
    "customers": _customers,
    "customer": a_customer,
    "customer-history": _history,
    "customer-statistics": the_years,
    "appointments": _appointments,
    "appointment": _appointment,
    "services": _services,
    "staff": _staff,
    "projects": _projects,
    "project": _project,
} | EXAMPLES_OF_THE_CALENDAR
