"""What the Message menu does with the selected messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from imapdesk.mail import Scope, StoreChange, Summary
from imapdesk.ui.keeping.saving import SaveDialog
from imapdesk.ui.messages.choices import MessageChoices
from imapdesk.ui.messages.marking import KeptHere, name_mark
from imapdesk.ui.messages.pane import MessagesPane
from imapdesk.ui.messages.undoing import LastMark, Mark, find_changed, say_marked
from imapdesk.ui.messages.unread import find_next, load_unread
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.commands import ReaderCommands
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_BATCH = 1_000  # messages that are looked at in one go
_FLAGS = {"seen": "\\Seen", "flagged": "\\Flagged"}


class MessageActions(QObject):
    """Marks are shown at once, saved in the background, and sent with the next sync."""

    said = Signal(str)
    changed = Signal(object)  # StoreChange
    failed = Signal(object)

    def __init__(
        self, desk: Desk, errands: Background, pane: MessagesPane, actions: dict[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._pane = pane
        self._actions = actions
        self._window = parent
        self._kept_here = KeptHere()
        self.commands = ReaderCommands(pane.reader, errands, parent)
        self.commands.said.connect(self.said)
        self.commands.failed.connect(self.failed)
        self._connect_list()
        for name, act in self._list_commands().items():
            actions[name].triggered.connect(lambda _checked=False, act=act: act())
        self._last = LastMark(actions["undo"])
        self._choices = MessageChoices(pane, actions, self)
        actions["dark_mail"].toggled.connect(pane.reader.set_dark)
        actions["plain_text"].toggled.connect(pane.reader.set_prefer_text)

    def _connect_list(self) -> None:
        table = self._pane.list.table
        table.star_clicked.connect(self._on_star_clicked)
        table.key_pressed.connect(self._on_key)
        table.page_wanted.connect(self.read_on)
        table.opened.connect(self.open_window)
        self._pane.list.menu_asked.connect(self._on_menu)

    def _list_commands(self) -> dict[str, Callable[[], object]]:
        """What each item of the menu does, by its name."""
        pane, commands = self._pane, self.commands
        return {
            "open_window": self.open_window,
            "next": lambda: pane.list.step(1),
            "previous": lambda: pane.list.step(-1),
            "next_unread": self.next_unread,
            "mark_read": lambda: self.mark(seen=True),
            "mark_unread": lambda: self.mark(seen=False),
            "star": self.toggle_star,
            "undo": self.undo,
            "save_eml": self.save,
            "save_attachments": pane.reader.strip.save_all,
            "source": commands.show_source,
            "headers": commands.show_headers,
            "show_images": pane.reader.show_images,
            "copy_id": commands.copy_id,
            "copy_address": commands.copy_address,
            "columns": pane.list.choose_columns,
            "earlier": lambda: pane.reader.step_in_thread(-1),
            "later": lambda: pane.reader.step_in_thread(1),
            "save_pdf": commands.save_pdf,
            "find": pane.reader.finding.open,
            "find_next": lambda: pane.reader.finding.step(1),
            "find_previous": lambda: pane.reader.finding.step(-1),
            "print": commands.print_message,
        }

    def selected(self, *, folded: bool = False) -> list[int]:
        """The numbers of all selected messages, and of those ``folded`` in their rows."""
        numbers = self._pane.list.selected_ids()
        others = self._pane.model.threads.folded_in
        return numbers + [number for head in numbers for number in others(head)] if folded else numbers

    def mark(
        self,
        *,
        seen: bool | None = None,
        flagged: bool | None = None,
        only: Sequence[int] | None = None,
        back: bool = False,
    ) -> None:
        """Mark messages read, unread or starred; read or unread is meant for all that is folded in a row.

        ``back``: it takes another mark back.
        """
        numbers = self.selected(folded=seen is not None) if only is None else only
        if not numbers:
            return
        model = self._pane.model
        known = list(model.loader.known(numbers))
        model.put([_marked(summary, seen=seen, flagged=flagged) for summary in known])
        announce(self._pane.list.table, name_mark(seen, flagged))
        if sentence := self._kept_here.tell({summary.mailbox for summary in known}, self._pane.snapshot):
            self.said.emit(sentence)
        wish, desk = Mark(seen, flagged), self._desk

        def work() -> tuple[StoreChange, tuple[int, ...]]:
            changed = find_changed(desk.load_summaries, numbers, wish)
            return desk.mark(numbers, seen=seen, flagged=flagged), changed

        self._errands.ask(work, lambda done: self._on_marked(*done, wish, back=back), self._on_failed)

    def save(self) -> None:
        """Save what is selected: the message that is open, or several with all that is folded in their rows."""
        if self._pane.list.count_selected() < 2:
            self.commands.save_eml()
            return
        dialog = SaveDialog(self._desk, self._errands, self._window, self.selected(folded=True))
        dialog.said.connect(self.said)
        dialog.open()

    @Slot(object)
    def mark_all_read(self, scope: Scope) -> None:
        """Mark as read whatever is unread there, loaded or not."""
        unread, desk = replace(scope, unread=True), self._desk
        self._errands.ask(lambda: desk.list_ids(unread), lambda ids: self.mark(seen=True, only=ids), self._on_failed)

    def undo(self) -> None:
        """Take the last mark back, of those messages that it changed."""
        numbers, mark = self._last.take()
        self.mark(seen=mark.seen, flagged=mark.flagged, only=numbers, back=True)

    def _decide(self, numbers: Sequence[int], test: Callable[[Summary], bool], then: Callable[[bool], None]) -> None:
        """Tell whether something is so of any of these messages; what the list hasn't loaded is asked for."""
        known = {int(summary.id): summary for summary in self._pane.model.loader.known(numbers)}
        missing = [number for number in numbers if number not in known]
        if not missing or any(map(test, known.values())):
            then(any(map(test, known.values())))
            return
        batches = (missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH))
        load = self._desk.load_summaries
        self._errands.ask(lambda: any(test(row) for batch in batches for row in load(batch)), then, self._on_failed)

    def next_unread(self) -> None:
        """Go to the next unread message, below or else from the top; also to one that the list has not loaded."""
        pane, desk = self._pane, self._desk
        if pane.list.next_unread():
            return
        ids, threads, start, whole = pane.model.ids, pane.model.threads, pane.list.next_row(), pane.whole_scope
        scope = replace(whole, unread=True) if whole is not None else None

        def work() -> int | None:
            row = find_next(ids, start, load_unread(desk, ids, scope), threads)
            return int(ids[row]) if row is not None else None

        self._errands.ask(work, self._on_unread, self._on_failed)

    @Slot(bool)
    def read_on(self, down: bool = True) -> None:
        """A page further in the message that is open, and from its end to the next unread one."""
        if not self._pane.reader.scroll_page(down) and down:
            self.next_unread()

    def _on_unread(self, number: int | None) -> None:
        row = self._pane.model.find_row(number) if number is not None else None
        if row is not None:
            self._pane.list.select_row(row)
        elif number is None:
            self.said.emit(self.tr("Nothing here is unread."))

    @Slot()
    def open_window(self) -> None:
        """Open the current message in a window of its own, or bring that to the front which it has."""
        number = self._pane.list.current_id()
        if number is None:
            return
        windows = self._window.findChildren(MessageWindow)
        own = next((each for each in windows if each.number == number and each.isVisible()), None)
        if own is None:
            own = MessageWindow(self._desk, self._errands, number, self._window, like=self._pane.reader)
        own.show()
        own.raise_()
        own.activateWindow()

    def toggle_star(self) -> None:
        """Star, or take the star from, what is selected."""
        chosen = self.selected()
        self._decide(chosen, lambda row: not row.starred, lambda bare: self.mark(flagged=bare, only=chosen))

    def _on_marked(self, change: StoreChange, changed: tuple[int, ...], mark: Mark, *, back: bool) -> None:
        self._last.remember(changed, mark)
        if len(changed) > 1 or (back and changed):
            self.said.emit(say_marked(len(changed), back=back))
        self.changed.emit(change)

    def _on_failed(self, error: BaseException) -> None:
        self._pane.model.forget()
        self.failed.emit(error)

    @Slot(int)
    def _on_star_clicked(self, row: int) -> None:
        summary = self._pane.model.summary(row)
        if summary is not None:
            self.mark(flagged=not summary.starred, only=[summary.id])

    @Slot(str)
    def _on_key(self, key: str) -> None:
        if key == "m":
            chosen = self.selected(folded=True)
            self._decide(chosen, lambda row: row.unread, lambda unread: self.mark(seen=unread, only=chosen))
            return
        names = {"f": "next", "b": "previous", "n": "next_unread", "s": "star"}
        self._actions[names[key]].trigger()

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        menu = QMenu(self._window)
        for name in (
            "open_window",
            "conversation",
            "",
            "mark_read",
            "mark_unread",
            "star",
            "",
            "save_eml",
            "save_attachments",
            "print",
            "",
            "source",
            "headers",
            "copy_address",
            "copy_id",
        ):
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)


def _marked(summary: Summary, *, seen: bool | None, flagged: bool | None) -> Summary:
    flags = set(summary.flags)
    for name, wish in (("seen", seen), ("flagged", flagged)):
        if wish is True:
            flags.add(_FLAGS[name])
        elif wish is False:
            flags.discard(_FLAGS[name])
    return replace(summary, flags=frozenset(flags))
