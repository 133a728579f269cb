"""HTTPS to providers: time limits, system's and own certificates, and errors that say who can act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from imapdesk.errors import Busy, ImapdeskError, Insecure, ProtocolError, Unreachable
from imapdesk.oauth.hygiene import quieten_libraries, scrub

if TYPE_CHECKING:
    import requests

CONNECT_S = 10.0
READ_S = 30.0
MAX_ANSWER = 1 << 20
_LONGEST_WAIT_S = 24 * 60 * 60.0  # that a provider can ask for
_SECONDS = re.compile(r"-?[0-9]{1,10}")  # more of them lead beyond the year 9999, where the libraries can't reckon
_NEVER_EMPTY = ("error", "access_token", "device_code")


def make_session(ca_file: str | None = None) -> requests.Session:
    """A session that trusts the system's authorities, or those of ``ca_file`` (PEM) in their place.

    Raises SettingsRefused when the file can't be read.
    """
    import requests

    session = requests.Session()
    equip_session(session, ca_file)
    return session


def equip_session(session: requests.Session, ca_file: str | None = None) -> None:
    """Give a library's session our certificates and time limits. Raises SettingsRefused."""
    from requests.adapters import HTTPAdapter

    from imapdesk.net.https import POOLS
    from imapdesk.net.trust import make_context

    context = make_context(ca_file)

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs, ssl_context=context)
            self.poolmanager.pool_classes_by_scheme = POOLS

        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
            super().cert_verify(conn, url, True, cert)  # type: ignore[no-untyped-call]
            conn.ca_certs = conn.ca_cert_dir = None  # the context has its authorities; requests would add certifi's

        def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
            kwargs["timeout"] = (CONNECT_S, READ_S)
            return super().send(request, *args, **kwargs)

    session.mount("https://", Adapter())
    session.trust_env = False  # the way out is chosen in `imapdesk.net`, the environment's proxies among them
    session.auth = lambda request: request  # keeps requests from sending a password out of ~/.netrc
    session.hooks["response"].append(_refuse_redirect)
    quieten_libraries()


def _refuse_redirect(response: requests.Response, **_options: Any) -> None:
    """No endpoint of a provider moves; following one would show tokens and secrets to another server."""
    if response.is_redirect:
        response.close()
        raise ProtocolError(
            "The provider sends us elsewhere, and such redirects are not followed.",
            details=f"HTTP status {response.status_code} from {urlsplit(response.url).hostname}",
        )


@contextmanager
def translated(label: str, *secrets: str) -> Iterator[None]:
    """Turn what requests raises into errors of ours; ``label`` names the provider, ``secrets`` stay out of texts.

    The cause is dropped on purpose: a library's exception carries the request, and with it the secrets.
    """
    import requests

    try:
        yield
    except requests.exceptions.SSLError as error:
        raise Insecure(
            f"{label} can't prove its identity; nothing was sent.", details=scrub(str(error), *secrets)
        ) from None
    except requests.exceptions.InvalidJSONError as error:
        raise ProtocolError(f"{label} gave an answer that can't be read.", details=type(error).__name__) from None
    except requests.exceptions.RequestException as error:
        raise make_unreachable(label, scrub(f"{type(error).__name__}: {error}", *secrets)) from None


def make_unreachable(label: str, details: str = "") -> Unreachable:
    """The error for a provider that doesn't answer."""
    return Unreachable(f"{label} can't be reached; it is tried again later.", details=details)


def find_status_error(response: requests.Response, label: str) -> ImapdeskError | None:
    """Busy for 429 and 5xx, with ``Retry-After`` (RFC 9110 10.2.3) where it is a number; else None."""
    if response.status_code != 429 and response.status_code < 500:
        return None
    wait = response.headers.get("Retry-After", "")
    return Busy(
        f"{label} can't answer at the moment; it is tried again later.",
        details=f"HTTP status {response.status_code} from {urlsplit(response.url).hostname}",
        retry_after_s=min(float(wait), _LONGEST_WAIT_S) if wait.isascii() and wait.isdigit() else None,
    )


def read_json(response: requests.Response, label: str) -> dict[str, Any]:
    """The JSON object of an answer. Raises Busy for 429 and 5xx, ProtocolError for anything but an object."""
    content = response.content  # read to its end, or the connection would be left open
    if trouble := find_status_error(response, label):
        raise trouble
    try:
        document = response.json() if len(content) <= MAX_ANSWER else None
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise ProtocolError(
            f"{label} gave an answer that can't be read.", details=f"HTTP status {response.status_code}, not JSON"
        )
    return document


def read_lifetime(answer: Mapping[str, Any], default: timedelta) -> timedelta:
    """``expires_in`` of a token answer (RFC 6749 5.1), which some providers send as text; ``default`` for nonsense."""
    try:
        seconds = float(answer.get("expires_in") or 0)
    except (TypeError, ValueError):
        seconds = 0.0
    return timedelta(seconds=seconds) if 0 < seconds < 10 * 365 * 86400 else default


def demand_sense(session: requests.Session, label: str) -> None:
    """Let only answers of RFC 6749 5 and RFC 8628 3.2 reach the library that uses this session, or raise.

    The libraries trust the types of what they read, log what isn't JSON, or sleep and ask again (seen 2026-11).
    """

    def look(response: requests.Response, **_options: Any) -> None:
        document = read_json(response, label)
        if response.request.method == "POST" and (fault := find_token_fault(document)):
            raise ProtocolError(f"{label} gave an answer that can't be read.", details=fault)

    session.hooks["response"].append(look)


def find_token_fault(answer: Mapping[str, Any]) -> str:
    """What is wrong with the shape of a token endpoint's answer; empty when nothing is. Pure."""
    if not {"error", "access_token", "device_code"} & answer.keys():
        return "neither a token nor an error"
    for name in ("error", "access_token", "device_code", "refresh_token", "id_token", "scope"):
        value = answer.get(name, "absent")
        if not isinstance(value, str) or (not value and name in _NEVER_EMPTY):
            return f"{name} is no text"
    lifetime = answer.get("expires_in", 0)
    if isinstance(lifetime, bool) or not _SECONDS.fullmatch(str(lifetime)):
        return "expires_in is no number"
    return ""
