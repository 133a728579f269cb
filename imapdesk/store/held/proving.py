"""What a verification needs of the store: where messages are saved, how large they are, and their digests."""

from __future__ import annotations

from imapdesk.errors import NotFound
from imapdesk.mail import FolderId, MessageId, Uid
from imapdesk.store.database.base import StoreBase


class Proving(StoreBase):
    """Load what is compared with the server."""

    def load_saved_places(self, folder_id: FolderId) -> dict[Uid, tuple[MessageId, int]]:
        """The number and the real size (bytes) of every saved message of a folder that is not gone, by UID."""
        rows = self._readers.rows(
            "SELECT l.uid, l.id, c.size FROM location l JOIN content c ON c.id = l.content_id "
            "WHERE l.folder_id = ? AND l.state = 1 AND l.gone_at IS NULL",
            (folder_id,),
        )
        return {Uid(uid): (MessageId(id_), size) for uid, id_, size in rows}

    def get_digest(self, message_id: MessageId) -> bytes:
        """The SHA-256 that a message had when it was saved. Raises NotFound."""
        row = self._readers.row(
            "SELECT c.digest FROM location l JOIN content c ON c.id = l.content_id WHERE l.id = ?", (message_id,)
        )
        if row is None:
            raise NotFound(f"There is no message {message_id}.")
        return bytes(row[0])
