"""Many messages are described by processes of their own; whatever happens to those, every message is found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.indexing.background import BATCH_BESIDE, WORTH_A_CREW
from imapdesk.store.indexing.crew import CODE, Crew
from imapdesk.store.indexing.handing import Described, Unpacker, encode
from imapdesk.store.indexing.indexable import Indexable
from tests.pace import PATIENCE_S, Stopwatch
from tests.store.bench import Bench, make_raw

MANY = WORTH_A_CREW + 50
ROWS = "SELECT id, described, subject, from_, sent_at, refs, has_attachments, preview, conversation FROM message"

# What such a process runs, with a message that it can't survive.
POISONED = CODE.replace(
    "\nmain()",
    """
import time, imapdesk.store.indexing.describer as describer
make = describer.make_indexable
def make_indexable(raw):
    if b"deadly" in raw: os._exit(9)
    if b"endless" in raw: time.sleep(1000)
    return make(raw)
describer.make_indexable = make_indexable
main()""",
)


def fill(bench: Bench, count: int = MANY, odd: dict[int, str] | None = None) -> None:
    bodies = odd or {}
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for start in range(1, count + 1, 100):
        bench.store.save_window(
            bench.inbox,
            [
                Fetched("INBOX", Uid(n), make_raw(n, bodies.get(n, f"häuser word{n}")), frozenset(), now)
                for n in range(start, min(start + 100, count + 1))
            ],
        )


def never() -> bool:
    return False


def until(is_so: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether a process is there; one that has ended and that nobody has buried yet (an orphan's, say) is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_processes_describe_the_same_as_this_program_does(bench: Bench) -> None:
    fill(bench)
    assert bench.store.describe_pending(never, 1e9) == MANY
    assert bench.store.most_hands
    by_processes = bench.store._readers.rows(ROWS)
    words = bench.store._readers.rows("SELECT word FROM word ORDER BY word")
    bench.store.rebuild_derived()
    bench.store.most_hands = 0
    assert bench.store.describe_pending(never, 1e9) == MANY
    assert bench.store._readers.rows(ROWS) == by_processes
    assert bench.store._readers.rows("SELECT word FROM word ORDER BY word") == words
    assert len(bench.store.search_ids("hauser", Scope())) == MANY
    assert len(bench.store.search_ids("word77", Scope())) == 1
    assert bench.store.check() == []


def test_a_few_messages_start_no_process(bench: Bench) -> None:
    fill(bench, 20)
    assert bench.store.describe_pending(never, 60) == 20
    assert bench.store.most_hands is None


def test_processes_live_from_slice_to_slice_and_end_with_the_work(bench: Bench) -> None:
    fill(bench, 2000)
    done = bench.store.describe_pending(never, 0.01)
    assert 0 < done < 2000
    crew = bench.store._crew
    assert crew is not None
    pids = crew.pids
    assert all(map(is_running, pids))
    while count := bench.store.describe_pending(never, 61):
        done += count
    assert done == 2000
    assert not any(map(is_running, pids))


def test_closing_the_store_ends_the_processes(bench: Bench) -> None:
    fill(bench, 2000)
    bench.store.describe_pending(never, 0.01)
    assert bench.store._crew is not None
    pids = bench.store._crew.pids
    bench.store.close()
    assert not any(map(is_running, pids))


PROGRAM = """
import sys
from pathlib import Path
from imapdesk.store import Store
with Store.open(Path(sys.argv[1])) as store:
    store.describe_pending(lambda: False, 0.01)
    print(*store._crew.pids, flush=True)
    sys.stdin.read()
"""


def test_processes_end_when_the_program_is_killed(bench: Bench) -> None:
    fill(bench, 2000)
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(bench.store.path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    pids = [int(word) for word in program.stdout.readline().split()]
    assert pids
    assert all(map(is_running, pids))
    program.kill()
    program.communicate()
    until(lambda: not any(map(is_running, pids)))


def test_a_stop_is_heeded_and_the_rest_comes_later(bench: Bench) -> None:
    fill(bench)
    assert bench.store.describe_pending(lambda: True, 60) == 0
    answers = iter([False] * 4)
    done = bench.store.describe_pending(lambda: next(answers, True), 60)
    assert done + bench.store.count_undescribed() == MANY
    assert done + bench.store.describe_pending(never, 1e9) == MANY
    assert len(bench.store.search_ids("hauser", Scope())) == MANY


def test_killed_processes_cost_no_message_its_words(bench: Bench) -> None:
    fill(bench, 1500)
    for _ in range(3):
        assert bench.store.describe_pending(never, 0.01)
        if bench.store._crew is not None:
            for pid in bench.store._crew.pids:
                os.kill(pid, signal.SIGKILL)
    while bench.store.count_undescribed():
        bench.store.describe_pending(never, 61)
    assert len(bench.store.search_ids("hauser", Scope())) == 1500
    assert bench.store.check() == []


@pytest.mark.parametrize("death", ["deadly", "endless"])
def test_a_message_that_ends_whoever_reads_it_is_found_by_its_headers_and_the_rest_by_everything(
    bench: Bench, death: str
) -> None:
    fill(bench, odd={40: f"{death} häuser", 200: f"{death} häuser"})
    bench.store.most_hands = 2
    bench.store._crew = Crew(bench.store.path, 2, stalled_s=0.7, code=POISONED)
    while bench.store.count_undescribed():
        assert bench.store.describe_pending(never, 61)
    assert len(bench.store.search_ids("hauser", Scope())) == MANY - 2
    assert len(bench.store.search_ids("subject:message", Scope())) == MANY
    assert bench.find('"message 40"') == ["message 40"]


@pytest.mark.parametrize("code", ["import nothing_like_it", "import os; os._exit(1)", "print('no frame' * 100_000)"])
def test_where_no_process_lives_the_program_describes_by_itself(bench: Bench, code: str) -> None:
    fill(bench)
    bench.store._crew = Crew(bench.store.path, 2, code=code)
    assert bench.store.describe_pending(never, 1e9) == MANY
    assert bench.store.most_hands == 0
    assert len(bench.store.search_ids("hauser", Scope())) == MANY


def test_a_message_described_by_somebody_else_meanwhile_is_in_the_index_once(bench: Bench) -> None:
    fill(bench, 5)
    bench.store.most_hands = 0
    described = bench.store._describe_here(never)
    assert bench.store.describe_pending(never, 60) == 5
    bench.store._write(described)
    assert bench.store._readers.row("SELECT count(*) FROM words WHERE words MATCH 'hauser'") == (5,)


def test_what_was_gathered_when_a_synchronisation_began_is_written_a_few_at_a_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, sizes = bench.store, list[int]()
    gather, write = store._gather, store._write

    def gather_until_one_begins(*args: Any) -> None:
        gather(*args)
        store.take_lease(bench.mailbox.id, "host:1:other")

    def write_so_many(described: list[Described]) -> int:
        sizes.append(len(described))
        return write(described)

    monkeypatch.setattr(store, "_gather", gather_until_one_begins)
    monkeypatch.setattr(store, "_write", write_so_many)
    monkeypatch.setattr(store, "_rest", lambda *_: None)
    fill(bench)
    assert store.describe_pending(never, 1e9) == MANY == sum(sizes)
    assert max(sizes) <= BATCH_BESIDE
    assert len(store.search_ids("hauser", Scope())) == MANY


def test_a_synchronisation_is_left_nine_tenths_of_the_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that only writing advances: by half a second for each message."""
    store, write, worked, rests = bench.store, bench.store._write, list[float](), list[float]()

    def write_for_long(described: list[Described]) -> int:
        worked.append(len(described) / 2)
        return write(described)

    clock = SimpleNamespace(monotonic=lambda: sum(worked))
    monkeypatch.setattr("imapdesk.store.indexing.background.time", clock)
    monkeypatch.setattr(store, "_write", write_for_long)
    monkeypatch.setattr(store, "_rest", lambda seconds, *_: rests.append(seconds))
    fill(bench, 600)
    store.take_lease(bench.mailbox.id, "host:1:other", ttl_s=PATIENCE_S)
    assert store.describe_pending(never, 1e9) == 600
    assert sum(worked) == 300
    assert rests == [9 * seconds for seconds in worked if seconds]
    store.release_lease(bench.mailbox.id, "host:1:other")
    store.rebuild_derived()
    rests.clear()
    assert store.describe_pending(never, 1e9) == 600
    assert rests == []


def test_a_rest_ends_with_the_synchronisation(bench: Bench) -> None:
    fill(bench, 50)
    began, clock = time.monotonic(), Stopwatch()
    bench.store.take_lease(bench.mailbox.id, "host:1:other", ttl_s=0.3)
    bench.store._rest(60, never, began + 60)
    assert time.monotonic() - began > 0.2
    assert clock.seconds < 20


def test_a_message_that_is_gone_meanwhile_is_passed_over(bench: Bench) -> None:
    fill(bench)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("DELETE FROM location WHERE uid = 7")
        cursor.execute("DELETE FROM content WHERE id = 7")
    crew = Crew(bench.store.path, 1)
    crew.give([7, 8])
    taken = crew.take(2, 1 << 20, 20, never)
    crew.close()
    assert [(each.id, each.item is None) for each in taken.described] == [(7, True), (8, False)]


def test_processes_go_on_while_nobody_listens(bench: Bench) -> None:
    fill(bench, odd=dict.fromkeys(range(MANY + 1), "häuser " * 500))
    crew = Crew(bench.store.path, 1)
    crew._ahead = MANY
    crew.give(range(1, MANY + 1))
    held = crew._pieces._pieces
    until(lambda: [each.id for each in Unpacker().feed(b"".join(piece for _, piece in list(held)))][-1:] == [MANY], 60)
    taken = crew.take(MANY, 1 << 30, 20, never)
    crew.close()
    assert [each.id for each in taken.described] == [*range(1, MANY + 1)]


def test_messages_are_shared_out_evenly(bench: Bench) -> None:
    crew = Crew(bench.store.path, 2)
    crew.give(range(1, 102))
    first = sorted(len(hand.given) for hand in crew._hands)
    crew.give(range(102, 112))
    second = sorted(len(hand.given) for hand in crew._hands)
    crew.close()
    assert (first, second) == ([50, 51], [55, 56])


@pytest.mark.parametrize(
    ("answered", "seconds", "beside", "ahead"),
    [(2000, 0.5, False, 160), (1000, 0.5, False, 120), (3, 1, False, 60), (0, 100, False, 60), (2000, 0.5, True, 30)],
)
def test_a_process_has_a_moments_work_before_it_and_little_beside_a_synchronisation(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, answered: int, seconds: float, beside: bool, ahead: int
) -> None:
    crew = Crew(bench.store.path, 2)
    crew._answered = answered
    monkeypatch.setattr(
        "imapdesk.store.indexing.crew.time", SimpleNamespace(monotonic=lambda: crew._chosen_at + seconds)
    )
    crew.look_ahead(beside=beside)
    crew.give(range(1, 2000))
    given = len(crew.in_work)
    crew.close()
    assert given == 2 * ahead


TEXTS = st.text(st.characters(codec=None, exclude_categories=[]), max_size=20)


@given(st.lists(st.tuples(st.integers(0, 1 << 60), TEXTS), max_size=5), st.integers(1, 50))
def test_answers_come_out_as_they_went_in_whatever_pieces_the_pipe_makes(
    made: list[tuple[int, str]], step: int
) -> None:
    items = [Indexable((text, "", "", "", None, "", "", 1), text, (text, "", "", "", text, "")) for _, text in made]
    sent = [Described(id_, item, (item.preview,)) for (id_, _), item in zip(made, items, strict=True)]
    data = b"".join(map(encode, sent))
    unpacker = Unpacker()
    got = [answer for at in range(0, len(data), step) for answer in unpacker.feed(data[at : at + step])]
    assert [(each.id, each.item, each.words) for each in got] == [(each.id, each.item, each.words) for each in sent]
