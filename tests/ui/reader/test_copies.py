"""Attachments that other programs are given keep their names, and don't pile up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from imapdesk.ui.reader.copies import KEPT_S, Copies
from tests.ui.conftest import OpenWindow, show_first


def test_an_attachment_that_is_opened_twice_has_its_own_name_twice(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(QUrl(url).toLocalFile())))
    show_first(opened)
    strip = opened.window.pane.reader.strip
    for _ in range(2):
        strip.open_part(strip._parts[0])
    assert [each.name for each in found] == ["agenda.docx", "agenda.docx"]
    assert found[0] != found[1]
    assert all(each.read_bytes().startswith(b"%PDF-1.7") for each in found)


def test_the_copies_of_days_before_are_removed(tmp_path: Path) -> None:
    copies = Copies(tmp_path / "opened")
    old, new = copies.choose_path("plan.pdf"), copies.choose_path("plan.pdf")
    loose = tmp_path / "opened" / "older.pdf"
    for each in (old, new, loose):
        each.write_bytes(b"x")
    long_ago = loose.stat().st_mtime - KEPT_S - 60
    for each in (old.parent, loose):
        os.utime(each, (long_ago, long_ago))
    copies.choose_path("another.pdf")
    assert (old.exists(), loose.exists(), new.exists()) == (False, False, True)


def test_a_place_that_cant_be_written_is_told_of(opened: OpenWindow) -> None:
    show_first(opened)
    strip = opened.window.pane.reader.strip
    (opened.desk.data_dir / "opened").write_bytes(b"no folder")
    said: list[str] = []
    strip.saved.connect(said.append)
    strip.open_part(strip._parts[0])
    assert len(said) == 1
    assert said[0].startswith("Not saved")
