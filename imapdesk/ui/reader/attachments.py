"""The strip under a message: its attachments, saved where the person chooses, opened only when asked to."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QDrag, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from imapdesk.ui.reader.copies import Copies
from imapdesk.ui.reader.hits import find_hits
from imapdesk.ui.reader.part_button import PartButton, elide
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import leave_room
from imapdesk.ui.widgets.flow import FlowLayout
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.last_folder import find_last_folder, remember_folder
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenFile


_MOST_LINES = 3
_NEXT_MS = 10
_AT_ONCE = 60  # buttons: more than three lines of them


class _Area(QScrollArea):
    """Says when it has another width."""

    def __init__(self, on_resize: Callable[[], None]) -> None:
        super().__init__()
        self._on_resize = on_resize

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._on_resize()


class AttachmentStrip(QFrame):
    """One button per attachment with Open and Save, and [Save all]."""

    saved = Signal(str)  # a sentence for the status bar

    def __init__(self, open_dir: Path) -> None:
        super().__init__()
        self.setObjectName("attachments")
        self.setAccessibleName(self.tr("Attachments"))
        self._copies = Copies(open_dir)
        self._parts: Sequence[OpenFile] = ()
        self._buttons: list[QToolButton] = []
        self._terms: Sequence[str] = ()
        self._others = QTimer(self, singleShot=True, interval=_NEXT_MS)
        self._others.timeout.connect(self._add_others)
        self._inner = inner = QWidget()
        inner.setAccessibleName(self.tr("Attachments"))
        self._lines = FlowLayout(inner)
        self._area = _Area(self._fit)
        self._area.setAccessibleName(self.tr("Attachments"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._save_all = QPushButton(self.tr("Save all…"))
        self._save_all.setAccessibleName(self.tr("Save all attachments"))
        set_look(self._save_all, flat=True)
        self._save_all.clicked.connect(self.save_all)
        layout = QHBoxLayout(self)
        leave_room(layout, 14, 6, 12, 6)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._save_all, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_parts(self, parts: Sequence[OpenFile], terms: Sequence[str] = ()) -> None:
        """Show these attachments, with ``terms`` marked in their names; hidden where there are none."""
        self._parts = parts
        self._buttons.clear()
        while item := self._lines.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._terms = terms
        self._add_buttons(_AT_ONCE)
        self._save_all.setVisible(len(parts) > 1)
        self.setVisible(bool(parts))
        self._fit()

    def _add_buttons(self, count: int) -> None:
        """The next attachments; the others follow when the window has drawn these."""
        begin, inner = len(self._buttons), self._inner
        inner.hide()  # else all that are there are laid out anew for each that comes
        for part in self._parts[begin : begin + max(count, 0)]:
            button = self._make_button(part, self._terms)
            button.setParent(inner)
            button.show()
            self._buttons.append(button)
            self._lines.addWidget(button)
        inner.show()
        if len(self._buttons) < len(self._parts):
            self._others.start()

    @Slot()
    def _add_others(self) -> None:
        self._add_buttons(_AT_ONCE)

    def mark_found(self, places: Collection[int]) -> None:
        """Say of some attachments that they hold what was searched for; the first of them is scrolled to."""
        self._add_buttons(max(places, default=0) + 1 - len(self._buttons))
        for place in sorted(places, reverse=True):
            part, button = self._parts[place], self._buttons[place]
            name, size = part.name, formats.size(part.size)
            button.setIcon(icon("search"))
            button.setText(self.tr("Found in {name}   {size}").format(name=elide(button, name), size=size))
            button.setToolTip(tip(self.tr("What you searched for is in {name}").format(name=name)))
            spoken = self.tr("Found in attachment {name}, {size}").format(name=name, size=size)
            button.setAccessibleName(spoken)
        self._fit()
        if places:
            self._area.ensureWidgetVisible(self._buttons[min(places)])

    def _fit(self) -> None:
        """As many lines as the attachments need, up to three; the rest is scrolled to."""
        line = self._lines.minimumSize().height()
        most = _MOST_LINES * line + (_MOST_LINES - 1) * self._lines.spacing()
        self._area.setFixedHeight(min(self._lines.heightForWidth(self._area.viewport().width()), most))

    def _make_button(self, part: OpenFile, terms: Sequence[str]) -> QToolButton:
        name = part.name
        button = PartButton(name, lambda: self._drag(part), terms)
        button.setIcon(icon("image" if part.type.startswith("image/") else "file"))
        button.setIconSize(QSize(18, 18))
        button.setText(f"{elide(button, name)}   {formats.size(part.size)}")
        button.setToolTip(tip(name))
        spoken = self.tr("Attachment {name}, {size}")
        if find_hits(name, terms):
            spoken = self.tr("Attachment {name}, {size}, found by its name")
        button.setAccessibleName(spoken.format(name=name, size=formats.size(part.size)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addAction(icon("open"), self.tr("Open")).triggered.connect(lambda: self.open_part(part))
        menu.addAction(icon("save"), self.tr("Save as…")).triggered.connect(lambda: self.save_part(part))
        button.setMenu(menu)
        return button

    def save_part(self, part: OpenFile) -> None:
        """Ask where, then save one."""
        start = str(find_last_folder() / part.name)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save attachment"), start)
        if path:
            remember_folder(Path(path).parent)
            self._write(part, Path(path))

    def save_all(self) -> None:
        """Ask for a folder, then save every one there; nothing there is replaced."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Save all attachments"), str(find_last_folder()))
        if not chosen or not self._parts:
            return
        folder = Path(chosen)
        remember_folder(folder)
        count = sum(self._write(part, free_path(folder, part.name), quiet=True) for part in self._parts)
        if count == len(self._parts):  # else what went wrong is said already
            self.saved.emit(self.tr("%Ln attachment(s) saved in {folder}", "", count).format(folder=folder.name))

    def open_part(self, part: OpenFile) -> None:
        """Open one with the system's program for it; one that could run asks first."""
        if part.dangerous:
            self._ask_harmful(part)
            return
        if path := self._copy(part):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _drag(self, part: OpenFile) -> None:
        """Drag a copy of an attachment out of the window; where it is dropped the other program takes it."""
        if path := self._copy(part):
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def _ask_harmful(self, part: OpenFile) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Open attachment"),
            self.tr("This file type can harm your computer."),
            parent=self,
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        text = self.tr("“{name}” is a program or can contain one. It can be saved, not opened from here.")
        if part.disguised:
            text += "\n" + self.tr("Its name makes it look like another kind of file.")
        box.setInformativeText(text.format(name=part.name))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        save.clicked.connect(lambda: self.save_part(part))
        box.open()

    def _copy(self, part: OpenFile) -> Path | None:
        """A copy of an attachment for another program; None where there is no room for it, which is said."""
        try:
            path = self._copies.choose_path(part.name)
        except OSError as error:
            self._tell_unsaved(error)
            return None
        return path if self._write(part, path, quiet=True) else None

    def _tell_unsaved(self, error: OSError) -> None:
        self.saved.emit(self.tr("Not saved: {reason}").format(reason=error.strerror or str(error)))

    def _write(self, part: OpenFile, path: Path, *, quiet: bool = False) -> bool:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(part.data())
        except OSError as error:
            self._tell_unsaved(error)
            return False
        if not quiet:
            self.saved.emit(self.tr("Saved {name}").format(name=path.name))
        return True


def free_path(folder: Path, name: str) -> Path:
    """A path in ``folder`` that nothing has yet: ``name``, else ``name (2)``, ..."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path
