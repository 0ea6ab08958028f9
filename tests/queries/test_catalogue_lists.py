"""Are services, staff and projects told to programs as the screens know them?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from regulars.queries.project_list import ListedProject, ProjectPage, project_list
from regulars.queries.service_list import ListedService, service_list
from regulars.queries.staff_list import ListedStaffMember, staff_list
from regulars.records.appointments import Appointment
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.projects import Project
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import Status
from regulars.rules.permissions import Role
from tests import make
from tests.counting import counted


def test_the_price_list_stands_in_its_order_and_old_services_last(nordlicht: Business) -> None:
    make.service(nordlicht, "Old thing", is_active=False)
    second = make.service(nordlicht, "Tattoo session", position=2, price_minor=18000)
    first = make.service(
        nordlicht, "Laser", position=1, code="L1", category="Removal", description="Per area",
        duration_minutes=90, buffer_minutes=10, gap_after_minutes=20, gap_minutes=30,
        price_minor=25000, capacity=1, notice_minutes=1440,
    )  # fmt: skip

    with counted("service list"):
        told = service_list(business=nordlicht)

    assert told[0] == ListedService(
        id=first.id, code="L1", name="Laser", category="Removal", description="Per area",
        duration_minutes=90, buffer_minutes=10, gap_after_minutes=20, gap_minutes=30,
        price_minor=25000, currency="CHF", capacity=1, notice_minutes=1440, is_active=True,
    )  # fmt: skip
    assert (told[1].id, told[1].price_minor, told[1].notice_minutes) == (second.id, 18000, None)
    assert [(each.name, each.is_active) for each in told[2:]] == [("Old thing", False)]


def test_the_staff_stand_in_their_order_and_former_ones_last(
    nordlicht: Business, runa: StaffMember, lumiere: Business, celine: StaffMember
) -> None:
    former = make.staff(nordlicht, "Ada Former", is_active=False)
    guest = make.staff(nordlicht, "Guest", Role.GUEST, position=3, code="G")

    with counted("staff list"):
        told = staff_list(business=nordlicht)

    assert told == (
        ListedStaffMember(runa.id, "", "Runa Brandt", Role.OWNER, True),
        ListedStaffMember(guest.id, "G", "Guest", Role.GUEST, True),
        ListedStaffMember(former.id, "", "Ada Former", Role.STAFF, False),
    )
    assert [each.name for each in staff_list(business=lumiere)] == ["Céline Moreau"]
    assert service_list(business=lumiere) == ()


def test_a_project_tells_how_far_it_is(
    nordlicht: Business, mueller: Customer, runa: StaffMember
) -> None:
    sleeve = make.project(mueller, expected_sessions=5, staff_member=runa, description="Ferns")
    for days, status in (
        (-9, Status.COMPLETED),
        (-8, Status.COMPLETED),
        (-7, Status.NO_SHOW),
        (-6, Status.CANCELLED_ON_TIME),
        (3, Status.BOOKED),
        (4, Status.CONFIRMED),
    ):
        make.appointment(
            mueller, runa, make.NOW + timedelta(days=days), status=status, project=sleeve
        )

    assert project_list(business=nordlicht) == ProjectPage(
        (
            ListedProject(
                id=sleeve.id, title="Botanical sleeve", description="Ferns",
                customer_id=mueller.id, customer_name="Jürg Müller",
                staff_member_id=runa.id, staff_name="Runa Brandt", expected_sessions=5,
                done=2, ahead=2, created_at=make.NOW, finished_at=None,
            ),
        ),
        None,
    )  # fmt: skip


@pytest.fixture
def projects(nordlicht: Business, mueller: Customer) -> list[int]:
    """Twelve projects of three customers, opened in turn; their ids customer by customer."""
    people = [mueller, make.customer(nordlicht, "Ada"), make.customer(nordlicht, "Bo")]
    made = [make.project(people[nth % 3], f"Project {nth}") for nth in range(12)]
    return [each.id for each in sorted(made, key=lambda each: (each.customer_id, each.id))]


def pages(business: Business, limit: int, **asked: int) -> list[int]:
    ids, page = [], ""
    while True:
        told = project_list(business=business, page=page, limit=limit, **asked)
        ids += [item.id for item in told.items]
        if told.next is None:
            return ids
        page = told.next


@pytest.mark.parametrize("limit", [1, 5, 12, 200])
def test_projects_come_customer_by_customer_page_by_page(
    nordlicht: Business, projects: list[int], limit: int, mueller: Customer
) -> None:
    assert pages(nordlicht, limit) == projects
    assert pages(nordlicht, limit, customer_id=mueller.id) == projects[:4]


@pytest.mark.parametrize(
    "page", ["🖋", "1", "1.", "\x00", "9" * 10_000, "1.2.3", "-1.0", "1.2\n", "١.٢", f"1.{2**64}"]
)
def test_a_page_that_somebody_made_up_is_the_first(
    nordlicht: Business, projects: list[int], page: str
) -> None:
    assert [item.id for item in project_list(business=nordlicht, page=page).items] == projects


def test_the_bounds_of_a_page_and_of_a_business(
    nordlicht: Business, lumiere: Business, projects: list[int], mueller: Customer
) -> None:
    assert len(project_list(business=nordlicht, limit=0).items) == 1
    assert project_list(business=nordlicht, page="999999999999999999.1") == ProjectPage((), None)
    assert project_list(business=lumiere) == ProjectPage((), None)
    assert project_list(business=lumiere, customer_id=mueller.id) == ProjectPage((), None)


@pytest.mark.parametrize("sessions", [1, 5])
def test_projects_take_one_statement_however_many(
    nordlicht: Business, projects: list[int], runa: StaffMember, sessions: int
) -> None:
    for nth in range(sessions):
        for project in Project.objects.of(nordlicht):
            at = make.NOW + timedelta(days=nth)
            Appointment.objects.create(
                business=nordlicht, customer_id=project.customer_id, staff_member=runa,
                project=project, starts_at=at, ends_at=at + timedelta(hours=1), created_at=at,
                changed_at=at, currency="CHF",
            )  # fmt: skip

    with counted("projects by customer"):
        told = project_list(business=nordlicht)

    assert [item.ahead for item in told.items] == [sessions] * 12
