"""Makes the window's parts play together: what the engine tells goes to the views, what a person does to the engine."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from imapdesk.errors import ImapdeskError
from imapdesk.mail import RunResult, StoreChange, utc_now
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Progress
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.alerts.deletions import Deletions
from imapdesk.ui.alerts.new_folders import NewFolderQuestions
from imapdesk.ui.alerts.notices import Notices
from imapdesk.ui.alerts.problems import show_problems
from imapdesk.ui.folders.tree import Place
from imapdesk.ui.shell.closing import Closing
from imapdesk.ui.shell.demo import start_demo
from imapdesk.ui.shell.first_place import FirstPlace
from imapdesk.ui.shell.keeping import Keeping
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.menu_commands import MenuCommands
from imapdesk.ui.shell.news import OpenNews
from imapdesk.ui.shell.shelf import Snapshot
from imapdesk.ui.shell.side_pages import SidePages
from imapdesk.ui.shell.sparing import Sparing
from imapdesk.ui.shell.status import find_next
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import describe_error, tell
from imapdesk.ui.widgets.sentences import say

if TYPE_CHECKING:
    from imapdesk.desk.opening import OpenMessage

log = logging.getLogger(__name__)

# What a menu offers only where there is a mailbox, or mail of one that was removed.
_WITH_MAIL = ("sync", "sync_all", "pause", "verify", "sign_in", "mailbox_page", "statistics", "activity")


class Conductor(QObject):
    """One per window."""

    quit_wanted = Signal()

    def __init__(self, window: MainWindow, tray: Tray) -> None:
        super().__init__(window)
        self.window = window
        self.tray = tray
        self.restarting = False  # quit, and come back with a restored store
        self._first = FirstPlace(window.tree)
        self.notices = Notices(window.desk, window.errands, window.banners, self)
        self.deletions = Deletions(window.desk, window.errands, window.banners, self)
        self.new_folders = NewFolderQuestions(window.desk, window.errands, window.banners, self)
        self._connect_engine()
        self._connect_views()
        MenuCommands(self, window)
        self.side_pages = SidePages(window)
        self.keeping = Keeping(window)
        self.news = OpenNews(window, tray, self.notices)
        self.sparing = Sparing(window)
        self.closing = Closing(window, tray)
        self.closing.quit_wanted.connect(self.quit_wanted)
        self.keeping.restart_wanted.connect(self._on_restart)
        self._connect_tray()

    def start(self) -> None:
        """Load what is saved, then begin to look at the schedule."""
        self.window.shelf.reload()
        self.tray.show()
        self.notices.start()
        self.deletions.reload()
        self.new_folders.reload()
        self.sparing.start()
        self.window.engine.start_timer()

    def _connect_engine(self) -> None:
        engine = self.window.engine
        engine.changed.connect(self._on_change)
        engine.folders_changed.connect(self.window.shelf.reload_soon)
        engine.folders_changed.connect(lambda _name: self.new_folders.reload())
        engine.run_started.connect(self._on_run_started)
        engine.phase_changed.connect(self.window.status.show_phase)
        engine.progress.connect(self._on_progress)
        engine.noticed.connect(self._on_notice)
        engine.sign_in_needed.connect(self._on_sign_in_needed)
        engine.deletion_asked.connect(lambda _event: self.deletions.reload())
        engine.run_finished.connect(self._on_run_finished)
        engine.round_ended.connect(self.notices.on_round)
        engine.trouble.connect(self._on_trouble)
        engine.queue_changed.connect(self._update_state)
        self.window.shelf.changed.connect(self._on_snapshot)
        self.window.reads.failed.connect(self.show_error)
        self.window.errands.failed.connect(self.show_error)

    def _connect_views(self) -> None:
        window = self.window
        window.tree.place_chosen.connect(self._on_place)
        window.search.searched.connect(self._on_search)
        window.search.left.connect(window.pane.list.table.setFocus)
        window.pane.said.connect(window.status.say)
        window.pane.list.acted.connect(self._on_empty_acted)
        window.pane.reader.shown.connect(self._on_message_shown)
        window.welcome.add_wanted.connect(window.mailbox_actions.add)
        window.welcome.demo_wanted.connect(start_demo)
        self.notices.changed.connect(self._update_state)
        self.notices.tray_wanted.connect(lambda tag, title, text: self.tray.tell(title, text, tag))
        self.notices.withdrawn.connect(self.tray.withdraw)
        window.banners.acted.connect(self._on_banner)
        window.banners.details_asked.connect(lambda text, details: tell(window, self.tr("Details"), text, details))
        window.status.pause_wanted.connect(self._pause_active)
        window.status.sync_wanted.connect(window.mailbox_actions.sync_all)
        page = window.mailbox_page
        page.sync_wanted.connect(window.mailbox_actions.sync)
        page.pause_wanted.connect(window.engine.pause)
        page.sign_in_wanted.connect(lambda name: window.mailbox_actions.change_server(name, sign_in=True))
        page.server_wanted.connect(window.mailbox_actions.change_server)
        page.remove_wanted.connect(window.mailbox_actions.remove)
        page.changed.connect(self._on_settings_changed)
        page.released.connect(window.mailbox_actions.sync)
        self.deletions.answered.connect(window.mailbox_actions.sync)
        self.new_folders.answered.connect(window.mailbox_actions.sync)
        for actions in (window.folder_actions, window.message_actions):
            actions.changed.connect(self._on_change)
        for source in (window.folder_actions, window.message_actions, window.mailbox_actions):
            source.failed.connect(self.show_error)
        window.folder_actions.included.connect(self._on_included)
        window.message_actions.said.connect(window.status.say)
        window.mailbox_actions.said.connect(window.status.say)
        window.mailbox_actions.added.connect(self._on_added)
        window.mailbox_actions.removed.connect(self._on_removed)

    def _connect_tray(self) -> None:
        self.tray.open_wanted.connect(self.window.bring_forward)
        self.tray.message_clicked.connect(self._on_message_clicked)
        self.tray.sync_wanted.connect(self.window.mailbox_actions.sync_all)
        self.tray.pause_wanted.connect(self._pause_all)
        self.tray.settings_wanted.connect(self.open_settings)
        self.tray.quit_wanted.connect(self.quit)

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        window = self.window
        anything = bool(snapshot.mailboxes or snapshot.removed)
        window.whole.setCurrentWidget(window.splitter if anything else window.welcome)
        if not anything:
            window.welcome.add.setFocus()
        window.search.setEnabled(anything)
        window.sync_button.setEnabled(bool(snapshot.mailboxes))
        for name in _WITH_MAIL:
            window.menu_actions[name].setEnabled(anything)
        window.tree.show_snapshot(snapshot)
        window.pane.set_snapshot(snapshot, window.engine.active)
        window.status.set_totals(snapshot.count_saved())
        show_problems(window.banners, snapshot)
        if self._first.choose(snapshot):
            window.pane.list.setFocus()
        self._update_page()
        self._update_state()

    @Slot(object)
    def _on_place(self, place: Place) -> None:
        window = self.window
        self._first.forget(place)
        window.search.clear_quietly()
        if place.is_mailbox:
            window.pages.setCurrentWidget(window.mailbox_page)
            self._update_page()
        else:
            window.pages.setCurrentWidget(window.pane)
            window.pane.show_place(place)
        mailbox = window.shelf.snapshot.find_mailbox(place.mailbox)
        window.menu_actions["pause"].setChecked(bool(mailbox and mailbox.paused))

    def _update_page(self) -> None:
        place = self.window.tree.place()
        mailbox = self.window.shelf.snapshot.find_mailbox(place.mailbox if place else None)
        if mailbox is not None and place is not None and place.is_mailbox:
            active = mailbox.name if mailbox.name in self.window.engine.running else None
            self.window.mailbox_page.show_mailbox(mailbox, self.window.shelf.snapshot, active)

    @Slot()
    def _update_state(self) -> None:
        window, snapshot = self.window, self.window.shelf.snapshot
        window.tree.set_active(window.engine.running)
        window.pane.set_snapshot(snapshot, window.engine.active)
        due = [when for when in map(find_next, snapshot.mailboxes) if when is not None]
        soonest = formats.clock(min(due)) if due and min(due) > utc_now() else ""
        window.status.set_next(soonest)
        paused = bool(snapshot.mailboxes) and all(m.paused for m in snapshot.mailboxes)
        self.tray.pause.setChecked(paused)
        if window.banners.texts():  # first: what needs the person is not hidden by other mailboxes' runs
            self.tray.show_state("attention", window.banners.texts()[0])
        elif window.engine.active:
            self.tray.show_state(
                "syncing", self.tr("Syncing {mailbox}").format(mailbox=formats.plain(window.engine.active))
            )
        elif paused:
            self.tray.show_state("paused", self.tr("Syncing is paused"))
        else:
            text = self.tr("Up to date, next sync {time}").format(time=soonest) if soonest else self.tr("Up to date")
            self.tray.show_state("normal", text)

    @Slot(object)
    def _on_change(self, change: StoreChange) -> None:
        self.window.pane.on_change(change)
        self.window.shelf.reload_soon()

    @Slot(str)
    def _on_run_started(self, mailbox: str) -> None:
        self.window.status.begin(mailbox)
        self._update_state()
        self._update_page()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self.window.status.show_progress(progress)

    @Slot(str, str)
    def _on_notice(self, _mailbox: str, sentence: str) -> None:
        self.window.status.say(say(sentence))

    @Slot(str, str, str)
    def _on_sign_in_needed(self, _mailbox: str, _sentence: str, _details: str) -> None:
        self.window.shelf.reload()

    @Slot(object)
    def _on_run_finished(self, result: RunResult) -> None:
        self.window.status.end(result)
        self.window.shelf.reload()
        self.notices.reload()
        self.notices.ask_tray_soon()
        if result.outcome in (Outcome.OK, Outcome.PARTIAL):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.window, self.tr("Sync finished")))

    @Slot(str, object)
    def _on_trouble(self, mailbox: str, error: BaseException) -> None:
        self.window.shelf.reload_soon()
        self.show_error(error, mailbox)

    @Slot(object)
    def show_error(self, error: BaseException, mailbox: str = "") -> None:
        """Say what went wrong: in the status bar when it passes by itself, as a banner when it does not."""
        sentence, details = describe_error(error)
        if isinstance(error, ImapdeskError):
            self.window.status.say(f"{formats.plain(mailbox)}: {sentence}" if mailbox else sentence)
            return
        log.error("%s", sentence, exc_info=error)
        self.window.banners.show_problem(Problem("bug:" + details[-80:], sentence, details=details, closable=True))

    @Slot(str, bool)
    def _on_search(self, text: str, everywhere: bool) -> None:
        self.window.pages.setCurrentWidget(self.window.pane)
        place = self.window.tree.place()
        if self.window.pane.place is None or (place is not None and self.window.pane.place.mailbox != place.mailbox):
            self.window.pane.place = place
        self.window.pane.search(text, everywhere)
        if not text and place is not None and place.is_mailbox:
            self._on_place(place)

    @Slot(str)
    def _on_empty_acted(self, action: str) -> None:
        place = self.window.tree.place()
        if action == "everywhere":
            self.window.search.search_everywhere()
        elif action == "pause":
            self._pause_active()
        elif place is not None and place.mailbox is not None:
            if action == "choose":
                self.window.folder_actions.include_usual(place.mailbox)
            elif action == "include":
                self.window.folder_actions.include(below=False)
            elif action == "sync":
                self.window.mailbox_actions.sync(place.mailbox)

    @Slot(object)
    def _on_message_shown(self, opened: OpenMessage) -> None:
        if opened.summary.unread and self.window.state.get("mark", "never") == "open":
            self.window.message_actions.mark(seen=True, only=[opened.summary])

    @Slot(str, str)
    def _on_banner(self, mailbox: str, action: str) -> None:
        if action in ("sign_in", "server"):
            self.window.mailbox_actions.change_server(mailbox, sign_in=action == "sign_in")
        elif action == "sync":
            self.window.mailbox_actions.sync(mailbox)

    @Slot(str)
    def _on_message_clicked(self, tag: str) -> None:
        """A click on a message of the desktop opens the right place: the sign-in for its mailbox, or the window."""
        self.window.bring_forward()
        action, _, mailbox = tag.partition(":")
        self._on_banner(mailbox, action)

    @Slot(str, int)
    def _on_included(self, mailbox: str, _count: int) -> None:
        if self.window.engine.active != mailbox:
            self.window.status.offer_sync(self.tr("Ticked folders will be downloaded at the next sync."))

    @Slot(str)
    def _on_added(self, name: str) -> None:
        self._first.want_inbox(name)
        self.window.shelf.reload()
        self.window.engine.sync([name])
        self.keeping.hint_start()

    @Slot(str)
    def _on_removed(self, _name: str) -> None:
        self.notices.reload()
        self.window.shelf.reload()

    @Slot(str, str)
    def _on_settings_changed(self, before: str, now: str) -> None:
        if before != now:
            self._first.want_page(now)
        self.window.shelf.reload()
        self.window.engine.refresh_changed()
        self.window.status.say(self.tr("Saved"))

    @Slot()
    def _pause_active(self) -> None:
        active = self.window.engine.active
        if active is not None:
            self.window.engine.pause(active, True)

    @Slot(bool)
    def _pause_all(self, paused: bool) -> None:
        for mailbox in self.window.shelf.snapshot.mailboxes:
            self.window.engine.pause(mailbox.name, paused)

    @Slot()
    def open_settings(self) -> None:
        """Open the program's settings."""
        from imapdesk.ui.settings.dialog import SettingsDialog  # late: nothing of it is needed to start

        self.window.bring_forward()
        window = self.window
        dialog = SettingsDialog(window.desk, window.errands, window.state, self.tray.available, window)
        dialog.changed.connect(self.apply)
        dialog.mailboxes_changed.connect(window.shelf.reload)
        dialog.mailboxes_changed.connect(self.notices.reload)
        dialog.open()

    @Slot(str, str)
    def apply(self, key: str, value: str) -> None:
        """Use a changed setting of the window at once."""
        window = self.window
        kept_by_the_desk = {
            "at_most": lambda: window.engine.set_at_most(int(value)),
            "sync_rules": self.sparing.look,
            "backup_plan": self.keeping.look,
        }
        if key in kept_by_the_desk:
            kept_by_the_desk[key]()
            return
        window.state.put(key, value)
        if key == "density":
            window.pane.list.set_density(value)
            window.menu_actions["compact"].setChecked(value == "compact")
        elif key == "layout":
            window.pane.set_layout(value)
        elif key == "dark_mail":
            window.menu_actions["dark_mail"].setChecked(value == "yes")
        elif key == "text":
            window.menu_actions["plain_text"].setChecked(value == "text")

    @Slot()
    def quit(self) -> None:
        """End the program."""
        self.closing.quit()

    @Slot()
    def _on_restart(self) -> None:
        self.restarting = True
        self.quit()

    def stop(self) -> bool:
        """Stop all work; False when the worker did not end in time."""
        self.closing.quitting = True
        window = self.window
        window.save_state()
        self.keeping.stop()
        self.tray.hide()
        window.hide()
        window.pane.reader.stop()
        window.reads.close()
        window.errands.close()
        return window.engine.close() and window.reads.wait(0.5) and window.errands.wait(0.5)
