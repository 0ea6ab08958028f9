"""The page of a group session: planned, changed, called off, and who may see it."""

from __future__ import annotations

import pytest

from regulars.records.busy_time import BusyTime
from regulars.records.group_sessions import GroupSession
from tests import make
from tests.counting import counted
from tests.faces.desk.groups.conftest import HOUR, HTMX, at, filled, of, text_of


def test_the_page_shows_who_has_a_place_and_what_is_free(desk, session, priya):
    make.alert(priya, "Fainted once")
    make.registration(session, priya, place=1, price_minor=12000, notes="brings a friend")

    with counted("group session page"):
        text = text_of(desk.get(at(session)))

    assert "<h1>Mini moons</h1>" in text
    assert '<b class="num">1</b> of 2 places' in text
    assert "1 free" in text
    assert "Priya Raghunathan" in text
    assert "Fainted once" in text
    assert "brings a friend" in text
    assert "CHF 120" in text
    assert "somebody, place 2 is free" in text


def test_staff_see_no_money_and_no_buttons_in_somebody_else_s(signed_in, jonas, session, priya):
    make.registration(session, priya, place=1, price_minor=12000)

    text = text_of(signed_in(jonas).get(at(session)))

    assert "Priya Raghunathan" in text
    for hidden in ("CHF", "Add a person", "Call off…", "Check in", "Cancel…"):
        assert hidden not in text


def test_a_stranger_finds_nothing(signed_in, celine, session):
    (one,) = filled(session, "Priya")
    stranger = signed_in(celine)

    for address in (at(session), at(session, "registrations/"), of(one), of(one, "undo/")):
        assert stranger.get(address).status_code == 404
        elsewhere = address.replace("nordlicht", "lumiere")
        assert stranger.get(elsewhere).status_code == 404
    assert stranger.post(of(one, "check-in/").replace("nordlicht", "lumiere")).status_code == 404


def test_a_role_may_not(signed_in, jonas, session):
    (one,) = filled(session, "Priya")
    desk = signed_in(jonas)

    assert desk.get("/at/nordlicht/groups/new/").status_code == 403
    assert desk.get(at(session, "details/")).status_code == 403
    assert desk.post(at(session, "calling-off/")).status_code == 403
    assert desk.post(of(one, "check-in/")).status_code == 403
    assert desk.post(at(session, "registrations/"), {"customer": "1"}).status_code == 403


def test_a_session_is_planned_with_what_the_address_says(desk, flash, runa, nordlicht):
    asked = {"day": "2026-11-30", "start": "13:00", "staff": str(runa.id)}
    page = text_of(desk.get("/at/nordlicht/groups/new/", asked))
    assert 'value="30.11.2026"' in page
    assert 'value="13:00"' in page

    wanted = {"service": flash.id, "staff": runa.id, "day": "30.11.2026", "start": "13:00"}
    answer = desk.post("/at/nordlicht/groups/new/", wanted)

    session = GroupSession.objects.get()
    assert answer.url == at(session)
    assert (session.title, session.capacity, session.starts_at.isoformat()) == (
        "Flash day",
        2,
        "2026-11-30T12:00:00+00:00",
    )
    assert session.ends_at - session.starts_at == 2 * HOUR


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "soon"}, "Write a day like"),
        ({"start": "25:00"}, "Write a time like"),
        ({"capacity": "many"}, "Write a number of places between 1 and 500."),
        ({"service": ""}, "Choose a service."),
        ({"day": "28.03.2027", "start": "2:30"}, "The clocks are set forward past this time."),
    ],
)
def test_what_is_not_understood_is_said_beside_the_field(desk, flash, runa, typed, said):
    wanted = {
        "service": flash.id,
        "staff": runa.id,
        "day": "30.11.2026",
        "start": "13:00",
        "title": "Kept as typed",
    }

    answer = desk.post("/at/nordlicht/groups/new/", wanted | typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Kept as typed" in text_of(answer)
    assert not GroupSession.objects.exists()


def test_a_taken_time_is_refused_in_the_form(desk, session, flash, runa):
    wanted = {"service": flash.id, "staff": runa.id, "day": "23.11.2026", "start": "16:00"}

    answer = desk.post("/at/nordlicht/groups/new/", wanted)

    assert answer.status_code == 409
    assert "Runa has “Mini moons” until 17:00." in text_of(answer)


def _said(session: GroupSession, **told: object) -> dict[str, object]:
    return {
        "version": session.version,
        "title": session.title,
        "staff": session.staff_member_id,
        "day": "23.11.2026",
        "start": "15:00",
        "until": "17:00",
        "capacity": session.capacity,
        "notes": "",
    } | told


def test_a_change_moves_everybody_and_says_who_is_to_be_told(desk, session):
    (one,) = filled(session, "Priya")

    answer = desk.post(
        at(session, "details/"), _said(session, start="16:00", until=""), follow=True
    )

    assert "Saved. Tell the people who come." in text_of(answer)
    one.refresh_from_db()
    assert one.starts_at == session.starts_at + HOUR
    assert BusyTime.objects.get().ends_at == session.ends_at + HOUR


def test_a_stale_form_keeps_what_was_typed_and_says_what_stands_there(desk, session):
    desk.post(at(session, "details/"), _said(session, title="First"))

    answer = desk.post(at(session, "details/"), _said(session, title="Second"))

    assert answer.status_code == 409
    text = text_of(answer)
    assert "Somebody else changed this group session" in text
    assert "By now it says: First" in text
    assert 'value="Second"' in text
    assert desk.post(at(session, "details/"), _said(session, title="Second", version=2)).url


def test_raised_to_as_many_places_as_people_nobody_is_over(desk, session):
    filled(session, "Óscar", "Eleni", "Kim")

    page = text_of(desk.post(at(session, "capacity/"), follow=True))

    assert '<b class="num">3</b> of 3 places' in page
    assert GroupSession.objects.get().capacity == 3


def test_calling_off_says_for_how_many_and_can_be_taken_back(desk, session):
    filled(session, "Priya", "Óscar")

    question = text_of(desk.get(at(session, "calling-off/"), headers=HTMX))
    assert "Call off for 2 people" in question
    assert "Counts as on time for everyone" in question
    page = text_of(desk.post(at(session, "calling-off/"), {"reason": "Runa is ill"}, follow=True))
    assert "Tell the 2 people who had a place." in page
    assert "Called off on" in page
    assert "Add a person" not in page
    assert not BusyTime.objects.exists()

    page = text_of(desk.post(at(session, "return/"), follow=True))
    assert "The group session takes place again, with 2 people." in page
    assert BusyTime.objects.count() == 1


def test_not_brought_back_into_time_that_is_taken(desk, session, runa, mueller):
    desk.post(at(session, "calling-off/"), {"reason": ""})
    make.appointment(mueller, runa, session.starts_at)

    answer = desk.post(at(session, "return/"))

    assert answer.status_code == 409
    assert "Runa has an appointment until 16:00." in text_of(answer)
