"""Project files: new, open, recent, sample, copy, close."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core import resources
from claimdesk.core.errors import ReviewError, from_os
from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow
from claimdesk.exchange import review_json
from claimdesk.store import articles, claims, projects
from claimdesk.store.store import Session, Store
from claimdesk.store.view import View
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.opening import Opening, Then, is_outdated
from claimdesk.ui.commands.rescue import SUFFIX, project_filter

RECENT = 10
"""How many files the list of recent projects holds."""
_SAMPLER = ReviewerRow(derived_id("reviewer", b"Claimdesk (sample)"), "Claimdesk (sample)", "")


class FileCommands:
    """The handlers of the File menu that change which file is open, or copy it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._project = desk.project
        self.opening = Opening(desk, self._switch)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "file.new": self.new,
            "file.open": self.open,
            "file.sample": self.open_sample,
            "file.save_copy": self.save_copy,
            "file.close": self.close,
            "file.quit": self._desk.window.close,
        }

    def new(self) -> bool:
        """Ask for a name and make a new project; return whether there is one now."""
        path = self._ask_target(tr("New project"), self._home() / (tr("New project") + SUFFIX))
        if path is None:
            return False
        return self._switch(path, lambda: Store.create(path, path.stem, self._desk.settings.me()))

    def open(self) -> None:
        """Ask for a project file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window, tr("Open a project"), str(self._home()), project_filter()
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, then: Then | None = None) -> None:
        """Open a project file and go on; trouble is shown and the file open before stays open."""
        if not self._is_open(path):
            self.opening.open(path, then)
        elif then is not None:
            then()

    def open_sample(self) -> None:
        """Open the sample project, made from the sample review where there is no present one."""
        path = self._desk.folders.data / "sample" / ("River crossing" + SUFFIX)
        if path.exists() and not is_outdated(path):
            self.open_path(path)
        elif not self._is_open(path):
            self._switch(path, lambda: make_sample(path, self._desk))

    def save_copy(self) -> None:
        """Ask for a name and write a verified copy there."""
        path = self._project.path
        if path is None:
            return
        proposed = path.with_name(tr("{name} (copy)", name=path.stem) + SUFFIX)
        target = self._ask_target(tr("Save a copy"), proposed)
        if target is not None and not self._is_open(target) and self._copy_to(target):
            self._say(tr("Copy saved and checked: {name}", name=target.name))

    def save_as(self) -> None:
        """Ask for a name, write a verified copy there and go on in it."""
        path = self._project.path
        if path is None:
            return
        proposed = path.with_name(tr("{name} (saved)", name=path.stem) + SUFFIX)
        target = self._ask_target(tr("Save as"), proposed)
        if target is not None and not self._is_open(target) and self._copy_to(target):
            self.opening.note(target)
            self.opening.open(target)

    def reload(self) -> None:
        """Open what lies under the name of the open project now, as any other file."""
        path = self._project.path
        if path is None:
            return
        if self._is_open(path):
            self.close()
        else:
            self._project.yield_lock()
        self.opening.open(path)

    def close(self) -> None:
        """Close the project; everything is saved already."""
        self._desk.tasks.wait_all()
        self._desk.selection.clear()
        self._project.use(None)
        self._desk.keep(last_project="")

    def _switch(self, path: Path, opened: Callable[[], Store | View]) -> bool:
        """Open first, close the old file only after that; return whether it could be done."""
        try:
            store = _readable(opened())
        except ReviewError as error:
            self.opening.explain(path, error)
            return False
        except OSError as error:
            self._desk.notifier.trouble(from_os(error, path.name))
            return False
        self._desk.tasks.wait_all()
        self._desk.selection.clear()
        self._project.use(store)
        self._remember(path)
        self._return(path)
        self._say(tr("Opened {name}", name=path.stem))
        return True

    def _return(self, path: Path) -> None:
        """Go to the article and the claim that were current when the project was left."""
        pause = self._desk.places.pause(path)
        ids = self._project.read(articles.ids)
        first = ids[0] if ids else None
        self._desk.selection.choose_article(pause.article_id if pause.article_id in ids else first)
        if pause.claim_id and self._project.read(claims.number, pause.claim_id):
            self._desk.selection.choose_claim(pause.claim_id)

    def _copy_to(self, target: Path) -> bool:
        self._project.copying.emit()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._project.backup(target)
        except ReviewError as error:
            self._desk.notifier.trouble(error)
            return False
        except OSError as error:
            self._desk.notifier.trouble(from_os(error, target.name))
            return False
        return True

    def _is_open(self, path: Path) -> bool:
        now = self._project.path
        try:
            same = now is not None and path.exists() and now.samefile(path)
        except OSError:
            return False
        if same:
            self._say(tr("This project is open already"))
        return same

    def _remember(self, path: Path) -> None:
        name = str(path.absolute())
        others = [one for one in self._desk.settings.now.recent_files if one != name]
        self._desk.keep(recent_files=(name, *others)[:RECENT], last_project=name)

    def _home(self) -> Path:
        path = self._project.path
        return path.parent if path else Path.home()

    def _ask_target(self, title: str, proposed: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window, title, str(proposed), project_filter()
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _readable(store: Store | View) -> Store | View:
    """Return the store if what the window shows first can be read: a file may be damaged inside."""
    try:
        store.read(_look_over)
    except BaseException:
        store.close()
        raise
    return store


def _look_over(session: Session) -> None:
    """Read what costs little of what the window shows first; the panes read the rest."""
    for query in (projects.row, articles.ids, claims.count):
        query(session)


def make_sample(path: Path, desk: Desk) -> Store:
    """Make the sample project from the sample review, in nobody's name: it is not to be undone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # one of an older format
    try:
        with Store.create(path, tr("Sample: the river crossing"), _SAMPLER) as store:
            review = review_json.read_review(resources.path("samples", "sample.review.json"))
            store.run(tr("Load review"), lambda session: review_json.load(session, review))
        return Store.open(path, desk.settings.me())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
