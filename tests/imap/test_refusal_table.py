"""What servers say to a sign-in, and what it means: one row each. Codes are of RFC 5530 and the servers' own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.errors import ImapdeskError, NeedsTime, SignInRequired
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.session import ImapSession
from imapdesk.outcome import Outcome
from tests.fakes.imap_reactions import Reaction, bad, bye, no, say
from tests.fakes.scripted_server import MINIMAL, ScriptedServer
from tests.imap.signing import PATIENT

Start = Callable[..., ScriptedServer]
REFUSED, WAIT, GONE, UNSAFE = Outcome.SIGN_IN_REQUIRED, Outcome.BUSY, Outcome.UNREACHABLE, Outcome.INSECURE

# who says it, how, what it is to us, the reason or None, the wait in seconds or None
ROWS: list[tuple[str, Reaction, Outcome | None, str | None, float | None]] = [
    ("RFC 5530", no("[AUTHENTICATIONFAILED] Authentication failed"), REFUSED, "refused", None),
    ("RFC 5530", no("[AUTHORIZATIONFAILED] No such authorization-ID"), REFUSED, "refused", None),
    ("RFC 5530", no("[EXPIRED] That password isn't valid any more"), REFUSED, "password_expired", None),
    ("RFC 5530", no("[PRIVACYREQUIRED] Connection offers no privacy"), UNSAFE, None, None),
    ("RFC 5530", no("[CONTACTADMIN]"), WAIT, None, None),
    ("RFC 5530", no("[CONTACTADMIN] Authentication failed"), WAIT, None, None),
    ("RFC 5530", no("[CONTACTADMIN] Account is disabled"), REFUSED, "locked", None),
    ("RFC 5530", no("[UNAVAILABLE] User's backend down for maintenance"), WAIT, None, None),
    ("RFC 5530", no("[UNAVAILABLE] Authentication failed"), WAIT, None, None),
    ("RFC 5530", no("[INUSE] Mailbox in use"), WAIT, None, None),
    ("RFC 5530", no("[LIMIT] Login failed"), WAIT, None, None),
    ("RFC 5530", no("[SERVERBUG] This should not happen"), WAIT, None, None),
    ("RFC 5530", no("[OVERQUOTA] Sorry"), WAIT, None, 86400),
    ("RFC 2221", no("[REFERRAL imap://ada@other.example/] Look there"), None, None, None),
    ("nobody", no("No"), REFUSED, "refused", None),
    ("Gmail", no("[AUTHENTICATIONFAILED] Invalid credentials (Failure)"), REFUSED, "refused", None),
    ("Gmail", no("[ALERT] Invalid credentials (Failure)"), REFUSED, "refused", None),
    (
        "Gmail",
        no("[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833"),
        REFUSED,
        "app_password",
        None,
    ),
    ("Gmail", no("[WEBALERT https://accounts.google.com/x] Web login required"), REFUSED, "web_login", None),
    ("Gmail", no("[ALERT] Please log in via your web browser: https://example.com"), REFUSED, "web_login", None),
    ("Gmail", no("[ALERT] Your account is not enabled for IMAP use."), REFUSED, "imap_disabled", None),
    ("Gmail", no("[ALERT] Too many simultaneous connections. (Failure)"), WAIT, None, None),
    ("Gmail", no("[ALERT] Account exceeded command or bandwidth limits. (Failure)"), WAIT, None, 3600),
    ("Gmail", no("[OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)"), WAIT, None, 86400),
    ("Gmail", no("[ALERT] Lockdown in sector 4 (Failure)"), WAIT, None, None),
    ("Gmail", no("[UNAVAILABLE] Temporary System Error (Failure)"), WAIT, None, None),
    ("Gmail", no("[THROTTLED] Slow down"), WAIT, None, None),
    (
        "QQ",
        no(
            "Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, "
            "or system is busy. More information at https://help.example.com"
        ),
        REFUSED,
        "refused",
        None,
    ),
    ("Microsoft", no("LOGIN failed."), REFUSED, "refused", None),
    ("Microsoft", no("AUTHENTICATE failed."), REFUSED, "refused", None),
    ("Microsoft", no("LOGIN failed. LogonDenied-BasicAuthBlocked"), REFUSED, "oauth_required", None),
    ("Microsoft", no("User is authenticated but not connected."), WAIT, None, None),
    ("Microsoft", bad("User is authenticated but not connected."), WAIT, None, None),
    ("Microsoft", no("Request is throttled. Suggested Backoff Time: 92415 milliseconds"), WAIT, None, 92.415),
    ("Microsoft", no("Server Unavailable. 15"), WAIT, None, None),
    ("Microsoft", no("Server Busy. 16"), WAIT, None, None),
    ("Microsoft", bye("Session invalidated - AccessTokenExpired"), REFUSED, "token_expired", None),
    ("Microsoft", bye("Connection is closed. 13"), GONE, None, None),
    ("Yahoo", no("[AUTHENTICATIONFAILED] LOGIN Invalid credentials"), REFUSED, "refused", None),
    ("Yahoo", no("[AUTHENTICATIONFAILED] Please use an app password"), REFUSED, "app_password", None),
    ("Yahoo", no("[LIMIT] LOGIN Rate limit hit."), WAIT, None, None),
    ("Yahoo", no("[UNAVAILABLE] LOGIN Server error - Please try again later"), WAIT, None, None),
    ("Yahoo", no("[SERVERBUG] LOGIN Server error"), WAIT, None, None),
    ("Yahoo", no("[INUSE] LOGIN Mailbox in use"), WAIT, None, None),
    ("iCloud", no("[AUTHENTICATIONFAILED] Authentication failed"), REFUSED, "refused", None),
    ("iCloud", no("[ALERT] Use an app-specific password"), REFUSED, "app_password", None),
    ("iCloud", no("[UNAVAILABLE] Service temporarily unavailable"), WAIT, None, None),
    ("iCloud", no("[LIMIT] Too many connections"), WAIT, None, None),
    ("GMX", no("[ALERT] IMAP access is disabled for this account"), REFUSED, "imap_disabled", None),
    ("Dovecot", no("[AUTHENTICATIONFAILED] Authentication failed."), REFUSED, "refused", None),
    ("Dovecot", no("[UNAVAILABLE] Temporary authentication failure. [mail:2026-11-22 10:00:00]"), WAIT, None, None),
    ("Dovecot", no("Temporary authentication failure."), WAIT, None, None),
    ("Dovecot", no("[ALERT] Account is temporarily unavailable."), WAIT, None, None),
    (
        "Dovecot",
        no("[LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)"),
        WAIT,
        None,
        None,
    ),
    (
        "Dovecot",
        no("Plaintext authentication disallowed on non-secure (SSL/TLS) connections."),
        UNSAFE,
        None,
        None,
    ),
    ("Dovecot", bye("Server shutting down."), WAIT, None, None),
    ("Dovecot", bye("Internal error occurred. Refer to server log for more information."), GONE, None, None),
    ("RFC 5530", bye("[SERVERBUG] This should not happen"), GONE, None, None),
    ("any", bye("[UNAVAILABLE] Internal error occurred"), WAIT, None, None),
    ("any", bye("Internal error, try again in 20 seconds"), WAIT, None, 20.0),
    ("any", bye("Internal error: too many connections"), WAIT, None, None),
    ("Dovecot", bye("Disconnected for inactivity."), GONE, None, None),
    ("Cyrus", no("Login failed: authentication failure"), REFUSED, "refused", None),
    ("Cyrus", no("Login failed: user not found"), REFUSED, "refused", None),
    ("Cyrus", no("Login failed: generic failure"), WAIT, None, None),
    ("Cyrus", no("Login only available under a layer"), UNSAFE, None, None),
    ("Cyrus", bye("Fatal error: too many connections"), WAIT, None, None),
    ("Cyrus", bye("idle for too long"), GONE, None, None),
    ("Courier", no("Login failed."), REFUSED, "refused", None),
    ("Courier", no("Error in IMAP command received by server, LOGIN failed"), REFUSED, "refused", None),
    ("Courier", no("Maximum connection limit reached for 192.0.2.1"), WAIT, None, None),
    ("Courier", bye("Temporary problem, please try again later"), WAIT, None, None),
    ("Courier", bye("Courier-IMAP server shutting down"), WAIT, None, None),
    ("any", say(b"* BYE Good bye\r\n{tag} NO LOGIN\r\n"), GONE, None, None),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{number}" for number, row in enumerate(ROWS)])
def test_a_server_s_words_are_told_apart(
    scripted_server: Start, row: tuple[str, Reaction, Outcome | None, str | None, float | None]
) -> None:
    _who, reaction, outcome, reason, wait_s = row
    server = scripted_server(capabilities=MINIMAL, on={"LOGIN": reaction})
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    with pytest.raises(ImapdeskError) as caught:
        ImapSession.open(config, limits=PATIENT)
    error = caught.value
    assert error.outcome is outcome, (error, error.details)
    assert (error.reason if isinstance(error, SignInRequired) else None) == reason
    assert (error.retry_after_s if isinstance(error, NeedsTime) else None) == wait_s
    assert server.count("LOGIN") == 1
