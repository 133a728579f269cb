"""Light and dark: Fusion with a palette and a style sheet of our own, made from one table of colours per theme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from imapdesk.ui.widgets.resources import read_resource, resource_dir

THEMES = ("auto", "light", "dark")
USUAL_POINTS = 10.0
_TITLES = {"headline_points": 20, "title_points": 13}  # at the usual size
USUAL_LINE = 18  # pixels: the height of a line of the usual font on a usual screen
_CHECK = 16  # pixels: a check box beside it


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as #rrggbb."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    border: str
    scroll: str
    button: str
    accent: str
    accent_text: str
    selection: str
    selection_text: str
    hover: str
    warning_back: str
    warning_text: str
    warning_border: str
    danger: str
    good: str
    star: str
    no_star: str
    link: str
    hit: str  # behind the words of a search


@cache
def load_colours(theme: str) -> Colours:
    """The colours of ``light`` or ``dark``."""
    return Colours(**tomllib.loads(read_resource(f"themes/{theme}.toml")))


def make_palette(colours: Colours) -> QPalette:
    """A Qt palette from our colours, the disabled group included."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.base,
        QPalette.ColorRole.AlternateBase: colours.alternate,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.button,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.link,
        QPalette.ColorRole.LinkVisited: colours.link,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.ToolTipBase: colours.base,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Mid: colours.border,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def make_style_sheet(colours: Colours, theme: str, points: float = USUAL_POINTS, line: int = USUAL_LINE) -> str:
    """The style sheet with this theme's colours and pictures filled in, and titles as large as ``points`` wants them.

    ``line`` is the height of a line in pixels: check boxes grow with it, and are never smaller than usual.

    ``points`` is the size of the person's font; a style sheet of Qt knows no size that goes by it.
    """
    images = (resource_dir() / "themes" / theme).as_posix()
    sheet = read_resource("themes/style.qss").replace("@images@", f'"{images}').replace(".svg)", '.svg")')
    for field in fields(Colours):
        sheet = sheet.replace(f"@{field.name}@", getattr(colours, field.name))
    for name, usual in _TITLES.items():
        sheet = sheet.replace(f"@{name}@", f"{points * usual / USUAL_POINTS:.1f}")
    return sheet.replace("@check@", str(round(_CHECK * max(1.0, line / USUAL_LINE))))


class Theme(QObject):
    """The theme in use; ``changed`` is emitted after the application's palette was replaced."""

    changed = Signal()

    def __init__(self, app: QApplication, wanted: str = "auto") -> None:
        super().__init__(app)
        self._app = app
        self.wanted = wanted
        self.colours = load_colours("light")
        self._shown: tuple[str, float, int] | None = None
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self.choose(wanted)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self.colours is load_colours("dark")

    def choose(self, wanted: str) -> None:
        """Show ``light``, ``dark`` or what the system has (``auto``); what is shown already costs nothing."""
        self.wanted = wanted if wanted in THEMES else "auto"
        font = self._app.font()
        theme, points, line = look = self._resolve(), font.pointSizeF(), QFontMetrics(font).height()
        if look == self._shown:
            return  # Qt would measure every widget of every window again
        self._shown = look
        self.colours = load_colours(theme)
        self._app.setPalette(make_palette(self.colours))
        self._app.setStyleSheet(make_style_sheet(self.colours, theme, points, line))
        self.changed.emit()

    def heed_font(self) -> None:
        """The application's font changed, perhaps: titles go with its size."""
        self.choose(self.wanted)

    def _resolve(self) -> str:
        if self.wanted != "auto":
            return self.wanted
        return "dark" if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.wanted == "auto":
            self.choose("auto")


def current_theme() -> Theme:
    """The application's theme; made on first use so that a single widget can be tried alone."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = app.findChild(Theme)
    return theme if theme is not None else Theme(app)


def set_look(widget: QWidget, **properties: bool) -> None:
    """Give a widget the properties that the style sheet knows (``primary``, ``muted`` ...), and repolish it."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
