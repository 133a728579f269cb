"""``imapdesk status`` and ``imapdesk check``."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.counting import count, count_messages, describe_deletion, describe_left_out
from imapdesk.cli.moments import format_local, format_next_run
from imapdesk.cli.quoting import as_word
from imapdesk.errors import DiskFailed, DiskFull
from imapdesk.mail import Mailbox, RunResult
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_RUNS = 50  # of those that are kept, 90 days
_RUNS_SHOWN = 3
_NEEDS_USER = {Outcome.SIGN_IN_REQUIRED, Outcome.INSECURE}


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @command(cli, "status")
    def status(door: Door) -> None:
        """Show how the mailboxes are doing.

        Folders, counts, last and next run, and what needs you.
        """
        with door.open_desk() as desk:
            kept = desk.load_removed_mailboxes()
            document = {
                "data_dir": str(desk.data_dir),
                "messages": desk.count_messages(),
                "mailboxes": [_describe(desk, mailbox) for mailbox in desk.load_mailboxes()],
                "kept": [mailbox.name for mailbox in kept],
            }
        imported = {mailbox.name for mailbox in kept if not mailbox.settings.host}
        door.answer(document, lambda: _print_status(document, imported))

    @command(cli, "check")
    @click.option("--repair", is_flag=True, help="Make a new store of what can be read; the damaged one is kept.")
    def check(door: Door, repair: bool) -> int:
        """Check the store's health."""
        if repair:
            return _repair(door)
        with door.open_desk() as desk:
            problems = desk.check()
            messages = desk.count_messages()
        document = {"healthy": not problems, "messages": messages, "problems": problems}
        healthy = f"The store is healthy: {count_messages(messages)}."
        door.answer(document, lambda: click.echo("\n".join(problems) or healthy))
        return Outcome.STORE.exit_code if problems else 0


def _repair(door: Door) -> int:
    from imapdesk.desk.computer.repairing import find_faults, repair

    found, messages = find_faults(door.data_dir)
    repaired, left = None, found
    if found:
        done = repair(door.data_dir)
        with door.open_desk() as desk, suppress(DiskFull, DiskFailed):
            desk.describe_pending(hurry=True)  # until then lists have rows without senders and subjects
        left, messages = find_faults(door.data_dir)
        repaired = {
            "found": found,
            "saved": done.saved,
            "pending": done.pending,
            "recovered": done.recovered,
            "damaged_file": str(done.damaged_file),
        }
    document = {"healthy": not left, "messages": messages, "problems": left, "repaired": repaired}
    door.answer(document, lambda: _print_repair(document))
    return Outcome.STORE.exit_code if left else 0


def _print_repair(document: dict[str, Any]) -> None:
    done = document["repaired"]
    if done is None:
        click.echo(f"The store is healthy: {count_messages(document['messages'])}.")
        return
    click.echo("\n".join(done["found"]))
    here = count(done["saved"], "message is here", "messages are here")
    click.echo(f"Repaired: {here}, {done['pending']} will be fetched again.")
    if done["recovered"]:
        lost = count(done["recovered"], "message had lost its place; it is", "messages had lost their place; they are")
        click.echo(f"{lost} in the folder “Recovered”.")
    click.echo(f"The damaged store is kept as {done['damaged_file']}.")
    if document["problems"]:
        click.echo("\n".join(document["problems"]))


def _describe(desk: Desk, mailbox: Mailbox) -> dict[str, Any]:
    folders = desk.load_folders(mailbox.name)
    asked = desk.load_deletions(mailbox.name)
    return {
        "name": mailbox.name,
        "address": mailbox.settings.address,
        "outcome": mailbox.last_outcome and str(mailbox.last_outcome),
        "error": mailbox.last_error or None,
        "needs_user": mailbox.last_outcome in _NEEDS_USER or bool(asked),
        "deletions": [{"path": one.folder, "missing": one.count, "held": one.held} for one in asked],
        "paused": mailbox.paused,
        "every_minutes": mailbox.settings.every_minutes,
        "last_run": mailbox.last_run_at and mailbox.last_run_at.isoformat(),
        "last_success": mailbox.last_success_at and mailbox.last_success_at.isoformat(),
        "next_run": format_next_run(mailbox),
        "folders": len(folders),
        "included": sum(folder.included and folder.selectable for folder in folders),
        "messages_saved": sum(folder.messages_saved for folder in folders),
        "pending": sum(folder.pending for folder in folders),
        "quarantined": sum(folder.quarantined for folder in folders),
        "left_out": sum(folder.left_out for folder in folders),
        "failures": mailbox.failures,
        "owner": mailbox.settings.owner,
        "runs": [_describe_run(run) for run in desk.load_runs(mailbox.name, _RUNS)],
    }


def _describe_run(run: RunResult) -> dict[str, Any]:
    return {
        "started_at": run.started_at and run.started_at.isoformat(),
        "seconds": round(run.seconds, 3),
        "outcome": str(run.outcome),
        "reason": run.reason or None,
        "error": run.error,
        "stored": run.stored,
        "flags_changed": run.flags_changed,
        "gone": run.gone,
        "pending": run.pending,
    }


def _describe_next(box: dict[str, Any]) -> str:
    if box["paused"]:
        return "- (paused)"
    if box["outcome"] == Outcome.SIGN_IN_REQUIRED:
        return "once you have signed in"
    if box["every_minutes"] == 0:
        return "when you ask for it"
    return format_local(box["next_run"], "when due")


def _print_status(document: dict[str, Any], imported: Collection[str]) -> None:
    if not document["mailboxes"]:
        click.echo("There is no mailbox yet. Add one with “imapdesk mailbox add”, or in the window.")
    for box in document["mailboxes"]:
        click.echo(f"{box['name']} ({box['address']}): {box['outcome'] or 'not synchronised yet'}")
        folders = f"{box['included']} of {count(box['folders'], 'folder', 'folders')}"
        click.echo(f"  {folders}, {count_messages(box['messages_saved'])} saved")
        click.echo(f"  last run {format_local(box['last_run'], '-')}, next run {_describe_next(box)}")
        if box["pending"] or box["quarantined"]:
            click.echo(f"  {box['pending']} to come, {box['quarantined']} in quarantine")
        if box["left_out"]:
            click.echo(f"  {describe_left_out(box['left_out'])}")
        for run in box["runs"][:_RUNS_SHOWN]:
            what = f"{run['stored']} new, {run['flags_changed']} changed, {run['gone']} gone"
            said = f" - {run['error']}" if run["error"] else ""
            click.echo(
                f"  {format_local(run['started_at'], '-')} ({run['seconds']:.1f} s): {run['outcome']}, {what}{said}"
            )
        if box["error"]:
            click.echo(f"  {'(!) ' if box['outcome'] in _NEEDS_USER else ''}{box['error']}")
        for one in box["deletions"]:
            click.echo(f"  (!) {describe_deletion(box['name'], one['path'], one['missing'], one['held'])}")
    for name in document["kept"]:
        what = "saved mail without a server" if name in imported else "removed; its mail was kept"
        click.echo(f"{name}: {what} (“imapdesk mailbox remove {as_word(name)}” deletes it)")
    click.echo(f"{count_messages(document['messages'])} in {document['data_dir']}")
