"""The next file is saved where the last one was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from imapdesk.ui.widgets import last_folder
from imapdesk.ui.widgets.last_folder import find_last_folder, remember_folder
from tests.ui.conftest import OpenWindow, show_first


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_folder._Last, "folder", None)


def test_the_second_file_is_offered_the_folder_of_the_first(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered: list[Path] = []

    def choose(_parent: Any, _title: str, start: str, *_: Any) -> tuple[str, str]:
        offered.append(Path(start))
        return str(tmp_path / Path(start).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    show_first(opened)
    reader, commands = opened.window.pane.reader, opened.window.message_actions.commands
    commands.save_eml()
    reader.strip.save_part(reader.strip._parts[0])
    assert [path.parent for path in offered] == [Path.home(), tmp_path]
    opened.wait(lambda: (tmp_path / "Re_ Meeting on Thursday.eml").exists())
    assert (tmp_path / "agenda.docx").exists()


def test_a_folder_that_went_is_offered_no_more(tmp_path: Path) -> None:
    remember_folder(tmp_path / "gone")
    assert find_last_folder() == Path.home()
    remember_folder(tmp_path)
    assert find_last_folder() == tmp_path
