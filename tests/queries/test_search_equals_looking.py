"""The search finds exactly whom looking at everybody finds, in every script and after every change."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulars.actions.customers.archive import archive_customer, bring_back_customer
from regulars.actions.customers.change import change_customer
from regulars.actions.customers.lines import CustomerLines
from regulars.actions.customers.register import register_customer
from regulars.actions.customers.search_index import index_names, set_search_columns
from regulars.kernel.actor import Actor
from regulars.queries.customer_filters import Show
from regulars.records.businesses import Business
from regulars.records.customers import Customer
from regulars.records.many import insert_many
from regulars.rules.permissions import Role
from regulars.rules.search_query import Match
from tests import make
from tests.cast import acting
from tests.make import NOW
from tests.queries.looking_at_everybody import agree, match_of

# Few letters of each script, so that names meet.
SCRIPTS = (
    "abemnorü", "aeilnrsß", "jłóżckéøæ", "anе'’-o", "оленаїшё", "γιάνηςόπ", "محمدالأـ", "שלוםיָ",
    "अनिता्मी", "สมชายิ้", "小明王李美", "김민수지", "かなたナカ", "🔥🌹a", "đặnthịươ", "ﬁＡIİıß",
)  # fmt: skip
MAILS = ("example.ch", "mail.example.co.uk", "web.de", "x.org")
_number = count(1)


def _word(random: Random, letters: str) -> str:
    # Some are capitals, some stand beyond what is indexed of a word or of a name.
    length = random.choice((1, 2, 3, 4, 5, 6, 7, 9)) if random.random() < 0.98 else 70
    word = "".join(random.choices(letters, k=length))
    return word.title() if random.random() < 0.5 else word


def _name(random: Random) -> str:
    letters = random.choice(SCRIPTS[: random.choice((2, len(SCRIPTS)))])
    words = random.choice((1, 1, 2, 3)) if random.random() < 0.98 else 30
    return random.choice(" -")[:1].join(_word(random, letters) for _ in range(words))[:110]


def _person(random: Random, number: int) -> dict[str, str]:
    ascii_part = ["anna", "otto", "x", "bo-li", "j_r", "li..x", f"p{number}"]
    email = ".".join(random.sample(ascii_part, random.choice((1, 2))))
    phone = random.choice(("+4179", "+4144", "+353", "+39061"))
    return {
        "first_name": _name(random) if random.random() < 0.9 else "",
        "last_name": _name(random) if random.random() < 0.9 else "",
        "nickname": _name(random)[:80] if random.random() < 0.3 else "",
        "company": _name(random) if random.random() < 0.2 else "",
        "number": f"{random.choice(('', 'K ', 'an'))}{number}" if random.random() < 0.4 else "",
        "email": f"{email}@{random.choice(MAILS)}" if random.random() < 0.5 else "",
        "phone": phone + "".join(random.choices("0123", k=7)) if random.random() < 0.5 else "",
    }


def _crowd(business: Business, random: Random, size: int) -> list[Customer]:
    people = [_person(random, next(_number)) for _ in range(size)]
    crowd = [
        Customer(
            business=business,
            created_at=NOW,
            changed_at=NOW,
            archived_at=NOW if random.random() < 0.1 else None,
            **(person | {"company": person["company"] or f"Co {place}"}),
        )
        for place, person in enumerate(people)
    ]
    for customer in crowd:
        set_search_columns(customer)
    insert_many(crowd, give_ids=True)
    index_names(business=business, customers=crowd, are_new=True)
    return crowd


def _typed(random: Random, customer: Customer) -> str:
    """What somebody would type for this customer, or for nobody."""
    names = f"{customer.first_name} {customer.last_name} {customer.nickname}".split() or ["a"]
    random.shuffle(names)
    ways: tuple[Callable[[], str], ...] = (
        lambda: f"{customer.first_name} {customer.last_name}",
        lambda: random.choice((customer.nickname, customer.company, customer.number)),
        lambda: names[0][: random.randint(1, 5)],
        lambda: " ".join(name[: random.randint(1, 6)] for name in names[:2]),
        lambda: names[0][random.randint(0, 2) :][: random.randint(1, 4)],
        lambda: " ".join(name[random.randint(0, 1) :][:3] for name in names[:3]),
        lambda: _slip(random, names[0]),
        lambda: f"{names[-1][:3]} {_slip(random, names[0])}",
        lambda: _written(random, customer.phone),
        lambda: _mailed(random, customer.email),
        lambda: "".join(random.choices("ab @.+-0123%_\\*\0🔥é\ud800", k=random.randint(1, 9))),
    )
    return random.choice(ways)()


def _slip(random: Random, word: str) -> str:
    place = random.randint(0, max(len(word) - 1, 0))
    before, here, behind = word[:place], word[place : place + 1], word[place + 1 :]
    return random.choice(
        (before + behind, before + here + here + behind, f"{before}x{behind}",
         before + behind[:1] + here + behind[1:])
    )  # fmt: skip


def _written(random: Random, phone: str) -> str:
    at_home = phone[3:]
    written = random.choice(
        (phone, f"00{phone[1:]}", f"0{at_home}", f"(0{at_home[:2]}) {at_home[2:]}", phone[-4:],
         phone[:3] + " (0)" + at_home, f"{phone[:3]}-{at_home[:3]}", f"0{at_home[:4]}",
         at_home[:4], phone[-7:-4] + " " + phone[-4:], phone[1:])
    )  # fmt: skip
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return written.translate(arabic) if random.random() < 0.2 else written


def _mailed(random: Random, email: str) -> str:
    local, _, domain = email.partition("@")
    return random.choice(
        (email, email.upper(), local, f"@{domain}", domain, domain[:4], email[: len(local) + 3],
         local.rpartition(".")[2], f".{domain.partition('.')[2]}", email[1:])
    )  # fmt: skip


# An example fills a book and asks it sixteen times, so a third of the usual number says as much.
_often = settings(
    max_examples=settings().max_examples // 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_often
@given(seed=st.integers(0, 2**32), size=st.sampled_from([3, 20, 120]))
def test_names_of_every_script_are_found_as_by_looking_at_everybody(
    db: None, seed: int, size: int
) -> None:
    random = Random(seed)
    business = make.business(f"crowd-{next(_number)}")
    crowd = _crowd(business, random, size)

    for _ in range(8):
        typed = _typed(random, random.choice(crowd))
        agree(business, typed)
        agree(business, typed, Show.ARCHIVED)


@_often
@given(typed=st.text(max_size=30), seed=st.integers(0, 3))
def test_any_text_is_answered_as_by_looking_at_everybody(db: None, typed: str, seed: int) -> None:
    business = make.business(f"crowd-{next(_number)}")
    _crowd(business, Random(seed), 10)

    agree(business, typed)


def _register(business: Business, random: Random, owner: Actor) -> None:
    lines = CustomerLines(**(_person(random, next(_number)) | {"company": "Co"}))
    register_customer(business=business, lines=lines, actor=owner, at=NOW)


def _rename(business: Business, random: Random, owner: Actor) -> None:
    customer = random.choice(list(Customer.objects.of(business)))
    change_customer(
        business=business,
        customer_id=customer.id,
        lines=CustomerLines(**(_person(random, next(_number)) | {"company": "Co"})),
        tags=(),
        version=customer.changed_at,
        actor=owner,
        at=NOW,
    )


def _archive(business: Business, random: Random, owner: Actor) -> None:
    customer = random.choice(list(Customer.objects.of(business)))
    act = archive_customer if random.random() < 0.6 else bring_back_customer
    act(business=business, customer_id=customer.id, actor=owner, at=NOW)


@_often
@given(seed=st.integers(0, 2**32))
def test_every_change_is_found_at_once(db: None, seed: int) -> None:
    random = Random(seed)
    business = make.business(f"crowd-{next(_number)}")
    crowd = _crowd(business, random, 5)
    owner = acting(make.staff(business, "Runa", Role.OWNER))

    for _ in range(4):
        random.choice((_register, _rename, _rename, _archive))(business, random, owner)
        known = random.choice([*crowd, *Customer.objects.of(business)])
        agree(business, _typed(random, known))
        agree(business, _typed(random, known), Show.ARCHIVED)


def test_looking_at_everybody_tells_the_ways_apart(db: None) -> None:
    anna = Customer(
        first_name="Anna Maria", last_name="Müller", nickname="Nana", number="K 1042",
        email="anna.mueller@mail.example.org", phone="+41791234567",
    )  # fmt: skip

    assert {typed: match_of(anna, typed) for typed in (
        "muller anna maria", "nana", "1042 k", "muller an", "mar mu", "ulle", "mulelr", "petra",
        "079 123 45 67", "4567", "079 1", "123 45", "mueller@", "@mail.ex", "example", "org",
    )} == {
        "muller anna maria": Match.WHOLE, "nana": Match.WHOLE, "1042 k": Match.WHOLE,
        "muller an": Match.BEGINS, "mar mu": Match.WORDS, "ulle": Match.INSIDE,
        "mulelr": Match.SLIP, "petra": None, "079 123 45 67": Match.WHOLE, "4567": Match.BEGINS,
        "079 1": Match.BEGINS, "123 45": None, "mueller@": Match.BEGINS, "@mail.ex": Match.BEGINS,
        "example": Match.BEGINS, "org": None,
    }  # fmt: skip
