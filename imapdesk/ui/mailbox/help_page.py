"""The way to a provider's own page about passwords and switches for mail programs."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices

from imapdesk.ui.widgets.dialogs import Button
from imapdesk.ui.widgets.theme import set_look


class HelpPageButton(Button):
    """Seen where a page is known; its address is seen before it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Open provider page"))
        self.setAccessibleName(self.text())
        self.setAutoDefault(False)
        set_look(self, link=True)
        self.clicked.connect(self._open)
        self.lead_to("")

    def lead_to(self, url: str) -> None:
        """Offer this page; none where it is empty."""
        self.setToolTip(url)
        self.setVisible(bool(url))

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.toolTip()))
