"""A search is kept with the place that it was made in, in words of its own language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QInputDialog

from imapdesk.mail import FolderRole, Scope
from imapdesk.store.search.parsing import parse_query
from imapdesk.ui.folders.tree import Place
from imapdesk.ui.messages.narrowing import narrow_query
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        (Scope(), "a OR b"),
        (Scope("alice", "Work/2026"), '(a OR b) in:"Work/2026" mailbox:"alice"'),
        (Scope("alice"), '(a OR b) mailbox:"alice"'),
        (Scope(unread=True), "(a OR b) is:unread"),
        (Scope(starred=True), "(a OR b) is:starred"),
        (Scope(attachments=True), "(a OR b) has:attachment"),
        (Scope(role=FolderRole.INBOX), "(a OR b) in:INBOX"),
        (Scope('a"b'), "a OR b"),
    ],
)
def test_the_place_is_part_of_what_is_kept(scope: Scope, kept: str) -> None:
    assert narrow_query("a OR b", scope) == kept


def test_a_phrase_that_was_left_open_does_not_swallow_the_place() -> None:
    assert narrow_query('"left open', Scope(unread=True)) == '"left open" is:unread'


@given(st.text(max_size=30), st.text(min_size=1, max_size=20))
def test_whatever_is_kept_can_be_read(query: str, name: str) -> None:
    parse_query(narrow_query(query, Scope(name, name)), date(2026, 11, 23))


def test_a_search_made_here_is_kept_for_here_under_its_own_words(opened: OpenWindow, desk: FakeDesk) -> None:
    window = opened.window
    window.pane.show_place(Place(mailbox=ALICE, folder="INBOX"))
    window.pane.search("chapter", everywhere=False)
    opened.wait(lambda: window.pane.model.rowCount() == 2)
    window.pane.strip.save.click()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "chapter"
    dialog.accept()
    opened.wait(lambda: desk.settings.get("searches.saved") == {"chapter": f'chapter in:"INBOX" mailbox:"{ALICE}"'})
