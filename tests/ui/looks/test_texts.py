"""Texts, names of files, dates and sizes as the window writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from imapdesk.desk.shown.opening import make_text_blocks
from imapdesk.ui.reader.text_html import FOLD_LINK, TextLook, text_to_html
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.languages import choose_locale

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def as_html(text: str, unfolded: frozenset[int] = frozenset()) -> str:
    return text_to_html(make_text_blocks(text), TextLook(more="Show {n} quoted lines", less="Hide them"), unfolded)


def test_links_in_a_text_are_live_and_nothing_else_is() -> None:
    html = as_html("<b>see</b> https://example.com/a?b=1&c=2. Write to bob@example.org")
    assert '<a href="https://example.com/a?b=1&amp;c=2"' in html
    assert '<a href="mailto:bob@example.org"' in html
    assert "<b>" not in html


def test_a_long_quote_is_folded_until_it_is_asked_for() -> None:
    text = "Hello\n" + "\n".join(f"> line {n}" for n in range(12)) + "\nBye"
    folded = as_html(text)
    assert "Show 12 quoted lines" in folded
    assert "line 3" not in folded
    assert f"{FOLD_LINK}1" in folded
    assert "line 3" in as_html(text, frozenset({1}))
    assert "Hide them" in as_html(text, frozenset({1}))
    assert "Hide them" not in text_to_html(make_text_blocks(text), TextLook(), all_open=True)


def test_a_quote_has_a_bar_for_each_level() -> None:
    assert as_html("Hi\n> a").count("<table") == 1
    assert as_html("Hi\n> a\n>> b").count("<table") == 3
    assert as_html("Hi").count("<table") == 0


@given(st.text(max_size=300))
def test_no_text_becomes_markup(text: str) -> None:
    assert "<script" not in as_html("<script>" + text)


def test_dates_are_short_where_they_are_near() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    local = NOW.astimezone()
    assert formats.short_date(NOW, NOW) == local.strftime("%H:%M")
    assert formats.short_date(NOW - timedelta(days=1), NOW) == "Yesterday"
    assert formats.short_date(NOW - timedelta(days=20), NOW) == "1 Nov"
    assert formats.short_date(NOW - timedelta(days=800), NOW).endswith("2024")
    assert formats.short_date(None) == ""


def test_where_the_month_comes_first_it_does_so_beside_twelve_hours() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert formats.short_date(NOW, NOW).endswith(("AM", "PM"))
    assert formats.short_date(NOW - timedelta(days=20), NOW) == "Nov 1"
    assert formats.short_date(NOW - timedelta(days=800), NOW) == "Sep 12, 2024"


@pytest.mark.parametrize("code", ["en", "de"])
def test_a_system_that_names_no_place_has_24_hours_and_the_day_before_the_month(code: str) -> None:
    locale = choose_locale(code, QLocale.c())
    assert locale.language() == QLocale(code).language()
    assert locale.timeFormat(QLocale.FormatType.ShortFormat) == "HH:mm"
    assert locale.dateFormat(QLocale.FormatType.LongFormat).startswith("dddd, d")


def test_the_region_stays_the_persons_own() -> None:
    assert choose_locale("en", QLocale("de_AT")).territory() == QLocale.Country.Austria
    assert choose_locale("en", QLocale("en_US")).name() == "en_US"


def test_a_subject_can_not_turn_the_line_around() -> None:
    assert formats.plain("safe\u202etxt.exe\r\nBcc: x") == "safetxt.exe  Bcc: x"


def test_a_sender_is_shown_by_name_where_there_is_one() -> None:
    assert formats.sender('"Berg, Anna" <anna@example.com>') == "Berg, Anna"
    assert formats.sender("<anna@example.com>") == "anna@example.com"
    assert formats.sender("anna@example.com") == "anna@example.com"


def test_a_stack_of_marks_covers_no_line_above() -> None:
    assert formats.plain("Zalgo e" + "\u0301\u0302\u0303\u0304" * 80 + " end") == "Zalgo e\u0301\u0302\u0303 end"
    for word in ("Tiếng Việt", "שָׁלוֹם", "ที่นี่", "क्षत्रिय", "Ἀχιλλεύς"):
        assert formats.plain(word) == word


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Berg <anna@example.com>", "Anna Berg"),
        ("<anna@example.com>", "anna@example.com"),
        ("service@bank.example.com <x@evil.example.net>", "x@evil.example.net"),
        ("service\uff20bank.example.com <x@evil.example.net>, Bob <bob@example.org>", "x@evil.example.net"),
        ("Just a name", "Just a name"),
    ],
)
def test_a_name_that_poses_as_an_address_does_not_stand_in_the_list(text: str, shown: str) -> None:
    assert formats.sender(text) == shown


@given(st.text())
def test_what_was_made_breakable_is_copied_as_it_was(text: str) -> None:
    clean = formats.without_breaks(text)
    assert formats.without_breaks(formats.breakable(clean)) == clean
