"""Makes the window's parts play together: what the engine tells goes to the views, what a person does to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from imapdesk.mail import RunResult, StoreChange, utc_now
from imapdesk.sync.events import Progress
from imapdesk.ui.shell.alarms import Alarms
from imapdesk.ui.shell.closing import Closing
from imapdesk.ui.shell.demo import start_demo
from imapdesk.ui.shell.keeping import Keeping
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.menu_commands import MenuCommands
from imapdesk.ui.shell.news import OpenNews
from imapdesk.ui.shell.places import Places
from imapdesk.ui.shell.preferences import Preferences
from imapdesk.ui.shell.quit_key import QuitKey
from imapdesk.ui.shell.side_pages import SidePages
from imapdesk.ui.shell.sparing import Sparing
from imapdesk.ui.shell.speaking import Speaking
from imapdesk.ui.shell.standing import go_back, take_down
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.shell.waiting import Waiting
from imapdesk.ui.state.status import find_next
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.web_proxy import learn_proxy

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage


class Conductor(QObject):
    """One per window."""

    quit_wanted = Signal()

    def __init__(self, window: MainWindow, tray: Tray) -> None:
        super().__init__(window)
        self.window = window
        self.tray = tray
        self.restarting = False  # quit, and come back with a restored store
        self.alarms = Alarms(window, tray, self)
        self.notices = self.alarms.notices
        self.show_error = self.alarms.show_error
        self.preferences = Preferences(window, tray)
        self.speaking = Speaking(window)
        self.places = Places(window)
        self.places.changed.connect(self._update_state)
        self.places.pause_wanted.connect(self._pause_active)
        self.open_settings = self.preferences.open
        self.apply = self.preferences.apply
        self._connect_engine()
        self.notices.changed.connect(self._update_state)
        self._connect_views()
        self._commands = MenuCommands(self, window)
        self.waiting = Waiting(window, tray, lambda: self._commands.find_mailbox())
        self.waiting.ended.connect(self._on_wait_ended)
        self.side_pages = SidePages(window)
        self.keeping = Keeping(window)
        self.news = OpenNews(window, tray, self.notices)
        self.sparing = Sparing(window)
        self.closing = Closing(window, tray)
        self.closing.quit_wanted.connect(self.quit_wanted)
        self._quit_key = QuitKey(window, self.quit)
        self.keeping.restart_wanted.connect(self._on_restart)
        self._connect_preferences()
        self._connect_tray()

    def start(self) -> None:
        """Load what is saved, then begin to look at the schedule."""
        self.window.shelf.reload()
        self.tray.show()
        self.alarms.start()
        self.sparing.start()
        self.window.engine.start_timer()
        learn_proxy(self.window.desk, self.window.errands)

    def _connect_engine(self) -> None:
        engine = self.window.engine
        engine.changed.connect(self._on_change)
        engine.folders_changed.connect(self.window.shelf.reload_soon)
        engine.folders_changed.connect(lambda _name: self.alarms.new_folders.reload())
        engine.run_started.connect(self._on_run_started)
        engine.phase_changed.connect(self._on_phase)
        engine.progress.connect(self._on_progress)
        engine.noticed.connect(self._on_notice)
        engine.sign_in_needed.connect(self._on_sign_in_needed)
        engine.deletion_asked.connect(lambda _event: self.alarms.deletions.reload())
        engine.run_finished.connect(self._on_run_finished)
        engine.round_ended.connect(self.notices.on_round)
        engine.trouble.connect(self._on_trouble)
        engine.queue_changed.connect(self._update_state)
        for background in (self.window.reads, self.window.looks, self.window.errands):
            background.failed.connect(self.show_error)

    def _connect_preferences(self) -> None:
        preferences = self.preferences
        preferences.mailboxes_changed.connect(self.window.shelf.reload)
        preferences.mailboxes_changed.connect(self.notices.reload)
        preferences.rules_changed.connect(self.sparing.look)
        preferences.backup_changed.connect(self.keeping.look)
        preferences.language_changed.connect(self.speaking.choose)
        self.speaking.changed.connect(self.make_views_anew)

    @Slot()
    def _on_demo_wanted(self) -> None:
        if start_demo():
            self.window.status.say(self.tr("The demo mailbox opens in a window of its own."))
        else:
            self.window.status.say(self.tr("The demo mailbox could not be opened."))

    def _connect_views(self) -> None:
        window = self.window
        window.pane.said.connect(window.status.say)
        window.pane.reader.shown.connect(self._on_message_shown)
        window.welcome.add_wanted.connect(window.mailbox_actions.add)
        window.welcome.demo_wanted.connect(self._on_demo_wanted)
        window.status.pause_wanted.connect(self._pause_active)
        window.status.sync_wanted.connect(window.mailbox_actions.sync_all)
        window.status.anyway_wanted.connect(window.mailbox_actions.sync_anyway)
        window.mailbox_actions.must_wait.connect(window.status.say_wait)
        window.tree.place_chosen.connect(self._update_state)
        page = window.mailbox_page
        page.sync_wanted.connect(window.mailbox_actions.sync_at_once)
        page.pause_wanted.connect(window.engine.pause)
        page.sign_in_wanted.connect(lambda name: window.mailbox_actions.change_server(name, sign_in=True))
        page.server_wanted.connect(window.mailbox_actions.change_server)
        page.remove_wanted.connect(window.mailbox_actions.remove)
        page.changed.connect(self._on_settings_changed)
        page.released.connect(window.mailbox_actions.sync)
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
        self.tray.message_clicked.connect(self.alarms.on_message_clicked)
        self.tray.sync_wanted.connect(lambda: self.window.mailbox_actions.sync_all())
        self.tray.pause_wanted.connect(self._pause_all)
        self.tray.settings_wanted.connect(self.preferences.open)
        self.tray.quit_wanted.connect(self.quit)

    @Slot()
    def _update_state(self) -> None:
        window, snapshot = self.window, self.window.shelf.snapshot
        window.tree.set_active(window.engine.running)
        window.pane.set_snapshot(snapshot, window.engine.active)
        due = [when for when in map(find_next, snapshot.mailboxes) if when is not None]
        soonest = formats.clock(min(due)) if due and min(due) > utc_now() else ""
        waits_until = self.waiting.show()
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
        elif waits_until is not None:
            text = QCoreApplication.translate("Status", "Waiting until {time}").format(time=formats.clock(waits_until))
            self.tray.show_state("normal", text)
        else:
            text = self.tr("Up to date, next sync {time}").format(time=soonest) if soonest else self.tr("Up to date")
            self.tray.show_state("normal", text)

    @Slot()
    def _on_wait_ended(self) -> None:
        self._update_state()
        self.places.update_page()

    @Slot(object)
    def _on_change(self, change: StoreChange) -> None:
        self.window.pane.on_change(change)
        self.window.shelf.reload_soon()

    @Slot(str)
    def _on_run_started(self, mailbox: str) -> None:
        self.window.status.begin(mailbox)
        self._update_state()
        self.places.update_page()

    @Slot(str, str)
    def _on_phase(self, mailbox: str, phase: str) -> None:
        self.window.status.show_phase(mailbox, phase)

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

    @Slot(str, object)
    def _on_trouble(self, mailbox: str, error: BaseException) -> None:
        self.window.shelf.reload_soon()
        self.show_error(error, mailbox)

    @Slot(object)
    def _on_message_shown(self, opened: OpenMessage) -> None:
        if opened.summary.unread and self.window.state.get("mark", "never") == "open":
            self.window.message_actions.mark(seen=True, only=[opened.summary.id])

    @Slot(str, int)
    def _on_included(self, mailbox: str, _count: int) -> None:
        if self.window.engine.active != mailbox:
            self._offer_sync()

    def _offer_sync(self) -> None:
        self.window.status.offer_sync(self.tr("Ticked folders will be downloaded at the next sync."))

    @Slot(str)
    def _on_added(self, name: str) -> None:
        self.places.first.want_inbox(name)
        self.window.shelf.reload()
        self.window.engine.sync([name])
        self.keeping.hint_start()

    @Slot(str)
    def _on_removed(self, name: str) -> None:
        self.notices.reload()
        self.window.shelf.reload()
        self.window.status.say(self.tr("{mailbox} was removed.").format(mailbox=formats.plain(name)))

    @Slot(str, str)
    def _on_settings_changed(self, before: str, now: str) -> None:
        if before != now:
            self.places.first.want_page(now)
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
    def make_views_anew(self) -> None:
        """Everything that shows words is made again; runs, questions and the person's place in the window go on."""
        window = self.window
        standing, status = take_down(window), window.status
        window.make_views_anew()
        self._commands.deleteLater()
        self._commands = MenuCommands(self, window)
        self._connect_views()
        self.places.connect_views()
        self.side_pages.connect_menu()
        self.keeping.connect_views()
        self.tray.name_items()
        go_back(window, standing)
        if window.shelf.loaded:
            self.places.show_snapshot(window.shelf.snapshot)
        self.side_pages.reopen(standing.page)
        window.status.take_over(status)
        if status.offers_sync:
            self._offer_sync()
        self.alarms.say_again()
        self.sparing.look()
        self.keeping.say_again()

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
        backgrounds = (window.reads, window.looks, window.errands)
        for background in backgrounds:
            background.close()
        return window.engine.close() and all(background.wait(0.5) for background in backgrounds)
