"""Is every date, time, amount and number written exactly as Babel writes it?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_skeleton, format_time
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from regulars.kernel.formats import Formats, locale_of
from regulars.rules.answers import BadAnswer
from regulars.rules.money import exponent

LANGUAGES = ("en", "de", "es", "fr", "nl")
LOCALES = (
    *("en_CH", "de_CH", "fr_CH", "it_CH", "nl_NL", "nl_BE", "es_ES", "es_MX", "en_CA", "fr_CA"),
    *("en_US", "en_GB", "en_AU", "en_ZA", "de_DE", "de_AT", "fr_FR", "fr_BE", "pt_PT", "pt_BR"),
)
EVERY_LOCALE = sorted(
    name
    for name in locale_identifiers()
    if name[:2] in LANGUAGES and len(name) == 5 and name[3:].isupper()
)
# Midnight, noon, and both sides of each clock change in Zürich and Toronto.
TURNS = [
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    datetime(2026, 3, 8, 6, 59, tzinfo=UTC),
    datetime(2026, 3, 8, 7, 0, tzinfo=UTC),
    datetime(2026, 11, 1, 5, 59, tzinfo=UTC),
    datetime(2026, 11, 1, 6, 0, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2026, 5, 1, 10, 0, tzinfo=UTC),
    datetime(2026, 8, 31, 22, 0, tzinfo=UTC),
    datetime(2024, 2, 29, 11, 59, tzinfo=UTC),
]
EVERY_MONTH = [
    datetime(2026, month, 3 + month, month * 2 - 1, 5, tzinfo=UTC) for month in range(1, 13)
]
# Instants Babel can write; Formats never sees the years before books were kept.
instants = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)).map(
    lambda value: value.replace(tzinfo=UTC)
)


def formats(name: str, zone: str = "Europe/Zurich", currency: str = "CHF") -> Formats:
    language, country = name.split("_")
    return Formats.of(language=language, country=country, time_zone=zone, currency=currency)


def same_as_babel(fmt: Formats, moment: datetime) -> None:
    wall = moment.astimezone(fmt.zone)

    def skeleton(name: str) -> str:
        return format_skeleton(name, wall, tzinfo=fmt.zone, locale=fmt.locale)

    assert fmt.day(moment) == skeleton("yMMMEd")
    assert fmt.day_near(moment, wall.date()) == skeleton("MMMEd")
    assert fmt.day_near(moment, date(1800, 1, 1)) == skeleton("yMMMEd")
    assert fmt.day_plain(moment) == skeleton("yMMMd")
    assert fmt.month_year(moment) == skeleton("yMMMM")
    assert fmt.day_long(moment) == format_date(wall, "long", locale=fmt.locale)
    assert fmt.time(moment) == format_time(wall, "short", tzinfo=fmt.zone, locale=fmt.locale)
    assert fmt.weekday(moment) == format_date(wall, "ccc", locale=fmt.locale)
    assert fmt.month(wall.month) == format_date(wall, "LLLL", locale=fmt.locale)
    assert fmt.month(wall.month, short=True) == format_date(wall, "LLL", locale=fmt.locale)


@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/Toronto", "Asia/Kathmandu"])
@pytest.mark.parametrize("name", LOCALES)
def test_clock_changes_and_turns_of_the_year_read_as_babel_writes_them(name, zone):
    for moment in TURNS:
        same_as_babel(formats(name, zone), moment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_reads_as_babel_writes_it_in_every_country_of_a_language(language):
    for name in EVERY_LOCALE:
        if name.startswith(language):
            for moment in EVERY_MONTH:
                same_as_babel(formats(name), moment)


@given(st.sampled_from(LOCALES), instants)
def test_any_moment_reads_as_babel_writes_it(name, moment):
    same_as_babel(formats(name), moment)


@pytest.mark.parametrize("name", LOCALES)
def test_a_day_reads_the_same_as_a_moment_of_it(name):
    fmt = formats(name)
    day, noon = date(2026, 12, 17), datetime(2026, 12, 17, 11, 0, tzinfo=UTC)

    assert fmt.day(day) == fmt.day(noon)
    assert fmt.day_typed(day) == fmt.day_typed(noon)


def test_a_moment_is_written_on_the_wall_clock_of_the_business():
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert formats("en_CH").moment(late) == "Fri, 1 Jan 2027, 00:30"
    assert formats("en_CA", "America/Toronto").moment_plain(late) == "Dec 31, 2026, 6:30\u202fp.m."


def test_a_span_over_the_clock_change_shows_both_wall_clocks():
    fmt = formats("de_CH")
    starts_at = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    assert fmt.span(starts_at, starts_at + timedelta(hours=1)) == "01:30–03:30"


def test_the_wall_clock_of_a_moment_is_in_the_zone_of_the_business():
    moment = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)

    assert formats("en_CH").local(moment) == datetime(
        2026, 7, 1, 14, 0, tzinfo=ZoneInfo("Europe/Zurich")
    )


@pytest.mark.parametrize(
    ("name", "typed", "order"),
    [
        ("de_CH", "31.12.2026", "dmy"),
        ("en_GB", "31/12/2026", "dmy"),
        ("nl_NL", "31-12-2026", "dmy"),
        ("en_US", "12/31/2026", "mdy"),
        ("en_CA", "2026-12-31", "mdy"),
        ("fr_CA", "2026-12-31", "dmy"),
        ("en_ZA", "2026/12/31", "dmy"),
    ],
)
def test_a_hint_shows_how_a_day_is_typed_here(name, typed, order):
    assert formats(name).day_example(date(2026, 5, 5)) == typed
    assert formats(name).date_order == order


@given(st.sampled_from(EVERY_LOCALE), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_whatever_day_is_shown_as_typed_can_be_typed(name, day):
    fmt = formats(name)

    assert fmt.parse_day(fmt.day_typed(day)) == day
    assert fmt.parse_day(day.isoformat()) == day
    assert fmt.parse_day(f"  {fmt.day_typed(day)} ") == day


@pytest.mark.parametrize(
    "text", ["", "31.2.2026", "5.5.26", "tomorrow", "2026", "2026-13-01", "1/2/3/2026", "٣.٣.2026"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadAnswer):
        formats("de_CH").parse_day(text)


def test_a_language_without_its_country_reads_as_the_language_alone():
    assert str(locale_of("de", "JP")) == "de"
    assert str(locale_of("nl", "CH")) == "nl"
    assert str(locale_of("fr", "")) == "fr"


def test_english_in_a_country_of_its_own_habits_writes_the_day_first():
    assert formats("en_JP").day_plain(date(2026, 12, 17)) == "17 Dec 2026"


@given(
    st.sampled_from(LOCALES),
    st.sampled_from(["CHF", "EUR", "USD", "CAD", "GBP", "JPY", "KWD", "HUF"]),
    st.integers(-(10**11), 10**11),
)
def test_money_reads_as_babel_writes_it(name, currency, minor):
    fmt = formats(name, currency=currency)
    value = minor / 10 ** exponent(currency)
    babels = format_currency(value, currency, locale=fmt.locale)

    assert fmt.money(minor) == babels.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("currency", ["CHF", "EUR", "USD", "JPY", "KWD", "HUF", "ISK", "TND"])
def test_the_smallest_unit_is_the_one_babel_knows(currency):
    assert exponent(currency) == get_currency_precision(currency)


@pytest.mark.parametrize(
    ("name", "currency", "minor", "short"),
    [
        ("en_CH", "CHF", 15000, "CHF 150"),
        ("en_CH", "CHF", 15050, "CHF 150.50"),
        ("de_CH", "CHF", 404000, "CHF 4’040"),
        ("de_DE", "EUR", 15000, "150 €"),
        ("fr_FR", "EUR", 123450, "1 234,50 €"),
        ("en_US", "USD", 15000, "$150"),
        ("en_CA", "CAD", -15000, "-$150"),
        ("nl_NL", "EUR", 0, "€ 0"),
        ("en_GB", "JPY", 15000, "JP¥15,000"),
        ("en_GB", "KWD", 15000, "KWD15"),
        ("en_GB", "KWD", 15500, "KWD15.500"),
    ],
)
def test_short_money_drops_decimals_that_are_all_zero(name, currency, minor, short):
    assert formats(name, currency=currency).money_short(minor) == short


def test_money_of_another_currency_names_that_one():
    assert formats("en_CH").money(15000, "EUR") == "€ 150.00"


@given(st.sampled_from(LOCALES), st.integers(-(10**11), 10**11))
def test_an_amount_is_babels_number_with_all_its_decimals_or_none(name, minor):
    fmt = formats(name)
    pattern = "#,##0" if minor % 100 == 0 else "#,##0.00"

    assert fmt.amount(minor) == format_decimal(minor / 100, format=pattern, locale=fmt.locale)


@pytest.mark.parametrize(
    ("name", "currency", "minor", "typed"),
    [
        ("de_CH", "CHF", 123456, "1234.56"),
        ("de_CH", "CHF", 5, "0.05"),
        ("fr_FR", "EUR", 123450, "1234,50"),
        ("nl_NL", "EUR", 15000, "150,00"),
        ("en_GB", "JPY", 620, "620"),
        ("en_GB", "KWD", 1500, "1.500"),
    ],
)
def test_an_amount_to_be_changed_is_shown_plainly(name, currency, minor, typed):
    assert formats(name).amount_typed(minor, currency) == typed


def test_numbers_are_grouped_as_the_country_groups_them():
    assert formats("de_CH").number(1284) == "1’284"
    assert formats("en_GB").number(1284) == "1,284"


@pytest.mark.parametrize(
    ("days", "english", "german"),
    [
        (-3, "3 days ago", "vor 3 Tagen"),
        (-21, "3 weeks ago", "vor 3 Wochen"),
        (21, "in 3 weeks", "in 3 Wochen"),
        (-800, "2 years ago", "vor 2 Jahren"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_fitting_unit(days, english, german):
    today = date(2026, 11, 22)

    assert formats("en_CH").ago(today + timedelta(days=days), today) == english
    assert formats("de_CH").ago(today + timedelta(days=days), today) == german


@pytest.mark.parametrize(
    ("then", "said"), [(21, "yesterday"), (22, "today"), (23, "tomorrow"), (24, "in 2 days")]
)
def test_the_days_beside_today_are_said_as_a_word(then, said):
    assert formats("en_CH").ago(date(2026, 11, then), date(2026, 11, 22)) == said


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=3), "3 days"),
        (timedelta(hours=48), "2 days"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=24), "1 day"),
        (timedelta(hours=100), "4 days"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(minutes=200), "3 hours"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(), "0 minutes"),
        (timedelta(hours=-5), "5 hours"),
    ],
)
def test_a_length_of_time_is_said_in_words(span, words):
    assert formats("en_CH").duration(span) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(43 * 60, "43 hours"), (48 * 60, "48 hours"), (90, "90 minutes"), (9 * 1440, "9 days")],
)
def test_a_length_of_notice_is_precise_enough_to_be_judged_by(minutes, words):
    assert formats("en_CH").notice(timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("given", "missing"), [(1753, "19 hours"), (1740, "19 hours"), (2820, "60 minutes")]
)
def test_notice_and_what_was_missing_to_it_add_up(given, missing):
    assert formats("en_CH").shortfall(timedelta(hours=48, minutes=-given)) == missing


@pytest.mark.parametrize(
    ("country", "e164", "shown"),
    [
        ("CH", "+41442713390", "044 271 33 90"),
        ("CH", "+4915123456789", "+49 1512 3456789"),
        ("CA", "+14165550123", "(416) 555-0123"),
        ("US", "+14165550123", "+1 416-555-0123"),
        ("FR", "+33612345678", "06 12 34 56 78"),
        ("CH", "call the shop", "call the shop"),
        ("CH", "", ""),
    ],
)
def test_a_phone_number_is_national_at_home_and_international_abroad(country, e164, shown):
    assert formats(f"en_{country}").phone(e164) == shown


@pytest.mark.parametrize(
    ("name", "span", "said"),
    [
        ("nl_NL", timedelta(hours=48), "48 uur"),
        ("nl_NL", timedelta(days=26), "26 dagen"),
        ("en_CH", timedelta(hours=43, minutes=20), "43 hours"),
        ("en_CH", timedelta(minutes=90), "90 minutes"),
        ("de_CH", timedelta(hours=1) * 3, "3 Stunden"),
    ],
)
def test_a_length_of_notice_is_said_in_the_reader_s_language(name, span, said):
    assert formats(name).notice(span) == said
