"""The press as a process: blocks in, PDF out, no window (see ``exchange.pressing``)."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from claimdesk.exchange import printed
from claimdesk.ui.article.press import Press


def main(source: Path, target: Path) -> int:
    """Print what a file holds to another one and tell each page."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    sheets = printed.read(source)
    is_written = Press(sheets).write(target, _tell)
    app.processEvents()
    return 0 if is_written else 1


def _tell(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
