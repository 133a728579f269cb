"""Who is told what is decided by the desk; here it becomes banners and tray messages of the person at the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from imapdesk.mail import MessageId, RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.run_words import describe_counts
from imapdesk.ui.widgets.sentences import say

if TYPE_CHECKING:
    from imapdesk.desk import Desk

CREDENTIALS = "credentials"
OUTAGE = "outage"
NEWS = "news"  # the tag of messages that need nobody
GATHER_MS = 3_000  # mailboxes that fail within this time are told in one message
AGAIN_MS = 60_000  # what was silent in the quiet hours, or is due again after a day


# What is mended on the provider's pages rather than by another try here; see `imapdesk.imap.line.refusals`.
_AT_THE_PROVIDER = ("app_password", "web_login", "locked", "imap_disabled")


class ShownNotice(Protocol):
    """A notice as `Desk.load_banners` gives it."""

    @property
    def key(self) -> Any: ...
    @property
    def mailbox(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def details(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def reason(self) -> str: ...


class ShownBanner(Protocol):
    """One person's view of a notice."""

    @property
    def notice(self) -> ShownNotice: ...
    @property
    def folded(self) -> bool: ...


class Notices(QObject):
    """Asks the desk off the GUI thread, after each run and now and then."""

    tray_wanted = Signal(str, str, str)  # tag, title, text; the tag comes back with a click
    withdrawn = Signal(str)  # the tag of a message that is no longer true
    changed = Signal()

    def __init__(self, desk: Desk, errands: Background, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._banners = banners
        self._seen: set[str] = set()
        self._keys: dict[str, Any] = {}
        self.news: frozenset[MessageId] = frozenset()  # what the latest message about new mail is about
        self._told: dict[str, set[str]] = {}  # the notices of each shown message, by its tag
        self._started_at = utc_now()
        self._announced: set[MessageId] = set()
        self._soon = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._soon.timeout.connect(self.ask_tray)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.ask_tray)
        banners.fold_asked.connect(self._on_fold)

    def start(self) -> None:
        """Show what is open, and go on asking what is due."""
        self.reload()
        self.ask_tray_soon()
        self._again.start()

    @Slot()
    def reload(self) -> None:
        """Show the banners that are due, take away those that are solved."""
        self._errands.ask(self._desk.load_banners, self._on_banners)

    def ask_tray_soon(self) -> None:
        """Ask in a moment, so that mailboxes that fail together are told together."""
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def ask_tray(self, *, window_active: bool | None = None) -> None:
        """Show the tray message that is due; none while the person looks at the window, where the banner is."""
        self._soon.stop()
        active = self._banners.window().isActiveWindow() if window_active is None else window_active
        self._errands.ask(lambda: self._desk.take_tray_message(window_active=active), self._on_tray)

    @Slot(object, object, bool)
    def on_round(self, results: Sequence[RunResult], written: frozenset[MessageId], by_hand: bool) -> None:
        """Runs ended and none goes on: tell of trouble at once, and of news to whoever wants them."""
        self.ask_tray()
        fresh = written - self._announced
        self._announced |= fresh
        window = self._banners.window()
        seen = window.isActiveWindow() or (by_hand and window.isVisible() and not window.isMinimized())
        if results and not seen:
            self._errands.ask(
                lambda: self._desk.choose_news(
                    results, fresh, started_at=self._started_at, by_hand=by_hand, window_active=False
                ),
                lambda news: self._on_news(news, fresh),
            )

    def _on_banners(self, shown: Sequence[ShownBanner]) -> None:
        due = {f"notice:{each.notice.key}": each for each in shown}
        self._keys = {key: each.notice.key for key, each in due.items()}
        for key in self._banners.shown_keys():
            if key.startswith("notice:") and key not in due:
                self._banners.solve(key)
                self._seen.discard(key)
        for key, each in due.items():
            self._banners.show_problem(self._make_problem(key, each.notice, each.folded))
            self._mark_seen(key, each.notice)
        self._withdraw(set(due))
        self.changed.emit()

    def _withdraw(self, open_: set[str]) -> None:
        for tag, keys in list(self._told.items()):
            if not keys & open_:
                del self._told[tag]
                self.withdrawn.emit(tag)

    def _mark_seen(self, key: str, notice: ShownNotice) -> None:
        window = self._banners.window()
        if key not in self._seen and window.isVisible() and not window.isMinimized():
            self._seen.add(key)
            self._errands.ask(lambda: self._desk.mark_notice_seen(notice.key))

    @Slot(str, bool)
    def _on_fold(self, key: str, folded: bool) -> None:
        notice = self._keys.get(key)
        if notice is not None:
            self._errands.ask(lambda: self._desk.fold_notice(notice, folded), lambda _done: self.reload())

    def _make_problem(self, key: str, notice: ShownNotice, folded: bool) -> Problem:
        sentence, other = formats.plain(say(notice.sentence)), ""
        if notice.cause == CREDENTIALS:
            text = self.tr("Sign-in needed for {address}").format(address=formats.plain(notice.address))
            words = f"{text}. {sentence}" if sentence else text
            acts = (self.tr("Sign in"), "sign_in")
            if notice.reason in _AT_THE_PROVIDER and self._desk.find_help_page(notice.address):
                other = self.tr("Open provider page")
        else:
            text = words = f"{formats.plain(notice.mailbox)}: {sentence}"
            acts = (self.tr("Try now"), "sync") if notice.cause == OUTAGE else (self.tr("Server settings"), "server")
        return Problem(
            key,
            words,
            *acts,
            notice.details or sentence,
            mailbox=notice.mailbox,
            foldable=True,
            folded=folded,
            short=text,
            other=other,
            other_name="help",
        )

    def _on_tray(self, message: Any) -> None:
        notices: Sequence[ShownNotice] = message.notices if message is not None else ()
        if not notices:
            return
        first = notices[0]
        action = {CREDENTIALS: "sign_in", OUTAGE: "open"}.get(first.cause, "server")
        tag = f"{action}:{first.mailbox}" if len(notices) == 1 else "open:"
        self._told[tag] = {f"notice:{notice.key}" for notice in notices}
        if len(notices) > 1:
            names = ", ".join(formats.plain(notice.address) for notice in notices)
            self.tray_wanted.emit(tag, self.tr("%Ln mailbox(es) need you", "", len(notices)), names)
        elif first.cause == CREDENTIALS:
            title = self.tr("Sign-in needed for {address}").format(address=formats.plain(first.address))
            self.tray_wanted.emit(tag, title, formats.plain(say(first.sentence)))
        else:
            self.tray_wanted.emit(tag, formats.plain(first.mailbox), formats.plain(say(first.sentence)))

    def _on_news(self, news: tuple[Any, Any], written: frozenset[MessageId]) -> None:
        mail, finished = news
        lines = []
        if finished is not None:
            lines.append(describe_counts(finished.stored, finished.gone, finished.problems))
        if mail is not None:
            self.news = written
            title = self.tr("%Ln new message(s)", "", mail.count)
            self.tray_wanted.emit(NEWS, title, self._name_senders(mail) or "")
        elif finished is not None and finished.outcome is not Outcome.SIGN_IN_REQUIRED:
            self.tray_wanted.emit(NEWS, self.tr("Sync finished"), "\n".join(lines))

    def _name_senders(self, mail: Any) -> str:
        names = ", ".join(formats.plain(name) for name in mail.senders)
        if names and mail.others:
            return self.tr("{names} and %Ln other(s)", "", mail.others).format(names=names)
        return names
