"""``imapdesk import``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from imapdesk.cli.context import Door, command, stop_on_signals, tell
from imapdesk.cli.counting import count, count_messages
from imapdesk.errors import SettingsRefused


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "import")
    @click.argument("source")
    @click.option("--name", default="", help="The mailbox's name after “Imported: ” (else the source's name).")
    def import_(door: Door, source: str, name: str) -> None:
        """Import files of mail.

        SOURCE is an mbox file, a Maildir or an .eml file, or a folder or .zip of them. It becomes a mailbox without a
        server.
        """
        if not source:  # an empty variable of a script; as a path it would be the folder one is in
            raise SettingsRefused("Name a file or a folder to import.")
        with door.open_desk() as desk, stop_on_signals() as should_stop, _bar(door) as on_progress:
            done = desk.import_mail(Path(source), name, on_progress=on_progress, should_stop=should_stop)
        document = {"mailbox": done.mailbox, "saved": done.saved, "known": done.known, "refused": done.refused}

        def say() -> None:
            known = count(done.known, "was there already", "were there already")
            click.echo(f"{done.mailbox}: {count_messages(done.saved)} imported, {known}.")
            if done.refused:
                tell(f"{done.refused} could not be read.")

        door.answer(document, say)


@contextmanager
def _bar(door: Door) -> Iterator[Callable[[int, int, int], None] | None]:
    if not door.draws:
        yield None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bars:
        task = bars.add_task("Importing", total=None)
        yield lambda found, done, total: bars.update(
            task, description=count_messages(found), completed=done, total=total
        )
