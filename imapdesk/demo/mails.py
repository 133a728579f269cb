"""The demo's invented mail: one example of each thing that the program can show. Nobody in it exists."""

from __future__ import annotations

from datetime import datetime, timedelta

from imapdesk.demo.letters import ALEX, Attachment, Letter, make_calendar, make_pdf, make_picture, make_zip

_NEWSLETTER = """<html><body style="margin:0;font-family:sans-serif;background:#f4f1ec;color:#2b2a28">
<div style="max-width:560px;margin:0 auto;background:#ffffff;padding:28px">
<img src="https://images.example.org/header.png" width="504" height="120" alt="Autumn at the workshop">
<h2 style="color:#9a3f1c">Autumn at Berg &amp; Sons</h2>
<p>Dear Alex,</p>
<p>the days grow shorter, and the workshop smells of fresh wood again. This month we finished
<b>twelve chairs</b> and the long table for the library.</p>
<table cellpadding="8" style="border-collapse:collapse;width:100%">
<tr style="background:#f4ece6"><td><b>Oak chair</b></td><td>made to measure</td><td align="right">240 €</td></tr>
<tr><td><b>Book shelf</b></td><td>beech, oiled</td><td align="right">410 €</td></tr>
<tr style="background:#f4ece6"><td><b>Side table</b></td><td>walnut</td><td align="right">190 €</td></tr></table>
<p>See more at <a href="https://www.example.org/workshop">www.example.org/workshop</a>.</p>
<p>Kind regards,<br>Anna Berg</p>
<img src="https://count.example.org/opened?who=alex" width="1" height="1" alt="">
</div></body></html>"""

_PHISHING = """<html><body style="font-family:sans-serif">
<p>Dear customer,</p>
<p>we noticed an <b>unusual sign-in</b>. Your account will be <span style="color:#c00">closed today</span>
unless you confirm your password at</p>
<p><a href="http://login.collector.example.net/a?b=1">https://www.bank.example.com/secure</a></p>
<p>Your security team</p></body></html>"""

_QUOTES = """Thursday at two is fine with me. I put the open points into the agenda:
the budget, the new room, and who writes the report.

The numbers are at https://intranet.example.com/budget.

Bob

> Could we meet on Thursday instead? Wednesday is full of other
> appointments, and I would like to have an hour for it.
>
> Would two o'clock be possible for you?
>
> Alex
>
>> Shall we speak about next year's budget this week? I would need
>> about an hour, and Clara should be there as well.
>>
>> Bob
>>
>>> The figures for the third quarter are ready. They are better
>>> than we thought in summer.
>>>
>>> Clara
"""

ANNA = "Anna Berg <anna.berg@example.com>"
BOB = "Bob Carter <bob@example.org>"
CLARA = "Clara Stein <clara@example.org>"
TARO = "山田太郎 <taro@example.com>"
LAYLA = "ليلى حداد <layla@example.com>"
JUERGEN = "Jürgen Müller <juergen@example.org>"
LIBRARY = "City library <desk@library.example.org>"
BUILD = "Build server <ci@example.com>"
WEEKLY = "Small tools weekly <weekly@news.example.org>"

Dated = tuple[timedelta, str, Letter]  # how long ago, the flags in one word (S seen, F flagged, A answered)


def _ago(days: float = 0, hours: float = 0, minutes: float = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


def make_inbox(now: datetime) -> list[Dated]:
    """What lies in the inbox."""
    meeting = make_calendar("meeting.ics", "Budget meeting", (now + timedelta(days=2)).replace(hour=14, minute=0))
    return [*_make_today(), _make_answer(meeting), _make_trap(), *_make_foreign(), *_make_recent(), *_make_older()]


def _make_today() -> list[Dated]:
    return [
        (
            _ago(minutes=7),
            "",
            Letter(
                "welcome",
                "imapdesk <hello@example.org>",
                "Welcome to the demo mailbox",
                "This mailbox lies on a small server inside the program. Nothing here is real,\n"
                "nothing leaves this computer, and all of it goes when you close the demo.\n\n"
                "Some things to try:\n\n"
                "- open the newsletter from Berg & Sons: its pictures are blocked until you want them\n"
                '- open "Your account will be closed" and look where its link really leads\n'
                "- search for  from:bob has:attachment  or  budget before:today\n"
                '- tick and untick folders at the left; "Old projects" isn\'t kept until you tick it\n'
                "- look at View > Statistics and View > Activity\n",
            ),
        ),
        (
            _ago(minutes=24),
            "",
            Letter(
                "newsletter",
                "Berg & Sons <news@workshop.example.org>",
                "Autumn at Berg & Sons: twelve chairs and a long table",
                "Autumn at Berg & Sons. Twelve chairs and a long table are finished.",
                html=_NEWSLETTER,
                bulk="<news.workshop.example.org>",
            ),
        ),
    ]


def _make_answer(meeting: Attachment) -> Dated:
    letter = Letter(
        "budget-4",
        BOB,
        "Re: Budget for next year",
        _QUOTES,
        cc=CLARA,
        answers=("budget-1", "budget-2", "budget-3"),
        attachments=(make_pdf("agenda.pdf", "Agenda: budget, room, report"), meeting),
    )
    return _ago(hours=1, minutes=10), "F", letter


def _make_trap() -> Dated:
    letter = Letter(
        "phishing",
        "Bank security <service@bank-secure.example.net>",
        "Your account will be closed",
        "Confirm your password at https://www.bank.example.com/secure",
        html=_PHISHING,
    )
    return _ago(hours=3), "", letter


def _make_foreign() -> list[Dated]:
    return [
        (
            _ago(hours=5),
            "",
            Letter(
                "taro",
                TARO,
                "来週の打ち合わせについて",
                "アレックスさん\n\n来週の打ち合わせは木曜日の二時からです。\n会議室は二階です。\n\n山田\n",
            ),
        ),
        (
            _ago(hours=9),
            "S",
            Letter(
                "layla",
                LAYLA,
                "دعوة لحضور الاجتماع السنوي",
                "عزيزي أليكس،\n\nيسعدنا دعوتك لحضور الاجتماع السنوي يوم الخميس.\n\nليلى\n",
            ),
        ),
    ]


def _make_recent() -> list[Dated]:
    return [
        (
            _ago(days=1, hours=2),
            "S",
            Letter(
                "photos",
                CLARA,
                "Photos from the mountains 🏔️🥾",
                "Hi Alex,\n\nhere are the first ones. The rest is too large for mail.\n\nClara\n",
                attachments=(
                    make_picture("summit.png"),
                    make_zip("hut-and-lake.zip", {"hut.txt": "wood, stone\n", "lake.txt": "cold\n"}),
                ),
            ),
        ),
        (
            _ago(days=1, hours=5),
            "SA",
            Letter(
                "budget-2",
                BOB,
                "Re: Budget for next year",
                "Shall we speak about it this week? I would need about an hour.\n\nBob\n",
                cc=CLARA,
                answers=("budget-1",),
            ),
        ),
        (
            _ago(days=2),
            "S",
            Letter(
                "budget-1",
                CLARA,
                "Budget for next year",
                "The figures for the third quarter are ready. They are better than we thought.\n\nClara\n",
                cc=BOB,
                attachments=(make_zip("figures.zip", {"q3.csv": "month;sum\n7;120\n8;131\n9;140\n"}),),
            ),
        ),
    ]


def _make_older() -> list[Dated]:
    return [
        (
            _ago(days=2, hours=8),
            "S",
            Letter(
                "invoice",
                JUERGEN,
                "Rückfrage zur Rechnung für Oktober",
                "Guten Tag,\n\nin der Rechnung fehlt die Umsatzsteuer. Können Sie das prüfen?\n\nJürgen Müller\n",
                attachments=(make_pdf("Rechnung Oktober.pdf", "Rechnung 2041"),),
            ),
        ),
        (
            _ago(days=4),
            "S",
            Letter("library", LIBRARY, "The book that you reserved is ready to be collected at the desk", "Ready.\n"),
        ),
        (
            _ago(days=6),
            "SF",
            Letter(
                "ticket",
                "Railway <tickets@rail.example.com>",
                "Your ticket: Hamburg to Copenhagen",
                "Have a good journey.\n",
                attachments=(make_pdf("ticket.pdf", "Hamburg - Copenhagen"),),
            ),
        ),
        (_ago(days=9), "SA", Letter("dinner", ANNA, "Dinner next week?", "Tuesday or Wednesday? 🍝\n\nAnna\n")),
    ]


def make_sent() -> list[Dated]:
    """What Alex wrote."""
    return [
        (
            _ago(days=1, hours=3),
            "S",
            Letter(
                "budget-3",
                ALEX,
                "Re: Budget for next year",
                "Could we meet on Thursday instead? Would two o'clock be possible for you?\n\nAlex\n",
                to=BOB,
                answers=("budget-1", "budget-2"),
            ),
        ),
        (
            _ago(days=8, hours=20),
            "S",
            Letter(
                "dinner-2", ALEX, "Re: Dinner next week?", "Wednesday, gladly.\n\nAlex\n", to=ANNA, answers=("dinner",)
            ),
        ),
    ]


_TOPICS = ("the long table", "the new room", "the report", "the library", "next summer", "the figures", "the train")


def make_years(count: int = 240) -> list[Dated]:
    """Three years of an archive, so that lists, search and statistics have something to show."""
    people = (ANNA, BOB, CLARA, JUERGEN, LIBRARY, BUILD, WEEKLY, ANNA, BOB, WEEKLY)
    made: list[Dated] = []
    for number in range(count):
        from_, topic = people[(number * 7) % len(people)], _TOPICS[(number * 5) % len(_TOPICS)]
        days = 12 + number * 4.4 + (number * 37 % 11) / 3
        subject = {
            WEEKLY: f"Issue {412 - number}: small tools that last",
            BUILD: f"Build {9000 - number * 3} passed",
            LIBRARY: "A reminder: please bring back what you borrowed",
        }.get(from_, f"About {topic}")
        files = (make_pdf(f"notes-{number}.pdf", f"Notes on {topic}"),) if number % 9 == 0 else ()
        text = f"Hello Alex,\n\na few words about {topic}. More when we meet.\n\n" + "The plan stands.\n" * (
            number % 40
        )
        letter = Letter(f"year-{number}", from_, subject, text, attachments=files)
        made.append((_ago(days=days, hours=number * 5 % 9), "S", letter))
    return made


def make_projects() -> list[Dated]:
    """A project's folder."""
    return [
        (
            _ago(days=n * 3 + 1),
            "S" if n else "",
            Letter(f"project-{n}", CLARA, f"Library: step {9 - n}", "Done so far.\n"),
        )
        for n in range(8)
    ]


def make_spam() -> list[Dated]:
    """What nobody asked for."""
    return [
        (_ago(days=n), "", Letter(f"spam-{n}", "Prize <win@lottery.example.net>", "You have won", "Send us money.\n"))
        for n in range(5)
    ]
