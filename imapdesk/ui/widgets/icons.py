"""Our own SVG icons, coloured by the theme: one file per picture, ``currentColor`` replaced when it is loaded."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from imapdesk.mail import FolderRole
from imapdesk.ui.widgets.resources import read_resource, resource_dir
from imapdesk.ui.widgets.theme import current_theme

ROLE_ICONS = {
    FolderRole.INBOX: "inbox",
    FolderRole.SENT: "sent",
    FolderRole.DRAFTS: "drafts",
    FolderRole.ARCHIVE: "archive",
    FolderRole.SPAM: "spam",
    FolderRole.TRASH: "trash",
    FolderRole.ALL: "archive",
    FolderRole.FLAGGED: "star",
    FolderRole.IMPORTANT: "warning",
    FolderRole.TEMPLATES: "file",
}


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = read_resource(f"icons/{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


class ThemedIcon(QIconEngine):
    """Draws a picture in the theme's colour at the moment of painting, so that a theme change needs no new icons."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour  # a field of Colours

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, _state: QIcon.State) -> None:  # type: ignore[no-untyped-def]
        colour = "border" if mode is QIcon.Mode.Disabled else self._colour
        _renderer(self._name, getattr(current_theme().colours, colour)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return ThemedIcon(self._name, self._colour)


@cache
def icon(name: str, colour: str = "muted") -> QIcon:
    """The icon ``name`` in one of the theme's colours."""
    return QIcon(ThemedIcon(name, colour))


def role_icon(role: FolderRole, on_server: bool = True) -> QIcon:
    """The icon of a folder for its role; a folder that is gone from the server has a dashed one."""
    return icon(ROLE_ICONS.get(role, "folder") if on_server else "folder-gone")


def app_icon(variant: str = "imapdesk") -> QIcon:
    """The program's icon, or one of the tray's: ``tray-normal``, ``-syncing``, ``-attention``, ``-paused``."""
    return QIcon(str(resource_dir() / "icons" / f"{variant}.svg"))


def paint_icon(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Paint a picture in a colour (#rrggbb) into a rectangle, for delegates; drawn once, then copied."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect.topLeft(), _pixmap(name, colour, rect.width(), ratio))


@cache
def _pixmap(name: str, colour: str, size: float, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
