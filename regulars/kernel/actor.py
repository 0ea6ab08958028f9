"""Who does something: always passed in, never fetched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from regulars.kernel.refusal import Refused
from regulars.kernel.tenant import Tenant
from regulars.rules.permissions import Permission, Role, Scope, may, may_by_scopes


class Forbidden(Refused):
    """The actor's role does not allow this, or the actor belongs to another business."""

    code = "forbidden"
    sentence = _("Your role does not allow this. Ask the owner of the business.")


class ActorKind(StrEnum):
    STAFF = "staff"
    CUSTOMER = "customer"
    TOKEN = "token"
    IMPORT = "import"
    CLOCK = "clock"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A staff member, a customer by link, a token, an import, the clock or the operator.

    The audit trail keeps `kind` and `id`, never a name.
    """

    kind: ActorKind
    business_id: int
    id: int | None = None
    role: Role | None = None
    sees_contact_data: bool = False
    scopes: frozenset[Scope] = frozenset()

    @classmethod
    def clock(cls, business: Tenant) -> Actor:
        """The actor of everything that happens by itself."""
        return cls(kind=ActorKind.CLOCK, business_id=business.id)

    @classmethod
    def importing(cls, business: Tenant, import_id: int | None = None) -> Actor:
        """The actor of rows that came in from a file."""
        return cls(kind=ActorKind.IMPORT, business_id=business.id, id=import_id)

    @classmethod
    def operator(cls, business: Tenant) -> Actor:
        """Whoever runs the installation, at its console."""
        return cls(kind=ActorKind.OPERATOR, business_id=business.id)

    @classmethod
    def program(cls, business: Tenant, token_id: int, scopes: frozenset[Scope]) -> Actor:
        """A program with a token, which may what its scopes say."""
        return cls(kind=ActorKind.TOKEN, business_id=business.id, id=token_id, scopes=scopes)

    @property
    def staff_id(self) -> int | None:
        return self.id if self.kind is ActorKind.STAFF else None

    def may(self, permission: Permission) -> bool:
        """Whether this actor may do that in the own business."""
        if self.role is not None:
            return may(self.role, permission, contact_data=self.sees_contact_data)
        if self.kind is ActorKind.TOKEN:
            return may_by_scopes(self.scopes, permission)
        return self.kind in (ActorKind.IMPORT, ActorKind.CLOCK, ActorKind.OPERATOR)

    def must(self, permission: Permission, business: Tenant) -> None:
        """Raise `Forbidden` unless the actor belongs to `business` and may do that there."""
        if business.id != self.business_id or not self.may(permission):
            raise Forbidden
