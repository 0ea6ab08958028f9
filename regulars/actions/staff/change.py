"""Change what is said about somebody who works here."""

from __future__ import annotations

from datetime import datetime

from regulars.actions.staff.definition import (
    LINES,
    StaffDefinition,
    account_for,
    must_be_theirs_to_give,
    must_keep_an_owner,
)
from regulars.actions.wholly import wholly
from regulars.kernel.actor import Actor
from regulars.kernel.tenant import Tenant
from regulars.records.audit import AuditEntry
from regulars.records.staff import StaffMember
from regulars.rules.permissions import Permission, Role


@wholly
def change_staff_member(
    *,
    business: Tenant,
    staff_member_id: int,
    definition: StaffDefinition,
    actor: Actor,
    at: datetime,
) -> None:
    """Write name, role, colour, column and sign-in; an emptied address ends the signing in.

    Raises WithoutName, NoAddress, SignsInAlready, LastOwner, Forbidden.
    """
    actor.must(Permission.MANAGE_STAFF, business)
    member = StaffMember.objects.of(business).locked().get(id=staff_member_id)
    must_be_theirs_to_give(actor, Role(member.role), definition.role)

    definition = definition.cleaned()
    if member.role == Role.OWNER and (definition.role is not Role.OWNER or not definition.email):
        must_keep_an_owner(business, member)
    account = account_for(definition, business=business, member_id=member.id, at=at)

    changes = _written(member, definition)
    if account != member.account:
        # The trail keeps no names, so it says that the sign-in changed and not to which address.
        changes["account_id"] = [member.account_id, account.id if account else None]
        member.account = account
    if not changes:
        return
    member.save(update_fields=list(changes))
    AuditEntry.objects.record(actor, "staff.changed", member, at=at, changes=changes)


def _written(member: StaffMember, definition: StaffDefinition) -> dict[str, list[object]]:
    changes: dict[str, list[object]] = {}
    for line in LINES:
        was, value = getattr(member, line), getattr(definition, line)
        if was != value:
            changes[line] = [was, value]
            setattr(member, line, value)
    return changes
