"""The menu of a page: what can be done with a message, not the web engine's own, which is that of a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineCore import QWebEngineContextMenuRequest, QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QFileDialog, QMenu

from imapdesk.ui.reader.pictures import name_picture
from imapdesk.ui.widgets.last_folder import find_last_folder, remember_folder

_Picture = QWebEngineContextMenuRequest.MediaType.MediaTypeImage


class PageMenu(QObject):
    """Open and copy a link, copy words, copy and save a picture that came with the message."""

    said = Signal(str)  # a sentence for the status bar

    def __init__(
        self, view: QWebEngineView, open_link: Callable[[str], None], find_picture: Callable[[QUrl], bytes]
    ) -> None:
        """``find_picture`` gives the bytes of a picture by its address, none where it didn't come with the message."""
        super().__init__(view)
        self._view = view
        self._open_link = open_link
        self._find_picture = find_picture
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_wanted)

    @Slot(QPoint)
    def _on_wanted(self, place: QPoint) -> None:
        request = self._view.lastContextMenuRequest()
        if request is not None:
            menu = self.make_menu(request)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._view.mapToGlobal(place))

    def make_menu(self, request: QWebEngineContextMenuRequest) -> QMenu:
        """What can be done where the mouse or the focus is."""
        menu = QMenu(self._view)
        page, link = self._view.page(), request.linkUrl().toString()
        if link:
            menu.addAction(self.tr("Open link…")).triggered.connect(lambda: self._open_link(link))
            copied = link.removeprefix("mailto:").removeprefix("tel:")
            copy = menu.addAction(self.tr("Copy address") if copied != link else self.tr("Copy link"))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(copied))
            menu.addSeparator()
        if request.mediaType() is _Picture and (data := self._find_picture(request.mediaUrl())):
            menu.addAction(self.tr("Copy picture")).triggered.connect(
                lambda: page.triggerAction(QWebEnginePage.WebAction.CopyImageToClipboard)
            )
            menu.addAction(self.tr("Save picture as…")).triggered.connect(lambda: self._save_picture(data))
            menu.addSeparator()
        copy_words = menu.addAction(self.tr("Copy"))
        copy_words.setEnabled(bool(request.selectedText()))
        copy_words.triggered.connect(lambda: page.triggerAction(QWebEnginePage.WebAction.Copy))
        menu.addAction(self.tr("Select all")).triggered.connect(
            lambda: page.triggerAction(QWebEnginePage.WebAction.SelectAll)
        )
        return menu

    def _save_picture(self, data: bytes) -> None:
        start = str(find_last_folder() / name_picture(data))
        path, _ = QFileDialog.getSaveFileName(self._view, self.tr("Save picture"), start)
        if not path:
            return
        remember_folder(Path(path).parent)
        try:
            Path(path).write_bytes(data)
        except OSError as error:
            self.said.emit(self.tr("Not saved: {reason}").format(reason=error.strerror or str(error)))
        else:
            self.said.emit(self.tr("Saved {name}").format(name=Path(path).name))
