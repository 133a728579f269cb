"""Invented sums for the statistics page."""

from __future__ import annotations

from dataclasses import replace

from imapdesk.desk.shown.statistics import MailStatistics, Month, Portion

_PEOPLE = (
    ("Anna Berg <anna.berg@example.com>", 812, 96_400_000),
    ("Bob Carter <bob@example.org>", 640, 310_000_000),
    ("Small tools weekly <weekly@example.net>", 311, 22_000_000),
    ("Clara Stein <clara@example.org>", 287, 1_120_000_000),
    ("山田太郎 <taro@example.com>", 190, 9_000_000),
    ("Build server <ci@example.net>", 4_210, 21_000_000),
)


def make_sample_estimate() -> MailStatistics:
    """The same in another order of senders, from one message in 64."""
    exact = make_sample_statistics()
    return replace(
        exact,
        messages=exact.messages + 77,
        months=exact.months[2:],
        busiest=exact.busiest[::-1],
        kinds=(),
        share=1 / 63.7,
    )


def make_sample_statistics() -> MailStatistics:
    """Three years of mail, busy on working days."""
    months = tuple(
        Month(2023 + n // 12, n % 12 + 1, 140 + (n * 37) % 90 + n * 5 - (70 if n % 12 == 7 else 0)) for n in range(36)
    )
    week = tuple(
        tuple(
            (0 if hour < 6 else (hour * 7 + day * 5) % 23 + (40 if 8 <= hour <= 17 else 4)) // (1 if day < 5 else 4)
            for hour in range(24)
        )
        for day in range(7)
    )
    people = [Portion(*one) for one in _PEOPLE]
    return MailStatistics(
        messages=sum(one.messages for one in months),
        octets=3_100_000_000,
        months=months,
        week=week,
        busiest=tuple(sorted(people, key=lambda one: -one.messages)),
        largest=tuple(sorted(people, key=lambda one: -one.octets)),
        folders=(
            Portion("alice@example.com: Archive", 6_120, 2_400_000_000),
            Portion("alice@example.com: INBOX", 1_240, 520_000_000),
            Portion("alice@example.com: Sent", 310, 180_000_000),
        ),
        with_attachments=Portion("", 1_204, 2_700_000_000),
        kinds=(
            Portion("pictures", 402, 1_600_000_000),
            Portion("pdf", 611, 720_000_000),
            Portion("archives", 44, 310_000_000),
            Portion("sheets", 90, 40_000_000),
        ),
        seconds=0.2,
    )
