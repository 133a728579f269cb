"""How the window writes dates, sizes and counts: in the system's language, short where a column is narrow."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from imapdesk.mail import utc_now

# Marks that change how their neighbours are shown (UAX 9), and line ends: a subject may not use them to lie.
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_LONG_WORD = re.compile(r"[^\s\u0e00-\U0010ffff]{32,}")  # from Thai on, a line breaks without blanks
_BREAK = "\u200b"
_PIECE = 8  # characters of a long word that stay together
# Marks that any letter can bear, in stacks that no language has: drawn, they cover the lines above.
_STACKED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_ATS = "@\uff20\ufe6b"
_BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("formats", text)


def plain(text: str) -> str:
    """One line without control and direction marks, for cells, labels and titles."""
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if c in "\r\n\t" else c for c in text if c not in _BIDI)
    return _STACKED.sub(r"\1", "".join(c for c in kept if unicodedata.category(c) not in _HIDDEN))


def breakable(text: str) -> str:
    """A text whose very long words may be broken, for a label that breaks lines at words alone."""

    def break_up(found: re.Match[str]) -> str:
        word = found[0]
        return _BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))

    return _LONG_WORD.sub(break_up, text)


def without_breaks(text: str) -> str:
    """What was made `breakable` as it was before."""
    return text.replace(_BREAK, "")


def cut(text: str, most: int) -> str:
    """A text as far as it is worth reading, with dots at its end if that isn't all of it."""
    return text if len(text) <= most else f"{text[:most]}…"


def folder(path: str) -> str:
    """A folder's path for people: IMAP's INBOX has its own name in each language (RFC 9051 section 5.1)."""
    name, rest = path[:5], path[5:]
    if name.upper() != "INBOX" or rest[:1].isalnum():
        return plain(path)
    return QCoreApplication.translate("Folders", "Inbox") + plain(rest)


def today() -> date:
    """The day where the person is."""
    return utc_now().astimezone().date()


def short_date(moment: datetime | None, now: datetime | None = None) -> str:
    """``10:31`` today, ``Yesterday``, ``20 Nov`` this year, ``20 Nov 2025`` before; ``Nov 20`` where that is usual."""
    if moment is None:
        return ""
    local, today = moment.astimezone(), (now or utc_now()).astimezone()
    if local.date() == today.date():
        return QLocale().toString(_qt(local).time(), QLocale.FormatType.ShortFormat)
    if local.date() == today.date() - timedelta(days=1):
        return tr("Yesterday")
    return _write_day(local.date(), local.year == today.year, QLocale().name())


@lru_cache(4_096)
def _write_day(day: date, this_year: bool, _locale: str) -> str:
    locale = QLocale()
    order = locale.dateFormat(QLocale.FormatType.ShortFormat).lower()
    if locale.language() == QLocale.Language.English and order.startswith("m"):
        pattern = tr("MMM d") if this_year else tr("MMM d, yyyy")
    else:
        pattern = tr("d MMM") if this_year else tr("d MMM yyyy")
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def day(date_: date) -> str:
    """``20 Nov 2025``."""
    return _write_day(date_, False, QLocale().name())


def long_date(moment: datetime | None) -> str:
    """``Friday, 20 November 2026 at 10:31``; ``Unknown date`` where there is none."""
    if moment is None:
        return tr("Unknown date")
    when = _qt(moment.astimezone())
    locale = QLocale()
    return tr("{date} at {time}").format(
        date=locale.toString(when.date(), QLocale.FormatType.LongFormat),
        time=locale.toString(when.time(), QLocale.FormatType.ShortFormat),
    )


def time(moment: datetime) -> str:
    """``10:31``."""
    return QLocale().toString(_qt(moment.astimezone()).time(), QLocale.FormatType.ShortFormat)


def clock(moment: datetime | None) -> str:
    """``11:02`` today, else the short date and the time."""
    if moment is None:
        return ""
    local = moment.astimezone()
    time = QLocale().toString(_qt(local).time(), QLocale.FormatType.ShortFormat)
    return time if local.date() == utc_now().astimezone().date() else f"{short_date(moment)} {time}"


def size(octets: int) -> str:
    """``42 kB``, ``1.2 MB``, ``120 MB``: decimal units, as file managers show them; what isn't nothing has ``1 kB``.

    From a hundred of a unit on there are no decimals, which would be a fourth figure.
    """
    shown = max(octets, 1000) if octets else 0
    unit = 1000 ** ((len(str(shown)) - 1) // 3)
    if round(shown / unit) == 1000:  # else Qt writes four figures, "1,000 kB"
        unit = shown = 1000 * unit
    precision = 1 if unit > 1000 and shown < 99.95 * unit else 0
    return QLocale().formattedDataSize(shown, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    """A count with the language's separators."""
    return QLocale().toString(count)


def about(seconds: float) -> str:
    """A rounded duration: ``about 3 min``."""
    if seconds < 60:
        return tr("less than a minute")
    if seconds < 5400:
        return tr("about {n} min").format(n=round(seconds / 60))
    return tr("about {n} h").format(n=round(seconds / 3600))


def sender(text: str) -> str:
    """The name of a From field without its address, where it has a name; a name that poses as an address is none."""
    name, found, rest = text.partition(" <")
    name = name.strip('" ')
    if found and rest and any(at in name for at in _ATS):
        return plain(rest.partition(">")[0])
    return plain(name if found and name and rest else text.strip("<>"))


def _qt(local: datetime) -> QDateTime:
    return QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)
