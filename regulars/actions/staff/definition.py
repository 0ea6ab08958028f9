"""What is said about somebody who works here, and who may say it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from regulars.kernel.actor import Actor, Forbidden
from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.records.accounts import Account
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Role

LINES = ("name", "role", "hue", "takes_bookings", "sees_contact_data")


class WithoutName(Refused):
    """Everybody is called something."""

    code = "staff_without_name"
    sentence = _("Write the name.")


class NoAddress(Refused):
    """What was typed is no e-mail address."""

    code = "staff_no_address"
    sentence = _("This is no e-mail address. Check how it is written.")


class SignsInAlready(Refused):
    """The address belongs to somebody else in the same team."""

    code = "staff_signs_in_already"
    sentence = _("Somebody else in this team signs in with this address.")


class LastOwner(Refused):
    """A business without an owner could not be run by anybody."""

    code = "last_owner"
    sentence = _("This is the only owner. Make somebody else an owner first.")


@dataclass(frozen=True, slots=True)
class StaffDefinition:
    """A staff member as the business wants it; without an e-mail address they never sign in."""

    name: str
    role: Role
    hue: int = 1
    takes_bookings: bool = True
    sees_contact_data: bool = False
    email: str = ""

    def cleaned(self) -> StaffDefinition:
        """The same without stray spaces. Raises WithoutName, NoAddress."""
        name = " ".join(self.name.split())
        if not name:
            raise WithoutName
        email = self.email.strip().lower()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise NoAddress from None
        return replace(self, name=name, email=email)


def must_be_theirs_to_give(actor: Actor, *roles: Role) -> None:
    """Raise Forbidden where an owner is made or changed by anybody but an owner."""
    may = actor.role in (None, Role.OWNER)
    if Role.OWNER in roles and not may:
        raise Forbidden


def must_keep_an_owner(business: Tenant, member: StaffMember) -> None:
    """Raise LastOwner if nobody else owns the business; holds the owners' rows."""
    owners = StaffMember.objects.of(business).working().filter(role=Role.OWNER)
    if not any(owner.id != member.id for owner in owners.locked().order_by("id")):
        raise LastOwner


def account_for(
    definition: StaffDefinition, *, business: Tenant, member_id: int | None, at: datetime
) -> Account | None:
    """The account of that address, a new one without a password, or none.

    Who has a new one sets the password by "forgotten password". Raises SignsInAlready.
    """
    if not definition.email:
        return None
    account = Account.objects.filter(email=definition.email).first()
    if account is None:
        account = Account.objects.create_user(
            definition.email, None, name=definition.name, created_at=at
        )
    same = StaffMember.objects.of(business).filter(account=account)
    if any(other.id != member_id for other in same):
        raise SignsInAlready
    return account
