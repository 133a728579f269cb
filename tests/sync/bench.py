"""A mailbox on a scripted server, and runs of it."""

from __future__ import annotations

from imapdesk.mail import Mailbox, RunResult, Uid
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import events
from imapdesk.sync.line import Patience
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.windows import WindowLimits
from tests.sync.model import ModelServer
from tests.sync.scripted import Script, ScriptedServer

COUNT = 40


class Bench:
    """A mailbox on a scripted server with 40 messages in INBOX and 5 in Work."""

    def __init__(self, store: Store, mailbox: Mailbox) -> None:
        self.store = store
        self.mailbox = mailbox
        self.model = ModelServer()
        for path, count in (("INBOX", COUNT), ("Work", 5)):
            self.model.add_folder(path)
            for number in range(count):
                self.model.append(path, size=10 * number)
        self.script = Script()
        self.server = ScriptedServer(self.model, self.script)
        self.events: list[events.Event] = []

    def sync(self, **options: object) -> RunResult:
        self.events.clear()
        values: dict[str, object] = {
            "patience": Patience(first_pause_s=0.001),
            "windows": WindowLimits(count=10, first_count=10),
            "on_event": self.events.append,
        }
        self.mailbox = self.store.find_mailbox(self.mailbox.name) or self.mailbox
        return ImapEmailSynchronizationProcessor(
            self.store,
            self.server.open_session,
            self.mailbox,
            **values | options,  # type: ignore[arg-type]
        ).run()

    def missing(self) -> set[tuple[str, Uid]]:
        """What the server has and the store doesn't; also checks that what is stored is right and there once."""
        missing = set()
        for folder in self.store.load_folders(self.mailbox.id):
            there = self.model.folders[folder.path].messages
            held = {item.uid: item.raw for item in self.store.iter_export(self.mailbox.id, folder.id)}
            assert all(raw == there[uid].raw for uid, raw in held.items() if uid in there)
            missing |= {(folder.path, uid) for uid in there.keys() - held.keys()}
        assert self.store.check() == []
        return missing


def numbers(result: RunResult) -> tuple[Outcome, int, int, int]:
    return result.outcome, result.stored, result.pending, result.quarantined
