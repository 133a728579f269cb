"""Verifying: is everything that is on the server here, and is it the same?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.messages import MessageDesk
from imapdesk.desk.servers.lines import LINE, make_patience

if TYPE_CHECKING:
    from imapdesk.sync.proof import FolderProof as FolderProof
    from imapdesk.sync.proof import Proof as Proof


class VerifyDesk(MessageDesk):
    """The verification's part of `Desk`."""

    def verify(self, name: str, *, deep: bool = False, should_stop: ShouldStop = never) -> Proof:
        """Compare a mailbox's included folders with the server: UIDs and sizes, with ``deep`` all bytes, too.

        The result is kept with its date (`load_proof`). Nothing else is changed, here or on the server.

        Raises:
            NotFound: there is no such mailbox.
            AlreadyRunning: it is being synchronised just now.
            NeedsUser, NeedsTime, ProtocolError, StoreError, Cancelled: as for a synchronisation.
        """
        from imapdesk.sync.verifier import Verifier

        verifier = Verifier(
            self.store,
            lambda mailbox: self.open_session(mailbox, should_stop),
            self.get_mailbox(name),
            should_stop=should_stop,
            renew=self.renew,
            patience=make_patience(self.store.get_setting(LINE, None)),
        )
        return verifier.verify(deep=deep)

    def load_proof(self, name: str) -> Proof | None:
        """The latest verification of a mailbox; None when there was none."""
        from imapdesk.sync.verifier import load_proof

        return load_proof(self.store, self.get_mailbox(name))
