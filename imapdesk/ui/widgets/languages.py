"""The window's language: Qt's translators for it, and numbers and dates as it writes them."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QStandardPaths, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from imapdesk.ui.widgets.marks import Marks
from imapdesk.ui.widgets.resources import resource_dir

INSTALLED = "language"  # how our translators are called among the application's
SYSTEM = "system"
ENGLISH = "en"
LATE_S = 2.0  # files of one installation are written within this time of each other
_log = logging.getLogger(__name__)


def list_languages() -> list[tuple[str, str]]:
    """The languages that the program speaks: code, and the name that its speakers give it."""
    codes = sorted({file.stem.partition("_")[2] for file in _folder().glob("imapdesk_*.[tq][sm]")} | {ENGLISH})
    return [(code, _name_language(code)) for code in codes]


def _name_language(code: str) -> str:
    if code == ENGLISH:
        return "English"  # Qt says "American English"
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def choose_language(chosen: str, system: list[str], known: list[str]) -> str:
    """The language to speak: the chosen one, else the first of the system's that is known, else English.

    ``system`` holds names such as ``de-AT``, the best first (`QLocale.uiLanguages`).
    """
    wanted = [chosen] if chosen in known else [name.replace("_", "-").split("-")[0] for name in system]
    return next((code for code in wanted if code in known), ENGLISH)


def install_language(app: QApplication, chosen: str = SYSTEM) -> str:
    """Speak this language from now on, in every window that is made afterwards; the code of the language."""
    remove_language(app)
    system = QLocale.system()
    code = choose_language(chosen, system.uiLanguages(), [code for code, _name in list_languages()])
    locale = choose_locale(code, system)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    files = [_find_compiled(code), qt / f"qtwebengine_{code}.qm", qt / f"qtbase_{code}.qm"]
    if locale.textDirection() is Qt.LayoutDirection.RightToLeft:
        translators: list[QTranslator] = [*_load(app, files), *_load(app, [_find_compiled(ENGLISH)])]
        translators = [Marks(translators, app)]
    else:
        translators = _load(app, files)
    for translator in reversed(translators):  # Qt asks the last one first
        translator.setObjectName(INSTALLED)
        QCoreApplication.installTranslator(translator)
    app.setProperty("language", code)
    return code


def _load(app: QApplication, files: Sequence[Path | None]) -> list[QTranslator]:
    loaded = []
    for file in files:
        translator = QTranslator(app)
        translator.setObjectName(INSTALLED)
        if file is not None and translator.load(str(file)):
            loaded.append(translator)
        else:
            translator.deleteLater()
    return loaded


def choose_locale(code: str, system: QLocale) -> QLocale:
    """How dates, times and numbers are written in this language.

    The region stays the person's own: paper, first day of the week, 12 or 24 hours. A system that names none (LANG=C)
    has 24 hours, and the day before the month.
    """
    language = QLocale(code).language()
    if language == system.language():
        return system
    region = system.territory()
    if region == QLocale.Country.AnyTerritory and language == QLocale.Language.English:
        region = QLocale.Country.Europe
    return QLocale(language, QLocale.Script.AnyScript, region)


def remove_language(app: QApplication) -> None:
    """Speak as the source does."""
    for translator in app.findChildren(QTranslator, INSTALLED):
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)
        translator.deleteLater()
    app.setProperty("language", None)


def _folder() -> Path:
    return resource_dir() / "translations"


def _find_compiled(code: str) -> Path | None:
    """The compiled texts; in a checkout where nobody ran ``make`` they are compiled once, on the side."""
    source, compiled = _folder() / f"imapdesk_{code}.ts", _folder() / f"imapdesk_{code}.qm"
    if not source.exists() or _is_fresh(compiled, source):
        return compiled if compiled.exists() else None
    kept = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation))
    cached = kept / "imapdesk" / compiled.name
    if _is_fresh(cached, source) or _compile(source, cached):
        return cached
    return compiled if compiled.exists() else None


def _is_fresh(compiled: Path, source: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime - LATE_S


def _compile(source: Path, target: Path) -> bool:
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([tool, "-silent", source, "-qm", target], check=True, timeout=20, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError) as error:
        _log.warning("The texts of %s can't be compiled: %s", source.name, error)
        return False
    return True
