"""The planner against a model server and random histories: it converges, and never says gone of what is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imapdesk.mail import Observed, Plan, Survey, SurveyKind, Uid
from imapdesk.mail.uid_sets import parse_uid_set
from imapdesk.sync.plan import (
    Policy,
    choose_second_look,
    choose_survey,
    choose_sweeps,
    find_new,
    make_plan,
    merge_looks,
)
from tests.sync.book import Book, find_held, identity_of
from tests.sync.model import NOW, ModelServer

PATHS = ("INBOX", "Archive")
FLAGS = st.sets(st.sampled_from(["\\Seen", "\\Flagged", "\\Answered", "$Work"]), max_size=3).map(frozenset)
NUMBER = st.integers(0, 30)
STEP = st.one_of(
    st.tuples(st.just("append"), st.sampled_from(PATHS), st.sampled_from([1, 100, 400, 900]), FLAGS),
    st.tuples(st.just("append"), st.sampled_from(PATHS), st.sampled_from([1, 400]), FLAGS),
    st.tuples(st.just("flag"), st.sampled_from(PATHS), NUMBER, FLAGS),
    st.tuples(st.just("expunge"), st.sampled_from(PATHS), NUMBER, st.none()),
    st.tuples(st.just("copy"), st.sampled_from(PATHS), NUMBER, st.none()),
    st.tuples(st.just("move"), st.sampled_from(PATHS), NUMBER, st.none()),
    st.tuples(st.just("renumber"), st.sampled_from(PATHS), st.none(), st.none()),
    st.tuples(st.just("sync"), st.sampled_from(["whole", "cut survey", "cut fetch"]), NUMBER, st.none()),
)


@dataclass
class World:
    """A server and what we hold of it."""

    server: ModelServer
    books: dict[str, Book]
    policy: Policy
    downloaded: int = 0

    @classmethod
    def make(cls, server: ModelServer, since: date | None) -> World:
        for path in PATHS:
            server.add_folder(path)
        books = {path: Book.make(path, number) for number, path in enumerate(PATHS, 1)}
        return cls(server, books, Policy(NOW, since=since, newest=5))

    def act(self, kind: str, path: str, number: int | None, flags: frozenset[str] | None) -> None:
        if kind == "sync":
            self.sync(cut=path, number=number or 0)
            return
        if kind == "append":
            self.server.append(path, age_days=number or 1, flags=flags or frozenset(), size=number or 0)
            return
        folder, uids = self.server.folders[path], sorted(self.server.folders[path].messages)
        other = PATHS[1 - PATHS.index(path)]
        if kind == "renumber":
            folder.renumber()
        elif uids:
            uid = uids[(number or 0) % len(uids)]
            if kind == "flag":
                folder.flag(uid, flags or frozenset())
            elif kind == "expunge":
                folder.expunge(uid)
            elif kind == "copy":
                self.server.copy(path, uid, other)
            else:
                self.server.move(path, uid, other)

    def sync(self, *, cut: str = "whole", number: int = 0) -> list[SurveyKind]:
        self.policy = replace(self.policy, holds_mail=any(book.identities for book in self.books.values()))
        sweep = choose_sweeps([book.known for book in self.books.values()], self.policy)
        self.policy = replace(self.policy, sweep=sweep)
        kinds = [self._survey(path, cut == "cut survey" and number % 2 == at) for at, path in enumerate(PATHS)]
        left = number if cut == "cut fetch" else 10**6
        for path, book in self.books.items():
            for uid in book.pending[:left]:
                message = self.server.folders[path].messages.get(uid)
                if message is not None:
                    book.store(uid, (message.message_id, message.size, message.internal_date))
                    self.downloaded += 1
        return kinds

    def _survey(self, path: str, cut: bool) -> SurveyKind:
        book, state = self.books[path], self.server.state(path)
        survey: Survey | None = choose_survey(book.known, state, self.policy)
        assert survey is not None
        first = survey.kind
        if survey.kind is SurveyKind.NOTHING:
            return first
        before: Observed | None = None
        for _ in range(3):
            observed = self.server.observe(path, survey)
            before = merge_looks(before, _cut_short(observed) if cut else observed)
            plan, survey = self._plan(book, before, survey)
            if survey is None:
                break
        assert not plan.gone & self.server.folders[path].messages.keys(), "marked gone, and the server has it"
        assert not plan.ask_first & self.server.folders[path].messages.keys()
        book.apply(plan)
        return first

    def _plan(self, book: Book, observed: Observed, survey: Survey) -> tuple[Plan, Survey | None]:
        rows = book.relevant(observed)
        new = find_new(book.known, rows.keys(), observed, self.policy)
        held = find_held(list(self.books.values()), new)
        state = self.server.state(observed.path)
        plan = make_plan(book.known, rows, observed, held, self.policy, state)
        return plan, choose_second_look(survey, book.known, rows, observed, plan, state)

    def check_in_step(self) -> None:
        for path, book in self.books.items():
            there = self.server.folders[path].messages
            skipped = parse_uid_set(book.known.skipped)
            assert book.rows.keys() == there.keys() - skipped
            assert not book.pending
            for uid, row in book.rows.items():
                assert row.flags == there[uid].flags
                assert book.identities[uid][0] == there[uid].message_id, "the wrong message under this UID"
            for uid in skipped:
                assert there[uid].internal_date.date() < (self.policy.since or date.min)


def _cut_short(observed: Observed) -> Observed:
    """A survey whose answer was lost half-way: what came is right, it isn't all."""
    some = dict(list(observed.listed.items())[: len(observed.listed) // 2])
    uids = None if observed.uids is None else frozenset(some)
    return replace(observed, listed=some, uids=uids, older=frozenset(), complete=False)


SERVERS = {
    "QRESYNC": {"qresync": True},
    "CONDSTORE": {"qresync": False, "condstore": True},
    "neither": {"qresync": False, "condstore": False},
}


@pytest.mark.parametrize("kind", SERVERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, max_size=25), since=st.sampled_from([None, (NOW - timedelta(days=365)).date()]))
def test_any_history_is_followed(
    kind: str, steps: list[tuple[str, str, int | None, frozenset[str] | None]], since: date | None
) -> None:
    world = World.make(ModelServer(**SERVERS[kind]), since)
    for step in steps:
        world.act(*step)
    world.policy = replace(world.policy, now=NOW + timedelta(hours=2))
    world.sync()
    world.check_in_step()
    downloaded = world.downloaded
    kinds = world.sync()
    world.check_in_step()
    assert world.downloaded == downloaded, "a second run downloads nothing"
    if kind != "neither":
        assert set(kinds) == {SurveyKind.NOTHING}, "a second run looks at nothing"


@settings(max_examples=80, deadline=None)
@given(steps=st.lists(STEP, max_size=20))
def test_a_server_that_tells_no_uidvalidity_is_lived_with(
    steps: list[tuple[str, str, int | None, frozenset[str] | None]],
) -> None:
    world = World.make(ModelServer(qresync=False, condstore=False, tells_uidvalidity=False), None)
    for step in steps:
        if step[0] != "renumber":
            world.act(*step)
    world.policy = replace(world.policy, now=NOW + timedelta(hours=2))
    world.sync()
    world.check_in_step()


@settings(max_examples=80, deadline=None)
@given(ages=st.lists(st.sampled_from([1, 100, 400, 900]), max_size=12))
def test_a_period_that_reaches_further_back_fetches_what_was_left_out(ages: list[int]) -> None:
    world = World.make(ModelServer(), (NOW - timedelta(days=365)).date())
    for age in ages:
        world.server.append("INBOX", age_days=age)
    world.sync()
    assert len(world.books["INBOX"].rows) == sum(age < 365 for age in ages)
    world.policy = replace(world.policy, since=(NOW - timedelta(days=800)).date())
    world.sync()
    world.check_in_step()
    assert len(world.books["INBOX"].rows) == sum(age < 800 for age in ages)
    world.policy = replace(world.policy, since=None)
    world.sync()
    assert len(world.books["INBOX"].rows) == len(ages)
    assert world.downloaded == len(ages)


@settings(max_examples=60, deadline=None)
@given(numbers=st.lists(NUMBER, max_size=10), condstore=st.booleans())
def test_what_was_moved_or_renumbered_is_not_downloaded_again(numbers: list[int], condstore: bool) -> None:
    world = World.make(ModelServer(qresync=condstore, condstore=condstore), None)
    for age in range(1, 12):
        world.server.append("INBOX", age_days=age, size=age)
    world.sync()
    assert world.downloaded == 11
    for number in numbers:
        world.act("move", PATHS[number % 2], number, None)
    world.sync()
    world.server.folders["INBOX"].renumber()
    world.sync()
    world.check_in_step()
    assert world.downloaded == 11


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from(sorted(SERVERS)),
    kept=st.integers(0, 6),
    lost=st.integers(1, 6),
    reused=st.integers(0, 5),
)
def test_a_server_restored_from_a_backup_is_followed_though_it_uses_uids_again(
    kind: str, kept: int, lost: int, reused: int
) -> None:
    world = World.make(ModelServer(**SERVERS[kind]), None)
    for _ in range(kept):
        world.server.append("INBOX")
    backup = world.server.folders["INBOX"].back_up()
    for _ in range(lost):
        world.server.append("INBOX")
    world.sync()
    world.server.folders["INBOX"].restore(backup)
    for _ in range(min(reused, lost - 1)):
        world.server.append("INBOX", flags=frozenset({"\\Seen"}))
    world.sync()
    world.check_in_step()
    assert world.downloaded == kept + lost + min(reused, lost - 1), "only what is new is downloaded"


def test_identity_is_what_the_server_lists() -> None:
    server = ModelServer()
    server.add_folder("INBOX")
    uid = server.append("INBOX")
    observed = server.observe("INBOX", Survey(SurveyKind.RENUMBERED))
    message = server.folders["INBOX"].messages[Uid(uid)]
    assert identity_of(observed.listed[uid]) == (message.message_id, message.size, message.internal_date)
