"""Folders at which the line breaks: the others come first, and what breaks it again after those is left out.

A line that is down, or a server that is, shows at the other folders as well; one folder that the server can't read
(a damaged index that ends its process, say) must not keep the mail of all others away in every run.
"""

from __future__ import annotations

from collections import Counter, deque

from imapdesk.mail import Window

_MOST_BREAKS = 3  # in a row in one folder, with nothing had of it
_MOST_SILENCES = 2  # the same where each costs much time
_PROBE_AT = 2  # then another part of the folder is tried: what breaks the line may lie together


class Suspicion:
    """What speaks against each folder of one run."""

    def __init__(self) -> None:
        self._breaks: Counter[str] = Counter()
        self._giving: set[str] = set()
        self._left_out: set[str] = set()

    def note_had(self, path: str) -> None:
        """A message of this folder came whole."""
        self._giving.add(path)
        self._breaks.pop(path, None)

    def note_break(self, path: str, *, silent: bool) -> bool:
        """The line broke at this folder; whether it is the folder's fault, since another one gave messages."""
        self._breaks[path] += 1
        if self._giving <= {path} or self._breaks[path] < (_MOST_SILENCES if silent else _MOST_BREAKS):
            return False
        self._left_out.add(path)
        return True

    @property
    def any_came(self) -> bool:
        """Whether this run had a message of any folder."""
        return bool(self._giving)

    def absolve(self, path: str) -> None:
        """One message was found to be what breaks the line: the next one begins with a clean slate."""
        self._breaks.pop(path, None)

    def is_left_out(self, path: str) -> bool:
        """Whether nothing of it is asked for any more in this run."""
        return path in self._left_out

    def rearrange(self, path: str, windows: deque[Window], later: deque[Window]) -> None:
        """After a break: other folders first, and at the second one another part of this one."""
        own = [window for window in windows if window.folder.path == path]
        others = [window for window in windows if window.folder.path != path]
        if own and self._breaks[path] == _PROBE_AT:
            own.insert(0, own.pop(_find_probe(own)))
        if path in self._giving and self._breaks[path] < _PROBE_AT:
            return
        windows.clear()
        windows.extend(others or own)
        if others:
            later.extendleft(reversed(own))


def _find_probe(windows: list[Window]) -> int:
    """The index of the window with most messages; of those like it the one in the middle."""
    most = max(len(window.uids) for window in windows)
    alike = [index for index, window in enumerate(windows) if len(window.uids) == most]
    return alike[len(alike) // 2]
