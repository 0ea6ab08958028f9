"""What does a business have before its first customer comes?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from regulars.records.accounts import Account
from regulars.records.businesses import Business, Location
from regulars.records.catalogue import Service
from regulars.records.customers import Tag
from regulars.records.fields import Field
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.answers import FieldKind
from regulars.rules.names import fold
from regulars.rules.permissions import Role

STAFF = 20
# Minutes, buffer, price in minor units; the first ones fit into half an hour with their buffer.
_SERVICES = (
    ("Touch-up", 30, 0, 6_000),
    ("Consultation", 20, 10, 0),
    ("Fringe", 15, 5, 2_500),
    ("Haircut", 45, 0, 7_800),
    ("Colour", 120, 15, 18_500),
    ("Tattoo session", 180, 30, 54_000),
    ("Laser", 30, 15, 22_000),
    ("Piercing", 40, 10, 9_500),
)
SHORT_SERVICES = 3
_TAGS = ("Regular", "VIP", "Newsletter", "Latex", "Cover-up", "Referred", "Sensitive", "Model")
_QUESTIONS = (
    ("Where on the body?", FieldKind.TEXT, []),
    ("How did you hear of us?", FieldKind.ONE_OF, ["Friends", "Instagram", "Passing by"]),
    ("First time?", FieldKind.YES_NO, []),
    ("Allergies", FieldKind.LONG_TEXT, []),
    ("Size in centimetres", FieldKind.NUMBER, []),
    ("Marketing", FieldKind.SEVERAL_OF, ["E-mail", "SMS", "Post"]),
)


@dataclass(frozen=True, slots=True)
class House:
    """A business with everything that its bookings point to."""

    business: Business
    account: Account
    staff: list[StaffMember]
    rooms: list[Room]
    services: list[Service]
    workshop: Service
    tags: list[Tag]
    fields: list[Field]


def build_house(slug: str, *, at: datetime, staff: int = STAFF) -> House:
    """A studio in Zürich with this many staff members, the first of them its owner."""
    opened_at = at - timedelta(days=9 * 365)
    business = Business.objects.create(
        slug=slug,
        name=f"Studio {slug.title()}",
        time_zone="Europe/Zurich",
        currency="CHF",
        country="CH",
        language="en",
        city="Zürich",
        staff_word="artist",
        created_at=opened_at,
    )
    location = Location.objects.create(business=business, name=business.name)
    account = Account.objects.create_user(
        f"owner@{slug}.example", None, name="Runa Brandt", language="en", created_at=opened_at
    )
    return House(
        business=business,
        account=account,
        staff=[_member(business, account, place) for place in range(staff)],
        rooms=[
            Room.objects.create(business=business, location=location, name=f"Room {number}")
            for number in range(1, 5)
        ],
        services=[
            Service.objects.create(
                business=business,
                name=name,
                duration_minutes=minutes,
                buffer_minutes=buffer,
                price_minor=price,
                position=place,
            )
            for place, (name, minutes, buffer, price) in enumerate(_SERVICES)
        ],
        workshop=Service.objects.create(
            business=business,
            name="Workshop",
            duration_minutes=120,
            price_minor=4_500,
            capacity=8,
            position=len(_SERVICES),
        ),
        tags=[Tag.objects.create(business=business, name=name, key=fold(name)) for name in _TAGS],
        fields=[
            Field.objects.create(
                business=business,
                label=label,
                kind=kind,
                options=options,
                position=place,
                created_at=opened_at,
            )
            for place, (label, kind, options) in enumerate(_QUESTIONS)
        ],
    )


def _member(business: Business, account: Account, place: int) -> StaffMember:
    is_owner = place == 0
    return StaffMember.objects.create(
        business=business,
        account=account if is_owner else None,
        name="Runa Brandt" if is_owner else f"Artist {place}",
        role=Role.OWNER if is_owner else Role.STAFF,
        sees_contact_data=is_owner,
        hue=place % 10 + 1,
        position=place,
    )
