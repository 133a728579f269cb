"""What the sign-in window says while there is no page to show: waiting, a question, a problem."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from imapdesk.ui.widgets.dialogs import button, column, label, row, told
from imapdesk.ui.widgets.icons import icon


class WaitPage(QWidget):
    """One picture, one sentence, more in small, and the buttons that fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Sign-in"))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = told(title=True)
        self.text = told(muted=True)
        self.code = told(title=True)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setAccessibleName(self.tr("Code"))
        self.details = label("", muted=True)
        for line in (self.code, self.details):
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for line in (self.title, self.text, self.code, self.details):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.accept = button(self.tr("Use it"), lambda: None, primary=True)
        self.again = button(self.tr("Try again"), lambda: None)
        self.copy = button(self.tr("Copy the address"), lambda: None)
        self.visit = button(self.tr("Open the page here"), lambda: None)
        self.more = button(self.tr("Details"), self._on_more, flat=True)
        self._buttons = (self.accept, self.again, self.copy, self.visit, self.more)
        layout = column(self, 48, 12)
        layout.addStretch(1)
        for widget in (self.picture, self.title, self.text, self.code):
            layout.addWidget(widget)
        layout.addSpacing(10)
        layout.addLayout(row(None, *self._buttons, None))
        layout.addWidget(self.details)
        layout.addStretch(2)

    def show_busy(self, text: str) -> None:
        """Something is under way."""
        self._show("waiting", "accent", text, "")

    def show_browser(self, label_: str) -> None:
        """The person is at work in the browser."""
        text = self.tr("The page of {label} opened in your web browser. Sign in there; this window closes by itself.")
        more = self.tr("Sign in in your web browser")
        self._show("open", "accent", more, text.format(label=label_), self.again, self.copy)
        _name(self.again, self.tr("Open it again"))
        _name(self.copy, self.tr("Copy the address"))

    def show_no_browser(self) -> None:
        """The desktop has no browser to open; one may be there all the same."""
        text = self.tr("Copy its address into one on this computer. Sign in there; this window closes by itself.")
        self._show("warning", "star", self.tr("No web browser could be opened."), text, self.copy, self.again)
        _name(self.again, self.tr("Try again"))
        _name(self.copy, self.tr("Copy the address"))
        self.copy.setFocus()

    def show_code(self, code: str, page: str) -> None:
        """The person types the code in at ``page``, here or on another computer."""
        text = self.tr("Open {page} in any browser, on this computer or another one, and type in this code:")
        self._show(
            "open", "accent", self.tr("Sign in with a code"), text.format(page=page), self.code, self.copy, self.visit
        )
        self.code.setText(code)
        _name(self.copy, self.tr("Copy the code"))
        self.copy.setFocus()

    def ask_about(self, signed_in: str, expected: str) -> None:
        """Somebody else signed in."""
        title = self.tr("You signed in as {address}").format(address=signed_in)
        text = self.tr("The mailbox is {address}. Is the other address right?").format(address=expected)
        self._show("warning", "star", title, text, self.accept, self.again)
        _name(self.accept, self.tr("Use {address}").format(address=signed_in))
        _name(self.again, self.tr("Sign in again"))
        self.again.setFocus()

    def show_problem(self, sentence: str, details: str) -> None:
        """The sign-in failed; nothing was saved."""
        self._show("error", "danger", sentence, self.tr("Nothing was saved."), self.again)
        _name(self.again, self.tr("Try again"))
        self.details.setText(details)
        self.more.setVisible(bool(details))
        self.again.setFocus()

    def _show(self, picture: str, colour: str, title: str, text: str, *shown: QWidget) -> None:
        self.picture.setPixmap(icon(picture, colour).pixmap(48, 48))
        self.title.setText(title)
        self.text.setText(text)
        self.details.hide()
        for each in (self.code, *self._buttons):
            each.setVisible(each in shown)

    def _on_more(self) -> None:
        self.details.setVisible(not self.details.isVisible())


def _name(made: QPushButton, text: str) -> None:
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(text)
