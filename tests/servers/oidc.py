"""An OpenID provider over TLS for tests: code flow with PKCE, refresh with rotation, device code, introspection.

It stands in for Google, Microsoft and third parties. Clients, tokens and knobs are in `server.state`.
"""

from __future__ import annotations

import base64
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import unquote_plus, urlencode, urlsplit

from tests.servers.certificates import TestAuthority
from tests.servers.oidc_line import ProviderServer
from tests.servers.oidc_state import Client, Device, Grant, ProviderState, Refusal

PASSWORD = "staple for the provider"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class OidcServer:
    """A running provider. ``issuer`` is the address that clients are given; ``requests`` counts what was asked."""

    def __init__(self, authority: TestAuthority) -> None:
        self.authority = authority
        self.ca_file = str(authority.ca_file)
        self.state = ProviderState()
        self.requests: Counter[str] = Counter()
        self.faults: dict[str, tuple[int, str, dict[str, str]]] = {}
        self.before_answer: Callable[[str], None] = lambda endpoint: None
        self.refuse_embedded = False
        self._server = ProviderServer(self, authority.server_context())
        self.port = int(self._server.server_address[1])
        self.issuer = self.state.issuer = f"https://localhost:{self.port}/example"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="oidc", daemon=True)

    def start(self) -> Self:
        """Answer from now on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close; later connections are refused."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def add_client(self, client_id: str, secret: str = "", *, redirects: tuple[str, ...] = ()) -> Client:
        """Register a client; without a secret it is a public one."""
        client = self.state.clients[client_id] = Client(client_id, secret, redirects=redirects)
        return client

    def url(self, endpoint: str) -> str:
        """The address of an endpoint: authorize, token, userinfo, introspect, revoke, device."""
        return f"{self.issuer}/{endpoint}"

    def break_endpoint(self, endpoint: str, status: int, body: str = "", headers: Mapping[str, str] = {}) -> None:
        """Give this answer from now on, until ``mend``."""
        self.faults[endpoint] = (status, body, dict(headers))

    def mend(self) -> None:
        """Answer truthfully again."""
        self.faults.clear()
        self.before_answer = lambda endpoint: None

    def discovery(self) -> dict[str, Any]:
        """OpenID Connect Discovery 3."""
        return {
            "issuer": self.state.issuer,
            "authorization_endpoint": self.url("authorize"),
            "token_endpoint": self.url("token"),
            "userinfo_endpoint": self.url("userinfo"),
            "introspection_endpoint": self.url("introspect"),
            "revocation_endpoint": self.url("revoke"),
            "device_authorization_endpoint": self.url("device"),
            "jwks_uri": self.url("jwks"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": self.state.tells_issuer,
        }

    def check_request(self, query: Mapping[str, str]) -> str | None:
        """What is wrong with an authorisation request; None when a page may be shown."""
        client = self.state.clients.get(query.get("client_id", ""))
        if client is None:
            return "unknown client"
        if not self._knows_redirect(client, query.get("redirect_uri", "")):
            return "redirect_uri_mismatch"
        if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
            return "PKCE S256 is needed"
        return None

    def decide(self, query: Mapping[str, str], user: str, password: str, allow: bool) -> str:
        """The redirect's address after the person pressed a button."""
        answer = {"state": query.get("state", "")}
        if self.state.tells_issuer:
            answer["iss"] = self.issuer
        if not allow or password != PASSWORD:
            answer |= {"error": "access_denied", "error_description": "The person said no"}
        else:
            grant = Grant(
                query["client_id"],
                user,
                query.get("scope", ""),
                query.get("nonce", ""),
                query["code_challenge"],
                query["redirect_uri"],
            )
            with self.state.lock:
                answer["code"] = self.state.make_code(grant)
        joint = "&" if "?" in query["redirect_uri"] else "?"
        return query["redirect_uri"] + joint + urlencode(answer)

    def authenticate(self, form: Mapping[str, str], authorization: str) -> Client:
        """RFC 6749 2.3.1: by Basic or in the form; a public client by its id alone."""
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        if authorization.startswith("Basic "):
            name, _colon, password = base64.b64decode(authorization[6:]).decode().partition(":")
            client_id, secret = unquote_plus(name), unquote_plus(password)
        client = self.state.clients.get(client_id)
        if client is None:
            raise Refusal("invalid_client", "The OAuth client was not found.", 401)
        if client.secret and not secret:
            raise Refusal("invalid_client", "AADSTS7000218: the request must hold 'client_secret'.", 401)
        if secret != client.secret:
            raise Refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401)
        return client

    def answer_token(self, form: Mapping[str, str], authorization: str) -> dict[str, Any]:
        """The token endpoint."""
        client = self.authenticate(form, authorization)
        match form.get("grant_type", ""):
            case "authorization_code":
                return self.state.exchange(client, form)
            case "refresh_token":
                return self.state.refresh(client, form)
            case "urn:ietf:params:oauth:grant-type:device_code":
                return self._exchange_device(form.get("device_code", ""))
        raise Refusal("unsupported_grant_type")

    def start_device(self, form: Mapping[str, str]) -> dict[str, Any]:
        """RFC 8628 3.2."""
        if form.get("client_id") not in self.state.clients:
            raise Refusal("unauthorized_client", "AADSTS700016: Application was not found in the directory.")
        device_code = f"device-{secrets.token_urlsafe(24)}"
        device = Device(form["client_id"], form.get("scope", ""), secrets.token_hex(4).upper())
        self.state.devices[device_code] = device
        return {
            "device_code": device_code,
            "user_code": device.user_code,
            "verification_uri": self.url("activate"),
            "expires_in": 600,
            "interval": 1,
        }

    def activate(self, user_code: str, user: str, allow: bool = True) -> None:
        """The person types the code in and decides."""
        with self.state.lock:
            device = next(each for each in self.state.devices.values() if each.user_code == user_code)
            device.denied = not allow
            device.grant = Grant(device.client_id, user, device.scope) if allow else None

    def _exchange_device(self, device_code: str) -> dict[str, Any]:
        device = self.state.devices.get(device_code)
        if device is None:
            raise Refusal("expired_token", "unknown device code")
        if device.denied:
            raise Refusal("authorization_declined", "The person said no")
        if device.grant is None:
            raise Refusal("authorization_pending")
        del self.state.devices[device_code]
        return self.state.issue(device.grant)

    @staticmethod
    def _knows_redirect(client: Client, redirect_uri: str) -> bool:
        parts = urlsplit(redirect_uri)
        is_loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
        return redirect_uri in client.redirects or (client.loopback and is_loopback)
