"""One message is one message, in the window's sentences as well, and in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from imapdesk.ui.folders.tips import describe_folder_tip
from imapdesk.ui.widgets.languages import install_language
from imapdesk.ui.widgets.sentences import say
from scripts.texts import find_texts
from tests.ui.fakes.desk import FakeDesk

# A count that stands before the word it counts, and was put in without its plural forms.
COUNTED = re.compile(
    r"\{(?:count|n|number|saved|messages|stored)\} (?:\w+ )?(?:messages|folders|mailboxes|minutes|days)\b"
)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    install_language(qapp, "de")
    QLocale.setDefault(QLocale("de_DE"))
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


def test_no_text_counts_without_plural_forms() -> None:
    texts, _faults = find_texts()
    assert [text.source for text in texts if not text.plural and COUNTED.search(text.source)] == []


def _make_tip(desk: FakeDesk, count: int) -> list[str]:
    folder = replace(
        desk.load_folders(desk.load_mailboxes()[0].name)[0],
        messages_on_server=count,
        messages_saved=count,
        quarantined=count,
        pending=count,
        last_sync=None,
    )
    return describe_folder_tip(folder).splitlines()


def test_a_folder_of_one_message_is_told_in_the_singular(desk: FakeDesk) -> None:
    assert _make_tip(desk, 1) == [
        "1 message on the server, 1 saved here",
        "1 message waits to be saved",
        "1 message could not be saved",
    ]
    assert _make_tip(desk, 1200)[0] == "1,200 messages on the server, 1,200 saved here"


@pytest.mark.usefixtures("german")
def test_german_counts_agree_with_their_verbs(desk: FakeDesk) -> None:
    assert _make_tip(desk, 1)[1:] == [
        "1 Nachricht wartet auf das Speichern",
        "1 Nachricht konnte nicht gespeichert werden",
    ]
    assert _make_tip(desk, 2)[1:] == [
        "2 Nachrichten warten auf das Speichern",
        "2 Nachrichten konnten nicht gespeichert werden",
    ]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("said", "german_one"),
    [
        ("One message could not be fetched now and will be tried again.", "Eine Nachricht konnte jetzt nicht"),
        ("3 messages could not be fetched now and will be tried again.", "3 Nachrichten konnten jetzt nicht"),
    ],
)
def test_what_a_run_could_not_have_is_counted_in_german_as_well(said: str, german_one: str) -> None:
    assert say(said).startswith(german_one)


def test_one_of_many_that_left_the_server_is_one() -> None:
    text = QCoreApplication.translate(
        "Deletions", "%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.", "", 1
    )
    assert text.format(held=40, folder="Lists") == (
        "1 message of 40 in “Lists” is no longer on the server. It is kept here."
    )
