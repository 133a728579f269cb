"""How servers behave and what the program did: report cards, the protocol log, the report that a person can copy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from imapdesk import __version__
from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.integrating import IntegrationDesk
from imapdesk.errors import StoreError
from imapdesk.mail import RunResult

if TYPE_CHECKING:
    from imapdesk.imap.session import ImapSession
    from imapdesk.sync.events import Event

_CARDS = "server_cards"
_PROTOCOL = "protocol_log"
_LIBRARIES = (
    "PySide6_Essentials",
    "imapclient",
    "peewee",
    "keyring",
    "msal",
    "google-auth-oauthlib",
    "zstandard",
    "nh3",
)


@dataclass(frozen=True, slots=True)
class ReportCard:
    """What was seen of a server: ``bytes_per_s`` is the best run's, ``broken`` are extensions it promised and broke."""

    host: str
    product: str = ""
    capabilities: tuple[str, ...] = ()
    bytes_per_s: float = 0.0
    longest_wait_s: float = 0.0  # that it asked us for
    broken: tuple[str, ...] = ()


class DiagnosticDesk(IntegrationDesk):
    """The diagnostics' part of `Desk`."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self._sessions: dict[str, ImapSession] = {}  # the latest of each host

    def _open(self, config: Any, *words: Any, **more: Any) -> ImapSession:
        session = super()._open(config, *words, **more)
        self._sessions[config.host] = session
        return session

    def sync(
        self,
        names: Collection[str] | None = None,
        *,
        on_event: Callable[[Event], None] | None = None,
        should_stop: ShouldStop = never,
    ) -> list[RunResult]:
        """Synchronise, and note on the servers' report cards what was seen. Raises NotFound."""
        results = super().sync(names, on_event=on_event, should_stop=should_stop)
        with suppress(StoreError):  # the results tell it
            self._mark_cards(results)
        return results

    def _mark_cards(self, results: list[RunResult]) -> None:
        hosts = {mailbox.name: mailbox.settings.host for mailbox in self.load_mailboxes()}
        kept: Any = self.store.get_setting(_CARDS, None)
        before = dict(kept) if isinstance(kept, dict) else {}
        cards = dict(before)
        for result in results:
            host = hosts.get(result.mailbox)
            session = self._sessions.pop(host or "", None)
            if host is not None and session is not None:
                cards[host] = _mark(cards.get(host, {}), session, result)
        if cards != before:
            self.store.set_setting(_CARDS, cards)

    def load_report_cards(self) -> list[ReportCard]:
        """What was seen of each server that a mailbox is on, by host."""
        kept: Any = self.store.get_setting(_CARDS, None)
        cards = kept if isinstance(kept, dict) else {}
        hosts = sorted({mailbox.settings.host for mailbox in self.load_mailboxes()})
        return [self._make_card(host, cards.get(host, {})) for host in hosts]

    def _make_card(self, host: str, kept: dict[str, Any]) -> ReportCard:
        return ReportCard(
            host,
            str(kept.get("product", "")),
            tuple(kept.get("capabilities", ())),
            float(kept.get("bytes_per_s", 0.0)),
            float(kept.get("longest_wait_s", 0.0)),
            tuple(sorted(self.host_memory.distrusted(host))),
        )

    def load_protocol_log(self) -> bool:
        """Whether the conversation with servers is written down."""
        return bool(self.store.get_setting(_PROTOCOL, False))

    def save_protocol_log(self, on: bool) -> None:
        """Write the conversation with servers down from now on, or stop it; it is remembered."""
        from imapdesk.desk.computer.logs import log_protocol

        self.store.set_setting(_PROTOCOL, on or None)
        log_protocol(self.data_dir, on)

    def load_log_lines(self) -> list[str]:
        """The last lines of the program's log, oldest first; neither secrets nor addresses are in it."""
        from imapdesk.desk.computer.logs import read_lines

        return read_lines(self.data_dir)

    def load_protocol_lines(self, limit: int = 200) -> list[str]:
        """The last lines of the protocol log, oldest first."""
        from imapdesk.desk.computer.logs import PROTOCOL, read_lines

        return read_lines(self.data_dir, PROTOCOL, limit)

    def make_diagnostic_report(self) -> str:
        """Versions, mailboxes without names, what servers can, the last lines of the log. No address is in it."""
        import platform

        from imapdesk.desk.computer.logs import hide_addresses

        lines = [f"imapdesk {__version__}", f"Python {platform.python_version()} on {platform.platform()}"]
        lines += [f"{name} {_find_version(name)}" for name in _LIBRARIES]
        lines += ["", f"messages saved: {self.count_messages()}"]
        for number, mailbox in enumerate(self.load_mailboxes(), 1):
            folders = self.load_folders(mailbox.name)
            lines.append(
                f"mailbox {number}: {mailbox.settings.host}, {mailbox.settings.security}, sign-in by "
                f"{mailbox.settings.auth}, folders: {len(folders)}, last outcome {mailbox.last_outcome or 'none'}"
            )
        lines += ["", *(_describe_card(card) for card in self.load_report_cards())]
        lines += ["", "The last lines of the log:", *self.load_log_lines()]
        return hide_addresses("\n".join(lines))


def _mark(kept: dict[str, Any], session: ImapSession, result: RunResult) -> dict[str, Any]:
    identity = session.identity
    speed = result.bytes_received / result.seconds if result.seconds > 0 and result.stored else 0.0
    product = " ".join(filter(None, (identity.get("name", ""), identity.get("version", ""))))
    card = ReportCard(
        "",
        product or str(kept.get("product", "")),
        tuple(sorted(session.capabilities)) or tuple(kept.get("capabilities", ())),
        max(float(kept.get("bytes_per_s", 0.0)), speed),
        max(float(kept.get("longest_wait_s", 0.0)), result.retry_after_s or 0.0),
    )
    made = asdict(card)
    return {**made, "capabilities": list(card.capabilities), "broken": []}


def _describe_card(card: ReportCard) -> str:
    speed = f"{card.bytes_per_s / 1000:.0f} kB/s" if card.bytes_per_s else "not measured"
    parts = [f"{card.host}: {card.product or 'unnamed server'}", f"speed {speed}"]
    parts.append(f"can {' '.join(card.capabilities) or 'not known'}")
    if card.broken:
        parts.append(f"broke {' '.join(card.broken)}")
    return "; ".join(parts)


def _find_version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # late: it costs start-up time

    if getattr(sys, "frozen", False):
        return "bundled"
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
