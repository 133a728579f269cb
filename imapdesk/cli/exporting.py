"""``imapdesk export``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.counting import count_messages
from imapdesk.errors import SettingsRefused


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "export")
    @click.argument("dest", type=click.Path(file_okay=False))
    @click.option(
        "--format",
        "layout",
        type=click.Choice(["maildir", "mbox", "eml"]),
        required=True,
        help="maildir and eml: a file for each message, maildir with its flags; mbox: one for each folder.",
    )
    @click.option("--mailbox", metavar="N", help="Only this mailbox.")
    @click.option("--folder", metavar="PATH", help="Only this folder.")
    def export(door: Door, dest: str, layout: str, mailbox: str | None, folder: str | None) -> None:
        """Write saved mail to the folder DEST.

        The server's bytes are unchanged.
        """
        if not dest:  # a script's variable that was never set: not the folder that one happens to be in
            raise SettingsRefused("Name a folder to write to.", field="dest")
        with door.open_desk() as desk, _counter(door, desk.count_messages()) as on_progress:
            count = desk.export(Path(dest), layout, mailbox=mailbox, folder=folder, on_progress=on_progress)
        document = {"exported": count, "dest": str(Path(dest)), "format": layout}
        door.answer(document, lambda: click.echo(f"Exported {count_messages(count)} to {dest}."))


@contextmanager
def _counter(door: Door, total: int) -> Iterator[Callable[[int], None] | None]:
    if not door.draws:
        yield None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bars:
        task = bars.add_task("Exporting", total=total)
        yield lambda count: bars.update(task, completed=count)
