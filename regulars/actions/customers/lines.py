"""Which lines of a customer can be filled in, and what happens to each when it is?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regulars.actions.customers.search_index import set_search_columns
from regulars.kernel.actor import Actor
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.customers import Customer, CustomerPicture, CustomerTag, Tag
from regulars.rules.names import fold

Changes = dict[str, list[str]]


class Nameless(Refused):
    """Nothing says who this is."""

    code = "nameless"
    sentence = _("Give a first name, a last name, a nickname or a company.")


class NumberTaken(Refused):
    """Another customer has this customer number."""

    code = "number_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLines:
    """What is known of a customer; "" and None are lines that are not filled in.

    `phone` is E.164, `country` two letters, `language` one of the product's.
    """

    number: str = ""
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    pronouns: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    birthday: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""

    @property
    def has_name(self) -> bool:
        """Whether anything says who this is; a customer number does so where it came in alone."""
        return any((self.first_name, self.last_name, self.nickname, self.company, self.number))


def fill_in(customer: Customer, lines: CustomerLines, *, actor: Actor, at: datetime) -> Changes:
    """Set the lines and where each changed one came from; return the changes. Saves nothing."""
    if not lines.has_name:
        raise Nameless
    changes: Changes = {}
    origin = {"kind": str(actor.kind), "id": actor.id, "at": at.isoformat()}
    for name, value in asdict(lines).items():
        before = getattr(customer, name)
        if before == value:
            continue
        changes[name] = [_stored(before), _stored(value)]
        setattr(customer, name, value)
        customer.origins.pop(name, None)
        if value:
            customer.origins[name] = origin
    set_search_columns(customer)
    return changes


def save_with_number(customer: Customer) -> None:
    """Save, or raise NumberTaken naming who has the customer number already."""
    try:
        with transaction.atomic():
            customer.save()
    except IntegrityError:
        others = Customer.objects.filter(business_id=customer.business_id, number=customer.number)
        holder = others.exclude(pk=customer.pk).first() if customer.number else None
        if holder is None:
            raise
        sentence = gettext("The customer number %(number)s belongs to %(name)s. Choose another.")
        raise NumberTaken(sentence % {"number": customer.number, "name": holder.name}) from None


def set_tags(*, business: Tenant, customer: Customer, names: Sequence[str]) -> Changes:
    """Give the customer exactly these tags, making new ones; VIP and vip are one tag."""
    links = CustomerTag.objects.of(business).filter(customer=customer)
    present = {link.tag.key: link for link in links.select_related("tag").order_by("id")}
    wanted = {_key(name): name for name in reversed(names)}
    if set(wanted) == set(present):
        return {}
    before = [link.tag.name for link in present.values()]
    gone = [link.id for key, link in present.items() if key not in wanted]
    CustomerTag.objects.of(business).filter(id__in=gone).delete()
    for key in [_key(name) for name in names]:
        if key not in present:
            tag, _made = Tag.objects.get_or_create(
                business_id=business.id, key=key, defaults={"name": wanted[key]}
            )
            present[key] = CustomerTag.objects.create(
                business_id=business.id, customer=customer, tag=tag
            )
    after = [link.tag.name for key, link in present.items() if key in wanted]
    return {"tags": [", ".join(before), ", ".join(after)]}


def set_picture(
    *, business: Tenant, customer: Customer, image: bytes | None, at: datetime
) -> Changes:
    """Keep a small picture (actions/customers/picture.py); b"" takes it away, None leaves it."""
    if image is None:
        return {}
    pictures = CustomerPicture.objects.of(business).filter(customer=customer)
    before = pictures.values_list("digest", flat=True).first() or ""
    digest = hashlib.sha256(image).hexdigest() if image else ""
    if digest == before:
        return {}
    pictures.delete()
    if image:
        CustomerPicture.objects.create(
            business_id=business.id, customer=customer, image=image, digest=digest, changed_at=at
        )
    return {"picture": [before, digest]}


def _key(name: str) -> str:
    # A tag may be a sign alone; then it is its own key.
    return (fold(name) or name.casefold())[:40]


def _stored(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""
