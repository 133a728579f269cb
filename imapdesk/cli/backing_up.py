"""``imapdesk backup`` and ``imapdesk restore``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from imapdesk.cli.context import Door, command, stop_on_signals
from imapdesk.cli.counting import count

OnProgress = Callable[[str, int, int], None]


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @command(cli, "backup")
    @click.argument("file", type=click.Path(path_type=Path))
    def backup(door: Door, file: Path) -> None:
        """Back up the whole store.

        FILE is checked by reading it, and holds no password or token.
        """
        with door.open_desk() as desk, stop_on_signals() as should_stop, show_progress(door) as on_progress:
            made = desk.back_up(file, on_progress=on_progress, should_stop=should_stop)
        document = {"file": str(made.path), "messages": made.messages, "size": made.size}
        told = f"{count(made.messages, 'message is', 'messages are')} backed up in {made.path}."
        door.answer(document, lambda: click.echo(told))

    @command(cli, "restore")
    @click.argument("file", type=click.Path(path_type=Path))
    def restore(door: Door, file: Path) -> None:
        """Replace the store by a backup.

        The present store is kept beside it under another name.
        """
        from imapdesk.desk.backup import restore as put_back

        with stop_on_signals() as should_stop, show_progress(door) as on_progress:
            messages, kept = put_back(file, door.data_dir, on_progress=on_progress, should_stop=should_stop)
        document = {"messages": messages, "former_store": kept and str(kept)}

        def say() -> None:
            click.echo(count(messages, "message is restored.", "messages are restored."))
            if kept:
                click.echo(f"The former store is kept as {kept}.")
            click.echo("Passwords are not in a backup: each mailbox asks for its own if this computer has none.")

        door.answer(document, say)


@contextmanager
def show_progress(door: Door) -> Iterator[OnProgress | None]:
    """A bar for each phase, where the output is a terminal."""
    if not door.draws:
        yield None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bars:
        tasks = {phase: bars.add_task(phase.capitalize(), total=None) for phase in ("copying", "proving")}

        def show(phase: str, done: int, total: int) -> None:
            bars.update(tasks[phase], completed=done, total=total)

        yield show
