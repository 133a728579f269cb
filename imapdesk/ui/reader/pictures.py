"""The pictures of a message for a view that can't load any: its own, and those from elsewhere once they are allowed."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader

from imapdesk.ui.reader.html_view import Fetch
from imapdesk.ui.widgets.background import Background

MOST = 300  # pictures of one message
MOST_PIXELS = 40_000_000
_WIDEST = 2_000  # pixels that are kept
_FORMATS = {"png", "jpeg", "gif", "webp", "bmp"}
_AT_ONCE = 4


class Pictures(QObject):
    """Loads in threads what a page wants; ``known`` are the pictures that came, with their addresses."""

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known: list[tuple[QUrl, QImage]] = []
        self._own: Mapping[str, tuple[str, bytes]] = {}
        self._fetch: Fetch | None = None
        self._wanted: set[str] = set()
        self._missing: dict[str, QUrl] = {}
        self._page = 0
        self._background: Background | None = None

    def begin(self, own: Mapping[str, tuple[str, bytes]], fetch: Fetch | None) -> None:
        """Another page: ``own`` are its pictures by content id, ``fetch`` gets others where they are allowed."""
        self.known, self._wanted, self._missing = [], set(), {}
        self._own, self._fetch = dict(own), fetch
        self._page += 1
        if self._background is not None:
            self._background.forget_all()

    def want(self, url: QUrl) -> None:
        """Ask for a picture; `came` tells when it is there."""
        name = url.toString()
        find = self._choose(url)
        if find is None or name in self._wanted or len(self._wanted) >= MOST:
            return
        self._wanted.add(name)
        self._missing[name] = url
        if self._background is None:
            self._background = Background(_AT_ONCE, self)
        self._background.ask(lambda: read_picture(find()), lambda picture: self._keep(name, picture), _forget)

    def finish_own(self) -> None:
        """Have those at once that need no network."""
        for name, url in list(self._missing.items()):
            if url.scheme() in ("cid", "data") and (find := self._choose(url)):
                self._keep(name, read_picture(find()))

    def close(self) -> None:
        """Take no more answers, and let what is being fetched end."""
        self._page += 1
        if self._background is not None:
            self._background.close()

    def _choose(self, url: QUrl) -> Callable[[], bytes | None] | None:
        """Where a picture comes from; None: from nowhere."""
        scheme, own, fetch, page = url.scheme(), self._own, self._fetch, self._page
        if scheme == "cid":
            data = own.get(url.path(), ("", b""))[1]
            return (lambda: data) if data else None
        if scheme == "data":
            return lambda: _decode(url)
        if scheme in ("http", "https") and fetch is not None:
            address = bytes(url.toEncoded().data()).decode("ascii")
            return lambda: fetch(address, lambda: self._page != page)
        return None

    def _keep(self, name: str, picture: QImage | None) -> None:
        url = self._missing.pop(name, None)
        if picture is not None and url is not None:
            self.known.append((url, picture))
            self.came.emit()


def read_picture(data: bytes | None) -> QImage | None:
    """A picture of a usual format, not larger than is sane; None for what is none. In any thread."""
    if not data:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()).decode("ascii", "replace") in _FORMATS
    if not known or size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > _WIDEST:
        reader.setScaledSize(size.scaled(QSize(_WIDEST, MOST_PIXELS), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    return None if picture.isNull() else picture


def name_picture(data: bytes) -> str:
    """A file name for a picture that has none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    kind = bytes(QImageReader(buffer).format().data()).decode("ascii", "replace")
    return "picture" + (f".{kind.replace('jpeg', 'jpg')}" if kind in _FORMATS else "")


def _decode(url: QUrl) -> bytes | None:
    head, _, text = url.path(QUrl.ComponentFormattingOption.FullyDecoded).partition(",")
    if not head.lower().startswith("image/") or not head.lower().replace(" ", "").endswith(";base64"):
        return None
    try:
        return b64decode("".join(text.split()))
    except ValueError:
        return None


def _forget(_error: BaseException) -> None:
    """A picture that can't be had is left out."""
