"""What would a busy salon's export look like, with this many customers?"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from regulars.rules.import_mapping import BookMapping
from regulars.rules.import_mapping_text import read_mapping

SEED = 20261122
_FIRST_DAY = date(2024, 1, 1)
_DAYS = 1000
_MEETINGS_EACH = 5

# First names, beginnings and ends of family names; which of them, how often.
_TONGUES: tuple[tuple[int, str, str, str], ...] = (
    (
        40,
        "Anna Lukas Jürg Käthe Björn Sören Ursula Matthias Zoë Heidi Reto Selina Beat Vreni Moritz",
        "Mül Schnei Fisch Web Mey Wag Beck Hof Schul Koch Bau Rich Wol Schrö Neu Zimmer Krü Lan",
        "ler der er mann bach berger hauser stein walder meister huber wyler egger brunner",
    ),
    (
        20,
        "Céline Élodie Jean-Luc François Noémie Aurélie Théo Chloé Gaëlle Loïc Maëva Benoît",
        "Du Le La Mar Ber Ro Fa Gar Mo Pe Che Bou Gi Re Si Va",
        "bois roux chard tin nard bert vre nier reau rin valier cher raud naud mon lois",
    ),
    (
        15,
        "Sean Aoife Owen Grace Oliver Amelia Harry Isla Jack Emily Siobhán Rhys",
        "O'Bri Mac Ash Wood Har Bright Nor Sut Lang Whit Stan Thorn Brad",
        "en donald ley ton field man well ford by worth ham son",
    ),
    (
        10,
        "Łukasz Zofia Ağa Çağlar İpek Đặng Nguyễn Žofie Jiří Ødegård Åse Þóra",
        "Kowal Wiśn Nowak Yıl Öz Şah Novo Svo Hor Tran Pham Sig",
        "ski iewski owska maz türk in tný boda ák văn thị urðsson",
    ),
    (
        8,
        "Анна Дмитрий Ольга Сергей Ирина Μαρία Γιώργος Ελένη",
        "Ива Пет Смир Куз Попо Παπα Νικο Γεωρ",
        "нов ров нова нецова ва δόπουλος λάου γίου",
    ),
    (7, "محمد فاطمة יוסף מרים 大輔 美咲 伟 芳 지훈 สมชาย", "ال בן 佐 田 王 李 김 ศรี", "حسن كهن 藤 中 明 娜 서연 สุข"),
)  # fmt: skip

MAPPING = """
name = "A large salon"
[[files]]
file = "customers.csv"
row = "customer"
columns = { number = "No", first_name = "First", last_name = "Last", email = "Mail", phone = "Phone", birthday = "Born", street = "Street", postal_code = "Zip", city = "Town" }
"""
MAPPING_OF_MEETINGS = """
[[files]]
file = "services.csv"
row = "service"
columns = { code = "Code", name = "Name", price = "Price" }
[[files]]
file = "bookings.csv"
row = "appointment"
columns = { customer = "Who", staff = "With", service = "For", date = "Day", time = "Time" }
[[files]]
file = "no-shows.csv"
row = "no_show"
columns = { customer = "Who", staff = "With", service = "For", date = "Day" }
[[files]]
file = "cancellations.csv"
row = "cancellation"
columns = { customer = "Who", staff = "With", service = "For", date = "Day", cancelled_on = "Told" }
[[files]]
file = "receipts.csv"
row = "payment"
columns = { customer = "Who", staff = "With", date = "Day", amount = "Sum", description = "What", reference = "No" }
"""


def write_book(folder: Path, *, customers: int, meetings: bool) -> BookMapping:
    """Write the files and say how to read them; the same files for the same numbers."""
    chance = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    head = ("No", "First", "Last", "Mail", "Phone", "Born", "Street", "Zip", "Town")
    _write(folder / "customers.csv", head, _customers(chance, customers))
    if meetings:
        _write_meetings(folder, chance, customers)
    return read_mapping(MAPPING + (MAPPING_OF_MEETINGS if meetings else ""))


def _write(path: Path, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)


def _customers(chance: random.Random, count: int) -> Iterator[tuple[object, ...]]:
    tongues = [
        (
            first.split(),
            ["".join(parts) for parts in product(begins.split(), ends.split())],
        )
        for _often, first, begins, ends in _TONGUES
    ]
    often = [tongue[0] for tongue in _TONGUES]
    for place in range(count):
        firsts, lasts = chance.choices(tongues, often)[0]
        first, last = chance.choice(firsts), chance.choice(lasts)
        if chance.random() < 0.1:
            last += f"-{chance.choice(lasts)}"
        has_address = chance.random() < 0.5
        yield (
            f"C{place:07}",
            first,
            last,
            f"mail{place}.{chance.randrange(100)}@example.ch" if chance.random() < 0.6 else "",
            _phone(chance) if chance.random() < 0.7 else "",
            date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
            if chance.random() < 0.5
            else "",
            f"Bahnhofstrasse {chance.randrange(1, 200)}" if has_address else "",
            chance.randrange(1000, 9999) if has_address else "",
            "Zürich" if has_address else "",
        )


def _phone(chance: random.Random) -> str:
    rest = f"{chance.randrange(10**7):07}"
    spaced = f"{rest[:3]} {rest[3:5]} {rest[5:]}"
    return chance.choice(
        (
            f"07{chance.choice('6789')} {spaced}",
            f"+41 7{chance.choice('6789')} {spaced}",
            f"044 {spaced}",
            f"004179{rest}",
            f"+49 151 {chance.randrange(10**8):08}",
            f"+33 6 12 {rest[:2]} {rest[2:4]} {rest[4:6]}",
        )
    )


def _write_meetings(folder: Path, chance: random.Random, customers: int) -> None:
    services = [(f"S{place}", f"Service {place}", 20 + 5 * place) for place in range(30)]
    staff = [f"Staff {place}" for place in range(20)]
    booked, missed, cancelled, paid = [], [], [], []
    for place in range(customers * _MEETINGS_EACH):
        # Skewed as life is: half of the bookings are those of an eighth of the customers.
        who = f"C{int(customers * chance.random() ** 3):07}"
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        code, _name, price = chance.choice(services)
        with_ = chance.choice(staff)
        time = f"{chance.randrange(8, 19):02}:{chance.choice(('00', '15', '30', '45'))}"
        booked.append((who, with_, code, day, time))
        ending = chance.random()
        if ending < 0.04:
            missed.append((who, with_, code, day))
        elif ending < 0.12:
            told = day - timedelta(days=chance.randrange(10))
            cancelled.append((who, with_, code, day, told))
        elif ending < 0.9:
            paid.append((who, with_, day, price, f"Service {code}", f"R{place}"))
    _write(folder / "services.csv", ("Code", "Name", "Price"), services)
    _write(folder / "bookings.csv", ("Who", "With", "For", "Day", "Time"), booked)
    _write(folder / "no-shows.csv", ("Who", "With", "For", "Day"), missed)
    _write(folder / "cancellations.csv", ("Who", "With", "For", "Day", "Told"), cancelled)
    _write(folder / "receipts.csv", ("Who", "With", "Day", "Sum", "What", "No"), paid)
