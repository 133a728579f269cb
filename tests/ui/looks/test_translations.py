"""Every text of the window is translated as a whole, into every language, and so is every sentence from below it."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from imapdesk.errors import Unreachable
from imapdesk.store.search.explaining import explain_query
from imapdesk.store.search.parsing import Cut, parse_query
from imapdesk.store.search.query import All, Not, Place, Words
from imapdesk.ui.messages.wording import say_query
from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.widgets import formats, languages
from imapdesk.ui.widgets.dialogs import describe_error
from imapdesk.ui.widgets.languages import choose_language, install_language, list_languages
from imapdesk.ui.widgets.sentences import Phrasebook, make_pattern, say
from scripts import translations
from scripts.bare_texts import find_bare_texts
from scripts.texts import SENTENCES, find_sentences, find_texts
from scripts.translations import FOLDER, TEMPLATES, find_tool

HOLE = re.compile(r"\{\w*\}|%L?n")
TRANSLATED = sorted(file.stem.partition("_")[2] for file in FOLDER.glob("imapdesk_*.ts") if file.stem != "imapdesk_en")
HELP = "run `make translations`, then fill in what `python -m scripts.translations missing` prints"


class Message:
    """One text of a .ts file."""

    def __init__(self, context: str, element: ElementTree.Element) -> None:
        translation = element.find("translation")
        assert translation is not None
        self.context = context
        self.source = element.findtext("source") or ""
        self.plural = element.get("numerus") == "yes"
        self.forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        self.state = translation.get("type", "")


def read(language: str) -> list[Message]:
    """The texts of a language."""
    tree = ElementTree.parse(FOLDER / f"imapdesk_{language}.ts")
    return [
        Message(context.findtext("name") or "", message)
        for context in tree.iter("context")
        for message in context.iter("message")
    ]


def read_done(language: str) -> list[Message]:
    """The texts that have their translation; what has none is another test's."""
    return [message for message in read(language) if not message.state]


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[None]:
    """German for one test."""
    before = QApplication.layoutDirection()
    install_language(qapp, "de")
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    install_language(qapp, "en")
    qapp.setLayoutDirection(before)


def test_every_text_is_asked_for_in_a_way_that_can_be_translated() -> None:
    _texts, faults = find_texts()
    assert faults == []


def test_no_text_goes_to_the_screen_without_the_translator() -> None:
    assert find_bare_texts() == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_program_is_in_the_file_and_nothing_else(language: str) -> None:
    texts, _faults = find_texts()
    wanted = {(text.context, text.source) for text in texts} | {(SENTENCES, text) for text in find_sentences()}
    assert {(message.context, message.source) for message in read(language)} ^ wanted == set(), HELP


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_has_its_translation(language: str) -> None:
    undone = [m.source for m in read(language) if m.state or not all(m.forms)]
    assert undone == [], HELP


def test_every_english_text_that_counts_has_its_plural() -> None:
    texts, _faults = find_texts()
    messages = {(message.context, message.source): message for message in read("en")}
    assert set(messages) == {(text.context, text.source) for text in texts if text.plural}, HELP
    for message in messages.values():
        assert message.state == "", HELP
        assert len(set(message.forms)) == 2, message.source


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_what_is_put_in(language: str) -> None:
    for message in read_done(language):
        for form in message.forms:
            assert sorted(HOLE.findall(form)) == sorted(HOLE.findall(message.source)), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_as_the_text_does(language: str) -> None:
    for message in read_done(language):
        for form in message.forms:
            ends = [end for end in ("…", ".", "?", ":", " ") if not form.endswith(("Min.", "Std."))]
            for end in ends:
                assert form.endswith(end) == message.source.endswith(end), form
            assert form.startswith(" ") == message.source.startswith(" "), form
            assert bool(re.search(r"&\w", form)) == bool(re.search(r"&\w", message.source)), form


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_no_letter_of_a_menu_means_two_things(qapp: QApplication, language: str) -> None:
    install_language(qapp, language)
    table = menu_table()
    install_language(qapp, "en")
    for texts in ([title for title, _items in table], *([item.text for item in items] for _title, items in table)):
        letters: dict[str, list[str]] = {}
        for text in texts:
            if found := re.search(r"&(\w)", text):
                letters.setdefault(found[1].casefold(), []).append(text)
        assert [same for same in letters.values() if len(same) > 1] == []


def test_the_list_of_sentences_is_that_of_the_source() -> None:
    assert TEMPLATES.read_text(encoding="utf-8").splitlines() == sorted(find_sentences()), HELP


@pytest.mark.usefixtures("speak")
def test_every_sentence_from_below_is_recognised_and_said_in_german() -> None:
    for template in find_sentences():
        names = HOLE.findall(template)
        sentence = template
        expected = QCoreApplication.translate(SENTENCES, template)
        for number, name in enumerate(names):
            word = f'"example{number}.com"' if name[1:-1].isdigit() else f"example{number}.com"
            sentence, expected = sentence.replace(name, word), expected.replace(name, word)
        assert say(sentence) == expected


@pytest.mark.usefixtures("speak")
def test_an_error_a_kept_sentence_and_a_reason_in_it_are_said_in_german() -> None:
    assert describe_error(Unreachable("imap.example.com doesn't answer."))[0] == "imap.example.com antwortet nicht."
    assert say("The server refused to open Inbox.") == "Der Server hat es abgelehnt, Inbox zu öffnen."
    reason = "“Projects” could not be looked at: The connection to imap.example.com was lost."
    lost = "Die Verbindung zu imap.example.com ist abgebrochen."
    assert say(reason) == f"„Projects“ konnte nicht angesehen werden: {lost}"
    assert say("The vault file is damaged. There is no such file.") == (
        "Die Tresordatei ist beschädigt. Diese Datei gibt es nicht."
    )


@pytest.mark.usefixtures("speak")
def test_what_a_server_says_itself_stays_as_it_is() -> None:
    assert say("[AUTHENTICATIONFAILED] Invalid credentials (Failure)") == (
        "[AUTHENTICATIONFAILED] Invalid credentials (Failure)"
    )
    assert say("") == ""


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize(
    ("query", "german"),
    [
        ("bob", "Nachrichten mit „bob…“"),
        ("from:anna is:unread", "Nachrichten von „anna“, ungelesen"),
        ('subject:"a, or (b" has:attachment', "Nachrichten mit „a, or (b“ im Betreff, mit Anhängen"),
        ("from:anna OR to:bob", "Nachrichten von „anna“ oder an „bob…“"),
        ("-bob before:2024-01-31", "Nachrichten nicht mit „bob“, vor 2024-01-31"),
        ("larger:5M in:inbox", "Nachrichten größer als 5 MB, im Ordner „inbox“"),
        ("in:away -mailbox:x ", "Nachrichten im Ordner „away“, nicht im Postfach „x“"),
        ("", "Alle Nachrichten"),
        ("€ 50 ", "Nachrichten „€“ weggelassen: Zeichen allein sind keine Wörter, mit „50“"),
        ("!?", "Zeichen allein sind keine Wörter: Gesucht wird nach Buchstaben, Ziffern oder Emoji."),
    ],
)
def test_how_a_search_was_understood_is_said_in_german(query: str, german: str) -> None:
    assert say_query(explain_query(parse_query(query, date(2026, 11, 22)))) == german


@pytest.mark.usefixtures("speak")
def test_where_a_search_was_cut_is_said_in_german() -> None:
    for cut, german in ((Cut(64, "terms"), "64 Begriffen"), (Cut(4000, "characters"), "4000 Zeichen")):
        said = say_query(explain_query(Words("a"), cut))
        assert said == f"Nachrichten allein nach den ersten {german}, mit „a“"


@pytest.mark.usefixtures("speak")
def test_a_place_that_there_is_not_is_said_in_german() -> None:
    places = All((Place("folder", "a, b", known=False), Not(Place("mailbox", "x", known=False))))
    german = "Nachrichten in einem unbekannten Ordner „a, b“, nicht in einem unbekannten Postfach „x“"
    assert say_query(explain_query(places)) == german


@pytest.mark.usefixtures("speak")
def test_other_spellings_are_said_in_german() -> None:
    words = Words("mueller", "from", also=(Words("müller", "from"), Words("møller", "from", prefix=True)))
    assert say_query(explain_query(words)) == "Nachrichten von „mueller“, auch „müller“, auch „møller…“"


def test_in_english_sentences_stay_as_they_are(qapp: QApplication) -> None:
    install_language(qapp, "en")
    assert say("The vault file is damaged.") == "The vault file is damaged."


def test_a_name_that_is_a_word_of_ours_stays_a_name() -> None:
    book = Phrasebook(["Cloud", "{host} doesn't answer."], lambda text: text.replace("Cloud", "Wolke"))
    assert book.say("Cloud doesn't answer.") == "Cloud doesn't answer."
    assert book.say("Cloud") == "Wolke"


def test_the_same_hole_stands_for_the_same_words() -> None:
    pattern = make_pattern("{name} is not {name}.")
    assert pattern.fullmatch("a is not a.")
    assert not pattern.fullmatch("a is not b.")


@pytest.mark.parametrize(
    ("chosen", "system", "spoken"),
    [
        ("system", ["de-AT", "de", "en"], "de"),
        ("system", ["fr-FR", "de-DE"], "de"),
        ("system", ["fr-FR"], "en"),
        ("system", [], "en"),
        ("en", ["de-DE"], "en"),
        ("de", ["en-GB"], "de"),
        ("xx", ["de_DE"], "de"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_systems_else_english(
    chosen: str, system: list[str], spoken: str
) -> None:
    assert choose_language(chosen, system, ["de", "en"]) == spoken


def test_every_language_is_offered_by_its_own_name() -> None:
    assert {("en", "English"), ("de", "Deutsch")} <= set(list_languages())


@pytest.mark.usefixtures("speak")
def test_buttons_of_qt_and_numbers_are_german_too() -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert formats.number(48_210) == "48.210"
    assert formats.size(1_240_000) == "1,2 MB"


def test_a_checkout_without_compiled_texts_speaks_german(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FOLDER / "imapdesk_de.ts", tmp_path)
    monkeypatch.setattr(languages, "_folder", lambda: tmp_path)
    assert install_language(qapp, "de") == "de"
    assert QCoreApplication.translate("Menu", "&File") == "&Datei"
    monkeypatch.undo()
    install_language(qapp, "en")


def test_compiling_leaves_no_moment_without_a_compiled_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FOLDER / "imapdesk_de.ts", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    compiled = tmp_path / "imapdesk_de.qm"
    translations.release()
    before = compiled.read_bytes()
    during: list[bytes] = []

    def fail(*_command: object) -> None:
        during.append(compiled.read_bytes())
        raise OSError

    monkeypatch.setattr(translations, "_run", fail)
    with pytest.raises(OSError):
        translations.release()
    assert during == [before] == [compiled.read_bytes()]
    assert {path.suffix for path in tmp_path.iterdir()} == {".ts", ".qm"}


def test_the_tools_of_qt_come_with_the_program() -> None:
    assert find_tool("lrelease").is_file()
    assert find_tool("lupdate").is_file()
