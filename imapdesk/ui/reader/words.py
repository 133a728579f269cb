"""What the reader says of senders and links that are not what they seem: exact, and no more than is known."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.widgets import formats

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import Doubt, Invitation, LinkJudgement, Seal

_LONGEST_TOLD = 120  # characters of an address in the status bar


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("ReaderWords", text)


def say_doubt(doubt: Doubt) -> str:
    """A doubt about a sender as a sentence."""
    sentence = {
        "shown_address": tr("The name shows {shown}, but the message comes from {real}."),
        "known_name": tr("You know somebody of this name at {shown}; this message comes from {real}."),
        "own_name": tr("The name is your own, but the message comes from {real}."),
        "name_alphabets": tr("The name mixes letters of several alphabets to look like another one."),
        "name_hidden": tr("The name holds invisible characters; the message comes from {real}."),
        "name_turned": tr("Invisible characters reverse the direction of the name; the message comes from {real}."),
        "host_alphabets": tr("The sender's domain {shown} mixes letters of several alphabets ({real})."),
        "host_looks_like": tr("The sender's domain {real} looks like {shown}, but is a different one."),
        "host_letters": tr("The sender's domain is {shown}, written {real}."),
        "reply_elsewhere": tr("Answers go to {shown}."),
    }[str(doubt.kind)]
    return sentence.format(shown=formats.plain(doubt.shown), real=formats.plain(doubt.real))


def say_seal(seal: Seal) -> list[str]:
    """Why there is nothing to read, and who can make something of it."""
    sentence = {
        "locked": tr("This message is encrypted or sealed: a program that knows its key can open it."),
        "signed": tr("This message is only a signed file: a program that checks signatures can take it out."),
        "certificates": tr(
            "This message brings only certificates: a program for signed or encrypted mail can take them in."
        ),
    }.get(str(seal))
    return [] if sentence is None else [sentence]


def say_invitation(invitation: Invitation) -> list[str]:
    """What, when and where, a line each."""
    what = formats.cut(formats.plain(invitation.what), _LONGEST_TOLD) or tr("without a title")
    lines = [(tr("Cancelled: {what}") if invitation.cancelled else tr("Invitation: {what}")).format(what=what)]
    if invitation.start is not None:
        when = _say_span(invitation.start, invitation.end)
        lines.append(tr("{when}, and again").format(when=when) if invitation.repeats else when)
    if invitation.where:
        # Never a sentence of its own: a sender could have the head of the reader say what it likes.
        lines.append(tr("Place: {where}").format(where=formats.cut(formats.plain(invitation.where), _LONGEST_TOLD)))
    return lines


def _say_span(start: date, end: date | None) -> str:
    first = formats.long_date(start) if isinstance(start, datetime) else formats.day(start)
    if end is None or type(end) is not type(start) or end == start:
        return first
    if not isinstance(end, datetime) or not isinstance(start, datetime):
        return f"{first} – {formats.day(end)}"
    if start.astimezone().date() == end.astimezone().date():
        return f"{first} – {formats.time(end)}"
    return f"{first} – {formats.long_date(end)}"


def ask_about_link(judged: LinkJudgement) -> str:
    """What is asked, or said, when a link was clicked."""
    sentence = {
        "unreadable": tr("This link is not opened: its address can't be read."),
        "kind": tr("This link is not opened: it does not lead to a web page."),
        "no_host": tr("This link is not opened: it does not lead to a web page."),
        "direction": tr("This link hides its direction with invisible characters. It leads to {host}."),
        "other_host": tr("This link shows {claimed} but leads to {host}."),
        "before_at": tr("The part before the @ in this link is not a host. It leads to {host}."),
        "alphabets": tr("This link leads to {host}, which mixes letters of several alphabets."),
        "letters": tr("This link leads to {host}, which may look like another name."),
        "number": tr("This link leads to {host}, a number instead of a name."),
    }.get(str(judged.oddity), _ask_plainly(judged))
    return sentence.format(host=formats.plain(judged.host), claimed=formats.plain(judged.claimed))


def _ask_plainly(judged: LinkJudgement) -> str:
    scheme = judged.url.partition(":")[0].lower()
    return {"mailto": tr("Write to {host}?"), "tel": tr("Call {host}?")}.get(scheme, tr("Open {host} in your browser?"))


def tell_link(judged: LinkJudgement) -> str:
    """Where a link leads that the mouse or the keyboard is on: its address, or what is odd about it."""
    return ask_about_link(judged) if judged.oddity else formats.cut(formats.plain(judged.url), _LONGEST_TOLD)
