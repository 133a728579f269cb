"""``imapdesk sync``: the same run as "Sync now"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from imapdesk.cli.context import Door, command, stop_on_signals, tell
from imapdesk.cli.counting import count, describe_deletion, describe_left_out
from imapdesk.errors import SettingsRefused
from imapdesk.mail import RunResult
from imapdesk.outcome import choose_worst
from imapdesk.sync.events import Event, Notice, OnEvent


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "sync")
    @click.argument("names", nargs=-1, metavar="[NAME]...")
    @click.option("--watch", is_flag=True, help="Keep running, each mailbox when it is due (one JSON line a round).")
    def sync(door: Door, names: tuple[str, ...], watch: bool) -> int:
        """Synchronise mailboxes.

        Every one when none is named.
        """
        if watch:
            return _watch(door, names)
        with (
            door.open_unlocked(signing_in=True, names=names or None) as desk,
            stop_on_signals() as should_stop,
            _progress(door) as show,
        ):
            notices: list[Notice] = []
            results = desk.sync(names or None, on_event=_listen(show, notices), should_stop=should_stop)
            if desk.secrets_trouble:
                raise desk.secrets_trouble  # no mailbox's fault: the command says so and stops
            desk.deliver_emails()
            messages = desk.count_messages()
            asked = desk.load_deletions() if results and not door.as_json else []
        worst = choose_worst(result.outcome for result in results)
        document = {
            "outcome": str(worst),
            "mailboxes": [make_document(result) for result in results],
            "messages": messages,
        }
        door.answer(document, lambda: _print_results(results, messages))
        for one in asked:
            tell(f"{one.mailbox}: {describe_deletion(one.mailbox, one.folder, one.count, one.held)}")
        for notice in notices:
            tell(f"{notice.mailbox}: {notice.sentence}")
        return worst.exit_code


def _watch(door: Door, names: tuple[str, ...]) -> int:
    """The window's schedule without a window, until it is stopped."""
    if names:
        raise SettingsRefused("--watch runs every mailbox by its own schedule: name none.")
    with door.open_unlocked() as desk, stop_on_signals() as should_stop:

        def on_round(results: list[RunResult]) -> None:
            if door.as_json:
                door.print_json([make_document(result) for result in results], indent=None)
            else:
                _print_results(results, desk.count_messages())

        desk.watch(on_round, should_stop=should_stop)
    return 0


def make_document(result: RunResult) -> dict[str, Any]:
    """One mailbox's run as JSON (docs/command-line.md)."""
    document = {
        "name": result.mailbox,
        "outcome": str(result.outcome),
        "error": result.error,
        "retry_after_s": result.retry_after_s,
        "folders": result.folders,
        "stored": result.stored,
        "flags_changed": result.flags_changed,
        "gone": result.gone,
        "pending": result.pending,
        "quarantined": result.quarantined,
        "round_trips": result.round_trips,
        "bytes_received": result.bytes_received,
        "seconds": round(result.seconds, 3),
    }
    return document | {"left_out": result.left_out} if result.left_out else document


def _print_results(results: list[RunResult], messages: int) -> None:
    for result in results:
        line = f"{result.mailbox}: {result.stored} new, {result.flags_changed} changed, {result.gone} gone"
        click.echo(
            f"{line}, {result.pending} to come ({result.seconds:.1f} s)"
            if result.pending
            else f"{line} ({result.seconds:.1f} s)"
        )
        if result.left_out:
            click.echo(f"{result.mailbox}: {describe_left_out(result.left_out)}")
        if result.error:
            tell(f"imapdesk: {result.mailbox}: {result.error}")
    click.echo(count(messages, "message is saved.", "messages are saved."))


def _listen(show: OnEvent | None, notices: list[Notice]) -> OnEvent:
    """Keep what is worth knowing until the run is over, beside what shows how far it is."""

    def on_event(event: Event) -> None:
        if isinstance(event, Notice):
            notices.append(event)
        if show is not None:
            show(event)

    return on_event


@contextmanager
def _progress(door: Door) -> Iterator[OnEvent | None]:
    """A progress bar where the output is a terminal."""
    if not door.draws:
        yield None
        return
    from imapdesk.cli.progress import SyncProgress

    with SyncProgress() as progress:
        yield progress.on_event
