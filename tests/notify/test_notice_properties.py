"""Random histories of outcomes, people, clocks, restarts, failing servers and dying senders."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from imapdesk.mail import MailboxId, Person
from imapdesk.notify.book import Book
from imapdesk.notify.causes import note_runs
from imapdesk.notify.codec import decode_book, encode_book
from imapdesk.notify.outbox import begin_email, fail_email, find_due_emails, find_notices_of, finish_email, queue_emails
from imapdesk.notify.tellings import choose_banners, choose_tray, mark_folded, mark_seen
from imapdesk.notify.values import DAY, Cause, NoticeKey, PeopleOf, RunReport, Surroundings
from imapdesk.outcome import Outcome

LOGINS = ("alice", "bob", "carol")
BOXES = tuple(MailboxId(number) for number in (1, 2, 3))
PEOPLE: PeopleOf = {
    MailboxId(1): (Person("alice", address="alice@example.com"),),
    MailboxId(2): tuple(Person(login, address=f"{login}@example.com") for login in ("alice", "bob")),
    MailboxId(3): (Person("bob", address="bob@example.com"),),
}
SOLVED = (Outcome.OK, Outcome.PARTIAL)
OFTEN = (Outcome.SIGN_IN_REQUIRED, Outcome.OK)  # the histories that matter come and go
FATES = st.lists(st.sampled_from(["sent", "failed", "died before", "died after"]), min_size=4, max_size=4)


class Notifications(RuleBasedStateMachine):
    """The rules against a plain memory of what really happened."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 22, tzinfo=UTC)
        self.book = Book()
        self.trays: dict[tuple[str, NoticeKey], datetime] = {}
        self.emails: dict[tuple[str, NoticeKey], datetime] = {}
        self.message_ids: set[str] = set()
        self.refused: set[MailboxId] = set()

    @rule(
        results=st.lists(
            st.tuples(st.sampled_from(BOXES), st.sampled_from(OFTEN) | st.sampled_from(Outcome)), min_size=1, max_size=4
        )
    )
    def runs_end(self, results: list[tuple[MailboxId, Outcome]]) -> None:
        reports = [
            RunReport(box, f"Box {box}", "b@example.com", "imap.example.com", outcome, self.now)
            for box, outcome in dict(results).items()
        ]
        self.book = note_runs(self.book, reports, self.now)
        self.refused |= {each.mailbox_id for each in reports if each.outcome is Outcome.SIGN_IN_REQUIRED}
        self.refused -= {each.mailbox_id for each in reports if each.outcome in SOLVED}
        for each in reports:
            if each.outcome in SOLVED:
                assert not any(key.mailbox_id == each.mailbox_id for key in self.book.notices)

    @rule(hours=st.sampled_from([0.01, 0.2, 1, 5, 23, 24, 100]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def program_restarts(self) -> None:
        again = decode_book(encode_book(self.book))
        assert again == self.book
        self.book = again

    @rule(login=st.sampled_from(LOGINS), silent=st.booleans())
    def tray_is_asked(self, login: str, silent: bool) -> None:
        message, self.book = choose_tray(self.book, login, PEOPLE, self.now, Surroundings(quiet_hours=silent))
        for notice in message.notices if message else ():
            assert not silent
            assert notice.key in self.book.notices
            self.note(self.trays, login, notice.key)

    @rule(fates=FATES)
    def emails_are_delivered(self, fates: list[str]) -> None:
        self.book = queue_emails(self.book, PEOPLE, self.now)
        for email, fate in zip(find_due_emails(self.book, self.now), fates, strict=False):
            begun = begin_email(self.book, email.id, self.now)
            assert begun is not None
            self.book = begun
            assert find_notices_of(self.book, email)
            if fate in ("sent", "died after") and email.id not in self.message_ids:
                self.message_ids.add(email.id)
                for key in email.keys:
                    self.note(self.emails, email.login, key)
            if fate == "sent":
                self.book = finish_email(self.book, email.id, self.now)
            elif fate == "failed":
                self.book = fail_email(self.book, email.id, self.now, "No connection.")

    @rule(login=st.sampled_from(LOGINS), box=st.sampled_from(BOXES), folded=st.booleans())
    def banner_is_seen(self, login: str, box: MailboxId, folded: bool) -> None:
        key = NoticeKey(box, Cause.CREDENTIALS)
        before = {other: choose_banners(self.book, other, PEOPLE) for other in LOGINS if other != login}
        self.book = mark_folded(mark_seen(self.book, login, key, self.now), login, key, folded)
        assert before == {other: choose_banners(self.book, other, PEOPLE) for other in before}

    @rule(
        histories=st.lists(
            st.tuples(st.sampled_from(BOXES), st.sampled_from(OFTEN), st.sampled_from([0, 0.2, 4, 12]), FATES),
            min_size=2,
            max_size=8,
        )
    )
    def causes_flap(self, histories: list[tuple[MailboxId, Outcome, float, list[str]]]) -> None:
        """What a program does all day: a run ends, the tray is asked, e-mails go out, and some time passes."""
        for box, outcome, hours, fates in histories:
            self.runs_end([(box, outcome)])
            for login in LOGINS:
                self.tray_is_asked(login, silent=False)
            self.emails_are_delivered(fates)
            self.time_passes(hours)

    @rule()
    def a_day_of_good_weather(self) -> None:
        """Within a day and a bit, everyone has been told of everything open, whatever went before."""
        for _ in range(10):
            self.now += timedelta(hours=3)
            for login in LOGINS:
                self.tray_is_asked(login, silent=False)
            self.emails_are_delivered(["sent"] * 4)
        for login, notice_key in self.expected():
            assert self.now - self.trays[login, notice_key] <= DAY
            assert (login, notice_key) in self.emails
        assert self.book.emails == {}

    @invariant()
    def every_refused_mailbox_has_its_banner_and_no_other_has(self) -> None:
        for login in LOGINS:
            shown = {
                banner.notice.key.mailbox_id
                for banner in choose_banners(self.book, login, PEOPLE)
                if banner.notice.cause is Cause.CREDENTIALS
            }
            assert shown == {box for box in self.refused if login in {person.login for person in PEOPLE[box]}}

    def expected(self) -> Iterator[tuple[str, NoticeKey]]:
        for box in self.refused:
            for person in PEOPLE[box]:
                yield person.login, NoticeKey(box, Cause.CREDENTIALS)

    def note(self, memory: dict[tuple[str, NoticeKey], datetime], login: str, key: NoticeKey) -> None:
        """Remember a message; it must be for somebody who is told, and a day after the one before."""
        assert login in {person.login for person in PEOPLE[key.mailbox_id]}
        before = memory.get((login, key))
        assert before is None or self.now - before >= DAY
        memory[login, key] = self.now


TestNotifications = Notifications.TestCase
TestNotifications.settings = settings(max_examples=120, stateful_step_count=20, deadline=None)
