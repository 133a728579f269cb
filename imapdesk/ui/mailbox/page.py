"""A mailbox's own page: how it is, its settings, its latest runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QWidget,
)

from imapdesk.errors import SettingsRefused
from imapdesk.mail import Mailbox, MailboxSettings, QuarantinedMessage, RunResult
from imapdesk.outcome import Outcome
from imapdesk.ui.folders.table import FolderTable
from imapdesk.ui.mailbox.settings_form import SettingsForm
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.state.status import describe_status, next_run
from imapdesk.ui.state.waiting import describe_wait
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, column, describe_error, grown, label, row
from imapdesk.ui.widgets.flow import FlowLayout
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.tables import fill_table, make_table
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_FACT = 110  # pixels at least: five in a line of the usual window
_APART = 40  # pixels above what removes the mailbox: nobody meets it who aims at the buttons of the tables
_MOST_RUNS = 6  # rows that are seen without scrolling in the table


class StatusCard(QFrame):
    """The state in words, when it was and will be in step, and what one can do."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, card=True)
        self.setAccessibleName(self.tr("State of the mailbox"))
        self.picture = QLabel()
        self.picture.setAccessibleName(self.tr("State"))
        self.title = label("", title=True)
        self.text = label("", muted=True)
        self._values: dict[str, QLabel] = {}
        names = {
            "last": self.tr("Last sync"),
            "next": self.tr("Next sync"),
            "saved": self.tr("Messages saved"),
            "size": self.tr("Size"),
            "folders": self.tr("Folders kept"),
        }
        facts = QWidget()
        facts.setAccessibleName(self.tr("State"))
        line = FlowLayout(facts, 20)
        for key, name in names.items():
            line.addWidget(self._make_fact(key, name))
        self.sync = button(self.tr("Sync now"), lambda: None, primary=True)
        self.pause = button(self.tr("Pause"), lambda: None)
        self.sign_in = button(self.tr("Sign in again"), lambda: None)
        layout = column(self, 20, 14)
        right = QWidget()
        right.setAccessibleName(self.tr("State"))
        words = column(right, 0, 2)
        head = row(self.picture, right)
        head.setStretch(1, 1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        layout.addLayout(head)
        layout.addWidget(facts)
        layout.addLayout(row(self.sign_in, self.sync, self.pause, None))

    def _make_fact(self, key: str, name: str) -> QWidget:
        """What it is called above what it is; in a narrow window they go on in a second line."""
        fact = QWidget()
        fact.setAccessibleName(name)
        fact.setMinimumWidth(grown(_FACT))
        both = column(fact, 0, 2)
        value = self._values[key] = label("-")
        for words in (label(name, muted=True), value):
            words.setWordWrap(False)
            both.addWidget(words)
        return fact

    def show_mailbox(self, mailbox: Mailbox, snapshot: Snapshot, active: str | None) -> None:
        """Show this mailbox's state."""
        status = describe_status(mailbox, active)
        self.picture.setPixmap(icon(status.state.value, status.colour).pixmap(36, 36))
        self.title.setText(formats.plain(status.title))
        self.text.setText(formats.plain(status.text))
        # Said when one comes to its buttons: the words themselves never get the focus.
        self.setAccessibleName(self.tr("State of the mailbox: {state}").format(state=self.title.text()))
        folders = [each for each in snapshot.folders.get(mailbox.name, ()) if each.selectable]
        kept = sum(folder.included for folder in folders)
        self._values["last"].setText(formats.clock(mailbox.last_success_at) or self.tr("never"))
        self._values["next"].setText(next_run(mailbox))
        self._values["saved"].setText(formats.number(snapshot.count_saved(mailbox.name)))
        self._values["folders"].setText(
            self.tr("{kept} of {all}").format(kept=formats.number(kept), all=formats.number(len(folders)))
        )
        self.pause.setText(self.tr("Go on syncing") if mailbox.paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.sync.setEnabled(active != mailbox.name)
        waits = describe_wait(mailbox) if active != mailbox.name else ""
        self.sync.setText(self.tr("Try anyway") if waits else self.tr("Sync now"))
        self.sync.setAccessibleName(self.sync.text())
        self.sync.setAccessibleDescription(waits)
        self.sync.setToolTip(tip(waits))
        wanted = mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED
        self.sign_in.setVisible(wanted)
        self._highlight(self.sign_in if wanted else self.pause if mailbox.paused else None if waits else self.sync)

    def _highlight(self, helps: QPushButton | None) -> None:
        """What helps is what stands out."""
        for each in (self.sign_in, self.sync, self.pause):
            if bool(each.property("primary")) is not (each is helps):
                set_look(each, primary=each is helps)

    def show_size(self, octets: int) -> None:
        """Show how large the saved mail is."""
        self._values["size"].setText(formats.size(octets))


class MailboxPage(QScrollArea):
    """Where a mailbox's settings are: no hunting in dialogs."""

    sync_wanted = Signal(str)
    pause_wanted = Signal(str, bool)
    sign_in_wanted = Signal(str)
    server_wanted = Signal(str)
    remove_wanted = Signal(str)
    released = Signal(str)  # its quarantined messages may be tried again
    changed = Signal(str, str)  # the name before, the name now

    def __init__(self, desk: Desk, background: Background, errands: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Mailbox"))
        self.setWidgetResizable(True)
        self._desk = desk
        self._background = background
        self._errands = errands
        self._mailbox: Mailbox | None = None
        self._runs_of: tuple[object, ...] = ()
        self._asked: MailboxSettings | None = None  # how it signs in was asked for
        self._measured: tuple[str, int] | None = None
        self.card = StatusCard()
        self.form = SettingsForm()
        self.runs = self._make_runs()
        self._build()
        self.card.sync.clicked.connect(lambda: self._with_name(self.sync_wanted.emit))
        self.card.pause.clicked.connect(self._on_pause)
        self.card.sign_in.clicked.connect(lambda: self._with_name(self.sign_in_wanted.emit))
        self.form.server_wanted.connect(lambda: self._with_name(self.server_wanted.emit))
        self.form.sign_in_wanted.connect(lambda: self._with_name(self.sign_in_wanted.emit))
        self.form.changed.connect(self._on_changed)

    def _build(self) -> None:
        inner = QWidget()
        inner.setAccessibleName(self.tr("Mailbox"))
        inner.setMaximumWidth(grown(860))
        layout = column(inner, 28, 14)
        self.title = label("", headline=True)
        settings = QFrame()
        set_look(settings, card=True)
        settings.setAccessibleName(self.tr("Settings"))
        column(settings, 0, 0).addWidget(self.form)
        self.remove = button(self.tr("Remove mailbox…"), lambda: self._with_name(self.remove_wanted.emit))
        self.folders = FolderTable()
        self.folders.again_wanted.connect(self._on_again)
        parts: list[QWidget] = [
            self.title,
            self.card,
            label(self.tr("Settings"), section=True),
            settings,
            label(self.tr("Recent activity"), section=True),
            self.runs,
            label(self.tr("Folders"), section=True),
            self.folders,
        ]
        for part in parts:
            layout.addWidget(part)
        layout.addSpacing(grown(_APART))
        layout.addLayout(row(None, self.remove))
        layout.addStretch(1)
        self.setWidget(inner)

    def _make_runs(self) -> QTableWidget:
        titles = [self.tr("When"), self.tr("Result"), self.tr("New"), self.tr("Gone"), self.tr("Took")]
        return make_table(self.tr("Recent activity"), titles, 1, right=(2, 3, 4), framed=True)

    def show_mailbox(self, mailbox: Mailbox, snapshot: Snapshot, active: str | None) -> None:
        """Show this mailbox."""
        fresh = self._mailbox is None or self._mailbox.name != mailbox.name
        self._mailbox = mailbox
        self.title.setText(formats.plain(mailbox.name))
        self.card.show_mailbox(mailbox, snapshot, active)
        self.form.show_mailbox(mailbox)
        folders = snapshot.folders.get(mailbox.name, ())
        self.folders.show_folders(mailbox, folders, snapshot.proofs.get(mailbox.name))
        saved = (mailbox.name, snapshot.count_saved(mailbox.name))
        if saved != self._measured:
            self._measured = saved
            self._background.ask(lambda: self._desk.measure_mailbox(saved[0]), self.card.show_size)
        marks = (mailbox.name, mailbox.last_run_at)
        if fresh:
            self.verticalScrollBar().setValue(0)
            self._asked = None
            self._background.ask(self._desk.load_people, self.form.show_people)
        self._ask_sign_in(mailbox.settings)
        if fresh or marks != self._runs_of:
            self._runs_of = marks
            name = mailbox.name
            self._background.ask(lambda: self._desk.load_runs(name, 20), self._on_runs)
            self._background.ask(lambda: self._desk.load_quarantine(name), self._on_quarantine)

    def _ask_sign_in(self, settings: MailboxSettings) -> None:
        """What the provider is called, and what its own fields say; asked again when the form says it in its words."""
        if settings.auth == "password" or settings == self._asked:
            return
        self._asked = settings
        self._background.ask(lambda: self._load_sign_in(settings), self._on_sign_in)

    def _load_sign_in(self, settings: MailboxSettings) -> tuple[str, str, list[tuple[str, str]]] | None:
        """None where its type isn't switched on, or its package is no longer here."""
        type_ = next((one for one in self._desk.load_account_types() if one.type == settings.auth), None)
        if type_ is None:
            return None
        kept = self._desk.load_fields(settings.name)
        facts = [(f.label, kept[f.name]) for f in type_.fields if kept.get(f.name) and not f.secret]
        return settings.name, type_.label, facts

    def _on_sign_in(self, found: tuple[str, str, list[tuple[str, str]]] | None) -> None:
        if found is not None:
            self.form.show_sign_in(*found)

    def _on_runs(self, runs: list[RunResult]) -> None:
        rows = [
            (
                formats.clock(run.started_at),
                self._describe_run(run),
                run.stored,
                run.gone,
                self.tr("{n} s").format(n=formats.number(max(1, round(run.seconds)))),
            )
            for run in runs
        ]
        fill_table(self.runs, rows, _MOST_RUNS)

    def _describe_run(self, run: RunResult) -> str:
        words = {Outcome.OK: self.tr("Up to date"), Outcome.CANCELLED: self.tr("Stopped")}
        return say(run.error or "") or words.get(run.outcome, self.tr("Not everything could be synced"))

    def _on_quarantine(self, held: list[QuarantinedMessage]) -> None:
        self.folders.show_quarantine(held)

    @Slot()
    def _on_again(self) -> None:
        if self._mailbox is not None:
            name = self._mailbox.name
            self._errands.ask(lambda: self._desk.release_quarantine(name), lambda _count: self.released.emit(name))

    def _with_name(self, act) -> None:  # type: ignore[no-untyped-def]
        if self._mailbox is not None:
            act(self._mailbox.name)

    @Slot()
    def _on_pause(self) -> None:
        if self._mailbox is not None:
            self.pause_wanted.emit(self._mailbox.name, not self._mailbox.paused)

    @Slot(dict)
    def _on_changed(self, fields: dict[str, Any]) -> None:
        if self._mailbox is None:
            return
        name = self._mailbox.name
        self._errands.ask(
            lambda: self._desk.change_mailbox(name, **fields),
            lambda mailbox: self.changed.emit(name, mailbox.name),
            self._on_change_failed,
        )

    def _on_change_failed(self, error: BaseException) -> None:
        sentence, _details = describe_error(error)
        self.form.say_problem(sentence, error.field if isinstance(error, SettingsRefused) else "")
