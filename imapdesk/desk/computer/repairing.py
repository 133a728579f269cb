"""A damaged store made whole again: the file is kept aside, a new one is made of what can be read of it.

A store that can't be opened has no `Desk`, so these are functions of their own.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.desk.computer.places import STORE_NAME, choose_data_dir
from imapdesk.errors import NotFound, StoreDamaged

if TYPE_CHECKING:
    from imapdesk.store.repair.salvaging import Salvage

__all__ = ["find_faults", "repair"]


def repair(data_dir: Path | str | None = None) -> Salvage:
    """Make a new store of everything that can be read of the present one, which is kept under another name.

    Messages whose bytes are lost are fetched again by the next run, those whose place is lost are in the folder
    "Recovered", the search index is made anew in the background.

    Raises:
        NotFound: there is no store.
        DiskFull: there is no room for a second one.
        StoreError: another program has it open.
    """
    path = choose_data_dir(data_dir) / STORE_NAME
    from imapdesk.store.database.opening import find_mending_path

    if not path.exists() and not find_mending_path(path).exists():
        raise NotFound("There is no store here yet.", details=str(path))
    from imapdesk.store.repair.salvaging import salvage

    done = salvage(path)
    logging.getLogger(__name__).warning("The store was repaired; the damaged one is kept as %s", done.damaged_file)
    return done


def find_faults(data_dir: Path | str | None = None) -> tuple[list[str], int]:
    """What is wrong with a store, nothing when all is well, and how many messages it has; also of one too damaged.

    Raises:
        StoreError: it can't be looked at for another reason.
    """
    from imapdesk.desk import Desk

    try:
        with Desk.open(data_dir) as desk:
            return desk.check(), desk.count_messages()
    except StoreDamaged as error:
        return [f"{error.sentence} {error.details}".strip()], 0
