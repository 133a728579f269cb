"""What a pane says when it has nothing to show: an icon, a title, a sentence, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look


class EmptyPage(QWidget):
    """A centred message with at most one button."""

    acted = Signal(str)  # the action's name

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("emptyPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._action = ""
        self._picture = self._label(name)
        self._title = self._label(name)
        set_look(self._title, title=True)
        self._text = self._label(name)
        set_look(self._text, muted=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._picture, self._title, self._text):
            layout.addWidget(label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.say("")

    def say(self, title: str, text: str = "", *, picture: str = "", button: str = "", action: str = "") -> None:
        """Show this."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._picture.setVisible(bool(picture))
        if picture:
            self._picture.setPixmap(icon(picture).pixmap(44, 44))
        self.button.setText(button)
        self.button.setAccessibleName(button or title or self.accessibleName())
        self.button.setVisible(bool(button))
        self._action = action

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        return label

    def _on_clicked(self) -> None:
        self.acted.emit(self._action)
