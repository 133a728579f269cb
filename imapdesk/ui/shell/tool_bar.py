"""The tool bar: its buttons give up their words before the search has to go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton

from imapdesk.ui.widgets.dialogs import grown
from imapdesk.ui.widgets.tips import tip

ICON = 18  # pixels, beside letters of the usual size
_STYLE = Qt.ToolButtonStyle


class ToolBar(QToolBar):
    """By itself Qt hides what comes last where the bar is too narrow, in a menu that few people find."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setObjectName("tools")
        self.setAccessibleName(title)
        self.setMovable(False)
        self.setIconSize(QSize(grown(ICON), grown(ICON)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._buttons: list[QToolButton] = []

    def add_button(self, button: QToolButton) -> None:
        """Add a button; its words are its tip, too, where it has no other."""
        button.setAccessibleName(button.text())
        if not button.toolTip():
            button.setToolTip(tip(button.text()))
        button.setToolButtonStyle(_STYLE.ToolButtonTextBesideIcon)
        button.setIconSize(self.iconSize())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.append(button)
        self.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def _make_room(self) -> None:
        self._show_words(_STYLE.ToolButtonTextBesideIcon)
        if self.sizeHint().width() > self.width():
            self._show_words(_STYLE.ToolButtonIconOnly)

    def _show_words(self, style: Qt.ToolButtonStyle) -> None:
        for button in self._buttons:
            button.setToolButtonStyle(style)
