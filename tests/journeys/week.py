"""A week with something in every view of the calendar; only for those who walk all its pages."""

from __future__ import annotations

from datetime import timedelta

from regulars.records.catalogue import Service
from regulars.records.customers import Customer
from regulars.records.group_sessions import GroupSession, WaitingPlace
from regulars.records.schedule import Block
from regulars.rules.appointment_status import Status
from tests import make
from tests.journeys.scene import HOUR, Scene, utc

LUNCH, FLASH = "Lunch with the landlord", "Flash evening"


def lunch_of(scene: Scene) -> int:
    """Runa's block on Wednesday; with it comes the rest of the week."""
    fill_week(scene)
    return Block.objects.of(scene.nordlicht).get(title=LUNCH).id


def session_of(scene: Scene) -> int:
    """Friday's group session: two places taken, one person waiting."""
    fill_week(scene)
    return GroupSession.objects.of(scene.nordlicht).get(title=FLASH).id


def fill_week(scene: Scene) -> None:
    """Once: hours, a chair, breaks and time off, a group session, every ending on today."""
    if Block.objects.of(scene.nordlicht).exists():
        return
    room = make.room(scene.nordlicht)
    for member in (scene.runa, scene.jonas):
        make.working_hours(member, "9:00", "18:00")
    make.block(scene.runa, utc(11, 25, 11), title=LUNCH, note="At the Kronenhalle")
    make.block(scene.jonas, utc(11, 25, 23), timedelta(days=2), kind="time_off", title="Ticino")
    people = [
        make.customer(scene.nordlicht, first, last)
        for first, last in (("Ada", "Lenz"), ("Nils", "Aebi"), ("Lea", "Frei"))
    ]
    make.alert(people[0], "Faints at needles")
    a_full_session(scene, people)
    given = {"service": scene.tattoo, "price_minor": 20_000}
    for hour, status in ((7, Status.COMPLETED), (8, Status.BOOKED), (9, Status.NO_SHOW)):
        make.appointment(people[0], scene.jonas, utc(11, 22, hour), status=status, **given)
    make.appointment(people[1], scene.runa, utc(11, 22, 8), status=Status.CHECKED_IN, **given)
    soon = make.appointment(people[2], scene.runa, utc(11, 22, 10), room=room, **given)
    make.deposit(people[2], 5_000, appointment=soon, asked_at=utc(11, 10), due_at=utc(11, 21))
    for day in (23, 24, 25):
        make.appointment(people[1], scene.jonas, utc(11, day, 9), lasting=3 * HOUR, **given)
    gone = {"status": Status.CANCELLED_TOO_LATE, "notice_minutes": 60, "cancelled_by": "customer"}
    make.appointment(people[0], scene.runa, utc(11, 23, 14), **given, **gone)


def a_full_session(scene: Scene, people: list[Customer]) -> None:
    """Two of two places taken, and the third person waits."""
    flash = Service.objects.of(scene.nordlicht).get(name="Flash Friday")
    session = make.group_session(flash, scene.runa, utc(11, 27, 16), title=FLASH, capacity=2)
    for place, customer in enumerate(people[:2], start=1):
        make.registration(session, customer, place=place)
    WaitingPlace.objects.create(
        business=scene.nordlicht, group_session=session, customer=people[2], rank=1,
        created_at=make.NOW, changed_at=make.NOW,
    )  # fmt: skip
