"""The last mark can be taken back: a key too many on a thousand selected messages costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from imapdesk.mail import Summary

MOST = 20_000  # messages: those of a larger mark are not looked at one by one
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Mark:
    """Read or unread, with a star or without; None is as it was."""

    seen: bool | None = None
    flagged: bool | None = None

    def changes(self, summary: Summary) -> bool:
        """Whether a message is not so already."""
        return (self.seen is not None and summary.unread is self.seen) or (
            self.flagged is not None and summary.starred is not self.flagged
        )

    def inverse(self) -> Mark:
        """What takes it back."""
        seen, flagged = (None if wish is None else not wish for wish in (self.seen, self.flagged))
        return Mark(seen, flagged)


def find_changed(
    load: Callable[[Sequence[int]], Iterable[Summary]], numbers: Sequence[int], mark: Mark
) -> tuple[int, ...]:
    """Which of these messages a mark will change; none where they are too many to be looked at."""
    if len(numbers) > MOST:
        return ()
    batches = (numbers[start : start + _BATCH] for start in range(0, len(numbers), _BATCH))
    return tuple(int(summary.id) for batch in batches for summary in load(batch) if mark.changes(summary))


class LastMark:
    """What the menu's item takes back; grey where there is nothing."""

    def __init__(self, action: QAction) -> None:
        self._action = action
        self._changed: tuple[int, ...] = ()
        self._mark = Mark()
        self.remember((), Mark())

    def remember(self, changed: tuple[int, ...], mark: Mark) -> None:
        """This mark changed these messages."""
        self._changed, self._mark = changed, mark
        self._action.setEnabled(bool(changed))

    def take(self) -> tuple[tuple[int, ...], Mark]:
        """The messages, and the mark that makes them what they were; once."""
        found = (self._changed, self._mark.inverse())
        self.remember((), Mark())
        return found


def say_marked(count: int, *, back: bool = False) -> str:
    """What is said of a mark on several messages, or of one that was taken back."""
    if back:
        return QCoreApplication.translate("Marking", "%Ln message(s) are as they were.", None, count)
    return QCoreApplication.translate("Marking", "%Ln message(s) changed; Ctrl+Z takes it back.", None, count)
