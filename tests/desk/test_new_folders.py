"""Folders that appear on the server of a mailbox that asks about them."""

from __future__ import annotations

from imapdesk.demo.mailbox import DemoFolder
from imapdesk.demo.profile import MAILBOX, DemoDesk, make_settings
from imapdesk.demo.server import DemoServer
from imapdesk.demo.world import make_folders
from imapdesk.mail import NewFolders, utc_now


def test_a_new_folder_is_asked_about_once_and_kept_when_wanted(tmp_path) -> None:
    server = DemoServer(make_folders(utc_now())).start()
    with DemoDesk.open(tmp_path / "data") as desk:
        desk.keep_secrets_in_memory()
        desk.add_mailbox(make_settings(server), server.password)
        desk.change_mailbox(MAILBOX, new_folders=NewFolders.ASK)
        desk.sync()
        assert desk.load_new_folders() == []
        server.folders += [DemoFolder("Travel"), DemoFolder("Music")]
        desk.sync()
        assert sorted(desk.load_new_folders()) == [(MAILBOX, "Music"), (MAILBOX, "Travel")]

        desk.answer_new_folder(MAILBOX, "Travel", keep=True)
        desk.answer_new_folder(MAILBOX, "Music", keep=False)

        desk.sync()
        assert desk.load_new_folders() == []
        ticked = {folder.path for folder in desk.load_folders(MAILBOX) if folder.included}
        assert "Travel" in ticked
        assert "Music" not in ticked
    server.stop()
