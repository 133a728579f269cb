"""A message on paper says whose it is, in black on white, and a sender's words stay words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QFileDialog

from imapdesk.desk.shown.opening import OpenMessage, open_raw
from imapdesk.mime import safe_html
from imapdesk.ui.reader.paper import make_head
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.pace import PATIENCE_S
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import make_desk


def read(path: Path) -> str:
    return " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())


def make_message(tmp_path: Path, subject: str, html: str = "") -> OpenMessage:
    message = EmailMessage()
    message["From"] = '"<b>Ada</b>" <ada@example.org>'
    message["To"] = "Bob <bob@example.com>, Cleo <cleo@example.com>"
    message["Cc"] = "Dan <dan@example.net>"
    message["Subject"] = subject
    message["Date"] = "Sat, 21 Nov 2026 10:31:00 +0000"
    message.set_content("The words of the letter.")
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan & price.pdf")
    return open_raw(1, make_desk(tmp_path).summaries[1], message.as_bytes())


@pytest.mark.parametrize("html", ["", "<p>The words of the letter.</p>"])
def test_a_printed_message_says_from_whom_to_whom_and_when(
    opened: OpenWindow, desk: FakeDesk, tmp_path: Path, html: str
) -> None:
    reader = opened.window.pane.reader
    reader._make_view = PlainHtmlView
    found = make_message(tmp_path, "Plans", html)
    reader.show_other(lambda: found)
    opened.wait(lambda: reader.opened is found)
    reader.save_pdf(str(tmp_path / "out.pdf"))
    text = read(tmp_path / "out.pdf")
    information = pypdf.PdfReader(tmp_path / "out.pdf").metadata
    assert information is not None
    assert information.title == "Plans"
    for part in ("Plans", "<b>Ada</b> <ada@example.org>", "Bob <bob@example.com>, Cleo", "Dan <dan@example.net>"):
        assert part in text
    assert "21 November 2026" in text
    assert text.index("Attachments plan & price.pdf") < text.index("words of the letter.")
    assert "ada@example.org" not in (reader.text.toPlainText() if not html else "")


@pytest.mark.parametrize("html", ["", "<p>The words of the letter.</p>"])
def test_a_pdf_file_is_called_saved_only_when_it_is(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str
) -> None:
    reader, commands = opened.window.pane.reader, opened.window.message_actions.commands
    reader._make_view = PlainHtmlView
    found = make_message(tmp_path, "Plans", html)
    reader.show_other(lambda: found)
    opened.wait(lambda: reader.opened is found)
    said: list[str] = []
    commands.said.connect(said.append)
    for path in (tmp_path / "out.pdf", tmp_path / "nowhere" / "out.pdf"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, path=path: (str(path), ""))
        commands.save_pdf()
    reader.pdf_saved.emit("/full/disk.pdf", False)
    assert said == ["Saved out.pdf", "Not saved: No such file or directory", "disk.pdf could not be written."]


def test_a_senders_markup_stays_words(tmp_path: Path) -> None:
    head = make_head(make_message(tmp_path, "</table><img src=http://example.net/x>"))
    assert "<img" not in head
    assert "&lt;img" in head


def test_the_web_engine_prints_the_head_on_white_also_from_a_dark_ground(tmp_path: Path) -> None:
    page, target = tmp_path / "page.html", tmp_path / "out.pdf"
    opened = make_message(tmp_path, "Plans", "<p>The words of the letter.</p>")
    page.write_text(safe_html(opened.message), encoding="utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    words = [sys.executable, "-m", "tests.ui.reader.web_paper", str(page), make_head(opened), str(target)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False)
    assert done.returncode == 0, done.stderr
    text = read(target)
    assert text.index("dan@example.net") < text.index("words of the letter.")
    content = pypdf.PdfReader(target).pages[0].get_contents()
    assert content is not None
    colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg", content.get_data().decode("latin1"))
    assert ("0", "0", "0") in colours
    assert not [each for each in colours if 0 < max(map(float, each)) < 0.2], "a dark ground"
