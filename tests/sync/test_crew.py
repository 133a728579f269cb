"""Another connection is opened where it gains, carries what it can, and is no reason for anything to be missing."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest

from imapdesk.imap.budget import choose_budget
from imapdesk.imap.session import ImapConfig, ImapSession
from imapdesk.mail import Mailbox, RunResult, Scope
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import crew
from imapdesk.sync.gain import HillClimb, Rules, Sample, Wish
from imapdesk.sync.line import Patience
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.skipping import Skips
from imapdesk.sync.windows import WindowLimits
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import Reaction, bye, drop, no, normal
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import CONDSTORE, ScriptedServer
from tests.pace import Stopwatch
from tests.sync.real import Real

AT_ONCE = Rules(measure_s=0.05, settle_s=0.0, waiting_share=0.0, worth_s=0.0, least_gain=0.0)
COUNT = 300
MEGABYTE = 1_000_000


def climb(speeds: Sequence[float], waiting: float = 0.9, budget: int = 2, left: int = 1000 * MEGABYTE) -> list[Wish]:
    """What is wished second by second while so many megabytes come in each."""
    climber = HillClimb(budget)
    had = waited = 0.0
    wishes = [climber.take(Sample(0.0, 0, 0.0, left))]
    for second, speed in enumerate(speeds, 1):
        had, waited = had + speed * MEGABYTE, waited + waiting
        wishes.append(climber.take(Sample(float(second), int(had), waited, left)))
    return [wish for wish in wishes if wish is not Wish.NOTHING]


def test_a_line_that_makes_us_wait_gets_a_second_connection_which_stays_when_it_gains() -> None:
    assert climb([2.0] * 3 + [4.0] * 60) == [Wish.MORE]


def test_a_connection_that_gains_nothing_is_closed_and_none_is_tried_again() -> None:
    assert climb([2.0] * 3 + [2.1] * 60) == [Wish.MORE, Wish.FEWER]


def test_what_comes_while_a_connection_settles_does_not_count() -> None:
    assert climb([2.0] * 3 + [9.0, 9.0] + [2.0] * 10) == [Wish.MORE, Wish.FEWER]


def test_a_busy_processor_gets_no_second_connection() -> None:
    assert climb([80.0] * 60, waiting=0.3) == []


def test_little_work_gets_no_second_connection() -> None:
    assert climb([2.0] * 60, left=15 * MEGABYTE) == []


def test_the_budget_is_kept() -> None:
    assert climb([2.0] * 60, budget=1) == []
    assert climb([2.0] * 3 + [4.0] * 8 + [6.0] * 60, budget=3) == [Wish.MORE, Wish.MORE]


@pytest.mark.parametrize(
    ("host", "budget"),
    [("imap.gmail.com", 3), ("imap.mail.yahoo.com", 1), ("imap.aol.com", 1), ("mail.notgmail.com", 2)],
)
def test_a_host_has_its_budget(host: str, budget: int) -> None:
    assert choose_budget(host) == budget


class Scene:
    """Three hundred messages in three folders of a scripted server."""

    def __init__(self, scripted_server: Callable[..., ScriptedServer], store: Store, mailbox: Mailbox) -> None:
        self.model = FakeMailbox("INBOX", "Lists", "Work")
        for number in range(COUNT):
            raw = f"Message-ID: <{number}@example.org>\r\nSubject: {number}\r\n\r\n".encode() + b"text " * 600
            self.model.deliver(("INBOX", "Lists", "Work")[number % 3], raw)
        self.server = scripted_server(self.model, capabilities=CONDSTORE)
        self.store = store
        settings = replace(mailbox.settings, host=self.server.host, port=self.server.port)
        store.save_settings(mailbox.id, settings)
        self.name = mailbox.name
        self.skips = Skips()

    def open_session(self, mailbox: Mailbox) -> ImapSession:
        config = ImapConfig(mailbox.settings.host, mailbox.settings.port, None, "ada@example.org", "secret")
        return ImapSession.open(config, should_stop=lambda: self.skips.wants_cut(mailbox.name))

    def sync(self, **options: object) -> RunResult:
        mailbox = self.store.find_mailbox(self.name)
        assert mailbox is not None
        return ImapEmailSynchronizationProcessor(
            self.store,
            self.open_session,
            mailbox,
            windows=WindowLimits(count=10, first_count=10),
            patience=Patience(first_pause_s=0.001),
            **options,  # type: ignore[arg-type]
        ).run()

    def check_all_here(self) -> None:
        subjects = Counter(
            (folder.path, summary.subject)
            for folder in self.store.load_folders(self.store.load_mailboxes()[0].id)
            for summary in self.store.load_summaries(self.store.list_ids(Scope(mailbox="anna", folder=folder.path)))
        )
        assert len(subjects) == COUNT
        assert set(subjects.values()) == {1}


@pytest.fixture
def scene(scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]) -> Scene:
    return Scene(scripted_server, store, add_mailbox())


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "RULES", AT_ONCE)
    monkeypatch.setattr(crew, "LOOK_S", 0.002)


def slow(_: int) -> LineFault:
    return LineFault(bytes_per_s=600_000, chunk=4000)


def test_a_server_that_gives_each_connection_its_share_is_asked_over_two(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "RULES", Rules(measure_s=0.2, settle_s=0.1, worth_s=0.2, least_gain=1.05))
    scene.server.arm(line=slow)
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert scene.server.connections == 2
    assert min(record.sent for record in scene.server.records) > 100_000


def test_a_run_without_another_connection_rests_for_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    rests = list[float]()
    monkeypatch.setattr(crew, "time", SimpleNamespace(sleep=rests.append, monotonic=time.monotonic))
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert rests == []


def test_a_short_first_load_is_left_to_one_connection(scene: Scene) -> None:
    scene.server.arm(line=slow)
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert scene.server.connections == 1


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "refusal", [no("[LIMIT] Too many connections"), no("[UNAVAILABLE] later"), bye("Too many connections"), drop()]
)
def test_a_refused_second_connection_costs_nothing_but_itself(scene: Scene, refusal: Reaction) -> None:
    scene.server.arm(line=slow, on={"AUTHENTICATE": [normal(), refusal], "LOGIN": [normal(), refusal]})
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert scene.server.connections == 2


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("at", [900, 20_000, 60_001])
def test_what_a_broken_second_connection_leaves_behind_comes_over_the_first(scene: Scene, at: int) -> None:
    scene.server.arm(line=lambda number: replace(slow(number), drop_at=at if number else None))
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert scene.server.connections == 2


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("at", [20_000, 60_001])
def test_a_broken_first_connection_is_made_anew_while_the_second_works(scene: Scene, at: int) -> None:
    scene.server.arm(line=lambda number: replace(slow(number), drop_at=None if number else 60_000 + at))
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
    assert scene.server.connections == 3


@pytest.mark.usefixtures("eager")
def test_over_two_connections_a_real_server_is_had_whole(real: Real) -> None:
    for folder in ("INBOX", "Lists", "Work"):
        raws = [f"Subject: {folder} {n}\r\n\r\n".encode() + b"text " * 4000 + b"\r\n" for n in range(150)]
        real.user.deliver(folder, raws)
    opened = []

    def open_session(mailbox: Mailbox) -> ImapSession:
        opened.append(mailbox)
        return real.open_session(mailbox)

    run = ImapEmailSynchronizationProcessor(
        real.store, open_session, real.mailbox, windows=WindowLimits(count=5, first_count=5)
    )
    assert run.run().outcome is Outcome.OK
    assert len(opened) == 2
    assert real.held() == real.truth("INBOX", "Lists", "Work")


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(("slow_one", "speed", "at"), [(0, 12_000, 40_000), (1, 3_000, 8_000)], ids=["first", "other"])
def test_a_folder_that_is_skipped_is_cut_on_the_connection_that_fetches_it(
    scene: Scene, slow_one: int, speed: int, at: int
) -> None:
    """What is asked for on the slow one takes more than twenty seconds; the folder that it is at is skipped."""
    skipped = ("INBOX", "Work")[slow_one]
    speeds = [400_000, 400_000]
    speeds[slow_one] = speed
    was_skipped = threading.Event()

    def make_line(number: int) -> LineFault:
        return LineFault(bytes_per_s=speeds[number], chunk=500) if number < 2 else LineFault()

    def skip() -> None:
        while scene.server.connections < 2 or scene.server.records[slow_one].sent < at:
            time.sleep(0.01)
        scene.skips.skip(scene.name, skipped)
        was_skipped.set()

    scene.server.arm(line=make_line)
    threading.Thread(target=skip).start()
    clock = Stopwatch()
    result = scene.sync(skips=scene.skips)
    assert was_skipped.is_set()
    assert clock.seconds < 15
    assert result.outcome is Outcome.PARTIAL
    assert result.error == f"“{skipped}” was skipped; the rest of it comes with the next run."
    folders = {folder.path: folder for folder in scene.store.load_folders(scene.store.load_mailboxes()[0].id)}
    assert folders[skipped].pending > 0
    assert {folder.pending for path, folder in folders.items() if path != skipped} == {0}
    scene.server.heal()
    assert scene.sync().outcome is Outcome.OK
    scene.check_all_here()
