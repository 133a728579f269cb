"""Reading: a message with everything that a reader shows, and whom the person knows and trusts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from imapdesk.desk.core import never
from imapdesk.desk.verifying import VerifyDesk
from imapdesk.mail import Address, FolderRole, Scope, Summary

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import ImageRule, OpenMessage
    from imapdesk.mime.doubts import Acquaintance

TRUSTED = "images.trusted_senders"
IMAGES = "images.rule"
_PERSON = re.compile(r"(?:([^<>@]*?)\s*<([^<>\s]+@[^<>\s]+)>|([^<>\s,]+@[^<>\s,]+))(?:,\s*|$)")
_KNOWN_FOR_S = 600.0  # whom a person knows changes seldom
_SENT_LOOKED_AT = 2_000  # the newest of each folder of sent mail


class ReadingDesk(VerifyDesk):
    """The reader's part of `Desk`."""

    _known: tuple[float, Acquaintance] | None = None

    def open_message(self, message_id: int) -> OpenMessage:
        """Open a saved message for reading; marks nothing.

        Raises:
            NotFound: no message has that number.
        """
        return self.open_bytes(message_id, self.get_summary(message_id), self.get_raw(message_id))

    def open_bytes(self, number: int, summary: Summary, raw: bytes) -> OpenMessage:
        """Open a message, saved or not, by what the person knows and wishes."""
        from imapdesk.desk.shown.opening import open_raw

        trusted = frozenset(self.load_trusted_senders())
        known, images = self.load_acquaintance(), self.load_image_rule()
        return open_raw(number, summary, raw, trusted=trusted, known=known, images=images)

    def load_thread(self, message_id: int, together: Sequence[int] = (), most: int = 200) -> list[Summary]:
        """The messages of a conversation from all folders of its mailbox, oldest first, each once.

        Of a message in several folders that place is given which the conversation was asked for by, else the first;
        of a very long conversation the newest ``most``. ``together``: what `list_conversations` has in the same one,
        newest first.
        """
        numbers = self.load_conversation(message_id, together[: most * 2])[-most * 2 :]
        if message_id not in numbers:
            numbers.append(message_id)
        rows: dict[object, Summary] = {}
        asked = self.store.load_summaries([message_id])
        folder = asked[0].folder if asked else ""
        for row in self.store.load_summaries(numbers):
            same = (row.from_, row.to, row.subject, row.sent_at, row.size)
            if same not in rows or row.id == message_id or (row.folder == folder and rows[same].id != message_id):
                rows[same] = row
        return list(rows.values())[-most:]

    def load_trusted_senders(self) -> list[str]:
        """The senders whose images are always shown, in lower case."""
        saved = self.get_setting(TRUSTED, [])
        return [str(address) for address in saved] if isinstance(saved, list) else []

    def trust_sender(self, address: str, trusted: bool = True) -> None:
        """Always show the images of a sender, or no longer."""
        before = set(self.load_trusted_senders())
        if address:
            self.set_setting(TRUSTED, sorted(before | {address.lower()} if trusted else before - {address.lower()}))

    def load_image_rule(self) -> ImageRule:
        """Whether images come from elsewhere; what can't be read means the most careful rule."""
        from imapdesk.desk.shown.opening import ImageRule

        kept = self.get_setting(IMAGES, ImageRule.TRUSTED.value)
        return ImageRule(kept) if isinstance(kept, str) and kept in set(ImageRule) else ImageRule.NEVER

    def save_image_rule(self, rule: ImageRule) -> None:
        """Change that, for all messages opened from now on."""
        self.set_setting(IMAGES, None if rule == "trusted" else str(rule))

    def fetch_picture(self, url: str, *, should_stop: Callable[[], bool] = never) -> bytes | None:
        """A picture that the person let through, for a view that can't fetch it; network. None: it can't be had."""
        from imapdesk.desk.shown.opening import ImageRule
        from imapdesk.net.pictures import fetch_picture

        return None if self.load_image_rule() is ImageRule.NEVER else fetch_picture(url, should_stop=should_stop)

    def load_acquaintance(self) -> Acquaintance:
        """Whom the person at the screen knows: own addresses, and those that mail was sent to."""
        if self._known is None or monotonic() - self._known[0] > _KNOWN_FOR_S:
            self._known = (monotonic(), self._make_acquaintance())
        return self._known[1]

    def _make_acquaintance(self) -> Acquaintance:
        from imapdesk.mime.doubts import make_acquaintance

        mailboxes, me = self.load_my_mailboxes(), self.find_me()
        written_to: list[Address] = []
        for mailbox in mailboxes:
            for folder in self.store.load_folders(mailbox.id):
                if folder.role is FolderRole.SENT:
                    newest = self.store.list_ids(Scope(mailbox.name, folder.path), _SENT_LOOKED_AT)
                    texts = {row.to for row in self.store.load_summaries(newest)}
                    written_to += [person for text in texts for person in read_people(text)]
        own = [mailbox.settings.address for mailbox in mailboxes] + [me.address]
        return make_acquaintance([address for address in own if address], [me.name], written_to)


def read_people(text: str) -> Iterator[Address]:
    """The people of a list row, as `Address` writes them one behind the other."""
    for name, address, bare in _PERSON.findall(text):
        yield Address(name.strip(), address or bare)
