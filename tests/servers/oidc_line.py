"""The test provider at its line: pages for people, JSON for programs."""

from __future__ import annotations

import html
import json
import ssl
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import jwt

from tests.servers.oidc_state import MAIL_SCOPES, Refusal
from tests.servers.ports import free_ports

if TYPE_CHECKING:
    from tests.servers.oidc import OidcServer

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Example sign-in</title><style>
body {{ font: 16px sans-serif; background: #eef1f6; color: #222; margin: 0 }}
main {{ max-width: 24em; margin: 10vh auto; background: #fff; padding: 2em 2.5em; border-radius: 12px }}
input {{ display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4em; margin-top: .2em }}
button {{ font: inherit; padding: .4em 1.4em; margin-right: .6em }}</style></head><body><main>
<h1>Sign in to Example</h1><form method="post" action="{action}">{hidden}
<p><label>Address <input name="user" id="user" value="{user}"></label></p>
<p><label>Password <input name="password" id="password" type="password"></label></p>
<p>{client} wants to: {scope}</p>
<p><button name="decision" id="allow" value="allow">Allow</button>
<button name="decision" id="deny" value="deny">Deny</button></p></form></main></body></html>"""


class ProviderServer(ThreadingHTTPServer):
    """Answers for one provider, each connection in a thread of its own."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, oidc: OidcServer, tls: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", *free_ports(1)), _Handler)
        self.oidc = oidc
        self._tls = tls

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        connection.settimeout(20)  # the handshake happens at the first read, in the connection's own thread
        return self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that doesn't trust us, or hangs up, is part of some tests."""


class _Handler(BaseHTTPRequestHandler):
    server: ProviderServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement

    @property
    def oidc(self) -> OidcServer:
        return self.server.oidc

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self._serve(dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

    def _serve(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        endpoint = parts.path.removeprefix("/example/").removeprefix("v2.0/")  # Microsoft's description lies there
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.oidc.requests[f"{self.command} {endpoint}"] += 1
        self.oidc.requests[f"{endpoint} {form['grant_type']}" if "grant_type" in form else "other"] += 1
        self.oidc.before_answer(endpoint)
        if endpoint in self.oidc.faults:
            status, body, headers = self.oidc.faults[endpoint]
            self._send(status, body, headers.get("Content-Type", "text/html"), headers)
        elif endpoint in ("authorize", "activate"):
            self._serve_page(endpoint, query, form)
        else:
            self._serve_json(endpoint, form)

    def _serve_json(self, endpoint: str, form: dict[str, str]) -> None:
        authorization = self.headers.get("Authorization", "")
        status = 200
        try:
            with self.oidc.state.lock:
                answer = self._answer(endpoint, form, authorization)
        except Refusal as refusal:
            status = refusal.status
            answer = {"error": refusal.error, "error_description": refusal.description}
        self._send(status, json.dumps(answer), "application/json", {"Cache-Control": "no-store"})

    def _answer(self, endpoint: str, form: dict[str, str], authorization: str) -> dict[str, Any]:
        match endpoint:
            case ".well-known/openid-configuration":
                return self.oidc.discovery()
            case "jwks":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.oidc.state.key.public_key()))
                return {"keys": [public | {"kid": "test", "use": "sig", "alg": "RS256"}]}
            case "token":
                return self.oidc.answer_token(form, authorization)
            case "device":
                return self.oidc.start_device(form)
            case "introspect":
                return self.oidc.state.introspect(form.get("token", ""))
            case "revoke":
                self.oidc.state.refresh_tokens.pop(form.get("token", ""), None)
                return {}
            case "userinfo":
                found = self.oidc.state.introspect(authorization.removeprefix("Bearer "))
                if not found["active"]:
                    raise Refusal("invalid_token", "", 401)
                return {"sub": "1", "email": found["email"], "name": found["email"].partition("@")[0]}
        raise Refusal("not_found", endpoint, 404)

    def _serve_page(self, endpoint: str, query: dict[str, str], form: dict[str, str]) -> None:
        if self.oidc.refuse_embedded and "QtWebEngine" in self.headers.get("User-Agent", ""):
            self._send(403, "<h1>Error 403: disallowed_useragent</h1>")
        elif endpoint == "activate":
            self._serve_activation(form)
        elif fault := self.oidc.check_request(query):
            self._send(400, f"<h1>{html.escape(fault)}</h1>")
        elif form:
            allow = form.get("decision") == "allow"
            target = self.oidc.decide(query, form.get("user", ""), form.get("password", ""), allow)
            self._send(302, "", headers={"Location": target})
        else:
            scope = [each for each in query.get("scope", "").split() if each in MAIL_SCOPES]
            values = {"action": self.path, "user": query.get("login_hint", ""), "client": query["client_id"]}
            values["scope"] = "read your mail" if scope else "know who you are"
            self._send(200, _PAGE.format(hidden="", **{name: html.escape(text) for name, text in values.items()}))

    def _serve_activation(self, form: dict[str, str]) -> None:
        if "user_code" in form:
            self.oidc.activate(form["user_code"], form["user"], form.get("decision") == "allow")
        self._send(200, "<h1>You can close this page</h1>" if form else _PAGE.format(
            action=self.path, user="", client="A device", scope="read your mail",
            hidden='<p><label>Code <input name="user_code" id="user_code"></label></p>'))  # fmt: skip

    def _send(self, status: int, body: str, kind: str = "text/html", headers: Mapping[str, str] = {}) -> None:
        raw = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(raw)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        """A test's output is its own."""
