"""How long runs bear with servers, and which extensions hosts were caught breaking: settings that every door shares.

The setting ``line`` holds seconds by the words of `_LIMITS` and `_PATIENCE`; nobody needs it, but a very slow line or
a test does: ``{"stall_s": 300}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imapdesk.imap.session import Limits
    from imapdesk.sync.line import Patience

LINE = "line"
BROKEN_EXTENSIONS = "broken_extensions"

_STALL_S = 40.0  # without a byte in answer to a command
_MOST_PATIENT = 6

_LIMITS = {"connect_s": "connect_s", "sign_in_s": "sign_in_s", "stall_s": "command_s"}
_PATIENCE = {"patience_s": "without_progress_s", "pause_s": "first_pause_s"}


def make_limits(words: object, spool_dir: Path, max_message_bytes: int, failures: int = 0) -> Limits:
    """The limits of one connection. A silent server is given up soon, but sooner or later it gets the time it needs:

    some need minutes to open a huge folder for the first time, so patience grows with each failed run in a row.
    """
    from imapdesk.imap.session import Limits

    grown: dict[str, Any] = {"command_s": _STALL_S * (1 + min(failures, _MOST_PATIENT)), **_choose(words, _LIMITS)}
    return Limits(spool_dir=spool_dir, max_message_bytes=max_message_bytes, **grown)


def find_slowness(words: object) -> float:
    """The most seconds that the setting allows one step of a connection; 0 where it says nothing."""
    return max(_choose(words, _LIMITS).values(), default=0.0)


def make_patience(words: object) -> Patience:
    """How long a run bears with a line that fails."""
    from imapdesk.sync.line import Patience

    return Patience(**_choose(words, _PATIENCE))


def _choose(words: object, names: Mapping[str, str]) -> dict[str, Any]:
    given = words if isinstance(words, Mapping) else {}
    seconds = {name: given.get(word) for word, name in names.items()}
    return {name: float(value) for name, value in seconds.items() if isinstance(value, (int, float)) and value > 0}
