"""PURE: a search as it is kept: with the place that it was made in, since a kept one looks everywhere."""

from __future__ import annotations

from imapdesk.mail import FolderRole, Scope


def narrow_query(query: str, scope: Scope) -> str:
    """A query that finds everywhere what ``query`` finds in a place. A name that can't be quoted narrows nothing."""
    words = [
        "in:INBOX" if scope.role is FolderRole.INBOX else "",
        _name("in", scope.folder),
        _name("mailbox", scope.mailbox),
        "is:unread" if scope.unread else "",
        "is:starred" if scope.starred else "",
        "has:attachment" if scope.attachments else "",
    ]
    narrowing = " ".join(filter(None, words))
    if not narrowing:
        return query
    query += '"' * (query.count('"') % 2)  # a phrase that was left open ends here
    return f"({query}) {narrowing}" if " OR " in query else f"{query} {narrowing}"


def _name(operator: str, name: str | None) -> str:
    return f'{operator}:"{name}"' if name and '"' not in name else ""
