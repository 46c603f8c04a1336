"""What is installed, reachable and configured, line by line, and the one cure of each gap."""

from __future__ import annotations

import shutil
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.engine.model import is_trained
from assistant.rasa_files import made
from assistant.security.master_key import master_key
from assistant.settings import Settings
from assistant.store.errors import StoreError
from assistant.store.store import Store
from assistant.words.faults import faults

BACKUP_EVERY = timedelta(days=2)  # a nightly one, and one that was missed
ROOM_NEEDED = 200  # MB free in the home: years of answers, and the database's own log


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `needed` says whether the assistant can do without it."""

    what: str
    is_well: bool
    says: str
    cure: str = ""
    needed: bool = True

    def line(self) -> str:
        """As it is printed."""
        mark = "ok  " if self.is_well else "gap " if self.needed else "off "
        cure = f"  Cure: {self.cure}" if not self.is_well and self.cure else ""
        return f"{mark} {self.what}: {self.says}.{cure}"


def findings() -> Iterator[Finding]:
    """Everything that was looked at, what matters most first."""
    settings = Settings()
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", sys.version_info[:2] == (3, 11), version, "apt-get install python3.11")
    stale = [
        path.name for path, text in made() if not path.is_file() or path.read_text("utf-8") != text
    ]
    yield Finding(
        "generated files",
        not stale,
        "not up to date: " + ", ".join(stale) if stale else "up to date",
        "python -m assistant.rasa_files",
    )
    wrong = list(faults())
    yield Finding("words", not wrong, wrong[0] if wrong else "complete, French and English")
    trained = is_trained()
    yield Finding("model", trained, "trained" if trained else "not trained", "./vivevoix train")
    yield _reading()
    yield _home(settings)
    yield from _store(settings)
    yield from _papers()


def _reading() -> Finding:
    lacking = [name for name in ("tesseract", "pdftoppm") if shutil.which(name) is None]
    says = "not there: " + ", ".join(lacking) if lacking else "papers and pictures are read"
    cure = "apt-get install tesseract-ocr-fra poppler-utils"
    return Finding("reading", not lacking, says, cure, needed=False)


def _home(settings: Settings) -> Finding:
    existing = next(p for p in (settings.home, *settings.home.parents) if p.exists())
    free = shutil.disk_usage(existing).free // 1_000_000
    return Finding(
        "disk", free >= ROOM_NEEDED, f"{free} MB free in {settings.home}", "free some room"
    )


def _papers() -> Iterator[Finding]:
    from assistant.exports.braille import PACKAGE, can_braille
    from assistant.exports.pdf import PANGO, can_print
    from assistant.exports.printer import has_printer

    pdf, braille, printer = can_print(), can_braille(), has_printer()
    yield Finding(
        "papers",
        pdf,
        "Pango is there" if pdf else "no PDF without Pango",
        f"apt-get install {PANGO}",
        needed=False,
    )
    yield Finding(
        "Braille",
        braille,
        "lou_translate is there" if braille else "no Braille file without lou_translate",
        f"apt-get install {PACKAGE}",
        needed=False,
    )
    yield Finding(
        "printer",
        printer,
        "CUPS has one" if printer else "none known to CUPS",
        "apt-get install cups, then lpadmin; or export the papers as PDF",
        needed=False,
    )


def _store(settings: Settings) -> Iterator[Finding]:
    try:
        store = Store.open(settings.database_url, settings.home, master_key(settings))
    except StoreError as error:
        yield Finding("store", False, str(error).removesuffix("."))
        return
    yield Finding("store", True, f"{store.where}, {len(store.dossiers())} dossiers")
    yield _audit_log(store)
    yield _backup(store)


def _audit_log(store: Store) -> Finding:
    """The last line's time is told: an older copy, with its `audit.head`, is whole as well."""
    try:
        last = next(iter(deque(store.audit.lines(), maxlen=1)), None)
    except StoreError as error:
        return Finding("audit log", False, str(error).removesuffix("."))
    if last is None:
        return Finding("audit log", True, "no line yet")
    lines = f"{last.number} lines, as they were written, the last of {_day_and_time(last.at)}"
    return Finding("audit log", True, lines)


def _backup(store: Store) -> Finding:
    made = [(at, place) for place, at in store.backups().items() if at is not None]
    if not made:
        cure = "./vivevoix backup FILE, on another disk; docs/how-to/back-up.md"
        return Finding("backup", False, "none was made", cure, needed=False)
    at, place = max(made)
    is_late = datetime.now(UTC) - at > BACKUP_EVERY
    says = f"the last one of {_day_and_time(at)}, in {place}"
    return Finding("backup", not is_late, says, "./vivevoix backup FILE, every night", needed=False)


def _day_and_time(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
