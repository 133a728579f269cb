"""One sign-in from start to saved tokens, without any widget: what asks the network runs in a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from imapdesk.errors import Cancelled, SettingsRefused, SignInRequired
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk, DeviceCode, PendingSignIn, PopupHints, Tokens

TIME_LIMIT_MS = 5 * 60 * 1000
Keep = Callable[["Tokens"], object]


class SignInFlow(QObject):
    """Begin, wait for the person, finish. One at a time; what was stopped is never heard of again."""

    page_ready = Signal(object, object)  # PendingSignIn, PopupHints
    browser_opened = Signal(str)  # the address that the browser was sent to
    browser_missing = Signal(str)  # the address that no browser took; the answer is still waited for
    code_ready = Signal(object)  # DeviceCode, to be typed in on any computer
    code_missing = Signal()  # the provider has no such road
    checking = Signal()
    other_address = Signal(str)  # the address that somebody signed in with in place of the expected one
    done = Signal(object)  # Tokens
    failed = Signal(object)  # an error
    _open_wanted = Signal(int, str)

    def __init__(self, desk: Desk, errands: Background, type_: str, address: str, keep: Keep | None, parent: QObject):
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._type = type_
        self._address = address
        self._keep = keep
        self._pending: PendingSignIn | None = None
        self._tokens: Tokens | None = None
        self._stop = Event()
        self._number = 0
        self._tickets: list[int] = []
        self._limit = QTimer(self, singleShot=True, interval=TIME_LIMIT_MS)
        self._limit.timeout.connect(self._on_too_late)
        self._open_wanted.connect(self._on_open_wanted, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.stop)

    def begin_page(self) -> None:
        """Start a sign-in for the embedded view."""
        self._restart()
        type_, address = self._type, self._address

        def work() -> tuple[PendingSignIn, PopupHints]:
            return self._desk.begin_sign_in(type_, address), self._desk.load_popup_hints(type_)

        self._ask(work, self._on_begun)

    def begin_browser(self) -> None:
        """Start a sign-in in the system's web browser; a thread waits for its answer."""
        self._restart()
        number, stop = self._number, self._stop

        def open_browser(url: str) -> bool:
            self._open_wanted.emit(number, url)  # only the GUI thread may ask the desktop
            return True

        def work() -> tuple[PendingSignIn, Tokens]:
            return self._desk.sign_in_with_browser(self._type, self._address, open_browser, should_stop=stop.is_set)

        self._ask(work, lambda answer: self._on_finished(answer[1]))

    def begin_code(self) -> None:
        """Start a sign-in by a code that the person types in on any computer; a thread waits for the answer."""
        self._restart()
        work = self._desk.start_device_code
        self._tickets.append(self._errands.ask(lambda: work(self._type), self._on_code, self._on_no_code))

    def take(self, url: str) -> None:
        """The embedded view came to the redirect address: state, issuer and PKCE are checked, the code is exchanged."""
        pending = self._pending
        if pending is None:
            return
        self._pending = None
        self._limit.stop()
        self.checking.emit()
        self._ask(lambda: pending.finish(url), self._on_finished)

    def accept_other(self) -> None:
        """The person said that the other address is right."""
        if self._tokens is not None:
            self._save(self._tokens)

    @Slot()
    def stop(self) -> None:
        """Forget what is under way."""
        self._stop.set()
        self._number += 1
        self._limit.stop()
        self._pending = self._tokens = None
        for ticket in self._tickets:
            self._errands.forget(ticket)
        self._tickets.clear()

    def _restart(self) -> None:
        self.stop()
        self._stop = Event()
        self._limit.start()

    def _ask(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._tickets.append(self._errands.ask(work, then, self._on_failed))

    def _on_begun(self, answer: tuple[PendingSignIn, PopupHints]) -> None:
        self._pending, hints = answer
        self.page_ready.emit(self._pending, hints)

    def _on_code(self, code: DeviceCode) -> None:
        self._limit.stop()  # the code has an end of its own
        self.code_ready.emit(code)
        stop = self._stop

        def work() -> Tokens:
            return self._desk.wait_for_device_code(self._type, code, should_stop=stop.is_set)

        self._ask(work, self._on_finished)

    def _on_no_code(self, error: BaseException) -> None:
        if isinstance(error, SettingsRefused):
            self.stop()
            self.code_missing.emit()
        else:
            self._on_failed(error)

    def _on_finished(self, tokens: Tokens) -> None:
        self._limit.stop()
        if tokens.are_of_another(self._address):
            self._tokens = tokens
            self.other_address.emit(tokens.user.address)
        else:
            self._save(tokens)

    def _save(self, tokens: Tokens) -> None:
        self._tokens = None
        keep = self._keep
        if keep is None:
            self.done.emit(tokens)
            return
        self.checking.emit()
        self._ask(lambda: keep(tokens), lambda _kept: self.done.emit(tokens))

    def _on_failed(self, error: BaseException) -> None:
        self.stop()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    @Slot(int, str)
    def _on_open_wanted(self, number: int, url: str) -> None:
        if number != self._number:
            return
        opened = QDesktopServices.openUrl(QUrl(url))
        (self.browser_opened if opened else self.browser_missing).emit(url)

    @Slot()
    def _on_too_late(self) -> None:
        sentence = self.tr("Nobody signed in within five minutes.")
        self._on_failed(SignInRequired(sentence, reason="timed_out"))
