"""By what names a search finds a folder; pure."""

from __future__ import annotations

# What windows call folders by what they are for, this one's in each of its languages and those of other programs.
_CALLED = {
    "inbox": "posteingang",
    "sent": "sent items|sent mail|sent messages|gesendet|gesendete elemente|gesendete e-mails|gesendete nachrichten",
    "drafts": "draft|entwürfe|entwurf",
    "archive": "archives|archiv",
    "spam": "junk|junk email|junk e-mail|junk-e-mail|bulk mail|massen-e-mails",
    "trash": "bin|deleted|deleted items|deleted messages|papierkorb|gelöscht|gelöschte elemente|gelöschte nachrichten",
    "all": "all mail|alle nachrichten",
    "flagged": "starred|markiert|mit stern",
    "important": "wichtig",
    "templates": "vorlagen",
}


def list_names(path: str, delimiter: str | None, role: str) -> set[str]:
    """Its path, also with ``/`` whatever the server has between the parts, the last part, and what it is for.

    All in small letters.
    """
    leaf = path.rpartition(delimiter)[2] if delimiter else path
    usual = path.replace(delimiter, "/") if delimiter else path
    called = _CALLED.get(role, "").split("|")
    return {name.casefold() for name in (path, usual, leaf, role, *called)} - {""}
