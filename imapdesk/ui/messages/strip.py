"""The line over a list that is not a folder: how a search was understood, in which order, and what more to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from imapdesk.ui.messages.wording import say_query
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import button, leave_room, told
from imapdesk.ui.widgets.spoken import name_box

_LONGEST = 200  # characters: of a query as long as a letter nobody needs to see all


class ListStrip(QWidget):
    """Says what is listed. Hidden over folders and views."""

    order_changed = Signal(bool)  # by relevance
    save_wanted = Signal()
    server_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Search result"))
        self.text = told(muted=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.order = QComboBox()
        self.order.addItem(self.tr("Newest first"), False)
        self.order.addItem(self.tr("Best first"), True)
        self.order.currentIndexChanged.connect(lambda _index: self.order_changed.emit(self.by_relevance))
        self.save = button(self.tr("Save search"), self.save_wanted.emit, link=True)
        self.server = button(self.tr("Search on the server too"), self.server_wanted.emit, link=True)
        self.back = button(self.tr("Back"), self.back_wanted.emit, link=True)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.text, 1)
        first.addWidget(self.order)
        second.setSpacing(20)
        for each in (self.server, self.save, self.back):
            second.addWidget(each)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        leave_room(layout, 14, 6, 10, 4)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addLayout(second)
        name_box(self.order, self.tr("Order of the results"))
        self.hide()

    @property
    def by_relevance(self) -> bool:
        """Whether the best come first."""
        return bool(self.order.currentData())

    def leave_relevance(self) -> None:
        """Another order was chosen elsewhere."""
        self.order.blockSignals(True)
        self.order.setCurrentIndex(0)
        self.order.blockSignals(False)

    def show_search(self, explained: str, count: int | None, *, all_of_it: bool = True) -> None:
        """Over what a search found; ``count`` None while that isn't known, not ``all_of_it`` for the first ones."""
        said = [formats.cut(say_query(explained), _LONGEST)] if explained else []
        if count is not None:
            found = self.tr("{count} found") if all_of_it else self.tr("the first {count} found")
            said.append(found.format(count=formats.number(count)))
        self.text.setText(formats.plain(" · ".join(said)))
        self._show(searching=True)

    def show_conversation(self, count: int) -> None:
        """Over the messages of one conversation."""
        self.text.setText(self.tr("Conversation of %Ln message(s), from all folders of its mailbox", "", count))
        self._show(searching=False)

    def _show(self, *, searching: bool) -> None:
        for each in (self.order, self.save, self.server):
            each.setVisible(searching)
        self.back.setVisible(not searching)
        self.show()
