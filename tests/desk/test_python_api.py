"""What a script calls: the names are where the documentation says, and a slip of the hand is answered in words."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.errors import NotFound


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
