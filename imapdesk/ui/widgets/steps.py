"""Lines that tick as they pass: connecting, securing, signing in, reading folders."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.dialogs import label
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look

_LOOKS = {
    "waiting": ("waiting", "muted"),
    "busy": ("sync", "accent"),
    "done": ("ok", "good"),
    "failed": ("error", "danger"),
}


class Steps(QWidget):
    """One line per step with an icon and a word for its state."""

    def __init__(self, steps: dict[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Progress of the connection"))
        self._words = {"waiting": "", "busy": self.tr("…"), "done": self.tr("ok"), "failed": self.tr("failed")}
        self._rows: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        self.states: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for number, (key, text) in enumerate(steps.items()):
            picture, line, word = QLabel(), label(text), label("", muted=True)
            word.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column_number, widget in enumerate((picture, line, word)):
                grid.addWidget(widget, number, column_number)
            self._rows[key] = (picture, line, word)
            self.set_state(key, "waiting")

    def restart(self) -> None:
        """Every step waits again."""
        for key in self._rows:
            self.set_state(key, "waiting")

    def begin(self, key: str) -> None:
        """A step began: those before it are done."""
        keys = list(self._rows)
        if key not in keys:
            return
        for before in keys[: keys.index(key)]:
            self.set_state(before, "done")
        if self.states[key] != "busy":
            self.set_state(key, "busy")
            announce(self, self._rows[key][1].text())

    def finish(self) -> None:
        """All are done."""
        for key in self._rows:
            self.set_state(key, "done")

    def fail(self) -> None:
        """The step that was under way failed."""
        busy = [key for key, state in self.states.items() if state == "busy"] or list(self._rows)[:1]
        for key in busy:
            self.set_state(key, "failed")

    def word(self, key: str) -> str:
        """What is said of a step."""
        return self._rows[key][2].text()

    def set_state(self, key: str, state: str, word: str | None = None) -> None:
        """Show a step as ``waiting``, ``busy``, ``done`` or ``failed``."""
        picture, line, said = self._rows[key]
        name, colour = _LOOKS[state]
        picture.setPixmap(icon(name, colour).pixmap(20, 20))
        said.setText(self._words[state] if word is None else word)
        set_look(line, muted=state == "waiting", danger=state == "failed")
        picture.setAccessibleName(f"{line.text()} {said.text()}")
        self.states[key] = state
