"""What is dropped or pasted: files, an image, words about a source, a page and its address."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QMimeDatabase
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from claimdesk.exchange import plain_file
from claimdesk.ui.base.words import tr

_SOURCES = {"chromium/x-source-url": "utf-8", "text/x-moz-url-priv": "utf-16-le"}
"""Under what Chromium and Firefox tell the address of what was copied, and in which encoding."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes to attach, read only when they are needed: they may be many."""

    name: str
    media_type: str
    read: Callable[[], bytes]


def from_file(path: Path, most: int) -> Incoming:
    """Return a file as something to attach; reading it fails if it has more than so many bytes."""
    media_type = QMimeDatabase().mimeTypeForFile(str(path)).name()
    return Incoming(path.name, media_type, lambda: plain_file.content(path, most))


def attachments(data: QMimeData, most: int) -> list[Incoming]:
    """Return the files, or else the image, that were dropped or pasted."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return [from_file(path, most) for path in paths if path.is_file()]
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage):
        return []
    return [Incoming(tr("Pasted image") + ".png", "image/png", lambda: _png(image))]


def pasted() -> QMimeData:
    """Return what is on the clipboard; nothing is, for example, after who copied it has gone."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return found if found is not None else QMimeData()


def words(data: QMimeData) -> str:
    """Return the address or text that was dropped or pasted."""
    addresses = [url.toString() for url in data.urls() if not url.isLocalFile()]
    return addresses[0] if addresses else data.text().strip()


def copied_from(data: QMimeData) -> str:
    """Return the address of the page on which something was copied; browsers may tell it."""
    for kind, encoding in _SOURCES.items():
        said = bytes(data.data(kind).data()).decode(encoding, "replace").strip("\x00 \r\n")
        if said.startswith(("http://", "https://")) and len(said.split()) == 1:
            return said
    return ""


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
