"""All rows of the tree by their places, in the shape of the views, searches, mailboxes and folders that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTreeWidgetItem

from imapdesk.mail import Folder, FolderRole, Mailbox, MailboxId
from imapdesk.ui.folders.arranging import arrange
from imapdesk.ui.folders.nodes import Node, make_nodes
from imapdesk.ui.folders.row import Row
from imapdesk.ui.state.place import REMOVED, Place
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets import formats


@dataclass(frozen=True, slots=True)
class Line:
    """A row at the edge of the tree, without what is below it; ``place`` None: a heading."""

    key: str
    place: Place | None
    name: str


@dataclass(frozen=True, slots=True)
class Changes:
    """``new`` are places that there were no rows for; ``renamed`` are mailboxes, by their old names."""

    new: frozenset[Place]
    renamed: Mapping[str, str]

    def follow(self, place: Place) -> Place:
        """What is called so now."""
        now = self.renamed.get(place.mailbox or "")
        return replace(place, mailbox=now) if now is not None else place


class Outline:
    """``items`` are the rows by place; a row that stays is the same one, whatever comes and goes around it.

    ``root`` finds the item above all. Qt owns that and tells nobody of its end: kept here, it would stay the Python
    object of an address at which Qt has something else by then.
    """

    def __init__(self, root: Callable[[], QTreeWidgetItem], make: Callable[[str, Place | None], Row]) -> None:
        self.items: dict[Place, Row] = {}
        self._root = root
        self._make = make
        self._top: list[Row] = []
        self._shapes: dict[Place, object] = {}  # by mailbox row: what the rows below it were made of
        self._names: dict[MailboxId, str] = {}
        self._new: set[Place] = set()

    def walk(self) -> Iterator[Row]:
        """All rows, headings as well."""
        for row in self._top:
            yield from row.walk()

    def show(self, snapshot: Snapshot) -> Changes:
        """Have rows for what there is."""
        self._new.clear()
        renamed = self._follow_names(snapshot.mailboxes)
        lines = {line.key: line for line in _list_lines(snapshot)}
        self._top = arrange(
            self._root(), self._top, list(lines), lambda key: self._add(key, lines[key].place), self._drop
        )
        for row in self._top:
            row.name_it(lines[row.key].name)
            if row.place is not None and row.place.mailbox is not None:
                self._show_folders(row, row.place, snapshot.folders.get(row.place.mailbox, ()))
        return Changes(frozenset(self._new), renamed)

    def _show_folders(self, row: Row, place: Place, folders: Sequence[Folder]) -> None:
        shape = _describe_folders(folders)
        if self._shapes.get(place) == shape:
            return
        self._shapes[place] = shape
        whole = Node("", "", None, make_nodes(folders))
        self._show_nodes(row, whole, place.mailbox or "", tickable=not place.is_removed)

    def _show_nodes(self, row: Row, node: Node, mailbox: str, *, tickable: bool) -> None:
        row.tick_for(node if tickable else None)
        if not node.children and not row.lower:
            return
        row.lower = arrange(
            row,
            row.lower,
            [child.path for child in node.children],
            lambda path: self._add(path, Place(mailbox=mailbox, folder=path)),
            self._drop,
        )
        for below, child in zip(row.lower, node.children, strict=True):
            below.name_it(formats.plain(child.name))
            self._show_nodes(below, child, mailbox, tickable=tickable)

    def _add(self, key: str, place: Place | None) -> Row:
        row = self._make(key, place)
        if place is not None:
            self.items[place] = row
            self._new.add(place)
        return row

    def _drop(self, row: Row) -> None:
        """It isn't in the tree any more, and nothing below it is."""
        for each in row.walk():
            if each.place is not None and self.items.get(each.place) is each:
                del self.items[each.place]
                self._shapes.pop(each.place, None)

    def _follow_names(self, mailboxes: Sequence[Mailbox]) -> Mapping[str, str]:
        """A mailbox that is called something else is the same one."""
        names = {mailbox.id: mailbox.name for mailbox in mailboxes}
        renamed = {
            old: names[number]
            for number, old in self._names.items()
            if names.get(number, old) != old and Place(mailbox=old) in self.items
        }
        self._names = dict(names)
        moved = [(self.items[Place(mailbox=old)], new) for old, new in renamed.items()]
        for row, new in moved:
            self._take_name(row, new)
        return renamed

    def _take_name(self, top: Row, name: str) -> None:
        shape = self._shapes.get(top.place) if top.place else None
        self._drop(top)
        top.key = _mailbox_key(name)
        for row in top.walk():
            if row.place is not None:
                row.place = replace(row.place, mailbox=name)
                row.renew()
                self.items[row.place] = row
        if top.place is not None and shape is not None:
            self._shapes[top.place] = shape


def describe_shape(snapshot: Snapshot) -> object:
    """All that decides which rows there are, in which order, and what they are called."""
    return (
        [(m.id, m.name, _describe_folders(snapshot.folders.get(m.name, ()))) for m in snapshot.mailboxes],
        snapshot.searches,
        [(m.name, _describe_folders(snapshot.folders.get(m.name, ()))) for m in snapshot.removed],
    )


def _describe_folders(folders: Sequence[Folder]) -> list[tuple[str, str | None, FolderRole, bool]]:
    return [(folder.path, folder.delimiter, folder.role, folder.selectable) for folder in folders]


def _mailbox_key(name: str) -> str:
    return f"mailbox {name}"


def _list_lines(snapshot: Snapshot) -> list[Line]:
    """What stands at the edge of the tree, from top to bottom."""
    lines: list[Line] = []
    mailboxes = [Line(_mailbox_key(m.name), Place(mailbox=m.name), formats.plain(m.name)) for m in snapshot.mailboxes]
    mailboxes += [Line(f"kept {m.name}", Place(REMOVED, m.name), formats.plain(m.name)) for m in snapshot.removed]
    if mailboxes:
        lines += [Line(f"view {view}", Place(view=view), name) for view, name in _name_views().items()]
    if mailboxes and snapshot.searches:
        lines.append(Line("saved", None, _tr("Saved searches")))
        for search in snapshot.searches:
            place = Place(search.name, query=search.query)
            lines.append(Line(f"search {search.name}\n{search.query}", place, formats.plain(search.name)))
    if mailboxes:
        lines += [Line("mailboxes", None, _tr("Mailboxes")), *mailboxes]
    return lines


def _name_views() -> dict[str, str]:
    return {
        "inboxes": _tr("All inboxes"),
        "all": _tr("All mail"),
        "unread": _tr("Unread"),
        "starred": _tr("Starred"),
        "attachments": _tr("With attachments"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailboxTree", text)
