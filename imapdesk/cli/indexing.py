"""``imapdesk index``."""

from __future__ import annotations

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.counting import count_messages


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "index")
    @click.option("--rebuild", is_flag=True, help="Throw the index away first; saved messages stay as they are.")
    def index(door: Door, rebuild: bool) -> None:
        """Look into the messages that no search knows yet; it goes on where it was stopped."""
        with door.open_desk() as desk:
            if rebuild:
                desk.rebuild_index()
            done = desk.describe_pending(hurry=True)
        door.answer({"indexed": done, "rebuilt": rebuild}, lambda: click.echo(f"{count_messages(done)} indexed."))
