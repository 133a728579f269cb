"""HTML mail in the web engine, shut in: own scheme, strict policy, an interceptor, no scripts, nothing kept.

Three layers that each hold alone: the HTML was sanitised before it came here; a Content-Security-Policy header goes
with it; the interceptor lets nothing pass but our scheme, the message's own pictures (``cid:``) and ``data:`` images.
This module is imported with the first HTML message, never before: it costs start-up time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QIODevice, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineFindTextResult,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout

from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.page_menu import PageMenu
from imapdesk.ui.widgets.web_proxy import ProxyAnswers

SCHEME = b"imapdesk-mail"
CID = b"cid"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src {images}; form-action 'none'; base-uri 'none'; sandbox"
# What the sender says of the page's edges counts for more than this. The ground of a message goes down to the end.
BASE = (
    "<style>body{margin:0;min-height:100vh;display:flex;flex-direction:column}"
    ":where(#message){flex:1 0 auto;overflow-wrap:break-word}"
    ":where(#message:not([style*=margin])){padding:14px 20px}:where(#message img){max-width:100%}"
    ":where(#message a[href]){color:#1a56b8}"  # as in the window; what the sender chose counts for more
    ":where(#message pre){white-space:pre-wrap}"  # one long line would make all the rest small
    ":where(#message blockquote[type=cite]){margin:0 0 0 2px;padding-left:12px;border-left:2px solid #c3cad4}"
    # A picture that isn't shown: its words on a calm ground, over the engine's sign for a page that is broken.
    "img:not([src])[alt]:not([alt=''])::before{content:attr(alt);position:absolute;inset:0;overflow:hidden;"
    "box-sizing:border-box;padding:0 6px;background:#eef0f4;color:#4a5568;"
    "outline:1px solid #d3d8e0;outline-offset:-1px}"
    ":where(img:not([src])){position:relative}"
    "img:not([src]):not([height]){max-height:6em}"  # the engine takes what has only a width for a square
    "body>header{display:none}body>main{display:contents}@media print{body{display:block}"
    "body>header{display:block;padding:0 20px}"
    "body>main{display:block;overflow-y:clip}}"  # no shadow of a message's falls on the head that says whose it is
    # The bars of the window's lists; the engine's own have arrows, and look like those of another program.
    "::-webkit-scrollbar{width:12px;height:12px}::-webkit-scrollbar-corner{background:transparent}"
    "::-webkit-scrollbar-thumb{background:#c3cad4;border:2px solid transparent;border-radius:6px;min-height:36px;"
    "background-clip:padding-box}::-webkit-scrollbar-thumb:hover{background-color:#586374}</style>"
)
SCROLL_BAR = 16  # pixels that the engine's own may take
SMALLEST_FIT = 0.6  # of the size that the sender chose; a page that is wider yet is scrolled
DARK_GROUND = "#121212"  # what the engine makes of white
_PAPER = QColor("white")
_OFF = (
    "JavascriptEnabled",
    "PluginsEnabled",
    "LocalStorageEnabled",
    "WebGLEnabled",
    "AutoLoadIconsForPage",
    "DnsPrefetchEnabled",
    "HyperlinkAuditingEnabled",
    "NavigateOnDropEnabled",
    "FullScreenSupportEnabled",
    "LocalContentCanAccessFileUrls",
    "LocalContentCanAccessRemoteUrls",
    "ErrorPageEnabled",
    "ScreenCaptureEnabled",
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "Accelerated2dCanvasEnabled",
)


def _register_schemes() -> None:
    for name in (SCHEME, CID):
        if not QWebEngineUrlScheme.schemeByName(name).name():
            scheme = QWebEngineUrlScheme(name)
            scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
            scheme.setFlags(
                QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.ContentSecurityPolicyIgnored
                if name == CID
                else QWebEngineUrlScheme.Flag.SecureScheme
            )
            QWebEngineUrlScheme.registerScheme(scheme)


_register_schemes()


_HINTING = re.compile(r"<(?=/?(?:link|meta|base|iframe|frame|object|embed|portal)\b)", re.IGNORECASE)


def disarm(html: str) -> str:
    """HTML without the tags that make the engine look up or call a host before any request is made.

    ``<link rel="preconnect">`` does so past the policy and past the interceptor (Qt WebEngine 6.12). Our sanitiser
    leaves none of these tags; this holds where it would fail.
    """
    return _HINTING.sub("&lt;", html)


class Gate(QWebEngineUrlRequestInterceptor):
    """Blocks every request but those for the message itself, and counts what it blocked."""

    def __init__(self) -> None:
        super().__init__()
        self.allow_images = False
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not self.allows(info.requestUrl(), info.resourceType()):
            self.blocked.append(info.requestUrl().toString()[:200])
            info.block(True)

    def allows(self, url: QUrl, kind: QWebEngineUrlRequestInfo.ResourceType) -> bool:
        """Whether a request may go out."""
        image = kind is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        scheme = url.scheme()
        if scheme == "data":
            return image and url.path().startswith("image/") and not url.path().startswith("image/svg")
        if scheme in ("http", "https"):
            return image and self.allow_images
        return scheme in (SCHEME.decode(), CID.decode())


class MessageServer(QWebEngineUrlSchemeHandler):
    """Serves the one message that is shown, and its pictures; a message of many megabytes is no matter."""

    def __init__(self) -> None:
        super().__init__()
        self.html = b""
        self.policy = b""
        self.pictures: dict[str, tuple[str, bytes]] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestUrl().scheme() == CID.decode():
            kind, data = self.pictures.get(job.requestUrl().path(), ("", b""))
            if kind.startswith("image/") and data:
                self._reply(job, kind.encode(), data)
            else:
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        # A multi-map: PySide6 6.12 takes lists and silently drops plain values, which its stubs ask for (seen 2026-11).
        headers = {
            b"Content-Security-Policy": self.policy,
            b"Referrer-Policy": b"no-referrer",
            b"X-DNS-Prefetch-Control": b"off",
        }
        job.setAdditionalResponseHeaders({QByteArray(k): [QByteArray(v)] for k, v in headers.items()})  # type: ignore[misc]
        self._reply(job, b"text/html; charset=utf-8", self.html)

    def find_picture(self, url: QUrl) -> bytes:
        """A picture that came with the message, by its address in the page; nothing for any other."""
        return self.pictures.get(url.path(), ("", b""))[1] if url.scheme() == CID.decode() else b""

    @staticmethod
    def _reply(job: QWebEngineUrlRequestJob, kind: bytes, data: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(kind), buffer)


class MessagePage(QWebEnginePage):
    """A page that goes nowhere: a click on a link is told, every other navigation is refused."""

    def __init__(self, profile: QWebEngineProfile, view: WebHtmlView) -> None:
        super().__init__(profile, view)
        self._view = view

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main_frame: bool) -> bool:
        url = QUrl(url)
        if url.scheme() == SCHEME.decode() and main_frame:
            return True
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._view.link_clicked.emit(url.toString())
        return False

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def javaScriptConsoleMessage(self, *_: object) -> None:
        """Say nothing: what a message's page complains about is not ours to log."""


class WebHtmlView(HtmlView):
    """One web view, reused for every message."""

    def __init__(self) -> None:
        super().__init__()
        self._stand_alone()
        self.gate = Gate()
        self.server = MessageServer()
        self.profile = self._make_profile()
        self.view = QWebEngineView()
        self.page = MessagePage(self.profile, self)
        self._switch_off(self.page.settings())
        self._choose_fonts(self.page.settings())
        self._ground = _PAPER
        self.page.setBackgroundColor(self._ground)
        self.menu = PageMenu(self.view, self.link_clicked.emit, self.server.find_picture)
        ProxyAnswers(self.page)
        self.view.setPage(self.page)
        self._number = 0
        self._zoom = 1.0
        self._natural = 0.0  # pixels that a page needs which is too wide for the view, 0 for one that fits
        self._fit_soon = QTimer(self, singleShot=True, interval=30)
        self._loaded = self._retried = False
        self._sought = ""
        self._printer: QPrinter | None = None
        self._build()
        self._connect()

    def _make_profile(self) -> QWebEngineProfile:
        profile = QWebEngineProfile()  # without a name: off the record
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        profile.setUrlRequestInterceptor(self.gate)
        for scheme in (SCHEME, CID):
            profile.installUrlSchemeHandler(scheme, self.server)
        profile.downloadRequested.connect(self._on_download)
        return profile

    def _build(self) -> None:
        self.view.setAccessibleName(self.tr("Message text"))
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def _connect(self) -> None:
        page = self.page
        page.pdfPrintingFinished.connect(self._on_printed)
        page.pdfPrintingFinished.connect(self.pdf_saved)
        self.view.printFinished.connect(self._on_printed)
        page.permissionRequested.connect(self._on_permission)
        page.linkHovered.connect(self._on_hovered)
        page.renderProcessTerminated.connect(self._on_terminated)
        page.newWindowRequested.connect(self._on_window_wanted)
        page.contentsSizeChanged.connect(lambda _size: self._fit_soon.start())
        page.loadFinished.connect(self._on_load_finished)
        page.findTextFinished.connect(self._on_found)
        self.menu.said.connect(self.said)
        self._fit_soon.timeout.connect(self._fit)

    def _stand_alone(self) -> None:
        """Draw in a native window of its own, inside the one of the program.

        Otherwise Qt makes that one anew for the graphics interface that the engine draws with: the whole window goes
        and comes back with the first HTML message, and from then on each frame of the list is put together there, too,
        which without a graphics card costs half as much again (Qt 6.12 under X11, seen 2026-11).
        """
        self.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)

    @staticmethod
    def _switch_off(settings: QWebEngineSettings) -> None:
        for name in _OFF:
            attribute = getattr(QWebEngineSettings.WebAttribute, name, None)
            if attribute is not None:
                settings.setAttribute(attribute, False)

    def _choose_fonts(self, settings: QWebEngineSettings) -> None:
        """Mail that names no font looks like the rest of the window."""
        for family in (QWebEngineSettings.FontFamily.StandardFont, QWebEngineSettings.FontFamily.SansSerifFont):
            settings.setFontFamily(family, self.font().family())
        settings.setFontSize(QWebEngineSettings.FontSize.DefaultFontSize, 15)

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        images = "cid: data:" + (" http: https:" if allow_images else "")
        self.gate.allow_images = allow_images
        self.gate.blocked.clear()
        page = f"{BASE}<header>{self.head}</header><main>{disarm(html)}</main>"
        self.server.html = page.encode("utf-8", "replace")
        self._natural, self._loaded = 0.0, False
        self.server.policy = POLICY.format(images=images).encode()
        self.server.pictures = dict(pictures)
        self._number += 1
        self.page.load(QUrl(f"{SCHEME.decode()}:{self._number}"))

    def set_zoom(self, factor: float) -> None:
        self._zoom = factor
        self._apply_zoom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()

    @Slot(bool)
    def _on_load_finished(self, _ok: bool) -> None:
        self._loaded, self._retried = True, False
        self._fit_soon.start()
        if self._sought:
            self.find_words(self._sought, 0)

    @Slot()
    def _fit(self) -> None:
        """Make a page smaller that is wider than the view, as newsletters are: nobody reads sideways."""
        if not self._loaded:
            return
        factor, wide = self.view.zoomFactor(), self.page.contentsSize().width()
        if wide > self.view.width() + 1:
            self._natural = max(self._natural, wide / factor)
        elif self._natural and not self._retried:  # it fits: was it measured while the page before was still there?
            self._retried, self._natural = True, 0.0
        self._apply_zoom()

    def _apply_zoom(self) -> None:
        room = self.view.width() - SCROLL_BAR
        fit = min(1.0, room / self._natural) if self._natural else 1.0
        wanted = self._zoom * max(SMALLEST_FIT, fit)  # whoever makes it larger than it fits wants it so
        if abs(wanted - self.view.zoomFactor()) > 0.005:
            self.view.setZoomFactor(wanted)

    def scroll_page(self, down: bool) -> bool:
        """By the engine's own key: scripts are off in its pages."""
        at, most = self.page.scrollPosition().y(), self.page.contentsSize().height() - self.view.height()
        inner = self.view.focusProxy()
        if inner is None or (at >= most - 1 if down else at <= 0):
            return False
        key = Qt.Key.Key_PageDown if down else Qt.Key.Key_PageUp
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(inner, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        return True

    def find_words(self, words: str, step: int) -> None:
        self._sought = words
        if self._loaded:  # else it is looked for once there is a page
            back = QWebEnginePage.FindFlag.FindBackward if step < 0 else QWebEnginePage.FindFlag(0)
            self.page.findText(words, back)

    @Slot(QWebEngineFindTextResult)
    def _on_found(self, result: QWebEngineFindTextResult) -> None:
        self.found.emit(result.activeMatch(), result.numberOfMatches())

    def selected_words(self) -> str:
        return self.page.selectedText()

    def save_pdf(self, path: str) -> None:
        self.page.setBackgroundColor(_PAPER)  # else a dark ground is printed under the sender's own colours
        self.page.printToPdf(path)

    def print_message(self, printer: QPrinter) -> None:
        self.page.setBackgroundColor(_PAPER)
        self._printer = printer  # the engine prints later, and needs it until then
        self.view.print(printer)

    def set_dark(self, dark: bool) -> None:
        self.page.settings().setAttribute(QWebEngineSettings.WebAttribute.ForceDarkMode, dark)
        self._ground = QColor(DARK_GROUND) if dark else _PAPER
        self.page.setBackgroundColor(self._ground)

    def _on_printed(self) -> None:
        self.page.setBackgroundColor(self._ground)

    def stop(self) -> None:
        self.view.setPage(None)  # type: ignore[arg-type]
        self.page.deleteLater()

    @Slot(str)
    def _on_hovered(self, url: str) -> None:
        inside = url.startswith(f"{SCHEME.decode()}:")  # another place of the same page
        self.link_hovered.emit("" if inside else url)

    @Slot(QWebEngineNewWindowRequest)
    def _on_window_wanted(self, request: QWebEngineNewWindowRequest) -> None:
        """A link was clicked with the middle button, with Ctrl or Shift: it is asked about like any other."""
        if request.isUserInitiated():
            self.link_clicked.emit(request.requestedUrl().toString())

    @staticmethod
    def _on_download(request: QWebEngineDownloadRequest) -> None:
        request.cancel()

    @staticmethod
    def _on_permission(permission: QWebEnginePermission) -> None:
        permission.deny()

    def _on_terminated(self, *_: object) -> None:
        self.broken.emit()
