"""Enter customers into the book, and change what is known of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, ConfigDict, Field

from regulars.actions.customers.change import change_customer
from regulars.actions.customers.lines import CustomerLines
from regulars.actions.customers.register import register_customer
from regulars.faces.api.bodies import Body, Day, Plain
from regulars.faces.api.customers import customer, router
from regulars.faces.api.door import ApiRequest
from regulars.faces.api.problems import Mistake, NotUnderstood
from regulars.faces.api.reading import address_of
from regulars.faces.api.writing import Written, writes
from regulars.kernel.phone_numbers import e164
from regulars.queries.customer_document import CustomerDocument
from regulars.queries.customer_form import CustomerInForm, customer_in_form
from regulars.rules.permissions import Scope

_LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
_LINES = frozenset(asdict(CustomerLines()))


def _address(given: str) -> str:
    try:
        if given:
            validate_email(given)
    except ValidationError:
        raise ValueError("write an e-mail address like juerg@example.ch") from None
    return given


def _language(given: str) -> str:
    if given and given not in _LANGUAGES:
        raise ValueError(f"write one of {', '.join(sorted(_LANGUAGES))}")
    return given


_Upto20 = Annotated[Plain, Field(max_length=20)]
_Upto40 = Annotated[Plain, Field(max_length=40)]
_Upto80 = Annotated[Plain, Field(max_length=80)]
_Upto120 = Annotated[Plain, Field(max_length=120)]
_Upto160 = Annotated[Plain, Field(max_length=160)]
_Tag = Annotated[Plain, Field(min_length=1, max_length=40)]


class KnownOfCustomer(Body):
    """The lines of a customer; any of the names, or the company, is enough."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "first_name": "Jürg",
                "last_name": "Müller",
                "phone": "+41442713390",
                "tags": ["Regular"],
            }
        }
    )

    number: _Upto40 = ""
    first_name: _Upto120 = ""
    last_name: _Upto120 = ""
    nickname: _Upto80 = ""
    pronouns: _Upto40 = ""
    company: _Upto120 = ""
    email: Annotated[Plain, Field(max_length=254), AfterValidator(_address)] = ""
    phone: _Upto40 = Field(
        default="", description="With + and the country, or as it is dialled where the business is."
    )
    language: Annotated[Plain, AfterValidator(_language)] = Field(
        default="", description="Of messages; empty: the business's."
    )
    birthday: Day | None = None
    street: _Upto160 = ""
    postal_code: _Upto20 = ""
    city: _Upto80 = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = Field(
        default="", description="Two capital letters."
    )
    tags: list[_Tag] = Field(default=[], max_length=20)


@writes(
    router,
    "POST",
    "/customers/",
    called="register-customer",
    summary="Enter a customer",
    needs=Scope.CUSTOMERS_WRITE,
    answers=CustomerDocument,
    is_new=True,
)
def enter(request: ApiRequest, told: KnownOfCustomer) -> Written:
    """Somebody new, who is found from now on. Look first whether they are there already.

    E-mail and phone can be written without contact:read; they are not told back then.
    """
    lines = _lines(request, CustomerLines(), told.said)
    customer_id = register_customer(
        business=request.door.business,
        lines=lines,
        tags=told.tags,
        actor=request.door.actor,
        at=request.at,
    )
    where = address_of("customer", customer_id=customer_id)
    return Written(customer(request, customer_id), location=where, is_new=True)


@writes(
    router,
    "PATCH",
    "/customers/{int:customer_id}/",
    called="change-customer",
    summary="Change a customer",
    needs=Scope.CUSTOMERS_WRITE,
    answers=CustomerDocument,
)
def change(request: ApiRequest, customer_id: int, told: KnownOfCustomer) -> Written:
    """Write the lines that are named, and leave the rest; an empty text empties a line.

    `tags` are all tags that the customer has from now on.
    """
    business = request.door.business
    now = customer_in_form(business=business, customer_id=customer_id)
    change_customer(
        business=business,
        customer_id=customer_id,
        lines=_lines(request, _as_they_are(now), told.said),
        tags=told.said.get("tags", now.tags),
        version=datetime.fromisoformat(now.version),
        actor=request.door.actor,
        at=request.at,
    )
    return Written(customer(request, customer_id))


def _as_they_are(now: CustomerInForm) -> CustomerLines:
    return CustomerLines(**{name: getattr(now, name) for name in _LINES})


def _lines(request: ApiRequest, now: CustomerLines, said: dict[str, Any]) -> CustomerLines:
    """The lines as they stand, with what was said in their place, tidy as the desk writes them."""
    tidy: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in said.items()
        if name in _LINES
    }
    if tidy.get("phone"):
        tidy["phone"] = e164(tidy["phone"], country=request.door.business.country)
        if tidy["phone"] is None:
            raise NotUnderstood(Mistake("body.phone", "There is no such phone number."))
    if tidy.get("birthday") and tidy["birthday"] > request.at.astimezone(request.door.zone).date():
        raise NotUnderstood(Mistake("body.birthday", "This day has not come yet."))
    return CustomerLines(**asdict(now) | tidy)
