"""A tool tip shows what a sender wrote, letter by letter: no subject, name or folder is markup there."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import imapdesk.ui
from imapdesk.ui.messages.model import Column
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.tips import tip
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk

MARKUP = [
    "<img src=file:///etc/hostname>",
    "<img src='//example.com/share/x.png'>",
    "see <b>this</b>",
    "< img src=x>",
    "<!img src=x>",
    "<br/>",
    "<?xml version='1.0'?><b>x</b>",
    "a &lt;b&gt;",
    "<table background=x><tr><td>x",
    "first\n<h1>second</h1>",
]


@pytest.mark.parametrize("text", MARKUP)
def test_no_text_is_taken_for_markup(text: str) -> None:
    assert not Qt.mightBeRichText(tip(text))
    assert tip(text).replace("\u2060", "") == text


def test_what_is_no_markup_is_left_as_it_is() -> None:
    for text in ("Anna Berg <anna@example.com>", "1 < 2 & 3", "a\n  b"):
        assert tip(text).replace("\u2060", "") == text
    assert tip("Fish & chips") == "Fish & chips"


def test_a_long_text_is_broken_and_a_very_long_one_cut() -> None:
    wide = tip("word " * 1_000)
    assert max(map(len, wide.split("\n"))) <= 100
    assert len(wide) <= 2_100


def test_a_subject_is_no_markup_in_the_list(opened: OpenWindow, desk: FakeDesk) -> None:
    model = opened.window.pane.model
    opened.wait(lambda: model.summary(0) is not None)
    summary = model.summary(0)
    assert summary is not None
    bad = replace(summary, subject=MARKUP[0], from_=f"{MARKUP[1]} <a@example.com>", folder=MARKUP[2])
    for column in Column:
        assert not Qt.mightBeRichText(model._tip(bad, column) or "")
    assert model.data(QModelIndex(), Qt.ItemDataRole.ToolTipRole) is None


# Sentences, keys, counts, verdicts and addresses of our own table: nothing in them is a stranger's.
OUR_OWN = {
    "tip",  # the example in the search field
    "url",
    "words.get(verdict, '')",
    "formats.long_date(message.date)",
    "f'{self._count} · {self._size}' if self._size else ''",
    "f'imapdesk - {text}'",
    "f'{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})'",
    "self.tr('{view}, over all mailboxes').format(view=name)",
    "QCoreApplication.translate('Waiting', 'Sync all mailboxes now (Shift+F5)')",
}


def test_every_tool_tip_is_a_text_of_our_own_or_made_safe() -> None:
    loose = []
    for path in Path(imapdesk.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
                given = ast.unparse(node.args[-1])
                if not re.match(r"tip\(|self\.tr\((['\"])[^'\"].*\1\)$", given) and given not in OUR_OWN:
                    loose.append(f"{path.name}:{node.lineno}: {given}")
    assert loose == []


def test_a_message_of_the_desktop_holds_no_markup(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Desktops show <img> and <a> in the text of a message, and a sender's name may stand in it."""
    parent = QWidget()
    qtbot.addWidget(parent)
    tray = Tray(parent)
    shown: list[str] = []
    monkeypatch.setattr(type(tray), "available", True)
    monkeypatch.setattr(tray, "icon", SimpleNamespace(showMessage=lambda _title, text, *_rest: shown.append(text)))
    tray.tell("3 new messages", "Anna <img src=x> Berg")
    assert [text.replace("\u2060", "") for text in shown] == ["Anna <img src=x> Berg"]
    assert not Qt.mightBeRichText(shown[0])
