"""``imapdesk folder list | include | exclude``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.counting import count, count_messages, describe_left_out
from imapdesk.errors import SettingsRefused
from imapdesk.mail import Folder

if TYPE_CHECKING:
    from imapdesk.desk import Desk


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @cli.group("folder")
    def folder() -> None:
        """Choose the folders to keep."""

    @command(folder, "list")
    @click.argument("name")
    @click.option("--refresh", is_flag=True, help="Ask the server first.")
    def list_(door: Door, name: str, refresh: bool) -> None:
        """List a mailbox's folders."""
        with door.open_desk() as desk:
            folders = desk.refresh_folders(name) if refresh else desk.load_folders(name)
        door.answer([make_document(f) for f in folders], lambda: _print_folders(folders))

    @command(folder, "include")
    @click.argument("name")
    @click.argument("paths", nargs=-1)
    @click.option("--all", "all_", is_flag=True, help="Every folder.")
    def include(door: Door, name: str, paths: tuple[str, ...], all_: bool) -> None:
        """Tick folders: the next sync loads their mail."""
        _choose(door, name, paths, all_=all_, included=True)

    @command(folder, "exclude")
    @click.argument("name")
    @click.argument("paths", nargs=-1)
    def exclude(door: Door, name: str, paths: tuple[str, ...]) -> None:
        """Untick folders: syncing them stops, what is saved stays."""
        _choose(door, name, paths, all_=False, included=False)

    _register_deleted(folder)


def _register_deleted(folder: click.Group) -> None:
    @command(folder, "deleted")
    @click.argument("name")
    @click.argument("path", required=False)
    @click.option("--confirm", "answer", flag_value="confirm", help="Yes: mark the messages as deleted on the server.")
    @click.option("--deny", "answer", flag_value="deny", help="No: leave them as they are.")
    def deleted(door: Door, name: str, path: str | None, answer: str | None) -> None:
        """Answer whether lost mail was deleted.

        Lists the folders that lost most of their mail on the server at once; with PATH, says whether that is right.
        """
        if (path is None) != (answer is None):
            raise SettingsRefused("Name a folder and give --confirm or --deny; or neither, to list them.")
        with door.open_desk() as desk:
            if path is not None:
                desk.answer_deletion(name, path, deleted=answer == "confirm")
            questions = desk.load_deletions(name)
        rows = [
            {"path": one.folder, "missing": one.count, "held": one.held, "since": one.asked_at} for one in questions
        ]
        door.answer(rows, lambda: _print_deletions(rows))


def _print_deletions(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo("There is no open question.")
    for row in rows:
        are = "is" if row["missing"] == 1 else "are"
        click.echo(f"{row['path']}: {row['missing']} of {count_messages(row['held'])} {are} no longer on the server.")


def _choose(door: Door, name: str, paths: tuple[str, ...], *, all_: bool, included: bool) -> None:
    if bool(paths) == all_:
        raise SettingsRefused("Name the folders or give --all, not both." if included else "Name the folders.")
    with door.open_desk() as desk:
        _fetch_list_if_never_fetched(desk, name)
        if all_:
            desk.include_all(name)
        else:
            desk.include(name, paths, included)
        folders = desk.load_folders(name)
    kept = sum(f.included and f.selectable for f in folders)
    told = f"{kept} of {count(len(folders), 'folder', 'folders')} {'is' if kept == 1 else 'are'} included."
    door.answer([make_document(f) for f in folders], lambda: click.echo(told))


def _fetch_list_if_never_fetched(desk: Desk, name: str) -> None:
    if not desk.load_folders(name):
        desk.refresh_folders(name)


def make_document(folder: Folder) -> dict[str, Any]:
    """A folder as JSON (docs/command-line.md)."""
    document = {
        "path": folder.path,
        "role": str(folder.role) or None,
        "included": folder.included,
        "selectable": folder.selectable,
        "on_server": folder.on_server,
        "messages_on_server": folder.messages_on_server,
        "messages_saved": folder.messages_saved,
        "last_sync": folder.last_sync and folder.last_sync.isoformat(),
    }
    return document | {"left_out": folder.left_out} if folder.left_out else document


def _print_folders(folders: list[Folder]) -> None:
    for folder in folders:
        tick = "[x]" if folder.included else "[ ]" if folder.selectable else "   "
        server = (
            "gone" if not folder.on_server else "?" if folder.messages_on_server is None else folder.messages_on_server
        )
        left_out = f", {describe_left_out(folder.left_out)}" if folder.left_out else ""
        click.echo(f"{tick} {folder.path}\t{folder.messages_saved} saved, {server} on the server{left_out}")
