"""What the list folds into one row is one conversation in the reader, too, whatever it was told together by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from imapdesk.desk import Desk
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.ui.conftest import OpenWindow


def test_a_conversation_by_its_subject_alone_is_read_as_one(
    open_window: Callable[[Any], OpenWindow], tmp_path: Path
) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    for number, subject in enumerate(["plan", "Re: plan", "AW: plan", "something else"], 1):
        head = f"Subject: {subject}\r\nDate: Mon, {number} Mar 2026 10:00:00 +0000\r\n"
        (mails / f"{number}.eml").write_bytes(f"{head}\r\ntext {number}\r\n".encode())
    with Desk.open(tmp_path / "data") as desk:
        desk.import_mail(mails)
        opened = open_window(desk)
        pane = opened.window.pane
        pane.reader._make_view = PlainHtmlView
        opened.wait(lambda: pane.model.rowCount() == 4)
        pane.group(True)
        opened.wait(lambda: pane.model.rowCount() == 2)
        folded = next(row for row in range(2) if pane.model.thread_mark(row).count == 3)
        pane.list.select_row(folded)
        opened.wait(lambda: pane.reader.opened is not None)
        assert [row.subject for row in pane.reader.conversation] == ["plan", "Re: plan", "AW: plan"]
        opened.window.menu_actions["conversation"].trigger()
        opened.wait(lambda: pane.conversation is not None and pane.model.rowCount() == 3)
        opened.stop()
