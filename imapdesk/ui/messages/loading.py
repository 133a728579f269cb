"""The contents of the list's rows: loaded in pages off the GUI thread, the page looked at last first, the next ahead.

A bounded number of them is kept, by message and not by row, so that new mail on top makes nothing stale.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from imapdesk.mail import Summary
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

PAGE = 100
KEPT_ROWS = 6_000
PAGES_AT_ONCE = 2
_MOST_WANTED = 20  # pages: whoever scrolls on no longer waits for what is behind


class Loader(QObject):
    """Knows some rows' contents and loads others when they are asked for."""

    came = Signal(int, int)  # the first and the last row of a page

    def __init__(self, desk: Desk, background: Background, ids: Callable[[], array[int]], parent: QObject) -> None:
        """``ids`` gives the numbers of all rows as they are now."""
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._ids = ids
        self._rows: OrderedDict[int, Summary] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._generation = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, row: int) -> Summary | None:
        """What is known of a row now; None while it is being loaded."""
        number = self._ids()[row]
        found = self._rows.get(number)
        if found is None:
            self._want(row // PAGE)
        else:
            self._rows.move_to_end(number)
        return found

    def known(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """Those of some messages whose contents are here; loads nothing."""
        return (self._rows[number] for number in numbers if number in self._rows)

    def has(self, row: int) -> bool:
        """Whether a row is known; loads nothing."""
        return self._ids()[row] in self._rows

    def keep(self, summary: Summary) -> None:
        """Know a row's contents."""
        self._rows[summary.id] = summary
        self._rows.move_to_end(summary.id)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)

    def forget(self, ids: frozenset[int] | None = None) -> None:
        """Know some messages no longer, or none."""
        if ids is None:
            self._rows.clear()
        for number in ids or ():
            self._rows.pop(number, None)
        self.turn_over()

    def turn_over(self) -> None:
        """The rows are others now: answers that come still are of messages, but no longer of these rows."""
        self._asked.clear()
        self._generation += 1

    def drop_wishes(self) -> None:
        """Nobody looks at the rows any more that were asked for."""
        self._wanted.clear()

    def look_ahead(self, first: int, last: int) -> None:
        """Load what is a page above and below these rows, which are there: so scrolling seldom meets empty rows."""
        ids = self._ids()
        for row in (first - PAGE, last + PAGE):
            if 0 <= row < len(ids) and ids[row] not in self._rows:
                self._want(row // PAGE)

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-_MOST_WANTED]
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        while self._wanted and len(self._asked) < PAGES_AT_ONCE:
            page = self._wanted.pop()  # the one looked at last
            self._asked.add(page)
            ids = self._ids()[page * PAGE : (page + 1) * PAGE]
            generation = self._generation
            self._background.ask(
                lambda ids=ids: self._desk.load_summaries(ids),  # type: ignore[misc]
                lambda rows, page=page, generation=generation: self._on_page(page, generation, rows),  # type: ignore[misc]
            )

    def _on_page(self, page: int, generation: int, rows: list[Summary]) -> None:
        for summary in rows:
            self.keep(summary)
        if generation == self._generation:
            self._asked.discard(page)
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids())) - 1
            if first <= last:
                self.came.emit(first, last)
        if self._wanted:
            self._ask()
