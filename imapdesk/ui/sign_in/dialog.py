"""The sign-in window: the provider's page with its host above, or a wait for the browser or for a code typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from imapdesk.ui.sign_in.flow import Keep, SignInFlow
from imapdesk.ui.sign_in.web_engine import make_view
from imapdesk.ui.sign_in.words import WaitPage
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.spoken import Pages
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk import Desk, DeviceCode, PendingSignIn, PopupHints, Tokens
    from imapdesk.ui.sign_in.view import SignInView

ROAD = "sign_in_road"  # a setting of the program: one of these
EMBEDDED, BROWSER, DEVICE = "embedded", "browser", "device"


class SignInDialog(PlainDialog):
    """Closes itself with ``signed_in``. ``label_`` is the type's name, or empty.

    ``keep`` runs in the worker with the tokens before that, to save them.
    """

    signed_in = Signal(object)  # Tokens

    def __init__(
        self,
        desk: Desk,
        errands: Background,
        type_: str,
        label_: str,
        address: str,
        *,
        keep: Keep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, "", 980, 750)
        title = self.tr("Sign in with {label}").format(label=formats.plain(label_))
        self.setWindowTitle(title if label_ else self.tr("Sign in again"))
        self.setAccessibleName(self.windowTitle())
        self._label = formats.plain(label_) or self.tr("your provider")
        self._address = address
        self.view: SignInView | None = None
        self._to_copy = ""
        self._code_page = ""
        self.flow = SignInFlow(desk, errands, type_, address, keep, self)
        self.flow.page_ready.connect(self._on_page_ready)
        self.flow.browser_opened.connect(self._on_browser_opened)
        self.flow.browser_missing.connect(self._on_browser_missing)
        self.flow.code_ready.connect(self._on_code_ready)
        self.flow.code_missing.connect(self.use_page)
        self.flow.checking.connect(self._on_checking)
        self.flow.other_address.connect(self._on_other_address)
        self.flow.failed.connect(self._on_failed)
        self.flow.done.connect(self._on_done)
        self._build()
        roads = {BROWSER: self.use_browser, DEVICE: self.use_code}
        roads.get(str(desk.get_setting(ROAD, EMBEDDED)), self.use_page)()

    def _build(self) -> None:
        self.lock = QLabel()
        self.lock.setAccessibleName(self.tr("Encrypted"))
        self.lock.setPixmap(icon("lock", "good").pixmap(18, 18))
        self.host = label("")
        self.host.setWordWrap(False)
        self.host.setAccessibleName(self.tr("Page of"))
        self.bar = QFrame()
        head = QHBoxLayout(self.bar)
        head.setContentsMargins(16, 10, 16, 8)
        head.addWidget(self.lock)
        head.addWidget(self.host, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Loading"))
        self._keep_space(self.progress)
        self.offer = self._make_offer()
        self.wait = WaitPage()
        self.wait.again.clicked.connect(self._try_again)
        self.wait.accept.clicked.connect(self.flow.accept_other)
        self.wait.copy.clicked.connect(self._copy)
        self.wait.visit.clicked.connect(self._visit)
        self.pages = Pages()
        self.pages.addWidget(self.wait)
        self.browser = button(self.tr("Open in my &browser instead"), self.use_browser)
        self.cancel = button(self.tr("Cancel"), self.reject)
        layout = column(self, 0, 0)
        for widget in (self.bar, self.progress, self.offer):
            layout.addWidget(widget)
        layout.addWidget(self.pages, 1)
        foot = row(self.browser, None, self.cancel)
        foot.setContentsMargins(16, 12, 16, 14)
        layout.addLayout(foot)

    @staticmethod
    def _keep_space(widget: QWidget) -> None:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)

    def _make_offer(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        self.offer_text = label("")
        self.offer_button = button(self.tr("Continue"), self.use_browser, name=self.tr("Continue in my web browser"))
        picture = QLabel()
        picture.setAccessibleName(self.tr("Notice"))
        picture.setPixmap(icon("warning", "warning_text").pixmap(20, 20))
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(10)
        inside.addWidget(picture)
        inside.addWidget(self.offer_text, 1)
        inside.addWidget(self.offer_button)
        frame.hide()
        return frame

    # the three roads

    @Slot()
    def use_page(self) -> None:
        """Show the provider's page here."""
        self._drop_view()
        self.browser.show()
        self._again = self.use_page
        self._show_wait(self.tr("Contacting {label}…").format(label=self._label), busy=True)
        self.flow.begin_page()

    @Slot()
    def use_browser(self) -> None:
        """Go on in the system's web browser."""
        self._drop_view()
        self.browser.hide()
        self._again = self.use_browser
        self._show_wait(self.tr("Opening your web browser…"), busy=True)
        self.flow.begin_browser()

    @Slot()
    def use_code(self) -> None:
        """Show a code that is typed in on any computer; where the provider has none, its page."""
        self._drop_view()
        self.browser.show()
        self._again = self.use_code
        self._show_wait(self.tr("Contacting {label}…").format(label=self._label), busy=True)
        self.flow.begin_code()

    @Slot(object, object)
    def _on_page_ready(self, pending: PendingSignIn, hints: PopupHints) -> None:
        view = make_view(pending, hints)
        if view is None:
            self.use_browser()
            return
        self.view = view
        self._provider = pending.label
        wanted = QSize(max(hints.width, 560), max(hints.height, 480))
        screen = self.screen().availableSize() if self.screen() else wanted
        self.resize(wanted.boundedTo(screen))
        view.answered.connect(self.flow.take, Qt.ConnectionType.QueuedConnection)  # the view calls from its inside
        view.host_changed.connect(self._on_host)
        view.progress.connect(self._on_progress)
        view.refused.connect(self._on_refused)
        view.unproven.connect(self._on_unproven, Qt.ConnectionType.QueuedConnection)
        view.clear_text.connect(self._on_clear_text, Qt.ConnectionType.QueuedConnection)
        view.unreachable.connect(self._on_unreachable, Qt.ConnectionType.QueuedConnection)
        view.proxy_refused.connect(self._on_proxy_refused, Qt.ConnectionType.QueuedConnection)
        view.broken.connect(self.use_browser, Qt.ConnectionType.QueuedConnection)
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)
        self.bar.show()
        self.progress.show()
        view.setFocus()

    @Slot(str)
    def _on_host(self, host: str) -> None:
        text = self.fontMetrics().elidedText(formats.plain(host), Qt.TextElideMode.ElideMiddle, 700)
        self.host.setText(text)
        self.host.setToolTip(tip(formats.plain(host)))
        self.lock.show()

    @Slot(int)
    def _on_progress(self, percent: int) -> None:
        self.progress.setRange(0, 100)
        self.progress.setValue(percent)
        self.progress.setVisible(percent < 100)

    @Slot()
    def _on_refused(self) -> None:
        text = self.tr("{provider} does not allow sign-in inside programs. Continue in your web browser.")
        self.offer_text.setText(text.format(provider=self._provider))
        self.offer.show()
        self.offer_button.setFocus()

    @Slot(str)
    def _on_browser_opened(self, url: str) -> None:
        self._to_copy = url
        self.wait.show_browser(self._label)

    @Slot(str)
    def _on_browser_missing(self, url: str) -> None:
        self._to_copy = url
        self.progress.hide()
        self.wait.show_no_browser()

    @Slot(object)
    def _on_code_ready(self, code: DeviceCode) -> None:
        self._to_copy, self._code_page = code.user_code, code.verification_uri
        self.wait.show_code(formats.plain(code.user_code), formats.plain(code.verification_uri))

    @Slot()
    def _on_checking(self) -> None:
        self._drop_view()
        self.browser.hide()
        self._show_wait(self.tr("Checking…"), busy=True)

    @Slot(str)
    def _on_other_address(self, address: str) -> None:
        self._drop_view()
        self.browser.hide()
        self.wait.ask_about(formats.plain(address), self._address)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._drop_view()
        self.browser.setVisible(self._again != self.use_browser)
        self.wait.show_problem(*describe_error(error))

    @Slot(str)
    def _on_unproven(self, host: str) -> None:
        self._fail(self.tr("{host} can't prove its identity. Nothing was sent.").format(host=formats.plain(host)))

    @Slot(str)
    def _on_clear_text(self, host: str) -> None:
        text = self.tr("The sign-in leads to {host} without encryption. It was stopped there.")
        self._fail(text.format(host=formats.plain(host)))

    @Slot(str)
    def _on_unreachable(self, host: str) -> None:
        self._fail(self.tr("{host} can't be reached.").format(host=formats.plain(host)))

    @Slot(str)
    def _on_proxy_refused(self, host: str) -> None:
        text = self.tr("The proxy {host} wants another user name or password. Change them in the settings.")
        self._fail(text.format(host=formats.plain(host)))

    def _fail(self, sentence: str) -> None:
        self.flow.stop()
        self._drop_view()
        self.wait.show_problem(sentence, "")

    @Slot(object)
    def _on_done(self, tokens: Tokens) -> None:
        self.signed_in.emit(tokens)
        self.accept()

    # small things

    def _try_again(self) -> None:
        self._again()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._to_copy)

    def _visit(self) -> None:
        QDesktopServices.openUrl(QUrl(self._code_page))

    def _show_wait(self, text: str, *, busy: bool) -> None:
        self.pages.setCurrentWidget(self.wait)
        self.wait.show_busy(text)
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)

    def _drop_view(self) -> None:
        self.bar.hide()
        self.offer.hide()
        self.progress.hide()
        self.pages.setCurrentWidget(self.wait)
        if self.view is not None:
            self.view.stop()
            self.pages.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _end(self) -> None:
        self.flow.stop()
        self._drop_view()

    def done(self, result: int) -> None:
        """Accepted, cancelled or Esc: nothing goes on behind a closed window."""
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)
