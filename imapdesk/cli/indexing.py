"""``imapdesk index``."""

from __future__ import annotations

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.counting import count_messages


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "index")
    @click.option("--rebuild", is_flag=True, help="Make the index anew; saved messages stay as they are.")
    def index(door: Door, rebuild: bool) -> None:
        """Bring the search index up to date.

        It can be stopped, and goes on from there the next time.
        """
        with door.open_desk() as desk:
            if rebuild:
                desk.rebuild_index()
            done = desk.describe_pending(hurry=True)
        door.answer({"indexed": done, "rebuilt": rebuild}, lambda: click.echo(f"{count_messages(done)} indexed."))
