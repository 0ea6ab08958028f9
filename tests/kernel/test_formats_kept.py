"""Is what was written once still right when it is asked for again?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from regulars.kernel import formats
from regulars.kernel.formats import Formats

SWISS = {"language": "en", "country": "CH", "time_zone": "Europe/Zurich", "currency": "CHF"}
MIDNIGHT = datetime(2026, 12, 16, 23, 0, tzinfo=UTC)


def test_readers_alike_share_one_and_others_do_not():
    assert Formats.of(**SWISS) is Formats.of(**SWISS)
    assert Formats.of(**SWISS) is not Formats.of(**SWISS | {"time_zone": "Europe/London"})


def test_one_moment_is_another_day_elsewhere():
    london = Formats.of(**SWISS | {"time_zone": "Europe/London"})

    for _ in range(2):
        assert Formats.of(**SWISS).day_plain(MIDNIGHT) == "17 Dec 2026"
        assert london.day_plain(MIDNIGHT) == "16 Dec 2026"


def test_a_day_and_a_moment_are_kept_apart():
    fmt = Formats.of(**SWISS)

    for _ in range(2):
        assert fmt.day_plain(date(2026, 12, 16)) == "16 Dec 2026"
        assert fmt.day_plain(datetime(2026, 12, 16, tzinfo=UTC)) == "16 Dec 2026"
        assert fmt.day_plain(MIDNIGHT) == "17 Dec 2026"


def test_the_same_moment_reads_the_same_however_it_was_told():
    fmt = Formats.of(**SWISS)
    in_tokyo = MIDNIGHT.astimezone(timezone(timedelta(hours=9)))

    assert fmt.stamp(MIDNIGHT) == "2026-12-17T00:00:00+01:00"
    assert fmt.stamp(in_tokyo) == "2026-12-17T00:00:00+01:00"


def test_an_amount_is_kept_with_its_currency_and_its_way_of_writing():
    fmt = Formats.of(**SWISS)

    for _ in range(2):
        assert fmt.money_short(15000) == "CHF 150"
        assert fmt.money_short(15000, "EUR") == "€ 150"
        assert fmt.money(15000) == "CHF 150.00"
        assert fmt.amount(15000) == "150"


def test_memory_has_an_end(monkeypatch):
    monkeypatch.setattr(formats, "_MOST_WRITTEN", 10)
    fmt = Formats.of(**SWISS | {"time_zone": "Europe/Paris"})

    said = [fmt.day_plain(date(2026, 1, 1) + timedelta(days=day)) for day in range(25)]

    assert said[0] == "1 Jan 2026"
    assert said[24] == "25 Jan 2026"
    assert len(fmt._written) <= 10
