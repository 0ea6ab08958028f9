"""The door of the desk, and how a no is answered there."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from regulars.faces.desk.customers.listing import Customers
from regulars.faces.desk.refusals import Refusals
from regulars.kernel.actor import Forbidden
from regulars.kernel.refusal import Refused
from regulars.records.customers import Customer

HTMX = {"HTTP_HX_REQUEST": "true"}


def answered(fault: Exception, **headers: str):
    """What the browser gets when a view raises this."""

    def fail(request):
        answer = Refusals(lambda _: None).process_exception(request, fault)
        if answer is None:
            raise fault
        return answer

    request = RequestFactory().post("/at/nordlicht/appointments/1/", **headers)
    return HtmxMiddleware(fail)(request)


def test_a_refusal_is_a_page_with_one_sentence():
    answer = answered(Refused("This time is taken by <b>Jonas</b>."))

    assert answer.status_code == 409
    assert "This time is taken by &lt;b&gt;Jonas&lt;/b&gt;." in answer.text
    assert "</html>" in answer.text


def test_htmx_gets_the_sentence_alone_and_the_page_stays():
    answer = answered(Refused("This time is taken."), **HTMX)

    assert answer.status_code == 409
    assert "This time is taken." in answer.text
    assert "</html>" not in answer.text
    assert answer["HX-Retarget"] == "#toasts"
    assert answer["HX-Reswap"] == "beforeend"


def test_what_a_role_may_not_do_is_forbidden():
    assert answered(Forbidden()).status_code == 403
    assert answered(Forbidden(), **HTMX).status_code == 403


def test_a_row_that_is_not_there_is_not_found():
    assert answered(Customer.DoesNotExist()).status_code == 404


def test_a_row_that_is_not_there_is_told_to_the_log_with_who_looked_for_it(
    nordlicht, runa, signed_in, caplog
):
    signed_in(runa).get("/at/nordlicht/customers/999999/")

    told = [line.msg for line in caplog.records if line.name.endswith(".refusals")]
    assert [(line["event"], line["kind"], line["level"]) for line in told] == [
        ("not_there", "Customer.DoesNotExist", "warning")
    ]
    assert told[0]["asked_by"].startswith("customer_card:")


def test_what_nobody_anticipated_falls_through():
    with pytest.raises(ZeroDivisionError):
        answered(ZeroDivisionError())


def test_the_page_behind_a_refusal_is_offered_only_if_it_is_ours():
    ours = answered(Refused("No."), HTTP_REFERER="http://testserver/at/nordlicht/customers/")
    theirs = answered(Refused("No."), HTTP_REFERER="http://testserver.evil.example/")

    assert 'href="http://testserver/at/nordlicht/customers/"' in ours.text
    assert "evil.example" not in theirs.text


def test_a_guest_is_told_that_the_settings_are_not_theirs(nordlicht, jonas, signed_in):
    answer = signed_in(jonas).get("/at/nordlicht/settings/")

    assert answer.status_code == 403
    assert "Your role does not allow this." in answer.text


def test_a_stranger_gets_a_page_that_says_nothing_about_the_business(runa, celine, signed_in):
    answer = signed_in(celine).get("/at/nordlicht/customers/")

    assert answer.status_code == 404
    assert "Nordlicht" not in answer.text


def test_a_view_tells_which_methods_it_knows(runa, signed_in):
    answer = signed_in(runa).delete("/at/nordlicht/customers/")

    assert answer.status_code == 405
    assert Customers.permission == "see_customers"


@pytest.mark.parametrize("header", ["http://[", "http://testserver]/x", "", "x"])
def test_a_broken_address_of_the_page_behind_is_no_obstacle(nordlicht, client, header):
    address = "/at/nordlicht/customers/"

    answer = client.get(address, headers={"HX-Request": "true", "HX-Current-URL": header})

    assert answer.status_code == 204
    assert "/account/login/" in answer["HX-Redirect"]
