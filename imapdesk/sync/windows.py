"""Which folder first, which messages in one FETCH, and how a piece of work is cut smaller. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from imapdesk.mail import FolderRole, KnownMessage, ListedFolder, LocationState, Uid, Window

_ORDER = (
    FolderRole.INBOX,
    FolderRole.FLAGGED,
    FolderRole.IMPORTANT,
    FolderRole.SENT,
    FolderRole.DRAFTS,
    FolderRole.OTHER,
    FolderRole.TEMPLATES,
    FolderRole.ARCHIVE,
    FolderRole.ALL,
    FolderRole.TRASH,
    FolderRole.SPAM,
)
_UNKNOWN_SIZE = 64 * 1024  # assumed where the server gave no RFC822.SIZE, bytes


@dataclass(frozen=True, slots=True)
class WindowLimits:
    """How much one FETCH asks for; ``first_count`` is for a folder's first window, so that something shows at once."""

    count: int = 250
    size: int = 6 * 1024 * 1024
    first_count: int = 50


def choose_order(folders: Iterable[ListedFolder]) -> list[ListedFolder]:
    """The folders as people want them filled: Inbox first, spam and trash last, else by path."""
    return sorted(folders, key=lambda folder: (_ORDER.index(folder.role), folder.path.casefold(), folder.path))


def make_windows(
    folder: ListedFolder,
    uidvalidity: int | None,
    messages: Iterable[KnownMessage],
    limits: WindowLimits = WindowLimits(),
) -> Iterator[Window]:
    """Cut a folder's pending messages into windows, newest first; those retried out of quarantine go last, alone."""
    ordered = sorted(messages, key=lambda message: message.uid, reverse=True)
    retried = [message for message in ordered if message.state is LocationState.QUARANTINED]
    piece: list[KnownMessage] = []
    size, count = 0, limits.first_count
    for message in ordered:
        if message.state is LocationState.QUARANTINED:
            continue
        if piece and (len(piece) >= count or size + estimate_size(message) > limits.size):
            yield _make_window(folder, uidvalidity, piece)
            piece, size, count = [], 0, limits.count
        piece.append(message)
        size += estimate_size(message)
    if piece:
        yield _make_window(folder, uidvalidity, piece)
    for message in retried:
        yield _make_window(folder, uidvalidity, [message])


def estimate_size(message: KnownMessage) -> int:
    """A message's announced size, or a guess where there is none, bytes."""
    return _UNKNOWN_SIZE if message.size is None else message.size


def split_window(window: Window, uids: Sequence[Uid] | None = None) -> tuple[Window, ...]:
    """Two halves of a window (of its `uids` still wanted), newer half first; one of a single message stays whole."""
    wanted = tuple(window.uids if uids is None else uids)
    if len(wanted) < 2:
        return (cut_window(window, wanted),) if wanted else ()
    middle = len(wanted) // 2
    return cut_window(window, wanted[middle:]), cut_window(window, wanted[:middle])


def split_singly(window: Window, uids: Sequence[Uid] | None = None) -> tuple[Window, ...]:
    """One window for each message that is still wanted of `window`, in its order."""
    return tuple(cut_window(window, (uid,)) for uid in (window.uids if uids is None else uids))


def cut_window(window: Window, uids: Sequence[Uid]) -> Window:
    """A window of fewer messages."""
    uids = tuple(uids)
    return replace(window, uids=uids, size=window.size * len(uids) // max(1, len(window.uids)))


def _make_window(folder: ListedFolder, uidvalidity: int | None, messages: Sequence[KnownMessage]) -> Window:
    # Ascending within a window: QQ answers BAD to a descending set.
    uids = tuple(message.uid for message in reversed(messages))
    return Window(folder, uidvalidity, uids, sum(map(estimate_size, messages)))
