from __future__ import annotations

import pytest

from regulars.rules.permissions import (
    READING,
    SCOPES,
    TABLE,
    Permission,
    Role,
    Scope,
    may,
    may_by_scopes,
    permissions_of,
)


def test_the_owner_may_everything():
    assert all(may(Role.OWNER, permission) for permission in Permission)


def test_every_role_has_its_row():
    assert set(TABLE) == set(Role)


def test_each_role_may_all_that_the_next_one_may():
    for greater, lesser in zip(list(Role), list(Role)[1:], strict=False):
        assert TABLE[greater] >= TABLE[lesser]


@pytest.mark.parametrize("role", [Role.STAFF, Role.GUEST])
def test_staff_and_guests_see_contact_data_only_with_the_mark(role):
    assert may(role, Permission.SEE_CUSTOMERS)
    assert not may(role, Permission.SEE_CONTACT_DATA)
    assert may(role, Permission.SEE_CONTACT_DATA, contact_data=True)


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER, Role.FRONT_DESK])
def test_the_desk_sees_contact_data_without_a_mark(role):
    assert may(role, Permission.SEE_CONTACT_DATA)
    assert permissions_of(role) == permissions_of(role, contact_data=True)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_edits_a_customer_whose_contact_data_is_hidden(role):
    for contact_data in (False, True):
        allowed = permissions_of(role, contact_data=contact_data)
        if Permission.EDIT_CUSTOMERS in allowed:
            assert Permission.SEE_CONTACT_DATA in allowed


@pytest.mark.parametrize("role", [Role.STAFF, Role.GUEST])
def test_staff_and_guests_keep_to_their_own_calendar(role):
    assert may(role, Permission.SEE_APPOINTMENTS)
    assert not may(role, Permission.REACH_ALL_CALENDARS, contact_data=True)


@pytest.mark.parametrize(
    "permission", [Permission.EDIT_FIELDS, Permission.IMPORT_DATA, Permission.ARCHIVE_CUSTOMERS]
)
def test_staff_leave_the_house_keeping_to_others(permission):
    assert not may(Role.STAFF, permission, contact_data=True)
    assert may(Role.MANAGER, permission)


def test_money_is_shown_at_the_desk_and_not_in_the_chairs():
    assert may(Role.FRONT_DESK, Permission.SEE_MONEY)
    assert not may(Role.STAFF, Permission.SEE_MONEY, contact_data=True)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_the_price_list_and_who_works_here(role):
    assert may(role, Permission.SEE_CATALOGUE)


def test_only_the_owner_lets_programs_in():
    assert [role for role in Role if may(role, Permission.MANAGE_TOKENS)] == [Role.OWNER]


def test_a_scope_opens_its_own_and_nothing_else():
    assert may_by_scopes(frozenset({Scope.CUSTOMERS_READ}), Permission.SEE_CUSTOMERS)
    assert not may_by_scopes(frozenset({Scope.CUSTOMERS_READ}), Permission.SEE_CONTACT_DATA)
    assert not any(may_by_scopes(frozenset(), permission) for permission in Permission)


def test_no_two_scopes_that_read_open_the_same():
    """Those that write see what they write, which one that reads opens too."""
    granted = [permission for scope in READING for permission in SCOPES[scope]]

    assert len(granted) == len(set(granted))


def test_a_scope_that_reads_changes_nothing():
    changing = [p for p in Permission if not p.startswith(("see_", "reach_"))]

    assert changing
    assert not any(may_by_scopes(READING, permission) for permission in changing)
