"""Whether a host's ids of messages (EMAILID, X-GM-MSGID) are believed: not before headers confirmed some of them.

One id that a server gives to different mail would link them as one, and the second would never be downloaded.
"""

from __future__ import annotations

from collections.abc import Iterable

from imapdesk.mail import Listed, Relink
from imapdesk.sync.run import Run

ENOUGH = 20  # messages linked by their id whose header was that of the held one
_PROVED = "ids.proved"
_EXTENSIONS = frozenset({"OBJECTID", "X-GM-EXT-1"})  # that give ids
_GMAIL = (".gmail.com", ".googlemail.com")


class IdTrust:
    """What is known of the ids of one run's host; kept across runs."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._host = run.mailbox.settings.host.lower()
        self._count = int(run.store.get_setting(_PROVED, {}).get(self._host, 0))

    @property
    def proved(self) -> bool:
        """Whether ids are believed without a look at the header."""
        return self._count >= ENOUGH or self._is_gmail

    @property
    def _is_gmail(self) -> bool:
        """Gmail itself, whose ids are sound; other servers that offer its extension have ids of their own."""
        return self._host.endswith(_GMAIL) and "X-GM-EXT-1" in self._run.line.session().capabilities

    def note(self, relinks: Iterable[Relink]) -> None:
        """Messages were linked; those whose id came with a header count."""
        if self._count >= ENOUGH:
            return
        confirmed = sum(bool(one.listed.email_id and one.listed.header) for one in relinks)
        if confirmed:
            self._count += confirmed
            self._keep(self._count)

    def check(self, unheld: Iterable[Listed]) -> None:
        """What was listed and isn't held: an id that stood for other mail is a reason to use none on this host again.

        What was confirmed before counts no more then.
        """
        session = self._run.line.session()
        offered = _EXTENSIONS & session.capabilities
        if not offered or self._is_gmail or not self._run.store.is_contradicted(self._run.mailbox.id, unheld):
            return
        for extension in offered:
            session.distrust(extension)
        if self._count:
            self._count = 0
            self._keep(0)

    def _keep(self, count: int) -> None:
        kept = dict(self._run.store.get_setting(_PROVED, {}))
        self._run.store.set_setting(_PROVED, kept | {self._host: count})
