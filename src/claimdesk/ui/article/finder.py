"""Carry a search out on the page: in slices between frames, boxed, shown, stepped through."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTextEdit

from claimdesk.core.query import Query, QueryError
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.find import Hits, Search, Stretch
from claimdesk.ui.article.minimap import Minimap
from claimdesk.ui.article.painting import Scene
from claimdesk.ui.article.scrolling import Scroller

_SLICE_MS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """How far a search is: the number of the hit shown, 0 if not known yet, and how many so far.

    ``rounds`` says that the last step went round the end (1) or the start (-1); ``trouble`` is the
    sentence on a query that cannot be carried out.
    """

    number: int = 0
    total: int = 0
    is_complete: bool = True
    rounds: int = 0
    trouble: str = ""


class Finder(QObject):
    """Finds in the text of a page; what is found belongs to the text shown now."""

    changed = Signal(object)
    """(finding: Finding) more is known, or another hit is shown."""

    def __init__(
        self, edit: QTextEdit, scene: Scene, caret: Caret, scroller: Scroller, minimap: Minimap
    ) -> None:
        super().__init__(edit)
        self._edit = edit
        self._scene = scene
        self._caret = caret
        self._scroller = scroller
        self._map = minimap
        self._search: Search | None = None
        self._shown: Stretch | None = None
        self._typed_at: Stretch | None = None
        self._origin = 0
        self._owed = 0
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._advance)
        self.finding = Finding()

    @property
    def hits(self) -> list[Stretch]:
        """Return all that is found so far, in code points."""
        hits, to_code_point = self._scene.hits, self._caret.positions.to_code_point
        places = zip(hits.starts, hits.ends, strict=True) if hits else ()
        return [(to_code_point(start), to_code_point(end)) for start, end in places]

    def start(self, query: Query) -> None:
        """Look for something else from the caret on; a first slice is done at once.

        While a query is being typed, every search starts where the first one did.
        """
        cursor = self._edit.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) != self._typed_at:
            self._origin = cursor.selectionStart()
        self._forget()
        origin = self._caret.positions.to_code_point(self._origin)
        try:
            self._search = Search(self._caret.text, self._caret.positions, query, origin)
        except QueryError as error:
            self._tell(Finding(trouble=str(error)))
            return
        self._scene.hits = self._search.hits
        self._turn.start()
        self._advance()

    def finish(self) -> None:
        """Do the rest of the search now."""
        while self._turn.isActive():
            self._advance()

    def step(self, by: int) -> None:
        """Show another hit; one that is not known yet is shown as soon as it is."""
        hits = self._scene.hits
        rounds = hits.step(by) if hits else None
        self._owed = by if rounds is None and self._turn.isActive() else 0
        if hits is not None and hits.current is not None and rounds is not None:
            self._show(hits.current)
            self._typed_at = None
            self._tell(replace(self._state(hits), rounds=rounds))

    def stop(self) -> None:
        """Take the boxes away and look for nothing."""
        self._forget()
        self._typed_at = None
        self.finding = Finding()

    def _advance(self) -> None:
        if self._search is None:
            return
        try:
            is_going_on = self._search.advance(_SLICE_MS)
        except QueryError as error:
            self._forget()
            self._tell(Finding(trouble=str(error)))
            return
        hits = self._search.hits
        if not is_going_on:
            self._turn.stop()
            self._map.show_hits(hits.starts)
            self._edit.viewport().update()
        if hits.current is not None and hits.current != self._shown:
            self._show(hits.current)
            self._typed_at = self._shown
        self._tell(self._state(hits))
        if self._owed:
            self.step(self._owed)

    def _show(self, hit: Stretch) -> None:
        """Select a hit and bring it into view."""
        self._shown = hit
        self._caret.select(*map(self._caret.positions.to_code_point, hit))
        self._scroller.reveal(hit[0])
        self._edit.viewport().update()

    def _state(self, hits: Hits) -> Finding:
        return Finding(hits.number, len(hits), hits.is_complete)

    def _tell(self, finding: Finding) -> None:
        self.finding = finding
        self.changed.emit(finding)

    def _forget(self) -> None:
        self._turn.stop()
        self._search = self._scene.hits = self._shown = None
        self._owed = 0
        self._map.show_hits(())
        self._edit.viewport().update()
