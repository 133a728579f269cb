"""The bar over a message whose images from elsewhere were left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import button, label, leave_room
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip


class ImagesBar(QFrame):
    """Says why there are no images, and offers them."""

    once = Signal()
    always = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, bar=True)
        self.setAccessibleName(self.tr("Blocked images"))
        self.text = label("")
        self.show_button = button(
            self.tr("Show images"), self.once.emit, name=self.tr("Show images of this message"), link=True
        )
        self.always_button = button(
            self.tr("Always from this sender"),
            self.always.emit,
            name=self.tr("Always show images from this sender"),
            link=True,
        )
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.show_button)
        row.addWidget(self.always_button)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        leave_room(rows, 20, 8, 12, 4)
        rows.setSpacing(0)
        rows.addWidget(self.text)
        rows.addLayout(row)
        self.hide()

    def offer(self, sender: str, rule: str = "trusted") -> None:
        """Offer what the person's rule lets through: "trusted", "ask" or "never".

        A sender without an address can't be trusted.
        """
        never = self.tr("Images are blocked: Settings, Reading says that they are never shown.")
        self.text.setText(never if rule == "never" else self.tr("Images are blocked to protect your privacy."))
        self.show_button.setVisible(rule != "never")
        self.always_button.setVisible(bool(sender) and rule == "trusted")
        self.always_button.setToolTip(tip(formats.plain(sender)))
