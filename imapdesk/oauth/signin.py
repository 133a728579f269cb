"""One sign-in of one person: from the address to open to the tokens. The embedded view and the browser share it."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import SplitResult, parse_qsl, urlsplit

from imapdesk.errors import ProtocolError, SignInRequired
from imapdesk.mail import utc_now
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.refusals import SignInReason, describe_refusal
from imapdesk.oauth.values import Authorization, Tokens

TIME_LIMIT = timedelta(minutes=5)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


def begin(
    provider: OAuthProvider,
    address: str,
    redirect_uri: str,
    *,
    clock: Callable[[], datetime] = utc_now,
) -> PendingSignIn:
    """Start a sign-in; ``address`` is a hint for the provider's page. May ask the network.

    Raises ProtocolError when the provider class made an address without state, PKCE S256, https or the redirect, and
    what the provider raises.
    """
    authorization = provider.make_authorization(redirect_uri, address)
    _check_authorization(authorization, redirect_uri)
    return PendingSignIn(provider, authorization, address, clock() + TIME_LIMIT, clock)


class PendingSignIn:
    """A sign-in that waits for its redirect. Can be finished once; nothing of it is ever stored or logged."""

    def __init__(
        self,
        provider: OAuthProvider,
        authorization: Authorization,
        address: str,
        expires_at: datetime,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.address = address
        self.redirect_uri = authorization.redirect_uri
        self.expires_at = expires_at
        self.label = provider.label
        self._provider = provider
        self._authorization = authorization
        self._clock = clock
        self._used = False
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"PendingSignIn({self.label!r}, {self.address!r})"

    @property
    def url(self) -> str:
        """The address to open. It carries the state: don't log it."""
        return self._authorization.url

    def matches(self, url: str) -> bool:
        """Whether ``url`` is the expected redirect: same scheme, host, port and path. Its query isn't looked at."""
        return _place(_split(url)) == _place(_split(self.redirect_uri))

    def strays(self, url: str) -> bool:
        """Whether ``url`` is an answer sent elsewhere on this computer: never to be opened, but to be finished with."""
        parts = _split(url)
        is_answer = bool({"code", "error"} & _read_answer(url).keys())
        is_page = parts.netloc == urlsplit(self.url).netloc  # a provider may run on this computer itself
        return is_answer and parts.hostname in _LOOPBACK and not is_page and not self.matches(url)

    def finish(self, url: str) -> Tokens:
        """The tokens for the redirect ``url``. Asks the network.

        Raises SignInRequired (wrong state, issuer or address, declined, used before, too late, no permission for mail,
        clocks differ), Unreachable and Busy (nothing is lost but this sign-in), ProtocolError.
        """
        with self._lock:
            code = self._take_code(url)
            self._used = True
        tokens = self._provider.fetch_tokens(self._authorization, code)
        if tokens.user.address:
            return tokens
        return replace(tokens, user=self._provider.fetch_user_info(tokens))

    def _take_code(self, url: str) -> str:
        if self._used:
            raise _refuse(SignInReason.REPLAYED, "This sign-in has been used already. Please start again.")
        if self._clock() > self.expires_at:
            raise _refuse(SignInReason.TIMED_OUT, "The sign-in took too long. Please start again.")
        if not self.matches(url):
            raise _refuse(SignInReason.WRONG_ADDRESS, "The sign-in answer came to another address than agreed.")
        answer = _read_answer(url)
        if not hmac.compare_digest(answer.get("state", "").encode(), self._authorization.state.encode()):
            raise _refuse(SignInReason.WRONG_STATE, "The sign-in answer belongs to another sign-in.")
        if "code" in answer and "iss" not in answer and self._provider.demands_issuer():
            raise _refuse(SignInReason.WRONG_ISSUER, "The sign-in answer doesn't say which provider it comes from.")
        if "iss" in answer and not self._provider.accepts_issuer(answer["iss"]):
            raise _refuse(SignInReason.WRONG_ISSUER, "The sign-in answer comes from another provider.")
        return self._read_code(answer)

    def _read_code(self, answer: Mapping[str, str]) -> str:
        if "error" in answer:
            self._used = True
            secrets = (self._authorization.state, answer.get("code", ""))
            raise describe_refusal(answer["error"], answer.get("error_description", ""), self.label, secrets)
        if not answer.get("code"):
            raise ProtocolError(f"{self.label} sent neither a code nor an error.")
        return answer["code"]


def _check_authorization(authorization: Authorization, redirect_uri: str) -> None:
    parts = urlsplit(authorization.url)
    query = dict(parse_qsl(parts.query))
    faults = [
        fault
        for fault, bad in (
            ("not https", parts.scheme != "https"),
            ("no state", len(authorization.state) < 16 or query.get("state") != authorization.state),
            ("no PKCE S256", query.get("code_challenge_method") != "S256" or not query.get("code_challenge")),
            ("another redirect", query.get("redirect_uri") != redirect_uri),
        )
        if bad
    ]
    if faults:
        raise ProtocolError("The sign-in can't be made safely with this provider.", details=", ".join(faults))


def _read_answer(url: str) -> dict[str, str]:
    """The query's parameters; one that is there twice is left out, since nobody can say which one counts."""
    pairs = parse_qsl(_split(url).query, keep_blank_values=True)
    names = [name for name, _value in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # no address at all, such as "http://["
        return SplitResult("", "", "", "", "")


def _place(parts: SplitResult) -> tuple[str, str, int | None, str]:
    try:
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:  # "port could not be cast to integer"
        port = -1
    return parts.scheme, parts.hostname or "", port, parts.path.rstrip("/")


def _refuse(reason: SignInReason, sentence: str) -> SignInRequired:
    return SignInRequired(sentence, reason=reason)
