"""The program's log: small files in the data directory, turned over by size, without secrets or addresses."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from imapdesk.desk.computer.places import make_private_dir
from imapdesk.oauth.hygiene import SecretFilter

PROGRAM = "imapdesk.log"
PROTOCOL = "protocol.log"
MOST_BYTES = 1_000_000
KEPT = 3

_ADDRESS = re.compile(r"[^\s<>()\[\]\"“”',;:@=]+@[^\s<>()\[\]\"“”',;:@]+")
_PROTOCOL_LOGGER = "imapdesk.protocol"


def hide_addresses(text: str) -> str:
    """``text`` with an ``[address]`` in the place of each e-mail address. Pure."""
    return _ADDRESS.sub("[address]", text)


class AddressFilter(logging.Filter):
    """Takes e-mail addresses out of every record. Never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's text and its traceback."""
        record.msg, record.args = hide_addresses(record.getMessage()), ()
        if record.exc_text:
            record.exc_text = hide_addresses(record.exc_text)
        return True


def start_log(data_dir: Path) -> logging.Handler | None:
    """Begin to write the program's log; None where the place can't be written. `stop_log` ends it."""
    handler = _open(data_dir, PROGRAM)
    if handler is not None:
        root = logging.getLogger()
        root.addHandler(handler)
        logging.getLogger("imapdesk").setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler | None) -> None:
    """End it and close its file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def log_protocol(data_dir: Path, on: bool) -> None:
    """Switch the protocol log on or off; what it wrote before stays."""
    from imapdesk.imap.line.journal import JOURNAL

    logger = logging.getLogger(_PROTOCOL_LOGGER)
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.propagate = False
    logger.setLevel(logging.INFO)
    handler = _open(data_dir, PROTOCOL) if on else None
    if handler is not None:
        logger.addHandler(handler)
    JOURNAL.on = handler is not None


def read_lines(data_dir: Path, name: str = PROGRAM, limit: int = 200) -> list[str]:
    """The last lines of a log, oldest first."""
    try:
        text = (data_dir / "logs" / name).read_text("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-limit:]


def _open(data_dir: Path, name: str) -> logging.Handler | None:
    from logging.handlers import RotatingFileHandler  # late: it costs start-up time

    try:
        place = make_private_dir(data_dir / "logs")
        handler = RotatingFileHandler(place / name, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
    except Exception:
        logging.getLogger(__name__).warning("No log can be written in %s.", data_dir, exc_info=True)
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(SecretFilter())
    handler.addFilter(AddressFilter())
    return handler
