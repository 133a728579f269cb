"""A link was clicked: the real host is shown, what is odd is said, and nothing opens before a person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from imapdesk.ui.reader.words import ask_about_link
from imapdesk.ui.widgets import formats

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import LinkJudgement

_LONGEST = 300  # characters of an address that are shown


def ask_to_open(judged: LinkJudgement, parent: QWidget) -> QMessageBox:
    """Ask; [Cancel] is the default wherever something is odd, and what is refused can't be opened at all."""
    odd, refused = bool(judged.oddity), judged.verdict == "refuse"
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if odd else QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("LinkQuestion", "Open link"))
    box.setText(ask_about_link(judged))
    box.setInformativeText(formats.breakable(formats.cut(formats.plain(judged.url), _LONGEST)))
    cancel = box.addButton(QMessageBox.StandardButton.Close if refused else QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    if not refused:
        plain = QCoreApplication.translate("LinkQuestion", "Open")
        anyway = QCoreApplication.translate("LinkQuestion", "Open anyway")
        go = box.addButton(anyway if odd else plain, QMessageBox.ButtonRole.AcceptRole)
        go.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl(judged.url)))
        if not odd:
            box.setDefaultButton(go)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
