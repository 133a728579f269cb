"""The message list as a table: the numbers of all rows in one array (a million are 8 MB), their contents beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot

from imapdesk.mail import Conversations, Summary
from imapdesk.ui.messages.conversations import Threads, lay_out
from imapdesk.ui.messages.loading import Loader
from imapdesk.ui.widgets import formats, spoken
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.spoken_rows import speak_marks, speak_row, speak_subject
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk import Desk

SUMMARY = Qt.ItemDataRole.UserRole
THREAD = Qt.ItemDataRole.UserRole + 1  # ThreadMark

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the list, in their first order."""

    MARKS = 0
    FROM = 1
    SUBJECT = 2
    DATE = 3
    SIZE = 4
    FOLDER = 5


@dataclass(frozen=True, slots=True)
class ThreadMark:
    """How a row stands in its conversation."""

    count: int = 1
    open: bool = False
    child: bool = False
    unread: bool = False  # one of several is unread


_ALONE = ThreadMark()
_FEW = 4  # messages that are looked for one by one


class MessageModel(QAbstractTableModel):
    """Rows of message summaries over an array of message numbers."""

    about_to_replace = Signal()
    replaced = Signal()  # other rows, or the same ones in another order
    prepended = Signal(int)  # how many rows came on top

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.ids: array[int] = array("q")
        self.loader = Loader(desk, background, lambda: self.ids, self)
        self.loader.came.connect(self._on_rows)
        self.threads = Threads()
        self._children: frozenset[int] = frozenset()
        self.terms: tuple[str, ...] = ()  # the words of a search, marked in the cells
        self.to_column = False  # in Sent and Drafts the other side is the recipient

    def show_ids(self, ids: array[int], first_rows: Sequence[Summary] = ()) -> None:
        """Show these messages; what they only add at the top or the end is inserted."""
        for summary in first_rows:
            self.loader.keep(summary)
        added = len(ids) - len(self.ids)
        if ids == self.ids:
            return
        if len(self.ids) and 0 < added <= 10_000 and ids[added:] == self.ids:
            self.loader.turn_over()
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self.ids = ids
            self.endInsertRows()
            self.prepended.emit(added)
            return
        if len(self.ids) and added > 0 and ids[: len(self.ids)] == self.ids:
            self.beginInsertRows(QModelIndex(), len(self.ids), len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
            return
        self.about_to_replace.emit()
        self.beginResetModel()
        self.ids = ids
        self.loader.turn_over()
        self.loader.drop_wishes()
        self.endResetModel()
        self.replaced.emit()

    def show_conversations(self, found: Conversations, first_rows: Sequence[Summary] = ()) -> None:
        """Show one row per conversation; what was unfolded stays so."""
        ids, threads = lay_out(found, self.threads)
        self._use_threads(threads)
        if ids == self.ids and ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(Column) - 1))
        self.show_ids(ids, first_rows)

    def show_flat(self) -> None:
        """What is shown next has no conversations."""
        self._use_threads(Threads())

    def _use_threads(self, threads: Threads) -> None:
        self.threads = threads
        self._children = threads.children()

    def toggle_thread(self, row: int) -> bool:
        """Unfold a conversation, or fold it; False where the row has none. A row inside of one folds it."""
        number = self.ids[row]
        if number in self._children:
            head = self.threads.find_head(number)
            row = self.ids.index(head) if head is not None else row
            number = self.ids[row]
        others = self.threads.members.get(number)
        if not others:
            return False
        self.loader.turn_over()
        if number in self.threads.open:
            self.beginRemoveRows(QModelIndex(), row + 1, row + len(others))
            self.ids = self.ids[: row + 1] + self.ids[row + 1 + len(others) :]
            self._use_threads(replace(self.threads, open=self.threads.open - {number}))
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), row + 1, row + len(others))
            self.ids = self.ids[: row + 1] + others + self.ids[row + 1 :]
            self._use_threads(replace(self.threads, open=self.threads.open | {number}))
            self.endInsertRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        return True

    def thread_mark(self, row: int) -> ThreadMark:
        """How a row stands in its conversation."""
        number = self.ids[row]
        if number in self._children:
            return ThreadMark(child=True)
        count = self.threads.count(number)
        if count == 1:
            return _ALONE
        return ThreadMark(count, number in self.threads.open, unread=number in self.threads.unread)

    def forget(self, ids: frozenset[int] | None = None) -> None:
        """Load rows again when they are looked at next: those of some messages, or all."""
        self.loader.forget(ids)
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(Column) - 1))

    def put(self, summaries: Sequence[Summary]) -> None:
        """Replace what is kept of some messages, to show a change before it is saved."""
        for summary in summaries:
            self.loader.keep(summary)
        rows = self.find_rows([summary.id for summary in summaries]).values()
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(Column) - 1))

    def find_row(self, number: int) -> int | None:
        """The row of a message."""
        try:
            return self.ids.index(number)
        except ValueError:
            return None

    def find_rows(self, numbers: Sequence[int]) -> dict[int, int]:
        """The rows of some messages, by their numbers; one pass over the list for however many."""
        if len(numbers) <= _FEW:
            found = ((number, self.find_row(number)) for number in numbers)
            return {number: row for number, row in found if row is not None}
        wanted = frozenset(numbers)
        return {number: row for row, number in enumerate(self.ids) if number in wanted}

    def summary(self, row: int) -> Summary | None:
        """What is known of a row now; None while it is being loaded."""
        return self.loader.find(row) if 0 <= row < len(self.ids) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() == Column.SIZE else LEFT
        if role == THREAD:
            return self.thread_mark(index.row())
        summary = self.summary(index.row())
        if role == SUMMARY or summary is None:
            return summary if role == SUMMARY else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(summary, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._speak(index.row(), index.column(), summary)
        return self._tip(summary, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        titles = [
            "",
            self.tr("To") if self.to_column else self.tr("From"),
            self.tr("Subject"),
            self.tr("Date"),
            self.tr("Size"),
            self.tr("Folder"),
        ]
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return titles[section] or self.tr("Unread and star")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == Column.SIZE else LEFT
        return None

    def text(self, summary: Summary, column: int) -> str:
        """What a cell says."""
        match column:
            case Column.FROM:
                return formats.sender(summary.to if self.to_column else summary.from_)
            case Column.SUBJECT:
                return formats.plain(summary.subject) or self.tr("(no subject)")
            case Column.DATE:
                return formats.short_date(summary.received_at or summary.sent_at)
            case Column.SIZE:
                return formats.size(summary.size)
            case Column.FOLDER:
                return formats.folder(summary.folder)
        return ""

    def _speak(self, row: int, column: int, summary: Summary) -> str:
        thread = self.speak_thread(row)
        if not spoken.READS_ROWS:
            return speak_row(summary, to_column=self.to_column, thread=thread)
        match column:
            case Column.MARKS:
                return speak_marks(summary)
            case Column.SUBJECT:
                return speak_subject(summary, thread)
        return self.text(summary, column)

    def speak_thread(self, row: int) -> str:
        """How many messages a row stands for, and whether they are seen, in words; nothing for a single one."""
        mark = self.thread_mark(row)
        if mark.count == 1:
            return ""
        state = self.tr("unfolded") if mark.open else self.tr("folded")
        return self.tr("conversation of %Ln message(s), {state}", "", mark.count).format(state=state)

    def _tip(self, summary: Summary, column: int) -> str | None:
        if summary.gone_at is not None:
            return self.tr("Deleted on the server; kept here.")
        if column == Column.FROM:
            return tip(formats.plain(summary.to if self.to_column else summary.from_))
        return tip(self.text(summary, column)) if column in (Column.SUBJECT, Column.FOLDER) else None

    @Slot(int, int)
    def _on_rows(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROLES = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    SUMMARY,
    THREAD,
}
