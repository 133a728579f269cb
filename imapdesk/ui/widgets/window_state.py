"""What the window remembers of itself, in an ini file in the data directory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

FILE_NAME = "window.ini"


class WindowState:
    """Geometry, splitters, columns and the reader's choices. What the program decides by lives in the store."""

    def __init__(self, data_dir: Path) -> None:
        self._settings = QSettings(str(data_dir / FILE_NAME), QSettings.Format.IniFormat)

    def get(self, key: str, default: str) -> str:
        """A remembered word."""
        return str(self._settings.value(key, default))

    def put(self, key: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(key, value)

    def restore(self, name: str, widget: QWidget) -> bool:
        """Put a window, a splitter or a header back; False where nothing is remembered."""
        kept = self._settings.value(name)
        if not isinstance(kept, QByteArray) or kept.isEmpty():
            return False
        if isinstance(widget, QSplitter | QHeaderView):
            return bool(widget.restoreState(kept))
        return bool(widget.restoreGeometry(kept))

    def save(self, name: str, widget: QWidget) -> None:
        """Remember a window, a splitter or a header."""
        state = widget.saveState() if isinstance(widget, QSplitter | QHeaderView) else widget.saveGeometry()
        self._settings.setValue(name, state)

    def flush(self) -> None:
        """Write it now."""
        self._settings.sync()
