"""What a script calls: the names are where the documentation says, and a slip of the hand is answered in words."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.desk.backup import restore
from imapdesk.errors import NotFound
from tests.desk.filled import fill_data_dir


@pytest.mark.parametrize("room", ["desk", "imap", "mime", "oauth", "store", "sync"])
def test_every_public_name_of_a_room_can_be_had(room: str) -> None:
    module = importlib.import_module(f"imapdesk.{room}")
    assert [name for name in module.__all__ if getattr(module, name, None) is None] == []


def test_an_unknown_name_of_a_room_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="ImapEmailSynchroniser"):
        importlib.import_module("imapdesk.sync").ImapEmailSynchroniser  # noqa: B018


def test_one_mailbox_is_synchronised_by_its_name(tmp_path: Path) -> None:
    with Desk.open(tmp_path) as desk, pytest.raises(NotFound, match="“work”"):
        desk.sync("work")


def test_places_and_folders_are_named_in_words(tmp_path: Path) -> None:
    with Desk.open(fill_data_dir(tmp_path / "data", 3)) as desk:
        desk.include("work", "INBOX")
        assert [folder.included for folder in desk.load_folders("work")] == [True]
        assert desk.export(str(tmp_path / "out"), "eml") == 3
        assert desk.back_up(str(tmp_path / "b.backup")).messages == 3
        assert desk.import_mail(str(tmp_path / "out")).saved == 3
        assert desk.prepare_restore(str(tmp_path / "b.backup")) == 3
    assert restore(str(tmp_path / "b.backup"), str(tmp_path / "new")) == (3, None)
