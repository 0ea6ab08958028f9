"""What do the demo's studio and salon offer, for how long and for how much?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.records.businesses import Business
from regulars.records.catalogue import Service


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a price list; `key` is what the demo's stories call it."""

    key: str
    category: str
    name: str
    minutes: int
    price: int  # minor units
    buffer: int = 0
    capacity: int = 1
    gap_after: int = 0
    gap: int = 0
    description: str = ""
    is_active: bool = True


STUDIO = (
    Item(
        "consultation",
        "Consultations",
        "Consultation",
        30,
        0,
        description="Idea, placement, price.",
    ),
    Item("small", "Tattoo", "Small tattoo, 1 h", 60, 18_000, buffer=15),
    Item("lettering", "Tattoo", "Fine-line lettering, 1 h", 60, 20_000, buffer=15),
    Item("two", "Tattoo", "Tattoo session, 2 h", 120, 36_000, buffer=15),
    Item("four", "Tattoo", "Tattoo session, 4 h", 240, 72_000, buffer=30),
    Item("day", "Tattoo", "Full-day session, 6 h", 360, 105_000, buffer=30),
    Item("cover", "Tattoo", "Cover-up session, 3 h", 180, 57_000, buffer=30),
    Item(
        "touch-up",
        "Tattoo",
        "Touch-up",
        45,
        0,
        buffer=15,
        description="Free within a year of the last session.",
    ),
    Item(
        "flash",
        "Flash days",
        "Flash day, mini tattoo",
        120,
        12_000,
        capacity=6,
        description="Choose from the sheet, first come, first served.",
    ),
    Item("aftercare", "Care", "Aftercare check", 30, 0),
    Item("laser", "Laser", "Laser, small area", 30, 15_000, buffer=15),
    Item("laser-large", "Laser", "Laser, large area", 45, 26_000, buffer=15),
    Item("ear", "Piercing", "Ear piercing", 30, 9_000),
    Item("nose", "Piercing", "Nose piercing", 30, 8_000),
    Item("jewellery", "Piercing", "Jewellery change", 30, 2_500),
    Item("microblading", "Care", "Microblading", 120, 42_000, is_active=False),
)
SALON = (
    Item("femme", "Coupes", "Coupe femme", 60, 5_200),
    Item("homme", "Coupes", "Coupe homme", 30, 2_900),
    Item("enfant", "Coupes", "Coupe enfant", 30, 2_100),
    Item("brushing", "Coiffage", "Brushing", 30, 2_800),
    Item("couleur", "Couleur", "Couleur et coupe", 120, 9_800, buffer=15, gap_after=45, gap=30),
    Item("balayage", "Couleur", "Balayage", 150, 13_500, buffer=15, gap_after=60, gap=45),
    Item("soin", "Soins", "Soin profond", 30, 3_500),
    Item("chignon", "Coiffage", "Chignon de mariée", 90, 12_000, buffer=15),
    Item("atelier", "Ateliers", "Atelier coiffage", 90, 3_900, capacity=5),
)


def print_list(business: Business, items: tuple[Item, ...]) -> dict[str, Service]:
    """Write the price list and return the services by their keys."""
    services = {
        item.key: Service(
            business=business,
            name=item.name,
            category=item.category,
            description=item.description,
            duration_minutes=item.minutes,
            buffer_minutes=item.buffer,
            gap_after_minutes=item.gap_after,
            gap_minutes=item.gap,
            price_minor=item.price,
            capacity=item.capacity,
            is_active=item.is_active,
            position=position,
        )
        for position, item in enumerate(items)
    }
    Service.objects.bulk_create(services.values())
    return services
