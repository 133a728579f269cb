"""A folder that is skipped while it downloads is left for the next run, and nobody waits for what is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Period, PeriodKind, Security
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Event, PhaseChanged, Progress, StoreChanged
from imapdesk.sync.skipping import GRACE_S, Skips
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_wire import LineFault
from tests.imap.signing import USER, Start
from tests.pace import Stopwatch

LARGE = b"Subject: large\r\n\r\n" + b"x" * 300_000 + b"\r\n"
SMALL = b"Subject: small\r\n\r\nhello %d\r\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "of the vault")
    with Desk.open(tmp_path / "data") as made:
        yield made


def test_the_others_go_on_within_two_seconds_and_the_rest_comes_with_the_next_run(
    desk: Desk, scripted_server: Start
) -> None:
    mailbox = FakeMailbox("INBOX", "A large one", "B small")
    for number in range(30):
        mailbox.deliver("A large one", LARGE + b"%d" % number)
        mailbox.deliver("B small", SMALL % number)
    # 9 MB at 400 kB a second; the first connection is the one that looks at the settings
    server = scripted_server(mailbox, line=[LineFault(), LineFault(bytes_per_s=400_000)])
    settings = MailboxSettings(
        "Ada", USER, server.host, server.port, Security.NONE, USER, period=Period(PeriodKind.EVERYTHING)
    )
    desk.add_mailbox(settings, "secret", listing=desk.check_connection(settings, "secret"))
    clock: Stopwatch | None = None
    took_s: float | None = None
    told: list[Progress] = []

    def on_event(event: Event) -> None:
        nonlocal clock, took_s
        if isinstance(event, PhaseChanged) and event.phase == "messages" and clock is None:
            clock = Stopwatch()
            assert desk.skip_folder("Ada", "A large one")
        if isinstance(event, StoreChanged) and clock is not None and took_s is None:
            saved = {folder.path: folder.messages_saved for folder in desk.load_folders("Ada")}
            took_s = clock.seconds if saved["B small"] == 30 else None
        if isinstance(event, Progress):
            told.append(event)

    [result] = desk.sync(on_event=on_event)
    assert took_s is not None
    assert took_s < 10
    assert result.outcome is Outcome.PARTIAL
    assert result.error == "“A large one” was skipped; the rest of it comes with the next run."
    folders = {folder.path: folder for folder in desk.load_folders("Ada")}
    assert folders["A large one"].included
    assert folders["A large one"].pending == 30 - folders["A large one"].messages_saved > 0
    assert folders["B small"].pending == 0
    assert told[-1].done == told[-1].total == result.stored  # what is left for later is not counted as to come
    assert told[-1].bytes_done == told[-1].bytes_total
    [result] = desk.sync()
    assert (result.outcome, result.pending) == (Outcome.OK, 0)
    assert {folder.messages_saved for folder in desk.load_folders("Ada") if folder.path != "INBOX"} == {30}


def test_only_a_mailbox_that_is_synchronised_has_folders_to_skip() -> None:
    skips = Skips()
    assert not skips.skip("Ada", "INBOX")
    skips.begin("Ada")
    assert skips.skip("Ada", "INBOX")
    assert skips.is_skipped("Ada", "INBOX")
    assert not skips.is_skipped("Bob", "INBOX")
    skips.begin("Ada")
    assert not skips.is_skipped("Ada", "INBOX")
    skips.end("Ada")
    assert not skips.skip("Ada", "INBOX")


def test_a_line_is_cut_only_for_what_has_been_on_its_way_for_too_long() -> None:
    now = [100.0]
    skips = Skips(lambda: now[0])
    skips.begin("Ada")
    skips.note_flying("Ada", frozenset({"INBOX", "Sent"}))
    skips.skip("Ada", "Spam")
    skips.skip("Ada", "Sent")
    assert not skips.wants_cut("Ada")
    now[0] += GRACE_S + 0.1
    assert skips.wants_cut("Ada")
    assert not skips.wants_cut("Bob")
    skips.note_flying("Ada", frozenset({"INBOX"}))
    assert not skips.wants_cut("Ada")
