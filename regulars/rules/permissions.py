"""Who may do what?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType


class Role(StrEnum):
    """What a person is in one business (PRODUCT.md 10.2)."""

    OWNER = "owner"
    MANAGER = "manager"
    FRONT_DESK = "front_desk"
    STAFF = "staff"
    GUEST = "guest"


class Permission(StrEnum):
    """What a view or an action can ask for."""

    SEE_CUSTOMERS = "see_customers"
    SEE_CONTACT_DATA = "see_contact_data"
    EDIT_CUSTOMERS = "edit_customers"
    ARCHIVE_CUSTOMERS = "archive_customers"
    WRITE_NOTES = "write_notes"
    SEE_CATALOGUE = "see_catalogue"  # services, and who works here
    SEE_APPOINTMENTS = "see_appointments"
    # Without it, the permissions about appointments reach one's own column only.
    REACH_ALL_CALENDARS = "reach_all_calendars"
    BOOK_APPOINTMENTS = "book_appointments"
    EDIT_APPOINTMENTS = "edit_appointments"
    END_APPOINTMENTS = "end_appointments"
    UNDO_ENDINGS = "undo_endings"
    MANAGE_PROJECTS = "manage_projects"
    SEE_MONEY = "see_money"
    TAKE_PAYMENTS = "take_payments"
    # Breaks, meetings, time off; one's own without REACH_ALL_CALENDARS.
    BLOCK_TIME = "block_time"
    SET_HOURS = "set_hours"  # anybody's working hours
    MANAGE_GROUPS = "manage_groups"  # plan and call off group sessions
    WRITE_MESSAGES = "write_messages"
    MANAGE_CATALOGUE = "manage_catalogue"  # services, rooms and the rules of booking
    MANAGE_STAFF = "manage_staff"
    # The change log: who changed what, and when.
    SEE_HISTORY = "see_history"
    EDIT_FIELDS = "edit_fields"
    IMPORT_DATA = "import_data"
    MANAGE_TOKENS = "manage_tokens"


_GUEST = frozenset(
    {
        Permission.SEE_CUSTOMERS,
        Permission.SEE_CATALOGUE,
        Permission.WRITE_NOTES,
        Permission.SEE_APPOINTMENTS,
        Permission.END_APPOINTMENTS,
    }
)
_STAFF = _GUEST | {
    Permission.BOOK_APPOINTMENTS,
    Permission.EDIT_APPOINTMENTS,
    Permission.UNDO_ENDINGS,
    Permission.MANAGE_PROJECTS,
    Permission.BLOCK_TIME,
    Permission.WRITE_MESSAGES,
}
_FRONT_DESK = _STAFF | {
    Permission.SEE_CONTACT_DATA,
    Permission.EDIT_CUSTOMERS,
    Permission.ARCHIVE_CUSTOMERS,
    Permission.REACH_ALL_CALENDARS,
    Permission.SEE_MONEY,
    Permission.TAKE_PAYMENTS,
    Permission.SEE_HISTORY,
    Permission.MANAGE_GROUPS,
}
_MANAGER = _FRONT_DESK | {
    Permission.EDIT_FIELDS,
    Permission.IMPORT_DATA,
    Permission.SET_HOURS,
    Permission.MANAGE_CATALOGUE,
    Permission.MANAGE_STAFF,
}

TABLE: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OWNER: frozenset(Permission),
        Role.MANAGER: _MANAGER,
        Role.FRONT_DESK: _FRONT_DESK,
        Role.STAFF: _STAFF,
        Role.GUEST: _GUEST,
    }
)

# What the mark "may see contact data" adds: a customer's form shows e-mail and phone, so nobody
# who may not see them can be let into it.
WITH_CONTACT_DATA: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.STAFF: frozenset({Permission.SEE_CONTACT_DATA, Permission.EDIT_CUSTOMERS}),
        Role.GUEST: frozenset({Permission.SEE_CONTACT_DATA}),
    }
)


@cache
def permissions_of(role: Role, *, contact_data: bool = False) -> frozenset[Permission]:
    """Everything the role may do; `contact_data` is the mark on the staff member."""
    granted = TABLE[role]
    if contact_data:
        granted |= WITH_CONTACT_DATA.get(role, frozenset())
    return granted


def may(role: Role, permission: Permission, *, contact_data: bool = False) -> bool:
    """Say whether the role may; `contact_data` as for `permissions_of` (PRODUCT.md 10.2)."""
    return permission in permissions_of(role, contact_data=contact_data)


class Scope(StrEnum):
    """What a token can be let into; a program that asks has no role."""

    CUSTOMERS_READ = "customers:read"
    CONTACT_READ = "contact:read"
    APPOINTMENTS_READ = "appointments:read"
    MONEY_READ = "money:read"
    CATALOGUE_READ = "catalogue:read"
    APPOINTMENTS_WRITE = "appointments:write"
    SCHEDULE_WRITE = "schedule:write"
    CUSTOMERS_WRITE = "customers:write"
    MONEY_WRITE = "money:write"


SCOPES: Mapping[Scope, frozenset[Permission]] = MappingProxyType(
    {
        Scope.CUSTOMERS_READ: frozenset({Permission.SEE_CUSTOMERS}),
        Scope.CONTACT_READ: frozenset({Permission.SEE_CONTACT_DATA}),
        Scope.APPOINTMENTS_READ: frozenset(
            {Permission.SEE_APPOINTMENTS, Permission.REACH_ALL_CALENDARS}
        ),
        Scope.MONEY_READ: frozenset({Permission.SEE_MONEY}),
        Scope.CATALOGUE_READ: frozenset({Permission.SEE_CATALOGUE}),
        Scope.APPOINTMENTS_WRITE: frozenset(
            {
                Permission.SEE_APPOINTMENTS,
                Permission.REACH_ALL_CALENDARS,
                Permission.BOOK_APPOINTMENTS,
                Permission.EDIT_APPOINTMENTS,
                Permission.END_APPOINTMENTS,
                Permission.UNDO_ENDINGS,
                Permission.MANAGE_PROJECTS,
                Permission.MANAGE_GROUPS,
                Permission.WRITE_MESSAGES,
            }
        ),
        Scope.SCHEDULE_WRITE: frozenset(
            {
                Permission.SEE_APPOINTMENTS,
                Permission.REACH_ALL_CALENDARS,
                Permission.BLOCK_TIME,
                Permission.SET_HOURS,
            }
        ),
        Scope.CUSTOMERS_WRITE: frozenset({Permission.SEE_CUSTOMERS, Permission.EDIT_CUSTOMERS}),
        Scope.MONEY_WRITE: frozenset({Permission.SEE_MONEY, Permission.TAKE_PAYMENTS}),
    }
)

# What a token may that was made without a word about scopes: to look at everything, and whatever
# will be there to write some day, nothing of that.
READING = frozenset(scope for scope in Scope if scope.endswith(":read"))


def may_by_scopes(scopes: frozenset[Scope], permission: Permission) -> bool:
    """Say whether a token with these scopes may."""
    return any(permission in SCOPES[scope] for scope in scopes)
