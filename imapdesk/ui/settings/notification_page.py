"""Settings > Notifications: which messages the desktop shows, when it is quiet, and how e-mails go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QTimeEdit, QWidget

from imapdesk.ui.settings.smtp_form import SmtpForm
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.calm import CalmTimeEdit
from imapdesk.ui.widgets.dialogs import column, label, leave_room, row

if TYPE_CHECKING:
    from imapdesk.desk import Desk, NotificationSettings, SmtpSettings

_FORMAT = "HH:mm"
_QUIET_FROM, _QUIET_TO = QTime(22, 0), QTime(7, 0)  # as offered; no hours are quiet until somebody says so


class NotificationPage(QScrollArea):
    """What stands here is the wish of the person at the screen alone; each change is kept at once."""

    def __init__(self, desk: Desk, errands: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Notifications"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._desk = desk
        self._errands = errands
        self._filling = True
        self._saving = False
        self._wishes: dict[str, Any] = {}
        self._came: NotificationSettings | None = None  # the defaults, once the wishes are loaded
        self.boxes = {
            "problems": self._box(self.tr("Tell me when a mailbox needs me")),
            "finished": self._box(self.tr("Tell me when a sync that I started ends while the window is hidden")),
            "new_mail": self._box(self.tr("Tell me of new mail")),
            "show_senders": self._box(self.tr("Name the senders of new mail")),
        }
        for key, box in self.boxes.items():
            box.toggled.connect(lambda on, key=key: self._change(**{key: on}))
        self.quiet = self._box(self.tr("Quiet hours"))
        self.quiet_from = self._clock(self.tr("Quiet from"), _QUIET_FROM)
        self.quiet_to = self._clock(self.tr("Quiet until"), _QUIET_TO)
        self.quiet.toggled.connect(lambda _on: self._on_quiet())
        self.smtp = SmtpForm(desk, errands)
        self._lay_out()
        ask_for(self, errands, self._load, lambda answer: self._on_loaded(*answer))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setAccessibleName(self.tr("Notifications"))
        layout = column(inner, 0, 10)
        leave_room(layout, 0, 0, 12, 0)
        layout.addWidget(label(self.tr("Notifications"), title=True))
        for box in self.boxes.values():
            layout.addWidget(box)
        until = label(self.tr("until"))
        until.setWordWrap(False)
        layout.addLayout(row(self.quiet, self.quiet_from, until, self.quiet_to, None))
        layout.addWidget(label(self.tr("The window shows what needs you whatever is chosen here."), muted=True))
        layout.addWidget(label(self.tr("E-mails about trouble"), section=True))
        text = self.tr(
            "When a mailbox stops working, an e-mail goes to its person through this server, "
            "or through another mailbox of the same person."
        )
        layout.addWidget(label(text, muted=True))
        layout.addWidget(self.smtp)
        layout.addStretch(1)
        self.setWidget(inner)

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(text)
        return box

    def _clock(self, name: str, time: QTime) -> QTimeEdit:
        edit = CalmTimeEdit(time)
        edit.setAccessibleName(name)
        edit.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        edit.editingFinished.connect(self._on_quiet)
        return edit

    def restore(self) -> None:
        """Back to how the program came. The server for e-mails stays: it is no wish, and [Use no server] forgets it."""
        for key, box in self.boxes.items():
            box.setChecked(getattr(self._came, key, box.isChecked()))
        self.quiet_from.setTime(_QUIET_FROM)
        self.quiet_to.setTime(_QUIET_TO)
        self.quiet.setChecked(False)

    def _load(self) -> tuple[NotificationSettings, SmtpSettings | None, str]:
        return self._desk.load_notification_settings(), self._desk.load_smtp(), self._desk.find_me().address

    def _on_loaded(self, wishes: NotificationSettings, smtp: SmtpSettings | None, address: str) -> None:
        self._filling = True
        self._came = type(wishes)()
        for key, box in self.boxes.items():
            box.setChecked(getattr(wishes, key))
        self.quiet.setChecked(bool(wishes.quiet_from and wishes.quiet_to))
        if self.quiet.isChecked():
            self.quiet_from.setTime(QTime.fromString(wishes.quiet_from, _FORMAT))
            self.quiet_to.setTime(QTime.fromString(wishes.quiet_to, _FORMAT))
        self.smtp.show_settings(smtp, address)
        self._filling = False
        self._enable()

    def _on_quiet(self) -> None:
        begins, ends = self.quiet_from.time().toString(_FORMAT), self.quiet_to.time().toString(_FORMAT)
        on = self.quiet.isChecked()
        self._change(quiet_from=begins if on else "", quiet_to=ends if on else "")

    def _change(self, **changes: Any) -> None:
        self._enable()
        if not self._filling:
            self._wishes |= changes
            self._save()

    def _save(self) -> None:
        """One change at a time, so that the last one stays the last."""
        if self._saving or not self._wishes:
            return
        self._saving = True
        changes, self._wishes = self._wishes, {}
        ask_for(
            self,
            self._errands,
            lambda: self._desk.change_notification_settings(**changes),
            lambda _kept: self._on_saved(),
            self._on_failed,
        )

    def _on_saved(self) -> None:
        self._saving = False
        self._save()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self._errands.failed.emit(error)

    def _enable(self) -> None:
        self.boxes["show_senders"].setEnabled(self.boxes["new_mail"].isChecked())
        for edit in (self.quiet_from, self.quiet_to):
            edit.setEnabled(self.quiet.isChecked())
