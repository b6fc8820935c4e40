"""Read a file that holds a review, in our own format or as Web Annotations, and load it."""

from pathlib import Path

from claimdesk.exchange import annotation_shape, strict_json
from claimdesk.exchange.annotation_load import load_annotations
from claimdesk.exchange.annotation_shape import Annotations
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.review_load import LoadReport, load
from claimdesk.exchange.review_read import Review, review_in
from claimdesk.store.store import Session

Loadable = Review | Annotations
SUFFIXES = (".json", ".jsonld")
"""How the names of such files end."""


def read(path: Path) -> Loadable:
    """Read and check a file; raises ReviewError with one sentence that names the place."""
    data = strict_json.read(path)
    if annotation_shape.is_annotations(data):
        return annotation_shape.parse(data)
    return review_in(data, path.parent)


def load_into(session: Session, review: Loadable, tick: Tick = unwatched) -> LoadReport:
    """Add to the project what a file holds and the project does not; an edit for the store."""
    if isinstance(review, Annotations):
        return load_annotations(session, review, tick)
    return load(session, review, tick)
