"""Pictures of reading and finding: scripts of the world, folded quotes, a lying link, marked hits, a conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QMessageBox, QWidget

from imapdesk.mail import MessageId, Summary
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.saved_searches import keep_search
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import NOW, make_desk

if TYPE_CHECKING:
    from tests.ui.pictures.studio import Studio

INBOX = "alice@example.com"
JAPANESE = """アリス様

いつもお世話になっております。山田です。

来週の打ち合わせについてご連絡いたします。日時は十一月二十六日（木）午後二時から、場所は二階の会議室です。
資料は前日までにお送りいたしますので、ご確認をお願いいたします。

https://example.com/agenda

何卒よろしくお願い申し上げます。
山田太郎
"""
ARABIC = """<html dir="rtl"><body style="font-family: sans-serif; margin: 24px">
<h2 style="margin-top:0">دعوة لحضور الاجتماع السنوي</h2><p>عزيزتي أليس،</p>
<p>يسعدنا دعوتكم لحضور الاجتماع السنوي يوم الخميس 26 نوفمبر في تمام الساعة الثانية ظهراً في القاعة الكبرى.</p>
<p>يرجى تأكيد الحضور قبل نهاية الأسبوع.</p><p>مع أطيب التحيات،<br>ليلى حداد</p></body></html>"""
QUOTED = """Hello Alice,

two o'clock is fine. I'll bring the figures for October, see http://example.org/figures.

> Dear Bob,
>
> could we meet on Thursday to go through the plan for the winter
> before the others come back?
>
> - the budget for next year
> - the room on the second floor
> - the report
>
> Would two o'clock be possible for you?
>
> Alice

See you then
Bob
"""
NEWSLETTER = """<html><body style="margin:0;background:#eef1f5;font-family:sans-serif">
<table width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f5"><tr><td align="center">
<table width="420" cellpadding="0" cellspacing="0" style="background:#ffffff;margin:20px;border-radius:8px">
<tr><td style="background:#1f4e79;color:#ffffff;padding:18px 24px;font-size:22px"><b>Winter Shop</b></td></tr>
<tr><td><img src="https://images.example.net/snow.jpg" width="420" height="120" alt="A cabin in the snow"></td></tr>
<tr><td style="padding:20px 24px;color:#333333;font-size:15px"><p style="margin-top:0">Hello Alice,</p>
<p>the first snow is forecast for Thursday. Until Sunday everything that keeps you warm costs <b>20 % less</b>.</p>
<table width="100%" cellpadding="8" style="border-collapse:collapse;font-size:14px">
<tr style="background:#e8f0f8"><td>Wool blanket</td><td align="right">39 €</td></tr>
<tr><td>Thermos flask, one litre</td><td align="right">24 €</td></tr>
<tr style="background:#e8f0f8"><td>Felt slippers</td><td align="right">31 €</td></tr></table>
<p style="text-align:center;margin:24px 0 8px"><a href="https://shop.example.net/winter"
style="background:#1f4e79;color:#ffffff;padding:11px 26px;text-decoration:none;border-radius:6px">See the offers</a></p>
</td></tr><tr><td style="padding:14px 24px;color:#888888;font-size:12px">You get this because you are a customer.
<a href="https://shop.example.net/leave" style="color:#888888">Unsubscribe</a></td></tr></table>
</td></tr></table></body></html>"""
PHISHING = """<html><body style="font-family: sans-serif; margin: 24px">
<h2 style="margin-top:0">Your account is limited</h2>
<p>Dear customer,</p><p>please confirm your data within 24 hours:</p>
<p><a href="https://login.evil.example.net/bank">https://www.bank.example.com/login</a></p>
<p>Your bank</p></body></html>"""


def put(desk: FakeDesk, number: int, sender: str, subject: str, moment: datetime, text: str = "", html: str = "",
        folder: str = "INBOX") -> None:  # fmt: skip
    """A message of these pictures."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "Alice Example <alice@example.com>"
    message["Subject"] = subject
    message["Date"] = format_datetime(moment)
    if text:
        message.set_content(text)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html")
    raw = message.as_bytes()
    to = "Alice Example <alice@example.com>"
    flags = frozenset() if number % 2 else frozenset({"\\Seen"})
    desk.put_message(
        Summary(MessageId(number), INBOX, folder, sender, to, subject, moment, moment, len(raw), flags, False), raw
    )


def fill(desk: FakeDesk) -> None:
    """Mail of many kinds, newest first."""
    made = [
        ("Bob Carter <bob@example.org>", "Re: Plan for the winter", QUOTED, ""),
        ("山田太郎 <taro@example.com>", "来週の打ち合わせについて", JAPANESE, ""),
        ("ليلى حداد <layla@example.com>", "دعوة لحضور الاجتماع السنوي", "", ARABIC),
        ("“service@bank.example.com” <alerts@evil.example.net>", "Your account is limited", "", PHISHING),
    ]
    for number, (sender, subject, text, html) in enumerate(made, 101):
        put(desk, number, sender, subject, NOW - timedelta(minutes=number - 100), text, html)
    for number, sender, folder in (
        (110, "Alice Example <alice@example.com>", "Sent"),
        (111, "Mina Park <mina@example.org>", "INBOX"),
        (112, "Bob Carter <bob@example.org>", "Archive"),
    ):
        moment = NOW - timedelta(minutes=number * 2)
        text = "The plan for the winter is attached.\n\nBest wishes\n"
        put(desk, number, sender, "Plan for the winter", moment, text, folder=folder)
    put(desk, 105, "Winter Shop <news@shop.example.net>", "Everything for cold days", NOW, html=NEWSLETTER)


def take_reading(studio: Studio, place: Path) -> None:
    """30 and on."""
    desk = make_desk(place)
    fill(desk)
    keep_search(desk, "Plans", "plan")  # type: ignore[arg-type]
    window, conductor = studio.open(desk)
    studio.wait(lambda: window.pane.model.rowCount() > 20, "the list")
    pictures = ((105, "36-newsletter"), (101, "30-folded-quotes"), (102, "31-japanese"), (103, "32-arabic"))
    for number, name in pictures:
        show(studio, window, number)
        studio.take(window, name)
    show(studio, window, 104)
    studio.settle(window)
    window.pane.reader.ask_link("https://login.evil.example.net/bank")
    studio.wait(lambda: window.pane.reader.findChild(QMessageBox) is not None, "the question")
    box = window.pane.reader.findChild(QMessageBox)
    assert box is not None
    studio.settle(box)
    take_both(studio, window, box, "33-phishing-link")
    box.close()
    window.search.field.setText("plan")
    studio.wait(lambda: window.pane.model.terms == ("plan",) and window.pane.model.rowCount() < 20, "the hits")
    show(studio, window, 101)
    studio.take(window, "34-marked-hits")
    window.search.field.clear()
    window.tree.select(Place(mailbox=INBOX, folder="INBOX"))
    studio.wait(lambda: window.pane.model.rowCount() > 20, "the list")
    window.menu_actions["conversations"].trigger()
    studio.wait(lambda: bool(window.pane.model.threads.members), "the conversations")
    window.pane.list.table.clearSelection()
    show(studio, window, 101, opened=101)
    studio.take(window, "35-conversations")
    window.pane.model.toggle_thread(window.pane.model.find_row(101) or 0)
    show(studio, window, 111)
    studio.take(window, "37-unfolded")
    conductor.stop()
    window.deleteLater()


def show(studio: Studio, window: MainWindow, number: int, opened: int | None = None) -> None:
    """Select a message and wait until it, or one of its conversation, is read."""
    find: Callable[[], int | None] = lambda: window.pane.model.find_row(number)  # noqa: E731
    studio.wait(lambda: find() is not None, "the message in the list")
    window.pane.list.select_row(find() or 0)
    reader, wanted = window.pane.reader, opened or number
    studio.wait(lambda: reader.opened is not None and reader.opened.id == wanted, "the message")


def take_both(studio: Studio, window: QWidget, box: QWidget, name: str) -> None:
    """A window with a dialog in front of it, in one picture."""
    picture: QPixmap = window.grab()
    front = box.grab()
    painter = QPainter(picture)
    size = front.deviceIndependentSize().toSize()
    place = QRect(QPoint((window.width() - size.width()) // 2, (window.height() - size.height()) // 3), size)
    for spread in range(12, 0, -1):  # what a window manager would draw around it
        painter.fillRect(place.adjusted(-spread, -spread + 3, spread, spread + 3), QColor(0, 0, 0, 9))
    painter.drawPixmap(place.topLeft(), front)
    painter.end()
    studio.save(picture.toImage(), name)
