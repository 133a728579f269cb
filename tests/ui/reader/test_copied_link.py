"""The link to a message that was copied leads back to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from imapdesk.desk import Desk
from imapdesk.mail import Scope
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.ui.conftest import OpenWindow


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        ("CAF+x=1_y@mail.example.com", "mid:CAF+x=1_y@mail.example.com"),
        ("50%/a#b?c@example.com", "mid:50%25%2Fa%23b%3Fc@example.com"),
    ],
)
def test_a_copied_link_finds_its_message_by_the_search(
    open_window: Callable[[Any], OpenWindow], tmp_path: Path, identifier: str, link: str
) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    for name in (identifier, "another@example.com"):
        raw = f"Subject: x\r\nMessage-ID: <{name}>\r\n\r\ntext\r\n".encode()
        (mails / f"{len(name)}.eml").write_bytes(raw)
    with Desk.open(tmp_path / "data") as desk:
        desk.import_mail(mails)
        opened = open_window(desk)
        window = opened.window
        window.pane.reader._make_view = PlainHtmlView
        opened.wait(lambda: window.pane.model.rowCount() == 2)
        for row in range(2):
            window.pane.list.select_row(row)
            number = window.pane.list.current_id()
            opened.wait(lambda number=number: getattr(window.pane.reader.opened, "id", None) == number)  # type: ignore[misc]
            window.menu_actions["copy_id"].trigger()
            copied = QGuiApplication.clipboard().text()
            assert list(desk.search_ids(copied, Scope())) == [number]
            if identifier in desk.get_message(number).message_id:
                assert copied == link
        opened.stop()
