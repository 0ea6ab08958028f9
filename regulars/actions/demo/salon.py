"""Who is Salon Lumière in Lyon? The second demo business, which shares nothing with the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from regulars.actions.businesses.open import open_business
from regulars.actions.demo import clerk
from regulars.actions.demo.afterthoughts import leave_traces, sell_over_the_counter
from regulars.actions.demo.clerk import hold_times
from regulars.actions.demo.community import Community
from regulars.actions.demo.crowd import newcomer
from regulars.actions.demo.draft import Draft, Progress
from regulars.actions.demo.fates import USUAL, draw
from regulars.actions.demo.fates import tell as tell_fate
from regulars.actions.demo.flash_days import fill, flash_days
from regulars.actions.demo.house import Artist, Diary, House
from regulars.actions.demo.nordlicht import give_accounts
from regulars.actions.demo.price_lists import SALON, print_list
from regulars.actions.demo.script import put_tags
from regulars.actions.demo.studio import Studio
from regulars.actions.demo.weeks import number_places, open_hours, write_breaks
from regulars.actions.demo.words import NOTES_FRENCH, SOLD_FRENCH
from regulars.records.customers import Customer, Tag
from regulars.records.notes import Note
from regulars.records.schedule import Room
from regulars.records.staff import StaffMember
from regulars.rules.appointment_status import CANCELLED, Status
from regulars.rules.plans import Plan

EMAIL = "celine@lumiere.example"
PASSWORD = "lumiere-demo"

_SEED = 69001
_YEAR = timedelta(days=365)
_HORIZON = timedelta(days=42)
_CUSTOMERS = 150
_LYON = Community(
    weight=1,
    language="fr",
    women="Camille,Manon,Léonie,Brigitte,Sylvie,Nathalie,Aïcha,Françoise,Élise,Maëva,Jeanne,Zohra,"
    "Bérengère,Océane,Monique,Lucille,Anne-Sophie,Odile,Fatoumata,Thérèse",
    men="Julien,Pierre,Gaël,Mohamed,Rémy,Jean-Yves,Lucas,Noël,Ibrahim,Cyprien,Édouard,Antonin",
    surnames="Martin,Bernard,Perrin,Chevalier,Blanchard,Berthet,Vallon,Guichard,Benali,Fayolle,Besson,"
    "Meunier,Dupré,L'Hermitte,Traoré,Collomb,Gonzalez,Berger,Poncet,Nguyen,Charvet,Thévenet,Roux",
    calling="+3367#######",
)
# Labour Day, Victory, National Day, Assumption, All Saints, Armistice, Christmas, New Year.
_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
_EASTER = frozenset({1, 39, 50})
_EVERYTHING = frozenset(item.key for item in SALON)


@dataclass(frozen=True, slots=True)
class _Habit:
    """What somebody always takes, and after how many days again."""

    service: str
    every: int


_HABITS_OF_WOMEN = (
    _Habit("femme", 49),
    _Habit("femme", 63),
    _Habit("couleur", 42),
    _Habit("couleur", 56),
    _Habit("balayage", 98),
    _Habit("brushing", 14),
    _Habit("soin", 70),
)
_HABITS_OF_MEN = (_Habit("homme", 28), _Habit("homme", 35), _Habit("homme", 49))


def tell(at: datetime, progress: Progress) -> Draft:
    """Open the salon and tell its year."""
    house = _open(at)
    open_hours(house, at=at)
    progress(house.business.name, 0.0)
    studio = Studio(house, Diary(house), Draft(house.business), Random(_SEED), at)
    since = studio.today - _YEAR
    sessions = flash_days(
        studio,
        artist=house.artist("Manon"),
        service=house.services["atelier"],
        titles=("tresses", "chignons express", "boucles sans chaleur"),
        since=since,
    )
    tags: dict[str, Tag] = {}
    for _ in range(_CUSTOMERS):
        _tell_of_customer(studio, since, tags)
    for session in sessions:
        fill(studio, session, studio.draft.of(Customer), price=session.service.price_minor)
    sell_over_the_counter(studio, since=since, goods=SOLD_FRENCH, per_day=0.3)
    leave_traces(studio)
    number_places(studio)
    hold_times(studio)
    write_breaks(studio, lunch="Déjeuner", away="Congés")
    return studio.draft


def _open(at: datetime) -> House:
    opened_at = at - timedelta(days=500)
    business = open_business(
        slug="lumiere",
        name="Salon Lumière",
        time_zone="Europe/Paris",
        currency="EUR",
        country="FR",
        language="fr",
        plan=Plan.SHOP,
        staff_word="stylist",
        notice=timedelta(hours=24),
        owner_name="Céline Moreau",
        owner_email=EMAIL,
        owner_password=None,
        at=opened_at,
    )
    business.is_demo, business.city = True, "Lyon"
    business.save()
    team = [
        StaffMember.objects.of(business).get(),
        *StaffMember.objects.bulk_create(
            [
                StaffMember(business=business, name="Manon Girard", hue=6, position=1),
                StaffMember(business=business, name="Théo Lambert", hue=8, position=2),
            ]
        ),
    ]
    give_accounts(team, PASSWORD, domain="lumiere.example", language="fr", at=opened_at)
    seats = Room.objects.bulk_create(
        [Room(business=business, name=f"Fauteuil {number}") for number in (1, 2, 3)]
    )
    week = frozenset({1, 2, 3, 4, 5})
    return House(
        business=business,
        zone=ZoneInfo(business.time_zone),
        artists=tuple(
            Artist(
                member, seat, week - {off}, date(2020, 1, 1), frozenset({32, 33}), _EVERYTHING, 1
            )
            for member, seat, off in zip(team, seats, (1, 2, 3), strict=True)
        ),
        front_desk=team[0],
        services=print_list(business, SALON),
        hours=dict.fromkeys((1, 2, 3, 4), (540, 1140)) | {5: (540, 1080)},
        holidays=_HOLIDAYS,
        easter_holidays=_EASTER,
    )


def _tell_of_customer(studio: Studio, since: date, tags: dict[str, Tag]) -> None:
    rng = studio.rng
    day = since + timedelta(days=int(365 * rng.random() ** 1.6))
    name = _LYON.someone(rng)
    customer = newcomer(studio, name, _LYON, at=studio.hour(day))
    customer.street = customer.postal_code = customer.city = customer.country = ""
    customer.origins.pop("street", None)
    habit = rng.choice(_HABITS_OF_WOMEN if name.is_woman else _HABITS_OF_MEN)
    artist = rng.choice(studio.house.artists)
    visits = 0
    while day <= studio.today + _HORIZON and _visit(studio, customer, artist, habit, day):
        visits += 1
        day += timedelta(days=round(habit.every * rng.uniform(0.8, 1.3)))
        if rng.random() < 0.08:
            break
    if visits >= 6:
        put_tags(studio, tags, customer, "Fidèle")
    if visits and rng.random() < 0.25:
        studio.draft.add(
            Note,
            customer=customer,
            author=artist.member,
            body=rng.choice(NOTES_FRENCH),
            created_at=customer.created_at + timedelta(hours=2),
            is_pinned=rng.random() < 0.3,
        )


def _visit(studio: Studio, customer: Customer, artist: Artist, habit: _Habit, day: date) -> bool:
    """One visit; False when there is no room, or when it would be booked only later."""
    service = studio.house.services[habit.service]
    minutes = service.duration_minutes + service.buffer_minutes
    place = studio.diary.find(artist, day, minutes, studio.rng)
    if place is None:
        return False
    booked_at = studio.hour(place.day - studio.days(3, 30))
    if booked_at >= studio.at:
        return False
    customer.created_at = min(customer.created_at, booked_at)
    customer.changed_at = customer.created_at
    fate = draw(studio, USUAL, booked_at=booked_at, starts_at=place.starts_at)
    if fate is Status.CANCELLED_BY_NOTIFICATION:
        # The salon's plan has no deposit reminders.
        fate = Status.COMPLETED
    if fate not in CANCELLED:
        studio.diary.take(artist, place.day, place.minute, minutes)
    by = customer if studio.chance(0.5) else artist.member
    appointment = clerk.book(
        studio, customer, artist, service, place.starts_at, booked_at=booked_at, by=by
    )
    tell_fate(studio, appointment, fate, None)
    return True
