"""Who comes to a group session and who waits: added, ended, undone, with and without scripts."""

from __future__ import annotations

import pytest

from regulars.records.customers import Customer
from regulars.records.group_sessions import Registration, WaitingPlace
from regulars.records.ledger import LedgerLine
from tests import make
from tests.faces.desk.groups.conftest import HOUR, HTMX, TOLD, at, filled, of, text_of
from tests.make import NOW


def test_a_group_booking_leads_to_its_line(desk, session):
    (one,) = filled(session, "Priya")

    assert desk.get(of(one)).url == f"{at(session)}#registration-{one.id}"


def test_the_customer_page_leads_to_the_group_session(desk, session, priya):
    one = make.registration(session, priya, place=1)

    text = text_of(desk.get(f"/at/nordlicht/customers/{priya.id}/"))

    assert text.count(f'href="{of(one)}"') >= 3  # what is next, bookings, history


def test_somebody_of_the_book_is_found_and_added_without_scripts(desk, session, priya):
    found = desk.post(at(session, "registrations/"), {"q": "raghu", "search": "1"})
    assert found.status_code == 200
    assert f'name="customer" value="{priya.id}"' in text_of(found)

    answer = desk.post(at(session, "registrations/"), {"q": "raghu", "customer": priya.id})

    one = Registration.objects.get()
    assert answer.url == f"{at(session)}#registration-{one.id}"
    assert (one.customer_id, one.place, one.price_minor) == (priya.id, 1, 12000)
    again = text_of(desk.get(at(session, "registrations/"), {"q": "raghu"}, headers=HTMX))
    assert "has a place" in again


def test_somebody_new_is_entered_by_name(desk, session):
    told = {"q": "Kim van Aaltonen", "enter": "1", "notes": "Watches first"}

    desk.post(at(session, "registrations/"), told)

    one = Registration.objects.select_related("customer").get()
    assert (one.customer.first_name, one.customer.last_name) == ("Kim van", "Aaltonen")
    assert one.notes == "Watches first"


def test_who_may_not_enter_customers_is_not_offered_it(signed_in, jonas, flash):
    own = make.group_session(flash, jonas, NOW + 48 * HOUR)
    desk = signed_in(jonas)

    page = text_of(desk.get(at(own, "registrations/"), {"q": "Kim"}))
    answer = desk.post(at(own, "registrations/"), {"q": "Kim", "enter": "1"})

    assert "as a new customer" not in page
    assert answer.status_code == 403
    assert not Customer.objects.exists()


def test_a_full_session_asks_where_to_before_it_overbooks(desk, session, priya):
    filled(session, "Óscar", "Eleni")

    refused = desk.post(at(session, "registrations/"), {"q": "raghu", "customer": priya.id})
    assert refused.status_code == 409
    assert "All 2 places are taken." in text_of(refused)
    assert "Overbook: this will be place 3 of 2" in text_of(refused)
    assert Registration.objects.count() == 2

    told = {"q": "raghu", "customer": priya.id, "to": "overbook"}
    page = text_of(desk.post(at(session, "registrations/"), told, follow=True))
    assert "Added. The group session is overbooked." in page
    assert "1 over" in page
    assert "One more than there are places." in page
    assert "Raise to 3 places" in page


def test_whoever_waits_is_promoted_moved_up_and_taken_off(desk, session, nordlicht):
    filled(session, "Óscar", "Eleni")
    for name in ("Anouk", "Wu"):
        waits = make.customer(nordlicht, name)
        desk.post(at(session, "registrations/"), {"customer": waits.id, "to": "wait"})
    anouk, wu = WaitingPlace.objects.order_by("id")
    page = text_of(desk.get(at(session)))
    assert "Overbook…" in page
    assert "first time here" in page

    desk.post(at(session, f"waiting/{wu.id}/rank/"))
    wu.refresh_from_db()
    assert wu.rank == 1

    question = desk.get(at(session, f"waiting/{wu.id}/promotion/"))
    assert "This will be place 3 of 2" in text_of(question)
    unasked = desk.post(at(session, f"waiting/{wu.id}/promotion/"))
    assert unasked.status_code == 409
    desk.post(at(session, f"waiting/{wu.id}/promotion/"), {"overbook": "1"})
    assert Registration.objects.latest("id").place == 3

    desk.post(at(session, f"waiting/{anouk.id}/departure/"))
    anouk.refresh_from_db()
    assert anouk.state == "left"
    stale = desk.post(at(session, f"waiting/{anouk.id}/promotion/"))
    assert stale.status_code == 409
    assert "does not wait any longer" in text_of(stale)


def test_a_place_that_becomes_free_is_for_the_next(desk, session, nordlicht):
    one, _other = filled(session, "Óscar", "Eleni")
    anouk = make.customer(nordlicht, "Anouk")
    desk.post(at(session, "registrations/"), {"customer": anouk.id, "to": "wait"})

    page = text_of(desk.post(of(one, "cancellation/"), TOLD, follow=True))
    assert "Óscar: Cancelled too late. The place is free, and Anouk waits for one." in page
    assert "Promote the next" in page

    page = text_of(desk.post(at(session, "promotion/"), follow=True))
    assert "Anouk has a place." in page


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("check-in/", "checked_in"),
        ("completion/", "completed"),
        ("no-show/", "no_show"),
    ],
)
def test_each_step_is_taken_with_and_without_scripts(desk, begun, what, status):
    plain, scripted = filled(begun, "Priya", "Óscar")

    first = desk.post(of(plain, what))
    second = desk.post(of(scripted, what), headers=HTMX)

    assert first.url == f"{at(begun)}#registration-{plain.id}"
    assert (second.status_code, second["HX-Redirect"]) == (
        204,
        at(begun),  # a browser that is there already would only jump to a line
    )
    assert set(Registration.objects.values_list("status", flat=True)) == {status}


def test_a_customer_says_yes(desk, session):
    (one,) = filled(session, "Priya")

    page = text_of(desk.post(of(one, "confirmation/"), follow=True))

    assert "Priya said yes." in page


def test_completing_takes_what_is_still_open(desk, begun):
    (one,) = filled(begun, "Priya")
    Registration.objects.update(price_minor=12000)
    make.ledger_line(one.customer, 4000, registration_id=one.id)

    assert 'value="80.00"' in text_of(desk.get(of(one, "completion/")))
    wrong = desk.post(of(one, "completion/"), {"paid": "much", "method": "cash"})
    assert wrong.status_code == 422
    assert "Write an amount" in text_of(wrong)
    desk.post(of(one, "completion/"), {"paid": "80.00", "method": "cash"})

    line = LedgerLine.objects.latest("id")
    assert (line.amount_minor, line.method, line.registration_id) == (8000, "cash", one.id)
    assert "CHF 120 paid" in text_of(desk.get(at(begun)))


def test_nothing_is_completed_before_it_begins(desk, session):
    (one,) = filled(session, "Priya")

    answer = desk.post(of(one, "completion/"), {})

    assert answer.status_code == 409
    assert "The group session has not begun yet." in text_of(answer)


def test_too_late_is_said_before_it_happens(desk, session):
    (one,) = filled(session, "Priya")

    text = text_of(desk.get(of(one, "cancellation/")))

    assert "Too late by 19 hours" in text
    assert "29 hours of notice. Your notice period is 48 hours." in text
    told = TOLD | {"told_on": "20.11.2026", "judge": "1"}
    judged = text_of(desk.post(of(one, "cancellation/"), told))
    assert "Cancel, on time" in judged
    assert Registration.objects.get().status == "booked"


def test_an_ending_is_undone_and_a_full_session_says_why_not(desk, session, nordlicht):
    one, other = filled(session, "Priya", "Óscar")
    desk.post(of(one, "cancellation/"), TOLD)
    desk.post(of(other, "cancellation/"), TOLD)

    page = text_of(desk.post(of(other, "undo/"), {"reason": ""}, follow=True))
    assert "Undone. The booking of Óscar is: Booked." in page
    desk.post(at(session, "registrations/"), {"customer": make.customer(nordlicht, "Kim").id})

    one.refresh_from_db()
    meant = {"reason": "By mistake", "of": one.status}
    assert f'name="of" value="{one.status}"' in text_of(desk.get(of(one, "undo/")))
    refused = desk.post(of(one, "undo/"), meant, headers=HTMX)
    assert refused.status_code == 409
    assert "All places are taken by now" in text_of(refused)
    assert 'value="By mistake"' in text_of(refused)
    twice = desk.post(of(other, "undo/"), meant, headers=HTMX)
    assert twice.status_code == 409
    assert "The group booking has moved on: Booked." in text_of(twice)
