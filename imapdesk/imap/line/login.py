"""Signing in: exactly one attempt, by the best way that the server offers, and nothing sent before the line is safe."""

from __future__ import annotations

import base64
import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from imapdesk.errors import ImapdeskError, Insecure
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.grammar.responses import Status, clean_text
from imapdesk.imap.line.command import Command, OnData, OnStatus
from imapdesk.imap.line.journal import HIDDEN
from imapdesk.imap.line.pipeline import Pipeline
from imapdesk.imap.line.refusals import explain_sign_in, sign_in_required
from imapdesk.mail import Security

_QUOTABLE = re.compile(rb"[\x20-\x7e]{0,900}")
_SHORTEST_SECRET = 4  # a shorter one would take every other word out of a sentence
_LITERAL_MINUS = 4096  # RFC 7888 5: the largest literal that LITERAL- lets through uninvited
_NO_MECHANISM = re.compile(r"(?:un|not )(?:supported|known)|unrecogni[sz]ed|no such mechanism", re.IGNORECASE)
_SCOPE_WORDS = re.compile(r"scope|consent|permission", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears what the server says of itself around a sign-in."""

    on_data: OnData
    on_status: OnStatus

    def make(self, *pieces: bytes) -> Command:
        """A command whose answers they hear."""
        return Command(*pieces, on_data=self.on_data, on_code=self.on_status, on_done=self.on_status)


def sign_in(pipeline: Pipeline, config: ImapConfig, capabilities: frozenset[str], hears: Listeners) -> Status:
    """Sign in once and return the tagged OK. Raises `SignInRequired`, `Busy`, `Insecure` or `Unreachable`."""
    _check_safety(config, capabilities)
    if config.access_token is not None:
        status = _by_token(pipeline, config, capabilities, hears)
    elif _choose_plain(config, capabilities):
        status = _by_plain(pipeline, config, capabilities, hears)
    else:
        status = _by_login(pipeline, config, capabilities, hears)
    if not status.ok:
        raise explain_sign_in(status, pipeline.bye)
    return status


@contextlib.contextmanager
def hiding_secrets(pipeline: Pipeline, config: ImapConfig) -> Iterator[None]:
    """What a server says around a sign-in is shown and kept: a credential that it echoes is taken out of it."""
    try:
        yield
    except ImapdeskError as error:
        error.details = hide_secrets(error.details, config)
        raise
    finally:
        pipeline.alerts[:] = [hide_secrets(text, config) for text in pipeline.alerts]


def hide_secrets(text: str, config: ImapConfig) -> str:
    """``text`` without the password or token, in the ways in which they are sent.

    >>> hide_secrets('LOGIN "ada" "secret" failed', ImapConfig("h", 993, "ssl", "ada", "secret"))
    'LOGIN "ada" "[hidden]" failed'
    """
    for secret in (config.password, config.access_token):
        if not secret or len(secret) < _SHORTEST_SECRET:
            continue
        sent = [quote(secret.encode())[1:-1].decode(), secret]
        sent += [_encode(_plain(config))] if secret is config.password else []
        sent += [_encode(make_xoauth2(config)), _encode(make_oauthbearer(config))] if config.access_token else []
        for form in sent:
            text = text.replace(form, HIDDEN)
    return text


def _encode(response: bytes) -> str:
    return base64.b64encode(response).decode("ascii")


def _plain(config: ImapConfig) -> bytes:
    return b"\x00" + config.user.encode() + b"\x00" + (config.password or "").encode()


def _check_safety(config: ImapConfig, capabilities: frozenset[str]) -> None:
    plain_offered = "AUTH=PLAIN" in capabilities or config.access_token is not None
    if "LOGINDISABLED" not in capabilities or (plain_offered and config.protection is not Security.NONE):
        return
    if config.protection is Security.NONE:
        raise Insecure("The server takes no sign-in without encryption. Choose SSL or STARTTLS.")
    raise sign_in_required("oauth_required", "LOGINDISABLED")


def _choose_plain(config: ImapConfig, capabilities: frozenset[str]) -> bool:
    # Exchange reads "user\shared" rightly only from LOGIN (imapflow, reported).
    return "AUTH=PLAIN" in capabilities and ("\\" not in config.user or "LOGINDISABLED" in capabilities)


def _by_plain(pipeline: Pipeline, config: ImapConfig, capabilities: frozenset[str], hears: Listeners) -> Status:
    status = _authenticate(pipeline, b"PLAIN", _plain(config), capabilities, lambda _: b"*", hears)
    not_judged = status.kind == "BAD" or (status.kind == "NO" and not status.code and _NO_MECHANISM.search(status.text))
    if not_judged and "LOGINDISABLED" not in capabilities:
        # Offered, but not understood: nothing was judged, so LOGIN is still the first attempt.
        return _by_login(pipeline, config, capabilities, hears)
    return status


def _by_token(pipeline: Pipeline, config: ImapConfig, capabilities: frozenset[str], hears: Listeners) -> Status:
    challenges: list[bytes] = []
    bearer = "AUTH=OAUTHBEARER" in capabilities and (config.prefers_bearer or "AUTH=XOAUTH2" not in capabilities)
    if not bearer and "AUTH=XOAUTH2" not in capabilities:
        raise sign_in_required("consent", "The server offers neither XOAUTH2 nor OAUTHBEARER.")

    def hear_out(challenge: bytes) -> bytes:
        challenges.append(challenge)
        return b"AQ==" if bearer else b""  # RFC 7628 3.2.3; Google's and Microsoft's XOAUTH2 pages

    make = make_oauthbearer if bearer else make_xoauth2
    name = b"OAUTHBEARER" if bearer else b"XOAUTH2"
    status = _authenticate(pipeline, name, make(config), capabilities, hear_out, hears)
    if not status.ok and challenges:
        raise explain_challenge(challenges[-1], status, pipeline.bye)
    return status


def make_xoauth2(config: ImapConfig) -> bytes:
    """The initial response of XOAUTH2 (developers.google.com/gmail/imap/xoauth2-protocol)."""
    return f"user={config.user}\x01auth=Bearer {config.access_token}\x01\x01".encode()


def make_oauthbearer(config: ImapConfig) -> bytes:
    """The initial response of OAUTHBEARER (RFC 7628 3.1)."""
    name = config.user.replace("=", "=3D").replace(",", "=2C")
    return (
        f"n,a={name},\x01host={config.host}\x01port={config.port}\x01auth=Bearer {config.access_token}\x01\x01".encode()
    )


def explain_challenge(challenge: bytes, status: Status, bye: Status | None) -> ImapdeskError:
    """What the server's base64 error challenge says: an expired token, a missing permission, or a refusal."""
    words = _read_challenge(challenge)
    details = f"{words} {status.text}".strip()
    if _SCOPE_WORDS.search(words) and "invalid_token" not in words:
        return sign_in_required("consent", details)
    if re.search(r"invalid_token|\b40[01]\b|expired", words):
        return sign_in_required("token_expired", details)
    return explain_sign_in(status, bye)


def _read_challenge(challenge: bytes) -> str:
    try:
        text = base64.b64decode(challenge.strip() + b"=" * (-len(challenge.strip()) % 4))
        fields = json.loads(text)
    except ValueError:
        return clean_text(challenge)
    if not isinstance(fields, dict):
        return clean_text(text)
    return " ".join(str(fields[name])[:120] for name in ("status", "error") if fields.get(name))


def _authenticate(
    pipeline: Pipeline,
    mechanism: bytes,
    response: bytes,
    capabilities: frozenset[str],
    on_challenge: Callable[[bytes], bytes],
    hears: Listeners,
) -> Status:
    encoded = base64.b64encode(response)
    at_once = "SASL-IR" in capabilities
    sent = [at_once]

    def reply(text: bytes) -> bytes:
        pipeline.transport.count_round_trip()
        if not sent[0]:
            sent[0] = True
            return encoded + b"\r\n"
        return on_challenge(text) + b"\r\n"

    line = b"AUTHENTICATE " + mechanism + (b" " + encoded if at_once else b"") + b"\r\n"
    return pipeline.converse(hears.make(line), reply)


def _by_login(pipeline: Pipeline, config: ImapConfig, capabilities: frozenset[str], hears: Listeners) -> Status:
    pieces = join_arguments(b"LOGIN", [config.user.encode(), (config.password or "").encode()], capabilities)
    command = hears.make(*pieces)
    pipeline.run(command)
    assert command.done is not None
    return command.done


def join_arguments(verb: bytes, arguments: list[bytes], capabilities: frozenset[str]) -> list[bytes]:
    """The pieces of a command whose arguments are strings: quoted where that is legal, else literals."""
    pieces = [verb]
    for argument in arguments:
        if _QUOTABLE.fullmatch(argument):
            pieces[-1] += b" " + quote(argument)
            continue
        uninvited = "LITERAL+" in capabilities or (
            ("LITERAL-" in capabilities or "IMAP4REV2" in capabilities) and len(argument) <= _LITERAL_MINUS
        )
        pieces[-1] += b" {%d%s}\r\n" % (len(argument), b"+" if uninvited else b"")
        pieces.append(argument)
    pieces[-1] += b"\r\n"
    return pieces


def quote(text: bytes) -> bytes:
    """A quoted string (RFC 9051 4.3); the caller has made sure that it holds no CR, LF, NUL or 8-bit bytes."""
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
