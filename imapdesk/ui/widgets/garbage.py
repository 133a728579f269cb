"""Python's cyclic garbage is collected in the GUI thread only.

CPython collects in whichever thread happens to allocate. A closed dialog is such garbage: its wrappers, actions and
connected methods hold each other. Collected in a worker's thread, ``~QObject`` takes Qt's lock of connections there and
then waits for the GIL, while the GUI thread holds the GIL and waits for that lock: the window stands still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_EVERY_MS = 1_000


class GarbageCollector(QObject):
    """Does what Python does by itself elsewhere: each generation when its count is over its threshold.

    Made in the GUI thread, one for the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what is there now, modules and classes, stays: no later collection has to look at it
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> int:
        """Collect the oldest generation that is due, and the younger ones with it; how many objects went."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > threshold
        ]
        return gc.collect(due[-1]) if due else 0
