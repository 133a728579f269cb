"""The session against a real Dovecot: what it holds comes whole, in few round trips, and nothing is changed by it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from imapdesk.imap.session import ImapSession
from imapdesk.mail import (
    Fetched,
    FolderListing,
    FolderRole,
    ListedFolder,
    Observed,
    Survey,
    SurveyKind,
    SurveyRequest,
    Uid,
    Window,
    WindowDone,
)
from tests.servers.mail_user import MailUser


def make_mail(number: int, size: int = 500) -> bytes:
    body = b"".join(b"Line %06d of message %d\r\n" % (line, number) for line in range(size // 28))
    return (
        b"From: ann@example.org\r\nTo: bob@example.org\r\nSubject: Number %d\r\n"
        b"Message-ID: <%d@example.org>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\n" % (number, number)
    ) + body


def find_folder(listing: FolderListing, path: str) -> ListedFolder:
    return next(folder for folder in listing.folders if folder.path == path)


def survey_one(session: ImapSession, path: str, **survey: object) -> Observed:
    folder = find_folder(session.list_folders(), path)
    kind = survey.pop("kind", SurveyKind.EVERYTHING)
    return next(session.survey([SurveyRequest(folder, Survey(kind, **survey))]))


def fetch_all(session: ImapSession, folder: ListedFolder, observed: Observed, count: int = 50) -> dict[int, bytes]:
    uids = sorted(observed.listed, reverse=True)
    windows = [
        Window(folder, observed.uidvalidity, tuple(part), sum(observed.listed[uid].size or 0 for uid in part))
        for part in (uids[i : i + count] for i in range(0, len(uids), count))
    ]
    got: dict[int, bytes] = {}
    for one in session.fetch(windows):
        if isinstance(one, Fetched):
            assert one.uid not in got
            got[one.uid] = one.raw if isinstance(one.raw, bytes) else one.raw.read_bytes()
        else:
            assert one.refused is None
            assert one.missing == ()
    return got


def test_every_message_comes_byte_for_byte(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(n, 200 * n) for n in range(1, 151)])
    mail_user.deliver("Work/Plans", [make_mail(n) for n in range(30)])
    listing = session.list_folders()
    for path in ("INBOX", "Work/Plans"):
        folder = find_folder(listing, path)
        observed = next(session.survey([SurveyRequest(folder, Survey(SurveyKind.EVERYTHING))]))
        assert fetch_all(session, folder, observed) == mail_user.raw_messages(path)


def test_nothing_on_the_server_changes_by_reading(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(1), make_mail(2)])
    before = mail_user.flags("INBOX")
    folder = find_folder(session.list_folders(), "INBOX")
    fetch_all(session, folder, survey_one(session, "INBOX"))
    assert mail_user.flags("INBOX") == before


def test_a_run_without_news_takes_four_round_trips_from_the_first_byte(
    mail_user: MailUser, session: ImapSession
) -> None:
    mail_user.create_folder(*(f"Folder {n}" for n in range(100)))
    listing = session.list_folders()
    assert session.stats.round_trips == 4
    assert len(listing.folders) == 101
    assert all(listing.states[folder.path].highestmodseq for folder in listing.folders)
    assert session.identity["name"] == "Dovecot"


def test_a_survey_of_many_folders_is_one_round_trip(mail_user: MailUser, session: ImapSession) -> None:
    for n in range(40):
        mail_user.deliver(f"Box {n}", [make_mail(n)])
    listing = session.list_folders()
    before = session.stats.round_trips
    requests = [SurveyRequest(folder, Survey(SurveyKind.EVERYTHING)) for folder in listing.folders]
    answers = list(session.survey(requests))
    assert session.stats.round_trips == before + 1
    assert [one.path for one in answers] == [folder.path for folder in listing.folders]
    assert sum(len(one.listed) for one in answers) == 40


def test_a_first_survey_leaves_older_mail_out_but_names_it(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(1)], received=datetime(2020, 5, 1, tzinfo=UTC))
    mail_user.deliver("INBOX", [make_mail(2)], received=datetime(2024, 5, 1, tzinfo=UTC))
    observed = survey_one(session, "INBOX", since=date(2023, 1, 1))
    assert set(observed.listed) == {2}
    assert observed.older == {1}
    assert observed.uids == {1, 2}
    assert observed.complete
    assert observed.listed[Uid(2)].internal_date == datetime(2024, 5, 1, tzinfo=UTC)
    assert observed.listed[Uid(2)].size == len(make_mail(2))


@pytest.mark.parametrize("capability", ["", "IMAP4rev1 ENABLE CONDSTORE ESEARCH SASL-IR"])
def test_changes_since_the_last_time(start_dovecot, capability: str) -> None:  # type: ignore[no-untyped-def]
    server = start_dovecot(f"imap_capability = {capability}" if capability else "")
    from imapdesk.imap.config import ImapConfig

    user = server.add_user()
    user.deliver("INBOX", [make_mail(n) for n in range(1, 11)])
    config = ImapConfig(server.host, server.port_tls, "ssl", user.name, user.password, ca_file=str(server.ca_file))
    with ImapSession.open(config) as session:
        survey_one(session, "INBOX")
        first = survey_one(session, "INBOX")
    user.change_flags("INBOX", [3], add=["\\Flagged"])
    user.expunge("INBOX", [5, 6])
    user.deliver("INBOX", [make_mail(11)])
    with ImapSession.open(config) as session:
        observed = survey_one(
            session,
            "INBOX",
            kind=SurveyKind.CHANGED_SINCE,
            uidvalidity=first.uidvalidity,
            uidnext=first.uidnext,
            highestmodseq=first.highestmodseq,
        )
    assert observed.listed[Uid(3)].flags == {"\\Flagged"}
    assert observed.listed[Uid(11)].message_id == "<11@example.org>"
    assert observed.exists == 9
    if capability:
        assert observed.uids == {1, 2, 3, 4, 7, 8, 9, 10, 11}
    else:
        assert observed.vanished == {5, 6}


def test_the_newest_messages_alone_can_be_looked_at(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(n) for n in range(1, 6)])
    observed = survey_one(session, "INBOX", kind=SurveyKind.NEW_ONLY, uidnext=4)
    assert set(observed.listed) == {4, 5}
    assert survey_one(session, "INBOX", kind=SurveyKind.NEW_ONLY, uidnext=6).listed == {}


def test_an_empty_folder_is_complete(mail_user: MailUser, session: ImapSession) -> None:
    observed = survey_one(session, "INBOX")
    assert observed.complete
    assert observed.uids == frozenset()
    assert observed.exists == 0


def test_a_folder_that_is_gone_is_refused_and_the_others_are_not(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(1)])
    inbox = find_folder(session.list_folders(), "INBOX")
    gone = ListedFolder("Gone", b"Gone", "/")
    everything = Survey(SurveyKind.EVERYTHING)
    refused, fine = session.survey([SurveyRequest(gone, everything), SurveyRequest(inbox, everything)])
    assert refused.refused
    assert not refused.complete
    assert set(fine.listed) == {1}
    answers = list(session.fetch([Window(gone, 1, (Uid(1),), 10), Window(inbox, fine.uidvalidity, (Uid(1),), 500)]))
    assert isinstance(answers[0], WindowDone)
    assert answers[0].refused
    assert isinstance(answers[1], Fetched)
    assert isinstance(answers[2], WindowDone)
    assert answers[2].refused is None


def test_a_renumbered_folder_gives_nothing_under_old_numbers(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(n) for n in range(1, 4)])
    folder = find_folder(session.list_folders(), "INBOX")
    answers = list(session.fetch([Window(folder, 12345, (Uid(1),), 100), Window(folder, 12345, (Uid(2),), 100)]))
    assert [one.refused for one in answers if isinstance(one, WindowDone)] == ["uidvalidity changed"] * 2
    assert len(answers) == 2


def test_a_message_that_is_gone_is_missing(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(1), make_mail(2)])
    observed = survey_one(session, "INBOX")
    mail_user.expunge("INBOX", [1])
    folder = find_folder(session.list_folders(), "INBOX")
    answers = list(session.fetch([Window(folder, observed.uidvalidity, (Uid(2), Uid(1)), 1000)]))
    assert [one.missing for one in answers if isinstance(one, WindowDone)] == [(1,)]
    assert [one.uid for one in answers if isinstance(one, Fetched)] == [2]


def test_roles_come_from_the_server(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.create_folder("Sent", "Gesendet")
    assert find_folder(session.list_folders(), "INBOX").role is FolderRole.INBOX
    roles = {folder.path: folder.role for folder in session.list_folders().folders}
    assert list(roles.values()).count(FolderRole.SENT) == 1


def test_a_flag_is_changed_only_by_the_person(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(n) for n in range(1, 4)], flags=["\\Seen"])
    observed = survey_one(session, "INBOX")
    folder = find_folder(session.list_folders(), "INBOX")
    told = session.change_flags(folder, observed.uidvalidity, {"\\Flagged": [Uid(1), Uid(3)]}, {"\\Seen": [Uid(2)]})
    assert told[Uid(1)] == {"\\Seen", "\\Flagged"}
    assert told[Uid(2)] == frozenset()
    assert mail_user.flags("INBOX")[3] == {"\\Seen", "\\Flagged"}


def test_flags_of_the_newest_known_messages_come_with_what_is_new(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.deliver("INBOX", [make_mail(n) for n in range(1, 6)], flags=["\\Seen"])
    observed = survey_one(session, "INBOX", kind=SurveyKind.NEW_ONLY, uidnext=5, flags_from=3)
    assert {uid: (one.flags, one.message_id) for uid, one in observed.listed.items()} == {
        3: ({"\\Seen"}, None),
        4: ({"\\Seen"}, None),
        5: ({"\\Seen"}, "<5@example.org>"),
    }
