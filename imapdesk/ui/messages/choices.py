"""Which items of the Message menu can do something now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction

from imapdesk.ui.messages.pane import MessagesPane

_IN_THE_LIST = ("next", "previous", "next_unread")
_ANY_SELECTED = ("mark_read", "mark_unread", "star")
_READ_OR_SELECTED = ("save_eml",)
_ONE_READ = (
    *("open_window", "conversation", "earlier", "later", "show_images", "source", "headers", "copy_id", "copy_address"),
    *("save_attachments", "print", "save_pdf", "find", "find_next", "find_previous"),
)


class MessageChoices(QObject):
    """Items that would do nothing are grey, and their keys too: no message is printed behind the statistics."""

    def __init__(self, pane: MessagesPane, actions: dict[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._actions = actions
        pane.installEventFilter(self)
        pane.list.current_changed.connect(self.show_choices)
        pane.list.many_selected.connect(self.show_choices)
        pane.reader.shown.connect(self.show_choices)
        self.show_choices()

    @Slot()
    def show_choices(self) -> None:
        """Look at what is selected and whether the list is there at all."""
        pane = self._pane
        here = not pane.isHidden()
        count = pane.list.count_selected() if here else 0
        one = here and (count == 1 or (not count and pane.reader.opened is not None))
        offers = (
            (_IN_THE_LIST, here),
            (_ANY_SELECTED, count > 0),
            (_ONE_READ, one),
            (_READ_OR_SELECTED, one or count > 0),
        )
        for names, possible in offers:
            for name in names:
                self._actions[name].setEnabled(possible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.show_choices()
        return super().eventFilter(watched, event)
