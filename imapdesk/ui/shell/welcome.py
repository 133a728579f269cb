"""The first page of an empty program."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from imapdesk.ui.widgets.dialogs import button, label
from imapdesk.ui.widgets.icons import app_icon
from imapdesk.ui.widgets.theme import set_look

OPENING_MS = 5_000  # the demo's window takes one or two seconds to come, on a slow computer more


class WelcomePage(QWidget):
    """What the program is, in two sentences, and what to do: begin, or look around first."""

    add_wanted = Signal()
    demo_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("emptyPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Welcome"))
        picture = QLabel()
        picture.setAccessibleName(self.tr("imapdesk"))
        picture.setPixmap(app_icon().pixmap(96, 96))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(self.tr("Keep a copy of your e-mail on this computer"), headline=True)
        text = label(
            self.tr("imapdesk downloads and finds your mail. It never deletes or moves anything on the server."),
            muted=True,
        )
        for each in (title, text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = button(self.tr("Add your mailbox"), self.add_wanted.emit, primary=True)
        set_look(self.add, primary=True)
        self.add.setMinimumHeight(38)
        self.add.setDefault(True)
        self.demo = button(self.tr("Try it with a demo mailbox"), self._on_demo)
        self._opening = QTimer(self, singleShot=True, interval=OPENING_MS)
        self.demo.setMinimumHeight(34)
        self.demo.setToolTip(self.tr("Opens a second window with invented mail; nothing is kept, nothing is sent."))
        self.restore = button(self.tr("Restore a backup…"), self.restore_wanted.emit)
        choices = (self.add, self.demo, self.restore)
        widest = max(220, *(choice.sizeHint().width() for choice in choices))
        for choice in choices:
            choice.setMinimumWidth(widest)
        self.restore.setMinimumHeight(34)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (picture, title, text):
            layout.addWidget(widget)
        layout.addSpacing(16)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _on_demo(self) -> None:
        """Once, however often it is pressed while its window is on the way."""
        if not self._opening.isActive():
            self._opening.start()
            self.demo_wanted.emit()
