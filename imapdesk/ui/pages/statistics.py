"""The statistics of what is looked at: a mailbox, a folder, a search, or all mail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QScrollArea, QTableWidget, QWidget

from imapdesk.mail import Scope
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.charts import Bar, Chart, ColumnChart, RowChart, WeekChart
from imapdesk.ui.widgets.dialogs import column, label
from imapdesk.ui.widgets.tables import make_table, refill_table, show_rows
from imapdesk.ui.widgets.theme import set_look

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.desk.shown.statistics import MailStatistics

_TABLE = 330
_MOST_BARS = 10
_BUSIEST = 2  # the only column of the week's table with words
_ROWS = 7  # that a table shows at once


class _Portion(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def messages(self) -> int: ...
    @property
    def octets(self) -> int: ...


class Section(QFrame):
    """A chart with its table beside it."""

    def __init__(self, chart: Chart, table: QTableWidget) -> None:
        super().__init__()
        set_look(self, card=True)
        self.setAccessibleName(chart.accessibleName())
        self.table = table
        table.setFixedWidth(_TABLE)
        show_rows(table, _ROWS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(24)
        layout.addWidget(chart, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(table, 0, Qt.AlignmentFlag.AlignTop)


class StatisticsPage(QScrollArea):
    """Charts and tables; computed off the GUI thread each time it is opened."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Statistics"))
        self.setWidgetResizable(True)
        self._desk = desk
        self._background = background
        self._ticket = 0
        self._awaited: tuple[Scope, str, str] | None = None  # what is being counted
        self._put_off = False
        self._about = False  # whether what is shown is an estimate
        days = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        self.title = label(self.tr("Statistics"), headline=True)
        self.summary = label("", muted=True)
        self.months = ColumnChart(self.tr("Messages per month"))
        self.week = WeekChart(self.tr("Messages by weekday and hour"), days)
        self.people = RowChart(self.tr("Top correspondents"))
        self.senders = RowChart(self.tr("Storage by sender"))
        self.folders = RowChart(self.tr("Storage by folder"))
        self.kinds = RowChart(self.tr("Storage by kind of attachment"))
        self._days = [QLocale().standaloneDayName(day) for day in range(1, 8)]
        self.tables: dict[Chart, QTableWidget] = {}
        self._parts: dict[Chart, tuple[QWidget, QWidget]] = {}
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setAccessibleName(self.tr("Statistics"))
        inner.setMaximumWidth(1100)
        layout = column(inner, 28, 14)
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        rows = [self.tr("Messages"), self.tr("Size")]
        columns: list[tuple[Chart, list[str], int]] = [
            (self.months, [self.tr("Month"), self.tr("Messages")], 0),
            (self.week, [self.tr("Day"), self.tr("Messages"), self.tr("Busiest hour"), *_name_hours()], 0),
            (self.people, [self.tr("Sender"), *rows], 0),
            (self.senders, [self.tr("Sender"), *rows], 0),
            (self.folders, [self.tr("Folder"), *rows], 0),
            (self.kinds, [self.tr("Kind"), *rows], 0),
        ]
        for chart, names, wide in columns:
            numbers = [at for at in range(1, len(names)) if chart is not self.week or at != _BUSIEST]
            table = make_table(chart.accessibleName(), names, wide, right=numbers)
            head, section = label(chart.accessibleName(), section=True), Section(chart, table)
            if chart is self.week:  # it scrolls sideways through its hours, and says so
                table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
                table.setFixedHeight(table.height() + table.horizontalScrollBar().sizeHint().height())
                table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
            self.tables[chart] = table
            layout.addWidget(head)
            layout.addWidget(section)
            self._parts[chart] = (head, section)
        layout.addStretch(1)
        self.setWidget(inner)

    def open_for(self, scope: Scope, search: str, name: str) -> None:
        """Compute and show the statistics of a scope, or of what a search finds in it: an estimate first if need be."""
        self._background.forget(self._ticket)
        desk, background, stop = self._desk, self._background, Event()
        self._awaited, self._put_off = (scope, search, name), False
        self.title.setText(self.tr("Statistics: {name}").format(name=formats.plain(name)))
        self.summary.setText(self.tr("Counting…"))

        def show_estimate(found: MailStatistics) -> None:
            if not stop.is_set():
                self.show_statistics(found)

        def work() -> MailStatistics:
            tell = partial(background.tell, show_estimate)
            return desk.load_statistics(scope, search, on_estimate=tell, should_stop=stop.is_set)

        self._ticket = background.ask(work, self.show_statistics, stop=stop)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more where nobody looks; a window that was only put aside comes back."""
        super().hideEvent(event)
        if self._awaited and not event.spontaneous():
            self._background.forget(self._ticket)
            self._put_off = True

    def showEvent(self, event: QShowEvent) -> None:
        """Count what wasn't counted to its end."""
        super().showEvent(event)
        if self._awaited and self._put_off:
            self.open_for(*self._awaited)

    def show_statistics(self, found: MailStatistics) -> None:
        """Show these, in the place of what there is; what is selected and scrolled stays."""
        followed, self._about = self._about, found.share < 1
        if not self._about:
            self._awaited = None
        self.summary.setText(self._describe(found))
        if self._about or followed:  # they come by themselves, some time after the page was opened
            announce(self.summary, self.summary.text())
        self._show_months(found)
        self._show_week(found.week)
        self._show_portions(self.people, found.busiest, by_size=False)
        self._show_portions(self.senders, found.largest)
        self._show_portions(self.folders, found.folders, _name_folders([one.name for one in found.folders]))
        self._show_portions(self.kinds, found.kinds, self._kind_words())
        for chart, table in self.tables.items():
            least = 2 if chart is self.folders else 1  # a folder is all of itself; of nothing the card would be empty
            for widget in self._parts[chart]:
                widget.setVisible(bool(found.messages) and table.rowCount() >= least)

    def _describe(self, found: MailStatistics) -> str:
        if not self._about:
            return self._describe_exactly(found)
        text = self.tr("About %Ln message(s), {size}.", "", _round(found.messages)).format(
            size=formats.size(_round(found.octets))
        )
        basis = self.tr("Estimated from one message in {count}; the exact figures follow.")
        return f"{text} {basis.format(count=formats.number(round(1 / found.share)))}"

    def _describe_exactly(self, found: MailStatistics) -> str:
        files, size = found.with_attachments, formats.size(found.octets)
        if not files.messages:
            return self.tr("%Ln message(s), {size}; none of them with attachments.", "", found.messages).format(
                size=size
            )
        text = self.tr("%Ln message(s), {size}; {files} of them with attachments, {file_size}.", "", found.messages)
        return text.format(size=size, files=formats.number(files.messages), file_size=formats.size(files.octets))

    def _show_months(self, found: MailStatistics) -> None:
        locale = QLocale()
        names = [locale.toString(QDate(one.year, one.month, 1), "MMM yyyy") for one in found.months]
        counts = [one.messages for one in found.months]
        self.months.show_bars([Bar(n, c, self._number(c)) for n, c in zip(names, counts, strict=True)])
        rows = [(name, self._cell(count)) for name, count in zip(names, counts, strict=True)]
        refill_table(self.tables[self.months], rows[::-1])

    def _number(self, number: int) -> str:
        return self._mark(formats.number(_round(number) if self._about else number))

    def _cell(self, number: int) -> str | int:
        return self._number(number) if self._about else number

    def _size(self, octets: int) -> str:
        return self._mark(formats.size(_round(octets) if self._about else octets))

    def _mark(self, figure: str) -> str:
        return self.tr("≈ {figure}").format(figure=figure) if self._about else figure

    def _show_week(self, week: Sequence[Sequence[int]]) -> None:
        self.week.show_week(week)
        rows: list[tuple[str | int, ...]] = []
        for name, hours in zip(self._days, week, strict=True):
            busiest = max(range(24), key=hours.__getitem__)
            span = self.tr("{first} to {last}").format(first=busiest, last=busiest + 1) if any(hours) else ""
            rows.append((name, self._cell(sum(hours)), span, *map(self._cell, hours)))
        refill_table(self.tables[self.week], rows)

    def _show_portions(
        self,
        chart: RowChart,
        portions: Sequence[_Portion],
        words: dict[str, str] | None = None,
        *,
        by_size: bool = True,
    ) -> None:
        named = [((words or {}).get(one.name, one.name), one) for one in portions]
        bars = [
            Bar(
                formats.sender(name),
                one.octets if by_size else one.messages,
                self._size(one.octets) if by_size else self._number(one.messages),
            )
            for name, one in named[:_MOST_BARS]
        ]
        chart.show_bars(bars)
        rows = [(name, self._cell(one.messages), self._size(one.octets)) for name, one in named]
        refill_table(self.tables[chart], rows)

    def _kind_words(self) -> dict[str, str]:
        return {
            "pdf": self.tr("PDF documents"),
            "pictures": self.tr("Pictures"),
            "documents": self.tr("Text documents"),
            "sheets": self.tr("Tables"),
            "slides": self.tr("Slides"),
            "archives": self.tr("Archives"),
            "sound_and_film": self.tr("Sound and film"),
            "appointments": self.tr("Appointments"),
        }


def _name_folders(names: Sequence[str]) -> dict[str, str]:
    """Mailboxes' folders as people call them; the mailbox is said where there is more than one."""
    parts = {name: name.partition(": ") for name in names}
    several = len({mailbox for mailbox, _colon, _path in parts.values()}) > 1
    return {
        name: (formats.plain(mailbox) + colon if several else "") + formats.folder(path)
        for name, (mailbox, colon, path) in parts.items()
    }


def _round(figure: int) -> int:
    """To the two digits of an estimate that mean something."""
    return round(figure, 2 - len(str(figure)))


def _name_hours() -> list[str]:
    """The hours of a day as the person's clock shows them."""
    return [QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat) for hour in range(24)]
