"""The line to the server that is synchronised first, begun before the program is quite there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from pathlib import Path

from imapdesk.desk.computer.way_out import NETWORK, read_network, use_network
from imapdesk.errors import SettingsRefused


def begin_line(store: Path, names: Collection[str] | None, load_proxy_password: Callable[[], str | None]) -> None:
    """Connect in a thread to where the next synchronisation of ``names`` (None: of all) leads, if that can be told."""
    from imapdesk.store.database.first_look import find_next_settings, find_setting

    settings = find_next_settings(store, names)
    if settings is None:
        return
    use_network(read_network(find_setting(store, NETWORK)), load_proxy_password)
    from imapdesk.imap.config import ImapConfig
    from imapdesk.imap.line import early

    try:
        early.begin(
            ImapConfig(
                settings["host"],
                settings["port"],
                settings["security"],
                ca_file=settings.get("ca_file"),
                certificate=settings.get("certificate"),
            )
        )
    except (KeyError, SettingsRefused):
        return  # the run itself says what is wrong


def drop_lines() -> None:
    """Close what was begun and not needed."""
    early = sys.modules.get("imapdesk.imap.line.early")
    if early is not None:
        early.drop_all()
