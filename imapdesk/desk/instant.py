"""Mailboxes with the instant setting: a connection of its own waits for changes of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop
from imapdesk.desk.messages import MessageDesk
from imapdesk.mail import Mailbox

if TYPE_CHECKING:
    from imapdesk.sync.watchers import Watchers


class InstantDesk(MessageDesk):
    """The watching's part of `Desk`."""

    def make_watchers(self, on_change: Callable[[str], None]) -> Watchers:
        """Threads that watch mailboxes, none at first: ``keep`` says which, ``close`` ends them.

        ``on_change`` gets the name of a mailbox that is to be synchronised now, in a thread of the watchers'.
        """
        from imapdesk.sync.watchers import Watchers

        return Watchers(self._watch_mailbox, on_change)

    def _watch_mailbox(self, mailbox: Mailbox, on_change: Callable[[], None], should_stop: ShouldStop) -> None:
        from imapdesk.sync.watching import Watcher

        watcher = Watcher(
            self.store,
            lambda opened: self.open_session(opened, should_stop),
            mailbox,
            on_change,
            should_stop=should_stop,
            renew=self.renew,
        )
        watcher.watch()
