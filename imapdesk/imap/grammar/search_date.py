"""Days as SEARCH wants them."""

from __future__ import annotations

from datetime import date


def format_search_date(day: date) -> bytes:
    """``day`` as SEARCH wants it (RFC 9051 9, date), whatever the locale.

    >>> format_search_date(date(2024, 2, 1))
    b'1-Feb-2024'
    """
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day}-{months[day.month - 1]}-{day.year:04d}".encode("ascii")
