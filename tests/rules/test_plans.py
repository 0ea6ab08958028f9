from __future__ import annotations

from regulars.rules.plans import DEFAULT_PLAN, TABLE, Feature, Plan, includes


def test_expert_shop_includes_everything():
    assert all(includes(Plan.EXPERT_SHOP, feature) for feature in Feature)


def test_a_self_hosted_installation_starts_with_everything():
    assert DEFAULT_PLAN is Plan.EXPERT_SHOP


def test_only_expert_shop_reminds_of_deposits():
    assert [plan for plan in Plan if includes(plan, Feature.DEPOSIT_REMINDERS)] == [
        Plan.EXPERT_SHOP
    ]


def test_each_plan_includes_what_the_smaller_one_does():
    assert TABLE[Plan.SOLO] <= TABLE[Plan.SHOP] <= TABLE[Plan.EXPERT_SHOP]
    assert set(TABLE) == set(Plan)
