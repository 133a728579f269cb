"""A message with a thousand attachments is shown at once: their buttons come a few at a time."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.opening import OpenFile, open_raw
from imapdesk.ui.reader.attachments import AttachmentStrip
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.fakes.desk import FakeDesk

COUNT = 300


@pytest.fixture
def files(desk: FakeDesk) -> tuple[OpenFile, ...]:
    message = EmailMessage()
    message["From"] = "Ada <ada@example.org>"
    message.set_content("All of them.")
    for number in range(COUNT):
        message.add_attachment("a heron\n", filename=f"heron {number}.txt")
    return tuple(open_raw(1, desk.summaries[1], message.as_bytes()).files)


@pytest.fixture
def strip(qtbot: QtBot, tmp_path: Path) -> AttachmentStrip:
    current_theme().choose("light")
    made = AttachmentStrip(tmp_path)
    qtbot.addWidget(made)
    made.resize(600, 100)
    return made


def test_the_first_ones_are_there_at_once_and_all_of_them_soon(
    qtbot: QtBot, strip: AttachmentStrip, files: tuple[OpenFile, ...]
) -> None:
    strip.show_parts(files)
    assert 30 <= len(strip._buttons) <= 100
    assert strip._buttons[0].isVisible()
    qtbot.waitUntil(lambda: len(strip._buttons) == COUNT)
    assert [button.text().split()[1] for button in strip._buttons] == [f"{number}.txt" for number in range(COUNT)]
    assert all(button.isVisibleTo(strip) for button in strip._buttons)


def test_another_message_has_its_own(qtbot: QtBot, strip: AttachmentStrip, files: tuple[OpenFile, ...]) -> None:
    strip.show_parts(files)
    strip.show_parts(files[:2])
    qtbot.wait(100)
    assert len(strip._buttons) == 2
    strip.show_parts(())
    qtbot.wait(50)
    assert (strip._buttons, strip.isVisible()) == ([], False)


def test_one_that_holds_what_was_searched_for_is_there_when_it_is_told(
    strip: AttachmentStrip, files: tuple[OpenFile, ...]
) -> None:
    strip.show_parts(files)
    strip.mark_found({250})
    assert "Found in" in strip._buttons[250].text()
