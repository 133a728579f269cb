"""One run in a process of its own, to be killed: ``python -m tests.sync.one_run STORE``; says when it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from imapdesk.imap.session import ImapConfig, ImapSession, Limits
from imapdesk.mail import Mailbox
from imapdesk.store import Store
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor


def main(path: Path) -> None:
    store = Store.open(path)

    def open_session(mailbox: Mailbox) -> ImapSession:
        settings = mailbox.settings
        config = ImapConfig(
            settings.host, settings.port, settings.security, settings.address, "correct horse", None, settings.ca_file
        )
        return ImapSession.open(config, limits=Limits(spool_dir=path.parent))

    (mailbox,) = store.load_mailboxes()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    ImapEmailSynchronizationProcessor(store, open_session, mailbox).run()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
