import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from imapdesk.mail import MailboxId
from imapdesk.notify.message import load_words, make_message
from imapdesk.notify.values import Cause, Notice, NoticeKey
from imapdesk.resources import find, read_text

NOW = datetime(2026, 11, 22, 10, 31, tzinfo=UTC)
NOTICE = Notice(
    NoticeKey(MailboxId(1), Cause.CREDENTIALS), "Work", "alice@example.com", "imap.example.com", NOW,
    "The server refused.", "refused", "[AUTHENTICATIONFAILED] <b>no</b> & never",
)  # fmt: skip


def make(
    *notices: Notice, language: str = "en", to: str = "alice@example.com", name: str = "Alice"
) -> tuple[str, str, str]:
    """Subject, plain text and HTML as a mail program reads them from the wire."""
    message = make_message(
        notices, id="0a1b", sender="imapdesk@example.com", to=to, to_name=name, now=NOW, language=language, zone=UTC
    )
    read = message_from_bytes(message.as_bytes(), policy=policy.default)
    plain, rich = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None
    assert rich is not None
    return str(read["Subject"]), plain.get_content(), rich.get_content()


def test_it_says_which_mailbox_what_happened_since_when_and_what_to_do() -> None:
    subject, plain, rich = make(NOTICE)
    assert subject == "Work needs you"
    for text in (plain, rich):
        for part in (
            "Hello Alice", "Work", "alice@example.com", "imap.example.com", "22 November 2026, 10:31",
            "did not accept the user name or the password", "press Sign in",
        ):  # fmt: skip
            assert part in text
    assert "<b>no</b> & never" in plain
    assert "&lt;b&gt;no&lt;/b&gt; &amp; never" in rich


def test_several_mailboxes_are_one_email() -> None:
    other = replace(NOTICE, key=NoticeKey(MailboxId(2), Cause.SETTINGS), mailbox="Home", reason="insecure")
    subject, plain, _ = make(NOTICE, other)
    assert subject == "2 mailboxes need you"
    assert plain.index("Sign-in needed: Work") < plain.index("Settings no longer work: Home")


def test_it_is_written_in_the_persons_language() -> None:
    subject, plain, rich = make(NOTICE, language="de_AT")
    assert subject == "Work braucht Sie"
    for text in (plain, rich):
        assert "Guten Tag Alice" in text
        assert "22.11.2026, 10:31 Uhr" in text
        assert "nicht angenommen" in text


@pytest.mark.parametrize("language", ["xx", "", "../de", "C", "en_GB"])
def test_another_language_is_english(language: str) -> None:
    assert make(NOTICE, language=language)[0] == "Work needs you"


def test_its_headers_tell_machines_what_it_is() -> None:
    message = make_message([NOTICE], id="0a1b", sender="imapdesk@example.com", to="alice@example.com", now=NOW)
    assert message["Message-ID"] == "<0a1b@example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOW


def test_a_hostile_name_adds_no_header_and_no_markup() -> None:
    hostile = replace(
        NOTICE, mailbox="x\r\nBcc: eve@example.net\r\n\r\n<script>$name {items} %s", details="$host\r\n.\r\n"
    )
    subject, plain, rich = make(hostile, name="<i>Eve</i>")
    assert subject == "x Bcc: eve@example.net <script>$name {items} %s needs you"
    assert "<script>" not in rich
    assert "<i>" not in rich
    assert "$host" in plain


def test_an_international_address_is_written_to() -> None:
    assert "jürgen@exämple.org" in str(
        make_message([NOTICE], id="1", sender="a@exämple.org", to="jürgen@exämple.org", now=NOW)["To"]
    )


def test_both_languages_say_the_same_things() -> None:
    english, german = (tomllib.loads(read_text(f"mail_templates/{name}.toml")) for name in ("en", "de"))

    def shape(words: dict[str, object]) -> dict[str, object]:
        return {
            key: shape(value) if isinstance(value, dict) else sorted(set(re.findall(r"\$\w+|\{\w+\}", str(value))))
            for key, value in words.items()
        }

    assert shape(english) == shape(german)
    assert english["happened"] != german["happened"]
    assert find("mail_templates/de.toml").is_file()


def test_each_cause_has_words() -> None:
    for language in ("en", "de"):
        words = load_words(language)
        for cause in Cause:
            assert words["titles"][cause]
            assert words["happened"][cause]
            assert words["todo"][cause]
