"""A window that is read from the right, with texts that are read from the left: where a translation has gaps.

Labels go by their own words, but buttons, menus, lists and headers are laid out in the direction of the window, which
puts a full stop or an ellipsis at the wrong end of an English text. LEFT-TO-RIGHT MARKs at its ends hold it together
(Unicode Standard Annex 9, rule N1: neutrals between letters of one direction have that direction).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTranslator

MARK = "\N{LEFT-TO-RIGHT MARK}"
_HELD = "()[]"  # brackets in pairs have the direction of what they enclose (rule N0)


class Marks(QTranslator):
    """Asks other translators, first to last; what none of them knows is shown as it stands in the source."""

    def __init__(self, translators: Sequence[QTranslator], parent: QObject) -> None:
        super().__init__(parent)
        self._translators = translators

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        answers = (each.translate(context, sourceText, disambiguation, n) for each in self._translators)
        return hold_together(next((answer for answer in answers if answer), sourceText))

    def isEmpty(self) -> bool:
        """Qt asks no translator that says so."""
        return False


def hold_together(text: str) -> str:
    """The text with marks where it begins or ends with something that has no direction of its own."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "")
    if strong != "L":
        return text
    first, last = (letter not in _HELD and unicodedata.bidirectional(letter) for letter in (text[0], text[-1]))
    begin = MARK if first not in (False, "L") else ""
    end = MARK if last not in (False, "L", "EN") else ""  # a number goes with the letters before it (rule W7)
    return begin + text + end
