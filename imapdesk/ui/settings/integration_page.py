"""Settings > Sign-in: one card per installed type, the packages that can't be used, and which road to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from imapdesk.ui.settings.integration_card import IntegrationCard
from imapdesk.ui.sign_in.dialog import BROWSER, DEVICE, EMBEDDED, ROAD
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.calm import CalmComboBox
from imapdesk.ui.widgets.dialogs import column, label, leave_room, row
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.theme import set_look

if TYPE_CHECKING:
    from imapdesk.desk import Desk, IntegrationForm, Problem


class IntegrationPage(QScrollArea):
    """Asks the desk in a worker thread, since packages and the place for secrets take their time."""

    changed = Signal()

    def __init__(self, desk: Desk, errands: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Sign-in"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._desk = desk
        self._errands = errands
        self.cards: dict[str, IntegrationCard] = {}
        self.problems: list[QFrame] = []
        inner = QWidget()
        inner.setAccessibleName(self.tr("Sign-in"))
        self._column: QVBoxLayout = column(inner, 0, 14)
        leave_room(self._column, 0, 0, 12, 0)
        self._column.addWidget(label(self.tr("Sign-in"), title=True))
        explanation = self.tr(
            "Mailboxes at these providers sign in on the provider's own page, without a password in imapdesk. "
            "Each provider wants a client id of your own first."
        )
        self._column.addWidget(label(explanation, muted=True))
        self._column.addLayout(self._make_road())
        self.kept_in = label("", muted=True)
        self.kept_in.hide()
        self._column.addWidget(self.kept_in)
        self.waiting = label(self.tr("Looking…"), muted=True)
        self._column.addWidget(self.waiting)
        self._column.addStretch(1)
        self.setWidget(inner)
        self._ticket = errands.ask(self._load, self._on_answer, self._on_failed)
        self.destroyed.connect(lambda: errands.forget(self._ticket))

    def _make_road(self) -> QHBoxLayout:
        self.road = CalmComboBox()
        self.road.setAccessibleName(self.tr("Sign in using"))
        self.road.addItem(self.tr("this program"), EMBEDDED)
        self.road.addItem(self.tr("my web browser"), BROWSER)
        self.road.addItem(self.tr("a code on any device"), DEVICE)
        self.road.setCurrentIndex(max(0, self.road.findData(self._desk.get_setting(ROAD, EMBEDDED))))
        self.road.currentIndexChanged.connect(lambda _index: self._save_road())
        words = label(self.tr("Sign in &using"))
        words.setWordWrap(False)
        words.setBuddy(self.road)
        return row(words, self.road, None)

    def restore(self) -> None:
        """Sign in as the program came; client ids stay, which are the person's own."""
        self.road.setCurrentIndex(self.road.findData(EMBEDDED))

    def _save_road(self) -> None:
        road = self.road.currentData()
        self._errands.ask(lambda: self._desk.set_setting(ROAD, road))

    def _load(self) -> tuple[Sequence[IntegrationForm], Sequence[Problem], str]:
        forms, problems = self._desk.load_integration_forms(), self._desk.load_plugin_problems()
        return forms, problems, self._desk.find_secrets_place()

    def _on_answer(self, answer: tuple[Sequence[IntegrationForm], Sequence[Problem], str]) -> None:
        forms, problems, place = answer
        self._on_loaded(forms, problems)
        named = {"system keyring": self.tr("the system keyring"), "vault file": self.tr("an encrypted file")}
        text = self.tr("Passwords and sign-ins are kept in {place}.")
        self.kept_in.setText(text.format(place=named.get(place, place)))
        self.kept_in.setVisible(bool(place))

    def _on_loaded(self, forms: Sequence[IntegrationForm], problems: Sequence[Problem]) -> None:
        self.waiting.hide()
        at = self._column.count() - 1  # before the stretch
        for problem in problems:
            self.problems.append(self._make_problem(problem))
            self._column.insertWidget(at, self.problems[-1])
            at += 1
        for form in forms:
            card = IntegrationCard(self._desk, self._errands, form)
            card.changed.connect(self.changed)
            self.cards[form.integration.type] = card
            self._column.insertWidget(at, card)
            at += 1

    def _make_problem(self, problem: Problem) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        text = self.tr("The package {package} ({entry}) can't be used. {sentence}")
        words = text.format(
            package=formats.plain(problem.package),
            entry=formats.plain(problem.entry),
            sentence=formats.plain(say(problem.sentence)),
        )
        frame.setAccessibleName(words)
        set_look(frame)
        inside = column(frame, 12, 4)
        inside.addWidget(label(words))
        if problem.details:
            inside.addWidget(label(formats.plain(problem.details)))
        return frame

    def _on_failed(self, error: BaseException) -> None:
        self.waiting.setText(str(error))
