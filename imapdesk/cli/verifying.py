"""``imapdesk verify``: is everything here, and is it the same as on the server?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command, stop_on_signals
from imapdesk.errors import ImapdeskError, NotFound, SecretsUnavailable
from imapdesk.outcome import Outcome, choose_worst

if TYPE_CHECKING:
    from imapdesk.desk import Desk


def register(cli: click.Group) -> None:
    """Add the command to the program."""

    @command(cli, "verify")
    @click.argument("names", nargs=-1, metavar="[NAME]...")
    @click.option("--deep", is_flag=True, help="Compare the bytes of every message (downloads all of them).")
    def verify(door: Door, names: tuple[str, ...], deep: bool) -> int:
        """Compare saved mail with the server's.

        Folder by folder, in every mailbox when none is named.
        """
        with door.open_unlocked() as desk, stop_on_signals() as should_stop:
            chosen = names or tuple(mailbox.name for mailbox in desk.load_mailboxes() if not mailbox.paused)
            for name in chosen:
                desk.get_mailbox(name)  # a name that is wrong is told before anything is asked of a server
            results = [_verify(desk, name, deep, should_stop) for name in chosen]
        worst = choose_worst(Outcome(result["outcome"]) for result in results)
        document = {"outcome": str(worst), "mailboxes": results}
        door.answer(document, lambda: _print_results(results))
        return worst.exit_code


def _verify(desk: Desk, name: str, deep: bool, should_stop: Any) -> dict[str, Any]:
    document: dict[str, Any] = {"name": name, "outcome": "", "error": None, "checked_at": None, "deep": deep}
    try:
        proof = desk.verify(name, deep=deep, should_stop=should_stop)
    except (NotFound, SecretsUnavailable):
        raise  # no mailbox's fault: the command says so and stops
    except ImapdeskError as error:
        outcome = error.outcome or Outcome.SIGN_IN_REQUIRED
        return document | {"outcome": str(outcome), "error": error.sentence, "folders": []}
    told = proof.to_json()
    folders = [
        {"path": kept.pop("path"), "complete": folder.complete} | kept
        for folder, kept in zip(proof.folders, told["folders"], strict=True)
    ]
    return document | {
        "outcome": str(Outcome.OK if proof.complete else Outcome.PARTIAL),
        "error": None if proof.complete else "Not everything that is on the server is here as it is there.",
        "checked_at": told["checked_at"],
        "folders": folders,
    }


def _print_results(results: list[dict[str, Any]]) -> None:
    for result in results:
        click.echo(f"{result['name']}: {'complete' if result['outcome'] == 'ok' else result['error']}")
        for folder in result["folders"]:
            click.echo(f"  {'[x]' if folder['complete'] else '[ ]'} {folder['path']}\t{_describe(folder)}")


def _describe(folder: dict[str, Any]) -> str:
    if folder["error"]:
        return str(folder["error"])
    counts = f"{folder['saved']} saved, {folder['on_server']} on the server"
    if folder["left_out"]:
        counts += f" ({folder['left_out']} of them older than this mailbox's period or larger than its limit)"
    doubts = [f"{word}: {folder[word]}" for word in ("missing", "extra", "different") if folder[word]]
    return "; ".join([counts, *doubts])
