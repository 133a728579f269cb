"""The provider's own page in a web view that keeps nothing; imported only when somebody signs in.

The profile is made for one sign-in and is off the record. The redirect is taken before anything connects: once when
the page wants to go there, and a second time by a gate in front of the network, should the first ever be passed by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imapdesk.ui.widgets.web_proxy import ProxyAnswers

if TYPE_CHECKING:
    from imapdesk.desk import PendingSignIn, PopupHints

_INNER = ("https", "wss", "data", "blob", "about", "qrc", "chrome-error")  # no clear text, no files
_OFF = (
    "PluginsEnabled",
    "PdfViewerEnabled",
    "FullScreenSupportEnabled",
    "LocalContentCanAccessFileUrls",
    "LocalContentCanAccessRemoteUrls",
    "NavigateOnDropEnabled",
    "HyperlinkAuditingEnabled",
    "DnsPrefetchEnabled",
    "ScreenCaptureEnabled",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "AutoLoadIconsForPage",
    "ErrorPageEnabled",  # it would show the whole address
)


def make_profile(ca_file: str) -> QWebEngineProfile:
    """A profile that keeps nothing, and trusts the authorities of ``ca_file`` besides the system's."""
    builder = QWebEngineProfileBuilder()
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    builder.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    builder.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    if ca_file:
        builder.setAdditionalTrustedCertificates(QSslCertificate.fromPath(ca_file))
    # Without a name it is off the record; createOffTheRecordProfile() forgets the certificates (seen with 6.12).
    return builder.createProfile("")


class Gate(QWebEngineUrlRequestInterceptor):
    """Lets nothing out in clear text, and nothing to the redirect address."""

    def __init__(self, pending: PendingSignIn) -> None:
        super().__init__()
        self._pending = pending
        self.blocked: list[str] = []  # hosts alone

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() not in _INNER or self._pending.matches(spell(url)):
            self.blocked.append(url.host())
            info.block(True)


class SignInPage(QWebEnginePage):
    """Watches where the provider's page goes."""

    answered = Signal(str)  # the redirect address, or a stray one
    left_safety = Signal(str)  # the host of a page without encryption

    def __init__(self, profile: QWebEngineProfile, pending: PendingSignIn, parent: QWidget) -> None:
        super().__init__(profile, parent)
        self._pending = pending
        self._over = False
        self.newWindowRequested.connect(self._on_new_window)

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, main_frame: bool) -> bool:
        url = QUrl(url)
        address = spell(url)
        if self._pending.matches(address) or self._pending.strays(address):
            if main_frame and not self._over:
                self._over = True
                self.answered.emit(address)
            return False
        if self._over:
            return False
        if main_frame and url.scheme() not in ("https", "about"):
            self.left_safety.emit(url.host())
            return False
        return url.scheme() in _INNER

    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        """A page that wants another window gets this one."""
        if not request.isUserInitiated():
            return
        self.setUrl(request.requestedUrl())

    def chooseFiles(self, _mode: object, _old: Sequence[str], _types: Sequence[str]) -> list[str]:
        """No file of this computer is given to a sign-in page."""
        return []

    def javaScriptConsoleMessage(self, *_: object) -> None:
        """Say nothing: what the page writes may hold its secrets."""


class SignInView(QWidget):
    """The page; ``stop`` ends everything that it does."""

    answered = Signal(str)
    host_changed = Signal(str)
    progress = Signal(int)
    refused = Signal()  # the provider doesn't want to be shown inside programs
    unproven = Signal(str)  # a host that can't prove its identity
    clear_text = Signal(str)  # the host of a page without encryption
    unreachable = Signal(str)  # a host
    proxy_refused = Signal(str)  # the proxy's host
    broken = Signal()  # the engine's own process ended

    def __init__(self, pending: PendingSignIn, hints: PopupHints) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Sign-in page"))
        self._hints = hints
        self._over = False
        self.profile = make_profile(hints.ca_file)
        self.profile.downloadRequested.connect(self._on_download)
        self.gate = Gate(pending)
        self.view = QWebEngineView()
        self.view.setAccessibleName(self.tr("Sign-in page"))
        self.page = SignInPage(self.profile, pending, self.view)
        self.page.setUrlRequestInterceptor(self.gate)
        for name in _OFF:
            attribute = getattr(QWebEngineSettings.WebAttribute, name, None)
            if attribute is not None:
                self.page.settings().setAttribute(attribute, False)
        self.view.setPage(self.page)
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()
        self.page.load(QUrl(pending.url))

    def _connect(self) -> None:
        page = self.page
        page.answered.connect(self.answered)
        page.left_safety.connect(self.clear_text)
        page.urlChanged.connect(self._on_url)
        page.loadProgress.connect(self.progress)
        page.loadingChanged.connect(self._on_loading)
        page.certificateError.connect(self._on_certificate)
        page.permissionRequested.connect(self._on_permission)
        page.renderProcessTerminated.connect(self._on_terminated)
        ProxyAnswers(page).refused.connect(self._on_proxy_refused)

    def stop(self) -> None:
        """Let go of the page and of all that it knows."""
        self._over = True
        self.page.triggerAction(QWebEnginePage.WebAction.Stop)
        self.view.setPage(None)  # type: ignore[arg-type]
        self.page.deleteLater()
        self.page.destroyed.connect(self.profile.deleteLater)  # a profile must outlive its pages

    def _on_url(self, url: QUrl) -> None:
        if url.scheme() == "https":
            port = f":{url.port()}" if url.port() not in (-1, 443) else ""
            self.host_changed.emit(url.host() + port)

    def _on_loading(self, info: QWebEngineLoadingInfo) -> None:
        if self._over or info.status() is QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus:
            return
        domain, code = info.errorDomain(), info.errorCode()
        if domain is QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain:
            url = self.page.url()
            hosts = {url.host(), url.authority()}
            if code in self._hints.refusal_statuses and hosts & self._hints.refusal_hosts:
                self.refused.emit()
            else:
                self.page.toPlainText(self._on_text)
        elif info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus and domain not in (
            QWebEngineLoadingInfo.ErrorDomain.CertificateErrorDomain,  # told by _on_certificate
            QWebEngineLoadingInfo.ErrorDomain.NoErrorDomain,
        ):
            self.unreachable.emit(info.url().host())

    def _on_text(self, text: str) -> None:
        if self._over:
            return
        seen = "\n".join((spell(self.page.url()), self.page.title(), text))
        if any(re.search(pattern, seen) for pattern in self._hints.refusal_patterns):
            self.refused.emit()

    def _on_certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()
        if error.isMainFrame():
            self.unproven.emit(error.url().host())

    def _on_proxy_refused(self, host: str) -> None:
        if not self._over:
            self._over = True  # what the engine shows instead is of no interest
            self.proxy_refused.emit(host)

    @staticmethod
    def _on_download(request: QWebEngineDownloadRequest) -> None:
        request.cancel()

    @staticmethod
    def _on_permission(permission: QWebEnginePermission) -> None:
        permission.deny()

    def _on_terminated(self, *_: object) -> None:
        if not self._over:
            self.broken.emit()


def spell(url: QUrl) -> str:
    """An address as it goes over the line."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
