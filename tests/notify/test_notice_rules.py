from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from imapdesk.mail import MailboxId, Person
from imapdesk.notify.book import Book
from imapdesk.notify.causes import forget_mailbox, note_runs
from imapdesk.notify.outbox import begin_email, fail_email, find_due_emails, finish_email, queue_emails
from imapdesk.notify.tellings import choose_banners, choose_tray, mark_folded, mark_seen
from imapdesk.notify.values import Cause, Email, NoticeKey, PeopleOf, RunReport, Surroundings, TrayMessage
from imapdesk.outcome import Outcome

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ONE, TWO = MailboxId(1), MailboxId(2)
ALICE, BOB = Person("alice", "Alice", "alice@example.com"), Person("bob", "Bob", "bob@example.org")
OWNED: PeopleOf = {ONE: (ALICE,), TWO: (ALICE,)}
SYSTEM: PeopleOf = {ONE: (ALICE, BOB), TWO: (ALICE, BOB)}


def report(outcome: Outcome, at: datetime = NOON, mailbox: MailboxId = ONE, *, first: bool = False) -> RunReport:
    return RunReport(mailbox, f"Box {mailbox}", "box@example.com", "imap.example.com", outcome, at, "Why.", first=first)


def run(book: Book, outcome: Outcome, at: datetime = NOON, mailbox: MailboxId = ONE, *, first: bool = False) -> Book:
    return note_runs(book, [report(outcome, at, mailbox, first=first)], at)


def refused(at: datetime = NOON) -> Book:
    return run(Book(), Outcome.SIGN_IN_REQUIRED, at)


def tray(book: Book, at: datetime, login: str = "alice", people: PeopleOf = OWNED) -> tuple[TrayMessage | None, Book]:
    return choose_tray(book, login, people, at)


def send_all(book: Book, at: datetime, people: PeopleOf = OWNED) -> tuple[list[Email], Book]:
    book = queue_emails(book, people, at)
    sent = find_due_emails(book, at)
    for email in sent:
        begun = begin_email(book, email.id, at)
        assert begun is not None
        book = finish_email(begun, email.id, at)
    return list(sent), book


def test_refused_credentials_are_told_at_once_in_three_ways() -> None:
    book = refused()
    assert [banner.notice.cause for banner in choose_banners(book, "alice", OWNED)] == [Cause.CREDENTIALS]
    message, book = tray(book, NOON)
    assert message is not None
    sent, _ = send_all(book, NOON)
    assert [email.to for email in sent] == ["alice@example.com"]


def test_the_same_refusal_again_says_nothing_for_a_day_and_then_only_the_tray() -> None:
    _, book = tray(refused(), NOON)
    _, book = send_all(book, NOON)
    for hours in (1, 12, 23):
        book = run(book, Outcome.SIGN_IN_REQUIRED, NOON + hours * HOUR)
        assert tray(book, NOON + hours * HOUR)[0] is None
    again, book = tray(book, NOON + 24 * HOUR)
    assert again is not None
    assert send_all(book, NOON + 24 * HOUR)[0] == []


def test_a_success_withdraws_everything_and_sends_nothing() -> None:
    book = run(queue_emails(refused(), OWNED, NOON), Outcome.OK, NOON + HOUR)
    assert (book.notices, book.emails, choose_banners(book, "alice", OWNED)) == ({}, {}, ())
    assert tray(book, NOON + 48 * HOUR)[0] is None
    assert send_all(book, NOON + 48 * HOUR)[0] == []


@pytest.mark.parametrize("outcome", [Outcome.UNREACHABLE, Outcome.BUSY, Outcome.CANCELLED, Outcome.STORE])
def test_trouble_of_another_kind_neither_solves_nor_repeats_a_refusal(outcome: Outcome) -> None:
    book = refused()
    assert run(book, outcome, NOON + HOUR).notices == book.notices


def test_a_cause_that_comes_and_goes_is_quiet_for_a_day_and_not_forgotten_after_it() -> None:
    _, book = tray(refused(), NOON)
    _, book = send_all(book, NOON)
    book = run(run(book, Outcome.OK, NOON + HOUR), Outcome.SIGN_IN_REQUIRED, NOON + 2 * HOUR)
    assert choose_banners(book, "alice", OWNED)
    assert tray(book, NOON + 2 * HOUR)[0] is None
    assert send_all(book, NOON + 2 * HOUR)[0] == []
    assert tray(book, NOON + 24 * HOUR)[0] is not None
    assert len(send_all(book, NOON + 24 * HOUR)[0]) == 1


def test_network_down_is_nobodys_business_for_a_day_and_then_one_message_for_all_mailboxes() -> None:
    book = Book()
    for hours in range(24):
        now = NOON + hours * HOUR
        book = note_runs(book, [report(Outcome.UNREACHABLE, now, box) for box in (ONE, TWO)], now)
        assert (book.notices, tray(book, now)[0]) == ({}, None)
    now = NOON + 24 * HOUR
    book = run(book, Outcome.UNREACHABLE, now)
    message, book = tray(book, now)
    assert message is not None
    assert [notice.cause for notice in message.notices] == [Cause.OUTAGE]
    book = run(book, Outcome.UNREACHABLE, now + MINUTE, TWO)
    assert tray(book, now + MINUTE)[0] is None
    assert send_all(book, now)[0] == []


def test_an_outage_is_told_once_and_not_every_day() -> None:
    book = run(run(Book(), Outcome.UNREACHABLE), Outcome.UNREACHABLE, NOON + 24 * HOUR)
    message, book = tray(book, NOON + 24 * HOUR)
    assert message is not None
    book = run(book, Outcome.UNREACHABLE, NOON + 72 * HOUR)
    assert tray(book, NOON + 72 * HOUR)[0] is None


def test_a_host_that_is_gone_for_a_day_while_others_answer_is_a_matter_of_settings() -> None:
    book = run(Book(), Outcome.UNREACHABLE)
    book = run(book, Outcome.OK, NOON + 20 * HOUR, TWO)
    book = run(book, Outcome.UNREACHABLE, NOON + 24 * HOUR)
    assert [key.cause for key in book.notices] == [Cause.SETTINGS]
    assert len(send_all(book, NOON + 24 * HOUR)[0]) == 1


def test_a_server_that_asks_to_wait_is_never_a_matter_of_settings() -> None:
    book = run(run(run(Book(), Outcome.BUSY), Outcome.OK, NOON + HOUR, TWO), Outcome.BUSY, NOON + 25 * HOUR)
    assert [key.cause for key in book.notices] == [Cause.OUTAGE]


def test_a_certificate_is_told_at_the_second_failure_and_not_at_a_hiccup() -> None:
    book = run(Book(), Outcome.INSECURE)
    assert book.notices == {}
    assert run(run(book, Outcome.OK, NOON + MINUTE), Outcome.INSECURE, NOON + HOUR).notices == {}
    assert [key.cause for key in run(book, Outcome.INSECURE, NOON + HOUR).notices] == [Cause.SETTINGS]


def test_a_refusal_shows_that_the_server_is_reached_again() -> None:
    book = run(run(Book(), Outcome.UNREACHABLE), Outcome.UNREACHABLE, NOON + 24 * HOUR)
    book = run(book, Outcome.SIGN_IN_REQUIRED, NOON + 25 * HOUR)
    assert [key.cause for key in book.notices] == [Cause.CREDENTIALS]


def test_several_mailboxes_in_one_run_make_one_summary() -> None:
    book = note_runs(Book(), [report(Outcome.SIGN_IN_REQUIRED, mailbox=box) for box in (ONE, TWO)], NOON)
    message, book = tray(book, NOON)
    assert message is not None
    assert [notice.mailbox for notice in message.notices] == ["Box 1", "Box 2"]
    sent, _ = send_all(book, NOON)
    assert [len(email.keys) for email in sent] == [2]


def test_of_a_system_mailbox_each_holder_is_told_and_others_are_not() -> None:
    sent, book = send_all(refused(), NOON, SYSTEM)
    assert sorted(email.login for email in sent) == ["alice", "bob"]
    for login, is_told in (("alice", True), ("bob", True), ("carol", False)):
        assert bool(choose_banners(book, login, SYSTEM)) is is_told
        assert (tray(book, NOON, login, SYSTEM)[0] is not None) is is_told


def test_one_persons_having_seen_it_hides_it_from_nobody() -> None:
    key = NoticeKey(ONE, Cause.CREDENTIALS)
    _, book = tray(refused(), NOON, "alice", SYSTEM)
    book = mark_folded(mark_seen(book, "alice", key, NOON), "alice", key, True)
    (hers,), (his,) = choose_banners(book, "alice", SYSTEM), choose_banners(book, "bob", SYSTEM)
    assert (hers.folded, hers.seen_at) == (True, NOON)
    assert (his.folded, his.seen_at) == (False, None)
    assert tray(book, NOON, "bob", SYSTEM)[0] is not None


def test_a_folded_banner_is_whole_again_when_the_cause_comes_back() -> None:
    key = NoticeKey(ONE, Cause.CREDENTIALS)
    book = run(mark_folded(refused(), "alice", key, True), Outcome.OK, NOON + HOUR)
    (banner,) = choose_banners(run(book, Outcome.SIGN_IN_REQUIRED, NOON + 2 * HOUR), "alice", OWNED)
    assert not banner.folded


@pytest.mark.parametrize("surroundings", [Surroundings(window_active=True), Surroundings(quiet_hours=True)])
def test_a_silent_moment_delays_the_tray_and_loses_nothing(surroundings: Surroundings) -> None:
    message, book = choose_tray(refused(), "alice", OWNED, NOON, surroundings)
    assert message is None
    assert tray(book, NOON + MINUTE)[0] is not None


def test_a_mailbox_that_never_worked_is_told_by_the_window_alone_for_a_day() -> None:
    book = run(Book(), Outcome.SIGN_IN_REQUIRED, first=True)
    assert choose_banners(book, "alice", OWNED)
    assert tray(book, NOON)[0] is None
    assert send_all(book, NOON)[0] == []
    assert tray(book, NOON + 24 * HOUR)[0] is not None


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    future = NOON + 365 * 24 * HOUR
    _, book = tray(refused(future), future)
    _, book = send_all(book, future)
    _, book = tray(book, NOON)
    assert tray(book, NOON + 24 * HOUR)[0] is not None


def test_an_unsent_email_is_tried_again_later_and_later() -> None:
    book, waits, now = queue_emails(refused(), OWNED, NOON), [], NOON
    for _ in range(14):
        (email,) = find_due_emails(book, now)
        book = fail_email(begin_email(book, email.id, now) or book, email.id, now, "No connection.")
        (waiting,) = book.emails.values()
        assert find_due_emails(book, waiting.next_try_at - MINUTE / 2) == ()
        waits.append(waiting.next_try_at - now)
        now = waiting.next_try_at
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(waits) == 6 * HOUR
    assert {each.id for each in book.emails.values()} == {email.id}


def test_a_servers_wish_to_wait_longer_is_heeded() -> None:
    book = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(book, NOON)
    book = fail_email(begin_email(book, email.id, NOON) or book, email.id, NOON, "Busy.", retry_after_s=3600)
    assert book.emails[email.id].next_try_at == NOON + HOUR


def test_two_programs_do_not_send_one_email_twice() -> None:
    book = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(book, NOON)
    mine = begin_email(book, email.id, NOON)
    assert mine is not None
    assert begin_email(mine, email.id, NOON) is None
    assert queue_emails(mine, OWNED, NOON).emails.keys() == {email.id}


def test_an_email_whose_sender_died_is_sent_by_the_next_one_under_the_same_id() -> None:
    book = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(book, NOON)
    book = begin_email(book, email.id, NOON) or book
    assert find_due_emails(book, NOON + 9 * MINUTE) == ()
    assert [each.id for each in find_due_emails(book, NOON + 10 * MINUTE)] == [email.id]


def test_an_email_that_may_have_arrived_is_not_followed_by_another_within_a_day() -> None:
    book = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(book, NOON)
    book = begin_email(book, email.id, NOON) or book
    later = NOON + HOUR
    book = fail_email(begin_email(book, email.id, later) or book, email.id, later, "No connection.")
    book = run(run(book, Outcome.OK, later), Outcome.SIGN_IN_REQUIRED, later + HOUR)
    assert send_all(book, NOON + 23 * HOUR)[0] == []
    assert len(send_all(book, NOON + 24 * HOUR)[0]) == 1


def test_an_email_that_was_on_its_way_when_the_cause_was_solved_is_not_tried_again() -> None:
    book = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(book, NOON)
    book = run(begin_email(book, email.id, NOON) or book, Outcome.OK, NOON)
    assert fail_email(book, email.id, NOON, "Cut.").emails == {}
    assert queue_emails(book, OWNED, NOON + HOUR).emails == {}


def test_whoever_is_no_longer_told_gets_no_email() -> None:
    book = queue_emails(refused(), SYSTEM, NOON)
    assert [each.login for each in queue_emails(book, OWNED, NOON).emails.values()] == ["alice"]


def test_an_address_that_comes_later_is_written_to_later() -> None:
    without: PeopleOf = {ONE: (replace(ALICE, address=""),)}
    sent, book = send_all(refused(), NOON, without)
    assert sent == []
    assert len(send_all(book, NOON + HOUR)[0]) == 1


def test_a_removed_mailbox_leaves_nothing_open() -> None:
    book = forget_mailbox(queue_emails(refused(), OWNED, NOON), ONE)
    assert (book.notices, book.emails, book.troubles) == ({}, {}, {})


def test_an_email_that_never_went_out_is_written_anew_when_its_cause_comes_back_in_the_same_moment() -> None:
    queued = queue_emails(refused(), OWNED, NOON)
    (email,) = find_due_emails(queued, NOON)
    begun = begin_email(queued, email.id, NOON)
    assert begun is not None
    solved = run(fail_email(begun, email.id, NOON, "No connection."), Outcome.OK)
    assert solved.emails == {}
    sent, _ = send_all(run(solved, Outcome.SIGN_IN_REQUIRED), NOON)
    assert [each.to for each in sent] == ["alice@example.com"]
