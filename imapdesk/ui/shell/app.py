"""Opens the window and stays until it is quit."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from imapdesk import __version__
from imapdesk.errors import StoreDamaged, StoreError
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.master_password import MasterPassword
from imapdesk.ui.shell.restarting import finish_restore_if_asked, start_again
from imapdesk.ui.shell.single import SingleInstance
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.garbage import GarbageCollector
from imapdesk.ui.widgets.icons import app_icon
from imapdesk.ui.widgets.languages import SYSTEM, install_language
from imapdesk.ui.widgets.memory import give_back_memory
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.spoken import FocusTeller
from imapdesk.ui.widgets.theme import Theme
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk

TRAY_S = 20  # that a desktop may take after log-in until its tray is there

DeskFactory = Callable[[Callable[[str], str]], "Desk"]


def make_app() -> QApplication:
    """The application object, with what must be said before it exists."""
    # The web engine comes later, with the first HTML message; it needs shared contexts from the start.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    sys.setswitchinterval(0.001)  # a thread that reads messages gives way sooner, so that scrolling does not stutter
    give_back_memory()
    app = QApplication(sys.argv[:1])
    GarbageCollector(app)
    FocusTeller(app)
    app.setApplicationName("imapdesk")
    app.setApplicationDisplayName("imapdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("imapdesk")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(app_icon())
    install_language(app)
    return app


def run_window(
    data_dir: Path | str | None = None, open_desk: DeskFactory | None = None, *, minimised: bool = False
) -> int:
    """Open the window and stay until it is quit; the exit code. ``minimised``: in the tray, else in the task bar.

    Raises:
        StoreError: the local copy can't be used; it was said in a dialog as well.
    """
    os.umask(0o077)
    app = make_app()
    password = MasterPassword()
    try:
        if open_desk is None:
            finish_restore_if_asked(data_dir)
        desk = open_desk(password.ask) if open_desk else _open_or_mend(data_dir, password)
    except DamagedLeft:
        raise
    except StoreError as error:
        _tell_store_error(error)
        raise
    from imapdesk.desk.computer.logs import log_protocol, start_log, stop_log
    from imapdesk.desk.preferences import apply_log_level

    log = start_log(desk.data_dir)
    log_protocol(desk.data_dir, desk.load_protocol_log())
    apply_log_level(desk.load_log_level())
    _use_network(desk)
    try:
        return _run(app, desk, minimised)
    finally:
        desk.close()
        log_protocol(desk.data_dir, False)
        stop_log(log)


def _open_desk(data_dir: Path | str | None, password: MasterPassword) -> Desk:
    from imapdesk.desk import Desk

    return Desk.open(data_dir, ask_master_password=password.ask)


def _open_or_mend(data_dir: Path | str | None, password: MasterPassword) -> Desk:
    """A damaged store may be repaired first, as often as that is asked for."""
    while True:
        try:
            return _open_desk(data_dir, password)
        except StoreDamaged as error:
            from imapdesk.ui.shell.damaged import offer_repair

            if not offer_repair(error, data_dir):
                raise DamagedLeft(error.sentence, details=error.details) from error


def _use_network(desk: Desk) -> None:
    network = desk.load_network()
    if network.proxy != "system":  # which the web views heed by themselves
        from imapdesk.ui.widgets.web_proxy import use_for_web_pages

        use_for_web_pages(network)


class DamagedLeft(StoreDamaged):
    """The person knows and wants it left as it is."""


def _run(app: QApplication, desk: Desk, minimised: bool) -> int:
    ends: list[Callable[[], object]] = [app.quit]
    alarm = _heed_signals(app, ends)
    single = SingleInstance(desk.data_dir)
    if not single.take():
        return 0
    state = WindowState(desk.data_dir)
    install_language(app, state.get("language", SYSTEM))
    Theme(app, state.get("theme", "auto"))
    window = MainWindow(desk, state, _current_login())
    tray = Tray(window)
    conductor = Conductor(window, tray)
    # A bare quit is refused by a window that hides when it is closed.
    ends.append(conductor.quit)
    # The session ends: Qt closes every window, and one that stays would hold up the person's log-out.
    app.commitDataRequest.connect(lambda _manager: conductor.quit())
    single.raised.connect(window.bring_forward)
    conductor.quit_wanted.connect(app.quit)
    if minimised or state.get("start", "window") == "background":
        show_in_background(window, tray)
    else:
        window.show()
    conductor.start()
    code = app.exec()
    alarm.stop()
    ended = conductor.stop()
    single.release()
    if conductor.restarting:
        start_again(desk.data_dir)
    if not ended:
        # A server that hangs holds the worker. The store survives a kill at any moment, so nothing is lost.
        os._exit(code)
    window.deleteLater()
    app.sendPostedEvents(None, 0)
    return code


def show_in_background(window: MainWindow, tray: Tray) -> None:
    """Nothing but the tray icon; a desktop without a tray gets a minimised window, so that the program can be found.

    At log-in the tray may come later than we do, so it is looked for a while longer.
    """
    if tray.available:
        return
    window.showMinimized()
    looking = QTimer(window, interval=1_000)
    tries = iter(range(TRAY_S))

    def look() -> None:
        if tray.available and window.isMinimized():
            tray.show()
            window.hide()
        if tray.available or next(tries, None) is None:
            looking.stop()

    looking.timeout.connect(look)
    looking.start()


def _current_login() -> str | None:
    from imapdesk.desk import current_login

    return current_login()


def _heed_signals(app: QApplication, ends: list[Callable[[], object]]) -> QTimer:
    """End cleanly on Ctrl+C and SIGTERM; Python sees signals only between its own steps, hence the timer."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # By a timer: a quit that comes before the event loop began would be lost.
        signal.signal(number, lambda *_: QTimer.singleShot(0, lambda: ends[-1]()))
    timer = QTimer(app, interval=500)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer


def _tell_store_error(error: StoreError) -> None:
    box = QMessageBox(QMessageBox.Icon.Critical, QCoreApplication.translate("App", "imapdesk"), say(error.sentence))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setDetailedText(error.details)
    box.exec()
