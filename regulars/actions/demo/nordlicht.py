"""Who is Nordlicht Tattoo in Zürich? The house in which the demo's larger half takes place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from regulars.actions.businesses.open import open_business
from regulars.actions.demo.house import Artist, House
from regulars.actions.demo.price_lists import STUDIO, print_list
from regulars.records.accounts import Account
from regulars.records.businesses import Business, Location
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role
from regulars.rules.plans import Plan

EMAIL = "runa@nordlicht.example"
PASSWORD = "nordlicht"

_TATTOOS = frozenset(
    {"consultation", "small", "lettering", "two", "four", "day", "cover", "touch-up", "aftercare"}
)
_PIERCINGS = frozenset({"ear", "nose", "jewellery"})
_LASER = frozenset({"consultation", "laser", "laser-large"})
_TUESDAY_TO_SATURDAY = frozenset({1, 2, 3, 4, 5})
_HOURS = {0: (720, 1140)} | dict.fromkeys(range(1, 5), (600, 1140)) | {5: (600, 1080)}
# New Year, Berchtold, Labour Day, National Day, Christmas, Saint Stephen.
_HOLIDAYS = frozenset({(1, 1), (1, 2), (5, 1), (8, 1), (12, 25), (12, 26)})
# Good Friday, Easter Monday, Whit Monday.
_EASTER = frozenset({-2, 1, 50})


def open_nordlicht(*, at: datetime) -> House:
    """Open the studio with its people, chairs and price list; it stands since 2018."""
    opened_at = at - timedelta(days=365 * 8 + 100)
    business = open_business(
        slug="nordlicht",
        name="Nordlicht Tattoo",
        time_zone="Europe/Zurich",
        currency="CHF",
        country="CH",
        language="en",
        plan=Plan.EXPERT_SHOP,
        staff_word="artist",
        notice=timedelta(hours=48),
        owner_name="Runa Brandt",
        owner_email=EMAIL,
        owner_password=None,
        at=opened_at,
    )
    business.is_demo, business.city = True, "Zürich"
    business.save()
    Location.objects.of(business).update(address="Ankerstrasse 24, 8004 Zürich")
    runa = StaffMember.objects.of(business).get()
    runa.hue = 2
    runa.save()
    team = [runa, *_team(business)]
    give_accounts(team, PASSWORD, domain="nordlicht.example", language="en", at=opened_at)
    chairs = [Room(business=business, name=f"Chair {number}") for number in (1, 2, 3, 4)]
    Room.objects.bulk_create(chairs)
    return House(
        business=business,
        zone=ZoneInfo(business.time_zone),
        artists=_artists(team, chairs, today=at.astimezone(ZoneInfo(business.time_zone)).date()),
        front_desk=team[-1],
        services=print_list(business, STUDIO),
        hours=_HOURS,
        holidays=_HOLIDAYS,
        easter_holidays=_EASTER,
    )


def _team(business: Business) -> list[StaffMember]:
    team = [
        StaffMember(business=business, name="Jonas Wyss", hue=4, position=1),
        StaffMember(
            business=business,
            name="Matteo Riva",
            role=Role.MANAGER,
            hue=7,
            position=2,
            sees_contact_data=True,
        ),
        StaffMember(
            business=business, name="Noor Haddad", hue=9, position=3, sees_contact_data=True
        ),
        StaffMember(
            business=business,
            name="Nadia Keller",
            role=Role.FRONT_DESK,
            hue=5,
            position=4,
            sees_contact_data=True,
            takes_bookings=False,
        ),
    ]
    return StaffMember.objects.bulk_create(team)


def give_accounts(
    team: list[StaffMember], password: str, *, domain: str, language: str, at: datetime
) -> None:
    """Let everybody of a demo team sign in as first name @ domain, all with the same password."""
    hashed = make_password(password)
    for member in team:
        email = f"{member.name.split()[0].lower().replace('é', 'e')}@{domain}"
        account, _ = Account.objects.update_or_create(
            email=email,
            defaults={"password": hashed, "name": member.name, "language": language},
            create_defaults={
                "password": hashed,
                "name": member.name,
                "language": language,
                "created_at": at,
            },
        )
        member.account = account
        member.save()


def _artists(team: list[StaffMember], chairs: list[Room], *, today: date) -> tuple[Artist, ...]:
    long_ago = date(2018, 1, 1)
    runa, jonas, matteo, noor = team[:4]
    return (
        Artist(
            runa,
            chairs[0],
            _TUESDAY_TO_SATURDAY,
            long_ago,
            frozenset({7, 30, 31, 52}),
            _TATTOOS,
            34,
        ),
        Artist(
            jonas,
            chairs[1],
            _TUESDAY_TO_SATURDAY - {2},
            long_ago,
            frozenset({8, 32, 33, 52}),
            _TATTOOS | _PIERCINGS,
            26,
        ),
        Artist(
            matteo,
            chairs[2],
            frozenset({0, 1, 3, 4, 5}),
            today - timedelta(days=950),
            frozenset({6, 33, 34}),
            _TATTOOS,
            26,
        ),
        Artist(
            noor,
            chairs[3],
            frozenset({0, 2, 3, 4, 5}),
            today - timedelta(days=640),
            frozenset({5, 28, 29}),
            _TATTOOS | _PIERCINGS | _LASER,
            24,
        ),
    )
