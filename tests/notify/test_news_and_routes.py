from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from imapdesk.mail import Address, FolderRole, Mailbox, MailboxId, MailboxSettings, RunResult, Security
from imapdesk.notify.book import Book
from imapdesk.notify.news import MailNews, NewMail, NewsSettings, choose_finished_news, choose_mail_news
from imapdesk.notify.routes import choose_routes
from imapdesk.notify.smtp import SmtpSettings
from imapdesk.notify.values import Cause, Notice, NoticeKey, Surroundings
from imapdesk.oauth.microsoft import MicrosoftManager
from imapdesk.oauth.values import IntegrationSettings, ServerDefaults
from imapdesk.outcome import Outcome

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANNA = NewMail(Address("Anna", "anna@example.com"), START, unread=True, role=FolderRole.INBOX)
LOUD = NewsSettings(new_mail=True, show_senders=True)


def news(*arrived: NewMail, settings: NewsSettings = LOUD, surroundings: Surroundings | None = None) -> MailNews | None:
    return choose_mail_news(
        arrived,
        started_at=START,
        own_addresses=["Me@Example.com"],
        settings=settings,
        surroundings=surroundings or Surroundings(),
    )


def person(name: str) -> NewMail:
    return replace(ANNA, sender=Address(name, f"{name.lower()}@example.com"))


def test_all_new_mail_of_a_run_is_one_message() -> None:
    assert news(ANNA, ANNA, person("Bob"), person("Carol"), person("Dave")) == MailNews(5, ("Anna", "Bob"), 2)


def test_senders_show_only_on_request_and_new_mail_is_off_by_default() -> None:
    assert news(ANNA, settings=NewsSettings(new_mail=True)) == MailNews(1)
    assert news(ANNA, settings=NewsSettings()) is None


@pytest.mark.parametrize(
    "mail",
    [
        replace(ANNA, unread=False),
        replace(ANNA, first=True),
        replace(ANNA, role=FolderRole.SPAM),
        replace(ANNA, received_at=START - timedelta(seconds=1)),
        replace(ANNA, sender=Address("I", "me@example.COM")),
    ],
)
def test_what_is_no_news_is_not_told(mail: NewMail) -> None:
    assert news(mail) is None


def test_nothing_is_told_while_the_window_is_active_or_in_quiet_hours() -> None:
    for surroundings in (Surroundings(window_active=True), Surroundings(quiet_hours=True)):
        assert news(ANNA, surroundings=surroundings) is None
        results = [RunResult("Work", Outcome.OK)]
        assert choose_finished_news(results, by_hand=True, settings=LOUD, surroundings=surroundings) is None


def test_the_end_of_a_run_is_told_to_whoever_asked_for_it() -> None:
    results = [
        RunResult("Work", Outcome.OK, stored=3),
        RunResult("Home", Outcome.BUSY, stored=1, gone=2, quarantined=1),
    ]
    told = choose_finished_news(results, by_hand=True, settings=LOUD, surroundings=Surroundings())
    assert told is not None
    assert (told.outcome, told.stored, told.gone, told.problems) == (Outcome.BUSY, 4, 2, 2)
    assert choose_finished_news(results, by_hand=False, settings=LOUD, surroundings=Surroundings()) is None


def mailbox(number: int, host: str = "imap.gmx.net", owner: str | None = "alice") -> Mailbox:
    settings = MailboxSettings(f"Box {number}", f"box{number}@gmx.de", host, user="u", owner=owner)
    return Mailbox(MailboxId(number), settings, last_outcome=Outcome.OK)


def test_an_email_goes_through_the_configured_server_or_a_working_mailbox_of_the_same_person() -> None:
    own = SmtpSettings("smtp.example.com")
    broken, working = mailbox(1), mailbox(2)
    key = NoticeKey(MailboxId(1), Cause.CREDENTIALS)
    book = Book({key: Notice(key, "Box 1", "box1@gmx.de", "imap.gmx.net", START)})
    others = [mailbox(3, owner="bob"), mailbox(4, owner=None), mailbox(5, "imap.example.com")]
    resting = [replace(mailbox(6), paused=True), replace(mailbox(7), last_outcome=Outcome.UNREACHABLE)]
    first, second = choose_routes(own, "alice", [broken, working, *others, *resting], book, {})
    assert (first.smtp, first.mailbox) == (own, None)
    assert (second.smtp, second.mailbox) == (
        SmtpSettings("mail.gmx.net", 587, Security.STARTTLS, "box2@gmx.de", "box2@gmx.de"),
        working,
    )
    assert choose_routes(None, "alice", [broken, *others], book, {}) == ()


EXAMPLE = ServerDefaults("imap.example.net", 993, Security.SSL, "smtp.example.net", 2587, Security.STARTTLS)


def test_an_email_goes_through_the_server_of_a_strangers_type_of_sign_in() -> None:
    plain = mailbox(1, "IMAP.example.net")
    settings = replace(plain.settings, auth="example", ca_file="own.pem")
    signed_in = replace(plain, settings=settings)

    def choose(one: Mailbox, defaults: ServerDefaults = EXAMPLE) -> list[SmtpSettings]:
        return [route.smtp for route in choose_routes(None, "alice", [one], Book(), {"example": defaults})]

    address = "box1@gmx.de"
    assert choose(signed_in) == [SmtpSettings("smtp.example.net", 2587, Security.STARTTLS, address, address, "own.pem")]
    assert choose(plain) == [], "its password is not for this server"
    assert choose(replace(signed_in, settings=replace(settings, host="imap.example.com"))) == []
    assert choose(signed_in, replace(EXAMPLE, smtp_host="")) == []
    assert choose(replace(signed_in, settings=replace(settings, auth="other"))) == []


def test_a_token_goes_to_no_server_but_that_of_its_type_of_sign_in() -> None:
    on_outlook = mailbox(1, "outlook.office365.com")
    signed_in = replace(on_outlook, settings=replace(on_outlook.settings, auth="microsoft"))
    reading_alone = MicrosoftManager().get_server_defaults(IntegrationSettings("microsoft"))
    assert choose_routes(None, "alice", [signed_in], Book(), {"microsoft": reading_alone}) == ()
    assert choose_routes(None, "alice", [signed_in], Book(), {}) == ()
    (by_password,) = choose_routes(None, "alice", [on_outlook], Book(), {"microsoft": reading_alone})
    assert by_password.smtp.host == "smtp-mail.outlook.com"
