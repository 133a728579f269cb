"""The whole program as a screen reader finds it, from outside: over the accessibility bus of a real desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.pace import PATIENCE_S
from tests.servers.accessibility import Listener, Seen
from tests.servers.desktop import DesktopSession
from tests.servers.ports import wait_until

_NAMED = {"push button", "check box", "text", "password text", "table", "tree", "list", "spin button"}


@pytest.mark.desktop
def test_a_screen_reader_finds_folders_rows_and_the_message(start_desktop: Callable[..., DesktopSession]) -> None:
    desktop = start_desktop(keyring=False, tray=False)
    with Listener(desktop) as listener:
        desktop.spawn([sys.executable, "-m", "imapdesk", "demo"], name="window")
        # What it is called before and after the first folder is shown, without Qt's suffix, which is no Latin-1.
        window = desktop.wait_for_window("^(imapdesk|Inbox - Demo mailbox)", seconds=PATIENCE_S)
        seen: list[Seen] = []

        def find(role: str, name: str) -> list[Seen]:
            seen[:] = listener.walk("imapdesk")
            return [each for each in seen if each.role == role and each.name.startswith(name)]

        wait_until(
            lambda: bool(find("table cell", "Welcome to the demo mailbox")),
            seconds=PATIENCE_S,
            what="the demo's first message",
        )
        names = [each.name for each in seen if each.role == "table cell"]
        assert {"Inbox, ticked", "Spam, not ticked", "Projects, partly ticked"} <= set(names)
        first = names.index("Welcome to the demo mailbox")
        assert names[first - 2 : first] == ["Unread", "imapdesk"]
        shown = [each for each in seen if {"focusable", "showing"} <= each.states]
        assert [each for each in shown if each.role in _NAMED and not each.name] == []
        assert "layered pane" not in {each.role for each in seen}

        desktop.xdotool("windowfocus", "--sync", window)
        desktop.xdotool("key", "Down")
        wait_until(lambda: bool(find("label", "Subject: Autumn at")), seconds=PATIENCE_S, what="a message of the demo")
        assert find("label", "From: Berg & Sons")

        listener.listen()
        desktop.xdotool("key", "ctrl+shift+k")
        heard: list[str] = []

        def hears(sentence: str) -> bool:
            heard.extend(listener.hear("notification"))
            return any(each.startswith(sentence) for each in heard)

        wait_until(lambda: hears("Starred"), seconds=PATIENCE_S, what="what the key did")
        desktop.xdotool("key", "F5")
        wait_until(lambda: hears("Sync finished: "), seconds=PATIENCE_S, what="how the sync ended")

        def reads() -> bool:
            return any("Dear Alex" in listener.read(each) for each in find("text", "Message text"))

        wait_until(reads, seconds=PATIENCE_S, what="the text of a page")
