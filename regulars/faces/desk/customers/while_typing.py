"""What the form asks for by itself: likely duplicates while somebody types, and the picture."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, QueryDict
from django.utils.cache import patch_cache_control

from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.kernel.formats import Formats
from regulars.kernel.phone_numbers import e164
from regulars.queries.customer_form import customer_picture
from regulars.queries.likely_duplicates import likely_duplicates
from regulars.rules.duplicates import Person
from regulars.rules.permissions import Permission

# A digest names its picture for good, so it may be kept for a year.
_YEAR = 365 * 24 * 60 * 60


class LikelyDuplicates(DeskView):
    """Who in the book may be the same person as the one being typed; never in the way of saving."""

    permission = Permission.EDIT_CUSTOMERS

    def get(self, request: DeskRequest) -> HttpResponse:
        but_not = request.GET.get("but_not", "")
        found = likely_duplicates(
            business=request.door.business,
            person=person_typed(
                request.GET, country=request.door.business.country, fmt=request.fmt
            ),
            but_not=int(but_not)
            if but_not.isascii() and but_not.isdigit() and len(but_not) < 19
            else None,
        )
        return page(request, "desk/customers/_duplicates.html", likely=found)


class CustomerPicture(DeskView):
    """The small picture, kept by this person's browser only."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest, customer_id: int, digest: str) -> HttpResponse:
        picture = customer_picture(
            business=request.door.business, customer_id=customer_id, digest=digest
        )
        answer = HttpResponse(picture.image, content_type="image/webp")
        patch_cache_control(answer, private=True, max_age=_YEAR, immutable=True)
        return answer


def person_typed(given: QueryDict, *, country: str, fmt: Formats) -> Person:
    """What is in the fields so far, half typed as it may be."""
    typed = {
        name: " ".join(str(value).replace("\0", "").split())[:200] for name, value in given.items()
    }
    phone = typed.get("phone", "")
    return Person(
        first_name=typed.get("first_name", ""),
        last_name=typed.get("last_name", ""),
        nickname=typed.get("nickname", ""),
        email=typed.get("email", ""),
        phone=e164(phone, country=country) or phone,
        birthday=_day(fmt, typed.get("birthday", "")),
    )


def _day(fmt: Formats, text: str) -> date | None:
    try:
        return fmt.parse_day(text)
    except ValueError:
        return None
