"""What a server's NO, BAD or BYE means, by who can act on it: the person, or time.

Response codes (RFC 5530) are believed first; then the words that the large providers use, as published or reported.
Reasons of `SignInRequired`: "refused", "app_password", "web_login", "locked", "password_expired", "imap_disabled",
"oauth_required", "token_expired", "consent".
"""

from __future__ import annotations

import re

from imapdesk.errors import (
    Busy,
    ImapdeskError,
    Insecure,
    NeedsTime,
    NotConnected,
    ServerRefused,
    SettingsRefused,
    SignInRequired,
    Unreachable,
)
from imapdesk.imap.grammar.responses import Status

LONGEST_HINT_S = 300.0  # Office 365 may suggest more; a longer wait is the scheduler's matter
OVER_QUOTA_S = 24 * 3600.0  # Gmail counts its 2500 MB by the day
BANDWIDTH_S = 3600.0  # Gmail lets an account in again after one hour at the earliest

_SENTENCES = {
    "refused": "The server refused the user name or the password.",
    "app_password": "This provider asks for an app password instead of the usual one.",
    "web_login": "The provider asks you to sign in with a web browser first.",
    "locked": "The server says that this account is locked or disabled.",
    "password_expired": "The password has expired; set a new one with your provider.",
    "imap_disabled": "IMAP is switched off for this account; switch it on in the provider's settings.",
    "oauth_required": "The server doesn't take passwords; sign in through the provider.",
    "token_expired": "The sign-in has expired.",
    "consent": "The sign-in doesn't include permission to read mail.",
}

_CODES_OF_SIGN_IN = {
    "AUTHENTICATIONFAILED": "refused",
    "AUTHORIZATIONFAILED": "refused",
    "EXPIRED": "password_expired",
    "WEBALERT": "web_login",
}
_CODES_OF_TIME = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "OVERQUOTA", "SERVERBUG"})
_CODES_OF_ONE_PLACE = frozenset({"UNAVAILABLE", "SERVERBUG", "INUSE"})
_CONTACTADMIN = "CONTACTADMIN"  # RFC 5530: the administrator's matter, so time, unless the words say what is wrong
_CODES_OF_PRIVACY = frozenset({"PRIVACYREQUIRED", "ENCRYPTNEEDED"})

# Words of Gmail, Outlook.com, Exchange, Yahoo, iCloud, GMX, mail.ru, Dovecot, Cyrus, Courier (seen in public reports).
_WORDS_OF_SIGN_IN = (
    ("token_expired", r"access ?token ?expired|token (?:is |has )?expired|session invalidated|invalid_token"),
    ("app_password", r"application[- ]specific password|app(?:lication)?[- ](?:specific )?password|parol prilozheniya"),
    ("web_login", r"web browser|web login|log ?in via your|please log in via|unsafe login|verify your account"),
    ("imap_disabled", r"not enabled for imap|imap (?:access )?(?:is )?(?:disabled|not enabled)|enable imap|"
                      r"imap use disabled|user is authenticated but not allowed"),
    ("oauth_required", r"basic ?auth\w* is (?:blocked|disabled)|logondenied-basicauthblocked|"
                       r"plaintext auth\w* disabled|plain ?text authentication disallowed"),
    ("password_expired", r"password (?:has )?expired|expired password"),
    ("locked", r"account (?:is |has been )?(?:locked|disabled|suspended|blocked|expired)|user (?:is )?disabled"),
    ("refused", r"authenticat\w+ fail|invalid credential|login fail|logon fail|bad (?:user|password|credential)|"
                r"incorrect (?:user|password)|invalid (?:user|login|password)|wrong (?:user|password)|"
                r"login incorrect|permission denied|access denied|not authori[sz]ed|"
                r"auth(?:entication)? (?:error|rejected)"),
)  # fmt: skip
_SIGN_IN = [(reason, re.compile(words, re.IGNORECASE)) for reason, words in _WORDS_OF_SIGN_IN]
_TIME = re.compile(
    r"too many (?:simultaneous |concurrent |open )?(?:connection|session|login|request|command)|"
    r"max(?:imum)? (?:number of )?(?:connection|session)|(?:connection|session) limit|lockdown in sector|"
    r"generic failure|throttl|rate ?limit|try (?:again )?later|temporar|overquota|"
    r"bandwidth (?:limit|quota)|command or bandwidth|exceeded|server (?:is )?(?:too )?busy|system (?:is )?busy|"
    r"(?:server|service) (?:is )?(?:not available|unavailable)|authenticated but not connected|internal error|"
    r"over ?loaded|mail_max_userip|backoff|shutting down|being shut down|account (?:is )?in use|maintenance",
    re.IGNORECASE,
)
_ALL = re.compile(r"too many|limit|throttl|maintenance|shutting down|authenticated but not connected", re.IGNORECASE)
_NOT_CONNECTED = re.compile(r"authenticated but not connected", re.IGNORECASE)  # Office 365, after a right password
_PASSWORD = re.compile(r"password is (?:incorrect|wrong)", re.IGNORECASE)  # QQ names every cause in one sentence
_PRIVACY = re.compile(r"under a layer|disallowed on non-secure", re.IGNORECASE)  # Cyrus; Dovecot before its codes
_SESSION_ENDS = re.compile(r"idle|inactiv|autologout|session expired|time[d]? ?out|timeout", re.IGNORECASE)
_CRASH = re.compile(r"internal (?:server )?error", re.IGNORECASE)
_BACKOFF = re.compile(r"Suggested Backoff Time:? ?(\d{1,9}) ?milliseconds", re.IGNORECASE)
_SECONDS = re.compile(r"(?:retry|try again|wait)\D{0,20}(\d{1,6}) ?(s|sec|seconds?|m|min|minutes?)\b", re.IGNORECASE)


def find_retry_after(text: str) -> float | None:
    """The wait that a server suggests, in seconds, at most five minutes; None when it gives none.

    >>> find_retry_after("Request is throttled. Suggested Backoff Time: 92415 milliseconds")
    92.415
    """
    if match := _BACKOFF.search(text):
        return min(int(match[1]) / 1000, LONGEST_HINT_S)
    if match := _SECONDS.search(text):
        return min(int(match[1]) * (60.0 if match[2].lower().startswith("m") else 1.0), LONGEST_HINT_S)
    return None


def sign_in_required(reason: str, details: str = "") -> SignInRequired:
    """The error for ``reason`` with its sentence."""
    return SignInRequired(_SENTENCES.get(reason, _SENTENCES["refused"]), details=details, reason=reason)


def explain_sign_in(status: Status, bye: Status | None = None) -> ImapdeskError:
    """Why a LOGIN or AUTHENTICATE got ``status``; a BYE before it means that the line went, not the password."""
    details = _details(status)
    if status.code in _CODES_OF_PRIVACY:
        return Insecure("The server wants an encrypted connection for the sign-in.", details=details)
    if status.code in _CODES_OF_SIGN_IN:
        return sign_in_required(_find_reason(status.text) or _CODES_OF_SIGN_IN[status.code], details)
    if status.code == "REFERRAL":  # RFC 2221; a server may not send a password elsewhere
        return SettingsRefused(
            "The server says that this account lives on another server.", field="host", details=details
        )
    if _PRIVACY.search(status.text):
        return Insecure("The server wants an encrypted connection for the sign-in.", details=details)
    reason = _find_reason(status.text)
    if _PASSWORD.search(status.text):
        return sign_in_required(reason or "refused", details)
    if waiting := explain_wait(status):
        return waiting
    if status.code == _CONTACTADMIN and reason in (None, "refused"):
        return Busy("The server has a problem that its administrator must fix.", details=details)
    if reason:
        return sign_in_required(reason, details)
    if bye is not None:
        return explain_bye(bye, Unreachable("The server hung up during the sign-in.", details=details))
    return sign_in_required("refused", details)


def explain_wait(status: Status) -> Busy | None:
    """`Busy` when ``status`` asks for patience, else None."""
    hint = find_retry_after(status.text)
    if hint is None and lacks_mailbox(status):
        return NotConnected("The server doesn't reach this mailbox at the moment.", details=_details(status))
    if status.code not in _CODES_OF_TIME and hint is None and not _TIME.search(status.text):
        return None
    if hint is None and status.code == "OVERQUOTA":
        hint = OVER_QUOTA_S
    elif hint is None and "bandwidth" in status.text.lower():
        hint = BANDWIDTH_S
    return Busy("The server asks us to try again later.", details=_details(status), retry_after_s=hint)


def lacks_mailbox(status: Status) -> bool:
    """Whether a server says that it let us in and doesn't reach the mailbox (Office 365; thunderbird-android#9635)."""
    return _NOT_CONNECTED.search(status.text) is not None


def concerns_one_place(status: Status, *, writing: bool = False) -> bool:
    """Whether a request for patience may be about one folder or message alone, so that the others can still be had.

    Dovecot says [SERVERBUG] of a folder whose index is damaged and [INUSE] of one that is locked, Yahoo [UNAVAILABLE]
    of one message (imapsync#119). Words about connections or pauses concern everything. ``writing``: a quota that is
    used up concerns what is written alone.
    """
    if status.code not in _CODES_OF_ONE_PLACE and not (writing and status.code == "OVERQUOTA"):
        return False
    return find_retry_after(status.text) is None and not _ALL.search(status.text)


def explain_bye(bye: Status, drop: NeedsTime) -> ImapdeskError:
    """What a BYE, followed by the end of the line, means: an expired token, a throttle, or just the end."""
    reason = _find_reason(bye.text)
    if reason == "token_expired":
        return sign_in_required(reason, _details(bye))
    if bye.code in _CODES_OF_SIGN_IN:
        return sign_in_required(_CODES_OF_SIGN_IN[bye.code], _details(bye))
    ended = _SESSION_ENDS.search(bye.text) or _is_crash(bye)
    if not ended and (waiting := explain_wait(bye)):
        return waiting
    return Unreachable("The server ended the connection.", details=_details(bye) or drop.details)


def _is_crash(bye: Status) -> bool:
    """Whether the server failed at what it was asked, so that another connection may do better than waiting."""
    if bye.code not in ("", "SERVERBUG") or find_retry_after(bye.text) is not None:
        return False
    rest = _CRASH.sub("", bye.text)
    return (bye.code == "SERVERBUG" or rest != bye.text) and not _TIME.search(rest)


def explain_refusal(status: Status, doing: str, *, writing: bool = False) -> ImapdeskError:
    """A NO or BAD to anything but a sign-in; ``doing`` completes "The server refused ...".

    ``writing``: what may concern one folder alone is no request for patience, since reading goes on without it.
    """
    refused = ServerRefused(f"The server refused {doing}.", details=_details(status), code=status.code)
    return refused if writing and concerns_one_place(status, writing=True) else explain_wait(status) or refused


def _find_reason(text: str) -> str | None:
    return next((reason for reason, words in _SIGN_IN if words.search(text)), None)


def _details(status: Status) -> str:
    return f"[{status.code}] {status.text}".strip() if status.code else status.text
