"""``imapdesk list | show | search``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command, tell
from imapdesk.cli.counting import count
from imapdesk.cli.moments import format_local
from imapdesk.cli.query_words import QueryCommand
from imapdesk.errors import DiskFailed, DiskFull
from imapdesk.mail import Address, Summary

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_LARGEST = 2**63 - 1  # number that the store holds
_LIMIT = click.IntRange(0, _LARGEST)
_PATIENCE_S = 3.0  # that a search looks into new messages at most


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @command(cli, "list")
    @click.option("--mailbox", metavar="N", help="Only this mailbox.")
    @click.option("--folder", metavar="PATH", help="Only this folder.")
    @click.option("--limit", type=_LIMIT, default=50, show_default=True, help="Show at most this many.")
    def list_(door: Door, mailbox: str | None, folder: str | None, limit: int) -> None:
        """List saved messages, newest first."""
        with door.open_desk() as desk:
            scope = desk.make_scope(mailbox, folder)
            rows = desk.load_summaries(desk.list_ids(scope, limit))
        door.answer([make_row(row) for row in rows], lambda: _print_rows(rows))

    _register_search(cli)
    _register_show(cli)


def _register_search(cli: click.Group) -> None:
    @command(cli, "search", cls=QueryCommand)
    @click.argument("query", nargs=-1, required=True)
    @click.option("--mailbox", metavar="N", help="Only this mailbox.")
    @click.option("--folder", metavar="PATH", help="Only this folder.")
    @click.option("--limit", type=_LIMIT, default=50, show_default=True, help="Show at most this many.")
    @click.option("--best", is_flag=True, help="Put the best hits first, instead of the newest.")
    @click.option("--explain", is_flag=True, help="Say how the query is understood, without searching.")
    def search(
        door: Door,
        query: tuple[str, ...],
        mailbox: str | None,
        folder: str | None,
        limit: int,
        best: bool,
        explain: bool,
    ) -> None:
        """Find saved messages.

        A query has words, "phrases", -not, OR, from: to: subject: has:attachment before:2026-01-31 ...
        """
        text = " ".join(query)
        with door.open_desk() as desk:
            if explain:
                _explain(door, desk, text)
                return
            scope = desk.make_scope(mailbox, folder)
            _tell_cut(desk, text)
            _bring_index_up_to_date(desk)
            rows = desk.load_summaries(desk.search_ids(text, scope, limit, by_relevance=best))
        door.answer([make_row(row) for row in rows], lambda: _print_rows(rows))


def _register_show(cli: click.Group) -> None:
    @command(cli, "show")
    @click.argument("message_id", metavar="ID", type=click.IntRange(1, _LARGEST))
    @click.option("--raw", "form", flag_value="raw", help="The saved bytes, exactly as the server gave them.")
    @click.option("--text", "form", flag_value="text", help="The text only.")
    @click.option("--headers", "form", flag_value="headers", help="The header block.")
    def show(door: Door, message_id: int, form: str | None) -> None:
        """Show a saved message.

        “list” and “search” print its ID.
        """
        with door.open_desk() as desk:
            _show(door, desk, message_id, form)


def _explain(door: Door, desk: Desk, text: str) -> None:
    understood = desk.explain_search(text)
    door.answer({"query": text, "understood": understood}, lambda: click.echo(_plain(understood)))


def _tell_cut(desk: Desk, text: str) -> None:
    cut = desk.find_search_cut(text)
    if cut is not None:
        tell(f"imapdesk: Only the first {cut.most} {cut.unit} of the query are looked for.")


def _bring_index_up_to_date(desk: Desk) -> None:
    """For as long as one gladly waits; what is left is said beside the answer."""
    left = desk.count_undescribed()
    if left:
        with suppress(DiskFull, DiskFailed):  # reading needs no room
            desk.describe_pending(budget_s=_PATIENCE_S, hurry=True)
        left = desk.count_undescribed()
    if left:
        found = count(left, "message is found by its headers", "messages are found by their headers")
        tell(f"imapdesk: {found} only, until “imapdesk index” ran.")


def _show(door: Door, desk: Desk, message_id: int, form: str | None) -> None:
    raw = desk.get_raw(message_id)
    if form == "raw" and not door.as_json:
        click.echo(raw, nl=False)
    elif form == "headers" and not door.as_json:
        click.echo(_cut_headers(raw), nl=False)
    else:
        document, gone_at = _make_message(desk, message_id, raw), desk.get_summary(message_id).gone_at
        door.answer(document, lambda: _print_message(document, gone_at, only_text=form == "text"))


def _cut_headers(raw: bytes) -> bytes:
    ends = [raw.find(mark) + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if mark in raw]
    return raw[: min(ends)] if ends else raw


def _make_message(desk: Desk, message_id: int, raw: bytes) -> dict[str, Any]:
    message = desk.get_message(message_id)
    return {
        "id": message_id,
        "subject": message.subject,
        "from": _join(message.from_),
        "to": _join(message.to),
        "cc": _join(message.cc),
        "date": message.date and message.date.isoformat(),
        "message_id": message.message_id,
        "text": desk.readable_text(message_id),
        "html_safe": desk.safe_html(message_id) if message.html else None,
        "attachments": [{"name": a.name, "type": a.type, "size": a.size} for a in message.attachments if not a.fork],
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
    }


def _join(people: Sequence[Address]) -> str:
    return ", ".join(str(person) for person in people)


def _print_message(document: dict[str, Any], gone_at: datetime | None, *, only_text: bool) -> None:
    if not only_text:
        if gone_at is not None:
            click.echo(f"Deleted on the server ({gone_at.astimezone():%Y-%m-%d}); kept here.")
        for key in ("from", "to", "cc", "date", "subject"):
            if document[key]:
                shown = format_local(document[key], "") if key == "date" else _plain(str(document[key]))
                click.echo(f"{key.capitalize():<8} {shown}")
        for attachment in document["attachments"]:
            click.echo(f"{'File':<8} {_plain(attachment['name'])} ({attachment['type']}, {attachment['size']} bytes)")
        click.echo()
    click.echo(_plain(document["text"] or "", keep_lines=True))


def make_row(row: Summary) -> dict[str, Any]:
    """One message of a list as JSON (docs/command-line.md)."""
    return {
        "id": row.id,
        "mailbox": row.mailbox,
        "folder": row.folder,
        "from": row.from_,
        "to": row.to,
        "subject": row.subject,
        "sent_at": row.sent_at and row.sent_at.isoformat(),
        "received_at": row.received_at and row.received_at.isoformat(),
        "size": row.size,
        "flags": sorted(row.flags),
        "has_attachments": row.has_attachments,
    }


def _print_rows(rows: list[Summary]) -> None:
    for row in rows:
        moment = row.sent_at or row.received_at
        marks = ("*" if row.unread else " ") + ("!" if row.starred else " ") + ("@" if row.has_attachments else " ")
        shown = moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else " " * 16
        click.echo(f"{row.id:>8} {marks} {shown}  {_plain(row.from_)[:28]:<28}  {_plain(row.subject)}")


def _plain(text: str, *, keep_lines: bool = False) -> str:
    """Text for a terminal: no control characters, so that mail can't drive it."""
    kept = "\n\t" if keep_lines else ""
    return "".join(
        c if c.isprintable() or c in kept else " " if c in "\r\n\t" else "�" for c in text.replace("\r\n", "\n")
    )
