"""The folder tree as values: from flat paths to nodes in a sensible order, and the state of their check boxes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QCollator, QLocale, Qt

from imapdesk.mail import FolderRole
from imapdesk.ui.folders.naming import make_namer

_ORDER = [
    FolderRole.INBOX,
    FolderRole.FLAGGED,
    FolderRole.IMPORTANT,
    FolderRole.DRAFTS,
    FolderRole.SENT,
    FolderRole.ALL,
    FolderRole.ARCHIVE,
    FolderRole.TEMPLATES,
    FolderRole.OTHER,
    FolderRole.SPAM,
    FolderRole.TRASH,
]

MANY = 100  # folders of a mailbox: more are not all unfolded when they come


class AnyFolder(Protocol):
    """What a listed folder and a saved one have in common."""

    @property
    def path(self) -> str: ...
    @property
    def delimiter(self) -> str | None: ...
    @property
    def role(self) -> FolderRole: ...
    @property
    def selectable(self) -> bool: ...


@dataclass(slots=True)
class Node:
    """One row of a folder tree; ``folder`` is None for a parent that the server did not list."""

    name: str
    path: str
    folder: AnyFolder | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def role(self) -> FolderRole:
        """The folder's role."""
        return self.folder.role if self.folder else FolderRole.OTHER

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def tickable(self) -> list[str]:
        """The paths, here and below, that can hold mail."""
        return [node.path for node in self.walk() if node.folder is not None and node.folder.selectable]


def make_nodes(folders: Iterable[AnyFolder]) -> list[Node]:
    """The roots of the tree that the folders' paths and delimiters describe, ordered by role, then by name."""
    by_path: dict[str, Node] = {}
    roots: list[Node] = []
    name_folder = make_namer()
    for folder in folders:
        node = _place(folder.path, folder.delimiter, by_path, roots)
        node.folder = folder
        role = FolderRole.INBOX if folder.path.upper() == "INBOX" else folder.role
        node.name = name_folder(role, node.name)
    _sort(roots, _make_collator())
    return roots


def _place(path: str, delimiter: str | None, by_path: dict[str, Node], roots: list[Node]) -> Node:
    node = by_path.get(path)
    if node is not None:
        return node
    parent, found, name = path.rpartition(delimiter) if delimiter else ("", "", path)
    if not found or not parent or not name:
        parent, name = "", path
    node = by_path[path] = Node(name, path)
    (_place(parent, delimiter, by_path, roots).children if parent else roots).append(node)
    return node


def _sort(nodes: list[Node], collator: QCollator) -> None:
    nodes.sort(key=lambda node: collator.sortKey(node.name))
    nodes.sort(key=lambda node: _ORDER.index(node.role))
    for node in nodes:
        _sort(node.children, collator)


def _make_collator() -> QCollator:
    """Names as a person sorts them: "2" before "10", "Ärzte" beside "Arzt" or, in Sweden, at the end."""
    here = QLocale()
    collator = QCollator(here if here.language() is not QLocale.Language.C else QLocale(QLocale.Language.English))
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return collator


def joint_state(paths: Collection[str], included: Collection[str]) -> Qt.CheckState | None:
    """The common state of some folders' ticks."""
    if not paths:
        return None
    ticked = sum(path in included for path in paths)
    if ticked == 0:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if ticked == len(paths) else Qt.CheckState.PartiallyChecked
