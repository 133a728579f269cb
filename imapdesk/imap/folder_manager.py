"""`ImapEmailFolderManager`: the server's folders as a tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from imapdesk.errors import NotFound
from imapdesk.imap.connector import ImapConnector
from imapdesk.mail import FolderRole, ListedFolder


@dataclass(frozen=True, slots=True)
class ImapEmailFolder:
    """One folder: its own name, its full name with the server's delimiter, and the folders below it."""

    name: str
    full_name: str
    delimiter: str | None
    role: FolderRole
    selectable: bool
    children: tuple[ImapEmailFolder, ...] = ()


class ImapEmailFolderManager:
    """Lists folders; each call asks the server anew."""

    def __init__(self, connector: ImapConnector) -> None:
        self._connector = connector

    def get_folders(
        self, parent: ImapEmailFolder | str | None = None, recursive: bool = False
    ) -> list[ImapEmailFolder]:
        """The folders directly below ``parent`` (the top when None), with all below them if ``recursive``.

        Raises `NotFound` when there is no such parent.
        """
        tree = make_tree(self._connector.list_folders(refresh=True))
        full_name = parent.full_name if isinstance(parent, ImapEmailFolder) else parent
        found = tree if full_name is None else _find(tree, full_name).children
        return list(found) if recursive else [replace(folder, children=()) for folder in found]


def make_tree(folders: Iterable[ListedFolder]) -> tuple[ImapEmailFolder, ...]:
    """The tree of a listing, in its order. A parent that the server didn't list is there, but not selectable."""
    listed: dict[str, ListedFolder | None] = {}
    below: dict[str | None, list[str]] = {}
    delimiters: dict[str, str | None] = {}
    for folder in folders:
        for path in _ancestors(folder):
            if path not in delimiters:
                below.setdefault(_parent(path, folder.delimiter), []).append(path)
                delimiters[path] = folder.delimiter
                listed.setdefault(path, None)
        listed[folder.path] = folder

    made: dict[str, ImapEmailFolder] = {}
    for path in reversed(delimiters):  # a parent was met before its children: so they are there when it is made
        known, delimiter = listed[path], delimiters[path]
        made[path] = ImapEmailFolder(
            name=path.rsplit(delimiter, 1)[-1] if delimiter else path,
            full_name=path,
            delimiter=delimiter,
            role=known.role if known else FolderRole.OTHER,
            selectable=known.selectable if known else False,
            children=tuple(made[child] for child in below.get(path, ())),
        )
    return tuple(made[path] for path in below.get(None, ()))


def _ancestors(folder: ListedFolder) -> list[str]:
    """The paths from the top down to ``folder`` itself; a name with an empty level is one level."""
    levels = folder.path.split(folder.delimiter) if folder.delimiter else [folder.path]
    if not all(levels):
        return [folder.path]
    assert folder.delimiter is not None or len(levels) == 1
    return [(folder.delimiter or "").join(levels[: depth + 1]) for depth in range(len(levels))]


def _parent(path: str, delimiter: str | None) -> str | None:
    above = path.rpartition(delimiter)[0] if delimiter else ""
    return above if above and all(path.split(delimiter)) else None


def _find(tree: Iterable[ImapEmailFolder], full_name: str) -> ImapEmailFolder:
    level: Iterable[ImapEmailFolder] | None = tree
    while level is not None:
        below = None
        for folder in level:
            if folder.full_name == full_name:
                return folder
            if below is None and full_name.startswith(folder.full_name + (folder.delimiter or "\n")):
                below = folder.children
        level = below
    raise NotFound(f"The server has no folder “{full_name}”.")
