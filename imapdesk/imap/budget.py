"""How many connections at a time a host is asked for. A courtesy as much as a limit: a refused one costs everybody."""

from __future__ import annotations

DEFAULT = 2
# Gmail bears 15, of which a person's other programs have theirs. Yahoo and AOL accept a second log-in and starve it
# (mailflow#433, reported). Office 365 counts, and answers "Too many connections" late: two are safe.
_BUDGETS = (
    (("gmail.com", "googlemail.com"), 3),
    (("yahoo.com", "aol.com", "yahoodns.net"), 1),
)


def choose_budget(host: str) -> int:
    """The most connections for one mailbox on ``host``.

    >>> choose_budget("imap.gmail.com"), choose_budget("export.imap.mail.yahoo.com"), choose_budget("mail.example.org")
    (3, 1, 2)
    """
    name = host.lower().rstrip(".")
    found = (count for hosts, count in _BUDGETS for end in hosts if name == end or name.endswith("." + end))
    return next(found, DEFAULT)
