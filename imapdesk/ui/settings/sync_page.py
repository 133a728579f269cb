"""Settings > Sync: how many mailboxes at a time, and when the timer leaves the computer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.settings.form_page import FormPage, set_quietly
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk, SyncRules


def _tr(text: str) -> str:
    return QCoreApplication.translate("SyncPage", text)


class SyncPage(FormPage):
    """The timer's rules, and how often a new mailbox is checked; later that stands on its own page."""

    def __init__(self, desk: Desk, errands: Background, state: WindowState) -> None:
        super().__init__(_tr("Sync"), state)
        self._desk = desk
        self._errands = errands
        self.at_most = self.add_number(_tr("&Mailboxes at a time"), 1, 8, self._on_at_most)
        set_quietly(self.at_most, desk.load_at_most())
        self.every = self.add_number(
            _tr("Check &new mailboxes every"), 0, 1_440, lambda minutes: self._change(every_minutes=minutes)
        )
        self.every.setSuffix(_tr(" min"))
        self.every.setSingleStep(5)
        self.every.setSpecialValueText(_tr("only by hand"))
        self.add_note(_tr("How often a mailbox is checked later is set on its own page."))
        self.boxes = {
            "at_start": self.add_tick(_tr("Sync all mailboxes at the &start"), lambda on: self._change(at_start=on)),
            "on_battery": self.add_tick(_tr("Sync on &battery"), lambda on: self._change(on_battery=on)),
            "on_metered": self.add_tick(_tr("Sync over a &metered connection"), lambda on: self._change(on_metered=on)),
        }
        self.least_free = self.add_number(
            _tr("&Pause when less is free on the disk"), 0, 100_000, lambda mb: self._change(least_free_mb=mb)
        )
        self.least_free.setSuffix(_tr(" MB"))
        self.least_free.setSingleStep(100)
        self.least_free.setSpecialValueText(_tr("never"))
        self.add_note(_tr("“Sync now” works whatever is chosen here."))
        ask_for(self, errands, desk.load_sync_rules, self._show)

    def restore(self) -> None:
        super().restore()
        self.at_most.setValue(2)
        ask_for(self, self._errands, self._desk.change_sync_rules, self._tell)

    def _show(self, rules: SyncRules) -> None:
        for name, box in self.boxes.items():
            box.setChecked(getattr(rules, name))
        set_quietly(self.least_free, rules.least_free_mb)
        set_quietly(self.every, rules.every_minutes)

    def _change(self, **changes: Any) -> None:
        ask_for(self, self._errands, lambda: self._desk.change_sync_rules(**changes), self._tell)

    def _tell(self, rules: SyncRules) -> None:
        self._show(rules)
        self.changed.emit("sync_rules", "")

    def _on_at_most(self, count: int) -> None:
        self._errands.ask(lambda: self._desk.save_at_most(count))
        self.changed.emit("at_most", str(count))
