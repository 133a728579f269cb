"""``imapdesk demo``: the window over invented mail, gone when it is closed."""

from __future__ import annotations

import os

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.screen import need_screen


def register(group: click.Group) -> None:
    """Add the command."""
    command(group, "demo", help="Try the window with an invented mailbox; nothing is kept.")(demo)


def demo(_door: Door) -> int:
    """Open the window on the demo mailbox and stay until it is closed; ``--data-dir`` doesn't matter here.

    Raises:
        NoScreen: there is no screen to open it on.
    """
    from imapdesk.demo.profile import open_demo

    need_screen(os.environ)
    from imapdesk.ui.shell.app import run_window

    with open_demo() as desk:
        return run_window(open_desk=lambda _ask: desk)
