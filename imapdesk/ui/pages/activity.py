"""What goes on: each mailbox with its progress, the last lines of the log, and how the servers behave."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from imapdesk.mail import Mailbox, RunResult
from imapdesk.sync.events import Progress
from imapdesk.ui.engine.engine import Engine
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.state.status import describe_status
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, column, grown, label, row
from imapdesk.ui.widgets.run_words import describe_skipping
from imapdesk.ui.widgets.tables import fill_table, make_table
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk import Desk

HONEST_AFTER_S = 20.0
RELOAD_MS = 2_000
_MOST_SERVERS = 5  # rows that are seen without scrolling in their table


class Card(Protocol):
    """A server's report card as `Desk.load_report_cards` gives it."""

    @property
    def host(self) -> str: ...
    @property
    def product(self) -> str: ...
    @property
    def capabilities(self) -> Sequence[str]: ...
    @property
    def bytes_per_s(self) -> float: ...
    @property
    def longest_wait_s(self) -> float: ...
    @property
    def broken(self) -> Sequence[str]: ...


class MailboxLine(QFrame):
    """One mailbox: its state, a bar while it is synchronised, [Skip folder] and [Pause]."""

    pause_wanted = Signal(str, bool)
    skip_wanted = Signal(str, str)  # mailbox, folder

    def __init__(self, name: str) -> None:
        super().__init__()
        set_look(self, card=True)
        self.setAccessibleName(formats.plain(name))
        self._name = name
        self._mailbox: Mailbox | None = None
        self._began = 0.0
        self.running = False
        self.title = label(formats.plain(name), title=True)
        self.text = label("", muted=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of {mailbox}").format(mailbox=formats.plain(name)))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.pause = button(self.tr("Pause"), self._on_pause)
        self.skip = button(self.tr("Skip folder"), self._on_skip)
        self.skip.hide()
        self._folder = ""
        words = QWidget()
        words.setAccessibleName(formats.plain(name))
        inner = QVBoxLayout(words)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for widget in (self.title, self.text, self.bar):
            inner.addWidget(widget)
        line = row(words, self.skip, self.pause)
        line.setStretch(0, 1)
        line.setContentsMargins(18, 14, 18, 14)
        self.setLayout(line)

    def show_mailbox(self, mailbox: Mailbox) -> None:
        """Show its state, unless a run tells more."""
        self._mailbox = mailbox
        self.pause.setText(self.tr("Go on syncing") if mailbox.paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        if not self.running:
            status = describe_status(mailbox)
            self.text.setText(formats.plain(f"{status.title}. {status.text}"))

    def begin(self) -> None:
        """A run began."""
        self.running, self._began = True, time.monotonic()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.text.setText(self.tr("Connecting…"))

    def show_progress(self, progress: Progress) -> None:
        """How far the run is, how quick, and after a while how long it will take."""
        if not self.running:
            self.begin()
        if self._folder != progress.folder:
            self._folder = progress.folder
            self.skip.setVisible(bool(progress.folder))
            self.skip.setToolTip(tip(describe_skipping(progress.folder)))
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        text = self.tr("{folder}: {done} of %Ln message(s), {size} of {whole}", "", progress.total).format(
            folder=formats.folder(progress.folder),
            done=formats.number(progress.done),
            size=formats.size(progress.bytes_done),
            whole=formats.size(progress.bytes_total),
        )
        parts = [text]
        if progress.bytes_per_s > 0:
            parts.append(self.tr("{size} a second").format(size=formats.size(round(progress.bytes_per_s))))
            rest = progress.bytes_total - progress.bytes_done
            if rest > 0 and time.monotonic() - self._began >= HONEST_AFTER_S:
                parts.append(formats.about(rest / progress.bytes_per_s))
        self.text.setText(" - ".join(parts))

    def end(self) -> None:
        """The run ended."""
        self.running = False
        self.bar.hide()
        self.skip.hide()
        self._folder = ""
        if self._mailbox is not None:
            self.show_mailbox(self._mailbox)

    def _on_skip(self) -> None:
        self.skip.hide()
        self.skip_wanted.emit(self._name, self._folder)

    def _on_pause(self) -> None:
        if self._mailbox is not None:
            self.pause_wanted.emit(self._name, not self._mailbox.paused)


class LogView(QPlainTextEdit):
    """Lines of the log: as high as there is room, and content with little."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ActivityPage(QScrollArea):
    """Live while it is shown."""

    report_wanted = Signal()

    def __init__(self, desk: Desk, engine: Engine, background: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Activity and log"))
        self.setWidgetResizable(True)
        self._desk = desk
        self._engine = engine
        self._background = background
        self.lines: dict[str, MailboxLine] = {}
        self.log = LogView()
        self.protocol = QCheckBox(self.tr("Write down the conversation with servers, without anything personal"))
        self.cards = make_table(
            self.tr("Servers"),
            [
                self.tr("Server"),
                self.tr("Speed"),
                self.tr("Longest wait"),
                self.tr("Extensions"),
                self.tr("Doesn't keep"),
            ],
            3,
            framed=True,
        )
        self._build()
        self._again = QTimer(self, interval=RELOAD_MS)
        self._again.timeout.connect(self._on_time)
        self._again.start()
        self.protocol.clicked.connect(self._on_protocol)
        engine.run_started.connect(lambda name: self._with_line(name, MailboxLine.begin))
        engine.progress.connect(lambda event: self._with_line(event.mailbox, lambda line: line.show_progress(event)))
        engine.run_finished.connect(self._on_finished)

    def _build(self) -> None:
        inner = QWidget()
        inner.setAccessibleName(self.tr("Activity and log"))
        inner.setMaximumWidth(grown(1100))
        layout = column(inner, 28, 14)
        layout.addWidget(label(self.tr("Activity"), headline=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        layout.addLayout(self._column)
        layout.addWidget(label(self.tr("Servers"), section=True))
        layout.addWidget(self.cards)
        self.protocol.setAccessibleName(self.protocol.text())
        copy = button(self.tr("Copy diagnostic report"), self.report_wanted.emit)
        heading = row(label(self.tr("Log"), section=True), self.protocol, copy)
        heading.setStretch(0, 1)
        layout.addLayout(heading)
        self.log.setReadOnly(True)
        set_look(self.log, framed=True)
        self.log.setAccessibleName(self.tr("Last lines of the log"))
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setMinimumHeight(grown(140))
        self.log.setTabChangesFocus(True)
        self.log.setPlaceholderText(self.tr("Nothing happened yet"))
        layout.addWidget(self.log, 1)
        self.setWidget(inner)

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """A line for each mailbox."""
        for name in set(self.lines) - {mailbox.name for mailbox in snapshot.mailboxes}:
            gone = self.lines.pop(name)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for mailbox in snapshot.mailboxes:
            if mailbox.name not in self.lines:
                line = self.lines[mailbox.name] = MailboxLine(mailbox.name)
                line.pause_wanted.connect(self._engine.pause)
                line.skip_wanted.connect(self._engine.skip)
                self._column.addWidget(line)
                if mailbox.name in self._engine.running:
                    line.begin()
            self.lines[mailbox.name].show_mailbox(mailbox)

    def reload(self) -> None:
        """Read the log and the report cards again."""
        self._background.ask(self._load_lines, self._show_lines)
        self._background.ask(self._desk.load_report_cards, self._show_cards)
        self._background.ask(self._desk.load_protocol_log, self.protocol.setChecked)

    def _load_lines(self) -> list[str]:
        return [*self._desk.load_log_lines(), *self._desk.load_protocol_lines()]

    def _show_lines(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        if text != self.log.toPlainText():
            bar = self.log.verticalScrollBar()
            at, follows = bar.value(), bar.value() == bar.maximum()
            self.log.setPlainText(text)
            bar.setValue(bar.maximum() if follows else at)  # who reads further up is left there

    def _show_cards(self, cards: Sequence[Card]) -> None:
        rows = [
            (
                f"{card.host} ({card.product})" if card.product else card.host,
                self.tr("{size} a second").format(size=formats.size(round(card.bytes_per_s)))
                if card.bytes_per_s
                else self.tr("not measured"),
                formats.about(card.longest_wait_s) if card.longest_wait_s else self.tr("none"),
                ", ".join(card.capabilities),
                ", ".join(card.broken) or self.tr("nothing"),
            )
            for card in cards
        ]
        fill_table(self.cards, rows, _MOST_SERVERS)

    @Slot()
    def _on_time(self) -> None:
        if self.isVisible():
            self._background.ask(self._load_lines, self._show_lines)

    @Slot(bool)
    def _on_protocol(self, on: bool) -> None:
        self._background.ask(lambda: self._desk.save_protocol_log(on))

    @Slot(object)
    def _on_finished(self, result: RunResult) -> None:
        self._with_line(result.mailbox, MailboxLine.end)

    def _with_line(self, name: str, act) -> None:  # type: ignore[no-untyped-def]
        line = self.lines.get(name)
        if line is not None:
            act(line)
