"""A notification e-mail, plain and HTML, from the templates in ``resources/mail_templates``."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from string import Template
from typing import Any

from imapdesk.notify.values import Cause, Notice
from imapdesk.resources import find, read_text

DEFAULT_LANGUAGE = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def make_message(
    notices: Sequence[Notice],
    *,
    id: str,
    sender: str,
    to: str,
    to_name: str = "",
    now: datetime,
    language: str = DEFAULT_LANGUAGE,
    zone: tzinfo | None = None,
) -> EmailMessage:
    """The e-mail about some notices: mailbox, server, what happened, since when, what to do. ``zone`` None is local."""
    words = load_words(language)
    subject = words["subject_one"] if len(notices) == 1 else words["subject_many"]
    values = {"name": to_name or to, "count": str(len(notices)), "mailbox": notices[0].mailbox if notices else ""}
    plain = "\n\n".join(_fill(words["item_text"], _describe(each, words, zone), str) for each in notices)
    rich = "\n".join(_fill(words["item_html"], _describe(each, words, zone), html.escape) for each in notices)
    return _assemble(
        _fill(subject, values, _one_line),
        _fill(words["text"], values, str).replace("{items}", plain),
        _fill(words["html"], values, html.escape).replace("{items}", rich),
        id=id,
        sender=sender,
        to=to,
        now=now,
    )


def make_test_message(
    *, id: str, sender: str, to: str, now: datetime, language: str = DEFAULT_LANGUAGE
) -> EmailMessage:
    """What "Send a test message" sends."""
    words = load_words(language)
    return _assemble(
        words["test_subject"], words["test_text"], words["test_html"], id=id, sender=sender, to=to, now=now
    )


@cache
def load_words(language: str) -> dict[str, Any]:
    """The templates of a language ("de", "de_AT", "de-CH"); English where there are none."""
    found = _LANGUAGE.match(language.lower())
    name = f"mail_templates/{found[0] if found else DEFAULT_LANGUAGE}.toml"
    try:
        find(name)
    except FileNotFoundError:
        name = f"mail_templates/{DEFAULT_LANGUAGE}.toml"
    return tomllib.loads(read_text(name))


def _describe(notice: Notice, words: dict[str, Any], zone: tzinfo | None) -> dict[str, str]:
    happened = words["happened"].get(notice.reason) or words["happened"][str(notice.cause)]
    return {
        "title": words["titles"][str(notice.cause)],
        "mailbox": _one_line(notice.mailbox),
        "address": notice.address,
        "host": notice.host,
        "happened": happened,
        "since": notice.opened_at.astimezone(zone).strftime(words["date_format"]),
        "todo": words["todo"].get(notice.reason) or words["todo"][str(notice.cause)],
        "server_words": _one_line(notice.details)[:300] if notice.cause is not Cause.OUTAGE else "",
    }


def _fill(template: str, values: dict[str, str], escape: Callable[[str], str]) -> str:
    return Template(template.strip("\n")).substitute({name: escape(value) for name, value in values.items()})


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _assemble(subject: str, plain: str, rich: str, *, id: str, sender: str, to: str, now: datetime) -> EmailMessage:
    sender = sender or to  # a server that wants no sign-in names no sender
    message = EmailMessage(policy=SMTP)
    message["From"] = f"imapdesk <{sender}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    # The receiver's domain: it stays the same whichever server, and so whichever sender, takes the e-mail at last.
    message["Message-ID"] = f"<{id}@{to.rpartition('@')[2].encode('idna').decode()}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    message.set_content(plain)
    message.add_alternative(rich, subtype="html")
    return message
