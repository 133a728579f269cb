"""What a person wants to hear of, and when not: Settings > Notifications. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, time
from typing import Any

from imapdesk.notify.news import NewsSettings
from imapdesk.notify.values import Surroundings


@dataclass(frozen=True, slots=True)
class NotificationSettings:
    """One person's wishes about tray messages; banners and e-mails about trouble come whatever stands here.

    ``quiet_from`` and ``quiet_to`` are local times like "22:00"; equal or empty ones mean no quiet hours.
    """

    problems: bool = True
    new_mail: bool = False
    show_senders: bool = False
    finished: bool = True
    quiet_from: str = ""
    quiet_to: str = ""

    @property
    def news(self) -> NewsSettings:
        """The part that is about news."""
        return NewsSettings(self.new_mail, self.show_senders, self.finished)

    def is_quiet(self, now: datetime) -> bool:
        """Whether a moment lies in the quiet hours of this computer's zone; they may pass midnight."""
        begins, ends = _parse(self.quiet_from), _parse(self.quiet_to)
        if begins is None or ends is None or begins == ends:
            return False
        clock = now.astimezone().time()
        return begins <= clock < ends if begins < ends else clock >= begins or clock < ends

    def describe_surroundings(self, now: datetime, *, window_active: bool) -> Surroundings:
        """What is going on around the person."""
        return Surroundings(window_active=window_active, quiet_hours=self.is_quiet(now))


def encode_preferences(settings: NotificationSettings) -> dict[str, Any]:
    """The settings as a value that ``json`` can write."""
    return asdict(settings)


def decode_preferences(document: object) -> NotificationSettings:
    """The settings that were written; defaults for what is missing, and words of a newer program are left out."""
    given = document if isinstance(document, Mapping) else {}
    known = {each.name: type(each.default) for each in fields(NotificationSettings)}
    return NotificationSettings(**{name: given[name] for name, kind in known.items() if type(given.get(name)) is kind})


def _parse(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
