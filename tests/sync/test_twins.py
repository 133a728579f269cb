"""One message in several folders is downloaded once: Gmail's labels, and copies of what has just arrived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from imapdesk.imap.session import HostMemory, ImapConfig, ImapSession
from imapdesk.mail import (
    FolderState,
    KnownFolder,
    Listed,
    Mailbox,
    RunResult,
    Security,
    Survey,
    SurveyKind,
    Uid,
)
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.surveying import Look, choose_batches
from imapdesk.sync.twins import find_twins
from tests.fakes import imap_reactions as react
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import CONDSTORE, FULL, GMAIL, PLAIN, ScriptedServer
from tests.sync.book import make_folder

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
ALL = "[Gmail]/All Mail"


def raw(number: int) -> bytes:
    return b"Subject: %d\r\nMessage-ID: <%d@example.org>\r\n\r\nText of %d\r\n" % (number, number, number)


class Gmail:
    """A Gmail-like server, and a mailbox that is kept in step with it."""

    def __init__(
        self,
        start: Callable[..., ScriptedServer],
        store: Store,
        add_mailbox: Callable[..., Mailbox],
        capabilities: str,
        host: str = "localhost",
    ) -> None:
        self.held = FakeMailbox("INBOX", "Work", "Family")
        self.held.add_folder(ALL, "\\All")
        self.held.add_folder("[Gmail]/Spam", "\\Junk")
        self.held.add_folder("[Gmail]/Trash", "\\Trash")
        self.store = store
        self.memory = HostMemory()
        self.mailbox = add_mailbox(host=host)
        self.server = start(self.held, capabilities=capabilities, users={"anna@example.org": "secret"})

    def arrive(self, number: int, *labels: str) -> None:
        uid = self.held.deliver(ALL, raw(number), received=WHEN)
        self.held.copy(ALL, uid, *labels)

    def open(self, mailbox: Mailbox) -> ImapSession:
        config = ImapConfig("localhost", self.server.port, Security.NONE, mailbox.settings.address, "secret")
        return ImapSession.open(config, quirks=self.memory)

    def sync(self) -> RunResult:
        return ImapEmailSynchronizationProcessor(self.store, self.open, self.mailbox).run()

    def tick(self, *paths: str) -> None:
        self.sync()
        every = {folder.path for folder in self.store.load_folders(self.mailbox.id)}
        self.store.mark_included(self.mailbox.id, every, False)
        self.store.mark_included(self.mailbox.id, paths, True)

    def shown(self) -> dict[str, set[str]]:
        """The subjects that are saved, by folder."""
        return {
            folder.path: {
                self.store.get_raw(item).split(b"\r\n")[0].decode().removeprefix("Subject: ")
                for item in self.store.list_ids(self.scope(folder.path))
            }
            for folder in self.store.load_folders(self.mailbox.id)
            if folder.included
        }

    def scope(self, path: str):  # type: ignore[no-untyped-def]
        from imapdesk.mail import Scope

        return Scope(mailbox=self.mailbox.name, folder=path)


@pytest.fixture
def make(
    scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]
) -> Callable[[str], Gmail]:
    def make_one(capabilities: str) -> Gmail:
        host = "imap.gmail.com" if capabilities == GMAIL else "localhost"
        return Gmail(scripted_server, store, add_mailbox, capabilities, host)

    return make_one


TICKED = [
    ("INBOX", "Work", "Family"),
    ("INBOX", "Work", "Family", ALL),
    ("INBOX", "Work", "Family", ALL, "[Gmail]/Spam", "[Gmail]/Trash"),
    (ALL,),
]


@pytest.mark.parametrize("ticked", TICKED, ids=["labels", "labels and all mail", "everything", "all mail"])
def test_at_gmail_each_message_is_downloaded_once_whichever_folders_are_ticked(
    make: Callable[[str], Gmail], ticked: tuple[str, ...]
) -> None:
    gmail = make(GMAIL)
    gmail.tick(*ticked)
    for number in range(1, 13):
        gmail.arrive(number, "INBOX", *["Work"] * (number % 2 == 0), *["Family"] * (number % 3 == 0))
    gmail.held.deliver("[Gmail]/Spam", raw(99), received=WHEN)
    result = gmail.sync()
    assert (result.outcome, result.pending) == (Outcome.OK, 0)
    assert set(gmail.held.given().values()) == {1}
    assert result.stored == 12 + ("[Gmail]/Spam" in ticked)
    everything = {str(number) for number in range(1, 13)}
    expected = {"INBOX": everything, ALL: everything, "[Gmail]/Spam": {"99"}, "[Gmail]/Trash": set()}
    expected |= {"Work": {str(n) for n in range(2, 13, 2)}, "Family": {str(n) for n in range(3, 13, 3)}}
    assert gmail.shown() == {path: expected[path] for path in ticked}
    # New mail with several labels in folders that are all known by now.
    gmail.arrive(20, "INBOX", "Work", "Family")
    gmail.arrive(21, "Work", "Family")
    gmail.arrive(22)
    gmail.sync()
    again = gmail.sync()
    assert (again.outcome, again.stored, again.gone) == (Outcome.OK, 0, 0)
    assert set(gmail.held.given().values()) == {1}
    if ALL in ticked:
        assert {"20", "21", "22"} <= gmail.shown()[ALL]
    if "Work" in ticked:
        assert {"20", "21"} <= gmail.shown()["Work"]
        assert {"20", "21"} <= gmail.shown()["Family"]


def test_thirty_labels_at_gmail_cost_a_handful_of_turns(make: Callable[[str], Gmail]) -> None:
    gmail = make(GMAIL)
    labels = [f"Label {number}" for number in range(30)]
    for label in labels:
        gmail.held.add_folder(label)
    for number in range(300):
        gmail.arrive(number, *["INBOX"] * (number % 4 == 0), *{labels[number % 30], labels[number * 7 % 30]})
    first = gmail.sync()
    assert (first.outcome, first.stored) == (Outcome.OK, 300)
    assert first.round_trips <= 8
    every = {folder.path for folder in gmail.store.load_folders(gmail.mailbox.id)}
    gmail.store.mark_included(gmail.mailbox.id, every, True)
    with_all_mail = gmail.sync()
    assert (with_all_mail.stored, gmail.shown()[ALL]) == (0, {str(number) for number in range(300)})
    assert with_all_mail.round_trips <= 5
    assert gmail.sync().round_trips <= 4
    for number in range(300, 310):
        gmail.arrive(number, "INBOX", *{labels[number % 30], labels[number * 7 % 30]})
    gmail.held.expunge("INBOX", 1)
    changes = gmail.sync()
    assert (changes.stored, changes.gone) == (10, 1)
    assert changes.round_trips <= 6
    assert set(gmail.held.given().values()) == {1}
    for label in labels:
        there = {raw.split(b"\r\n")[0].decode() for raw in (one.raw for one in gmail.held.folders[label].messages)}
        assert {f"Subject: {subject}" for subject in gmail.shown()[label]} == there


def test_folders_that_wait_are_looked_at_together_as_far_as_memory_goes() -> None:
    def look(count: int | None) -> Look:
        folder = make_folder(f"of {count}")
        return Look(KnownFolder(folder), Survey(SurveyKind.EVERYTHING), FolderState(messages=count))

    def sizes(*counts: int | None) -> list[list[int | None]]:
        batches = choose_batches(map(look, counts))
        return [[one.state.messages for one in batch if one.state is not None] for batch in batches]

    assert sizes() == []
    assert sizes(10, 20, 30) == [[10, 20, 30]]
    assert sizes(6_000, 3_000, 2_000, 9_000) == [[6_000, 3_000], [2_000], [9_000]]
    assert sizes(5, 400_000, 5, 6) == [[5], [400_000], [5, 6]]
    assert sizes(None, None, 1) == [[None], [None], [1]]


def test_archiving_and_deleting_at_gmail_downloads_nothing(make: Callable[[str], Gmail]) -> None:
    gmail = make(GMAIL)
    gmail.tick("INBOX", "Work", ALL, "[Gmail]/Trash")
    for number in range(1, 6):
        gmail.arrive(number, "INBOX")
    gmail.sync()
    gmail.held.expunge("INBOX", 1)  # archived
    gmail.held.copy(ALL, 2, "[Gmail]/Trash")  # deleted: in the trash and nowhere else
    gmail.held.expunge("INBOX", 2)
    gmail.held.expunge(ALL, 2)
    gmail.held.copy(ALL, 3, "Work")  # labelled
    result = gmail.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    assert set(gmail.held.given().values()) == {1}
    # A message that is still there under another label was moved: it leaves no mark where it was.
    assert gmail.shown() == {
        "INBOX": {"3", "4", "5"},
        "Work": {"3"},
        ALL: {"1", "3", "4", "5"},
        "[Gmail]/Trash": {"2"},
    }


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE, FULL])
def test_copies_of_what_has_just_arrived_are_downloaded_once(make: Callable[[str], Gmail], capabilities: str) -> None:
    gmail = make(capabilities)
    gmail.held.deliver("Work", raw(50), received=WHEN)
    gmail.tick("INBOX", "Work", "Family")
    gmail.sync()
    for number in range(1, 4):
        uid = gmail.held.deliver("INBOX", raw(number), received=WHEN)
        gmail.held.copy("INBOX", uid, "Work", "Family")
    result = gmail.sync()
    assert (result.outcome, result.stored, result.pending) == (Outcome.OK, 3, 0)
    assert set(gmail.held.given().values()) == {1}
    assert gmail.shown() == {"INBOX": {"1", "2", "3"}, "Work": {"1", "2", "3", "50"}, "Family": {"1", "2", "3"}}
    assert (gmail.sync().stored, gmail.store.check()) == (0, [])


def test_a_twin_whose_first_place_cannot_be_had_is_fetched_from_the_other(make: Callable[[str], Gmail]) -> None:
    gmail = make(FULL)
    gmail.tick("INBOX", "Work", "Family")
    gmail.sync()
    uid = gmail.held.deliver("INBOX", raw(1), received=WHEN)
    gmail.held.copy("INBOX", uid, "Work")
    gmail.server.react("UID FETCH", refuse_bodies_of_the_inbox(gmail))
    result = gmail.sync()
    assert result.stored == 1
    assert gmail.shown()["Work"] == {"1"}
    assert result.outcome is Outcome.PARTIAL
    gmail.server.heal()


def refuse_bodies_of_the_inbox(gmail: Gmail) -> react.Reaction:
    def answer(exchange: react.Exchange) -> None:
        session = exchange.session  # type: ignore[attr-defined]
        in_inbox = session.folder is not None and session.folder.name == "INBOX"
        refuses = in_inbox and b"BODY.PEEK[]" in exchange.command
        (react.no("not this one") if refuses else react.normal())(exchange)

    return answer


def test_twins_are_told_by_id_else_by_what_a_copy_keeps() -> None:
    def listed(uid: int, **words: object) -> Listed:
        return Listed(Uid(uid), size=10, internal_date=WHEN, **words)  # type: ignore[arg-type]

    named = {"message_id": "<1@example.org>"}
    assert find_twins({"A": [listed(1, email_id="x")], "B": [listed(7, email_id="x")]}) == {"B": {7}}
    assert find_twins({"A": [listed(1, email_id="x"), listed(2, email_id="x")]}) == {"A": {2}}
    assert find_twins({"A": [listed(1, **named)], "B": [listed(7, **named)], "C": [listed(8, **named)]}) == {
        "B": {7},
        "C": {8},
    }
    assert find_twins({"A": [listed(1, **named), listed(2, **named)]}) == {}  # two letters may look alike
    assert find_twins({"A": [listed(1)], "B": [listed(7)]}) == {}
    other = Listed(Uid(7), size=11, internal_date=WHEN, message_id="<1@example.org>")
    assert find_twins({"A": [listed(1, **named)], "B": [other]}) == {}
    undated = [replace(listed(uid, **named), internal_date=None) for uid in (1, 7)]
    assert find_twins({"A": undated[:1], "B": undated[1:]}) == {}
