"""What the tree's ticks and menus do: include, leave out, remove the local copy; saved at once, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from imapdesk.mail import Folder, FolderRole, StoreChange
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Shelf
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import ask

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class FolderActions(QObject):
    """Acts on the tree's current row."""

    included = Signal(str, int)  # mailbox, how many folders were newly ticked
    changed = Signal(object)  # StoreChange
    failed = Signal(object)
    read_wanted = Signal(object)  # Scope: all of it is to be marked as read

    def __init__(
        self,
        desk: Desk,
        errands: Background,
        shelf: Shelf,
        tree: MailboxTree,
        actions: dict[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._shelf = shelf
        self._tree = tree
        self._actions = actions
        self._window = parent
        tree.ticked.connect(self._on_ticked)
        tree.menu_asked.connect(self._on_menu)
        actions["include"].triggered.connect(lambda _c=False: self.include(below=False))
        actions["include_below"].triggered.connect(lambda _c=False: self.include(below=True))
        actions["remove_copy"].triggered.connect(lambda _c=False: self.remove_copy())
        actions["read_folder"].triggered.connect(lambda _c=False: self.read_all())
        self._words = {name: actions[name].text() for name in ("include", "include_below")}
        tree.place_chosen.connect(self.show_choices)
        shelf.changed.connect(self.show_choices)
        self.show_choices()

    def folder(self) -> Folder | None:
        """The current row's folder."""
        place = self._tree.place()
        return self._shelf.snapshot.find_folder(place.mailbox, place.folder) if place else None

    @Slot()
    def show_choices(self) -> None:
        """The menu offers what can be done with the current row, and says which way round."""
        place, folder, actions = self._tree.place(), self.folder(), self._actions
        alone, all_ = self._find_folders(below=False), self._find_folders(below=True)
        for name, found, enough, otherwise in (
            ("include", alone, bool(alone), self.tr("&Leave folder out")),
            ("include_below", all_, len(all_) > len(alone), self.tr("Leave out with sub-&folders")),
        ):
            actions[name].setEnabled(enough)
            actions[name].setText(otherwise if _all_ticked(found) else self._words[name])
        removed = place is not None and place.is_removed
        actions["remove_copy"].setEnabled(removed or bool(folder and folder.messages_saved))
        actions["read_folder"].setEnabled(bool(folder and folder.unread))

    def _find_folders(self, *, below: bool) -> list[Folder]:
        """The current folder, and with ``below`` those under it: all that can hold mail."""
        place, folder = self._tree.place(), self.folder()
        if place is None or folder is None or self._shelf.snapshot.find_mailbox(place.mailbox) is None:
            return []
        found = [folder]
        if below and folder.delimiter:
            start = folder.path + folder.delimiter
            found += [f for f in self._shelf.snapshot.folders[place.mailbox or ""] if f.path.startswith(start)]
        return [each for each in found if each.selectable]

    def include(self, *, below: bool) -> None:
        """Tick the current folder, with ``below`` all under it as well; where they are ticked leave them out."""
        place, found = self._tree.place(), self._find_folders(below=below)
        if place is not None and place.mailbox is not None and found:
            self._tree.tick(place.mailbox, [folder.path for folder in found], not _all_ticked(found))

    def read_all(self) -> None:
        """Ask for all of the current folder to be marked as read; not what is in folders below it."""
        place = self._tree.place()
        if place is not None and self.folder() is not None:
            self.read_wanted.emit(place.scope())

    def include_usual(self, mailbox: str) -> None:
        """Tick the inbox and the sent mail."""
        roles = (FolderRole.INBOX, FolderRole.SENT)
        folders = self._shelf.snapshot.folders.get(mailbox, ())
        self._tree.tick(mailbox, [f.path for f in folders if f.role in roles or f.path.upper() == "INBOX"], True)

    @Slot(str, object, bool)
    def _on_ticked(self, mailbox: str, paths: list[str], wanted: bool) -> None:
        def done(change: StoreChange) -> None:
            self.changed.emit(change)
            if wanted:
                self.included.emit(mailbox, len(paths))

        self._errands.ask(lambda: self._desk.include(mailbox, paths, wanted), done, self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._shelf.reload()
        self.failed.emit(error)

    def remove_copy(self) -> None:
        """Ask, then delete what is saved of the current folder."""
        place, folder = self._tree.place(), self.folder()
        if place is not None and place.is_removed and place.mailbox is not None:
            self._remove_mailbox_copy(place.mailbox)
            return
        if place is None or place.mailbox is None or folder is None or not folder.messages_saved:
            return
        mailbox, path = place.mailbox, folder.path
        text = self.tr("Remove the local copy of “{folder}”?").format(folder=formats.plain(path))
        more = self._tell_loss(folder.messages_saved, folder.on_server)
        ask(
            self._window,
            self.tr("Remove local copy"),
            text,
            more,
            self.tr("Remove"),
            lambda: self._errands.ask(
                lambda: self._desk.remove_local_copy(mailbox, path), self._on_removed, self.failed.emit
            ),
        )

    def _tell_loss(self, n: int, on_server: bool = True) -> str:
        if on_server:
            return self.tr("%Ln saved message(s) are deleted from this computer. Nothing changes on the server.", "", n)
        return self.tr("%Ln saved message(s) are deleted from this computer. The server no longer has them.", "", n)

    def _remove_mailbox_copy(self, mailbox: str) -> None:
        """Ask, then delete the kept mail of a mailbox that was removed."""
        ask(
            self._window,
            self.tr("Remove local copy"),
            self.tr("Remove the kept mail of “{mailbox}”?").format(mailbox=formats.plain(mailbox)),
            self._tell_loss(self._shelf.snapshot.count_saved(mailbox)),
            self.tr("Remove"),
            lambda: self._errands.ask(lambda: self._desk.remove_mailbox(mailbox), self._on_removed, self.failed.emit),
        )

    def _on_removed(self, change: StoreChange | None) -> None:
        self.changed.emit(change or StoreChange())

    @Slot(object, QPoint)
    def _on_menu(self, place: Place, position: QPoint) -> None:
        if place.query or not (place.view or place.mailbox):  # a saved search has a menu of its own, a heading none
            return
        names = ["sync", "pause", "", "verify", "statistics", "", "mailbox_page"]
        self.show_choices()
        if place.mailbox is None:
            names = ["sync_all", "statistics"]
        elif any(mailbox.name == place.mailbox for mailbox in self._shelf.snapshot.removed):
            names = ["remove_copy"]
        elif place.folder is not None:
            names = ["read_folder", "", "include", "include_below", "", "remove_copy", ""]
            names += ["sync", "verify", "statistics", "mailbox_page"]
        menu = QMenu(self._window)
        for name in names:
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)


def _all_ticked(folders: Sequence[Folder]) -> bool:
    return bool(folders) and all(folder.included for folder in folders)
