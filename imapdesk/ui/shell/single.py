"""One window per data directory: a second start asks the first to come forward."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LONGEST = 100  # characters; a Unix socket's path holds 107


class SingleInstance(QObject):
    """Holds the lock while the program runs; ``raised`` is emitted when a second one was started."""

    raised = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)  # stale only when its process is gone
        self._name = _socket_name(data_dir)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Become the one; False when another runs already, and was asked to come forward."""
        if not self._lock.tryLock(100):
            self._call()
            return False
        QLocalServer.removeServer(self._name)  # left behind by a crash
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another one start."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(1000):
            socket.write(b"raise\n")
            socket.waitForBytesWritten(1000)
            socket.disconnectFromServer()

    @Slot()
    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()


def _socket_name(data_dir: Path) -> str:
    path = str(data_dir / "window.socket")
    if sys.platform != "win32" and len(path) <= _LONGEST:
        return path
    return "imapdesk-" + hashlib.sha256(path.encode()).hexdigest()[:24]
