"""How the claims are listed: sorted, filtered, put in order, and worked on several at a time."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, Stage
from claimdesk.store import claims
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.one_line import OneLine
from claimdesk.ui.models.terms import stage_word
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class ListingCommands:
    """The handlers of sorting, filtering and moving."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._list = claim_list
        self._form = form
        claim_list.move_wanted.connect(self.move)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "edit.filter_by": self._list.bar.ask,
            "edit.clear_filter": self._list.clear_filter,
            "edit.save_filter": self.save_filter,
            "view.sort_reverse": self.reverse,
            **{f"view.sort_{one}": partial(self.sort, one) for one in ClaimColumn},
            "claim.move_up": partial(self.step, -1),
            "claim.move_down": partial(self.step, 1),
            **{f"claim.stage_{one}": partial(self.set_stage, one) for one in Stage},
            "claim.tag": self.ask_tags,
        }

    def sort(self, column: ClaimColumn) -> None:
        """Sort the list by a column."""
        self._list.sort(ClaimOrder(column))
        self._say_order()

    def reverse(self) -> None:
        """Sort the list from the other end."""
        self._list.sort(replace(self._list.order, is_falling=not self._list.order.is_falling))
        self._say_order()

    def move(self, claim_ids: list[Id], before: Id | None) -> None:
        """Put claims in front of another one in the order of the review, or at the end."""
        self._form.commit()
        label = count(len(claim_ids), "Move claim", "Move {n} claims")
        edit = partial(claims.move, claim_ids=claim_ids, before=before)
        if self._project.did(label, edit):
            number = self._project.read(claims.number, claim_ids[0]) or 0
            self._say(tr("Moved to number {n}", n=number))

    def step(self, by: int) -> None:
        """Move the chosen claims a row up or down."""
        if not self._list.order.is_review:
            self._say(tr("Sort by the order of the review to move claims"))
            return
        chosen = self._list.chosen()
        can_move, before = self._list.one_up(chosen, by)
        if can_move:
            self.move(chosen, before)

    def set_stage(self, stage: Stage) -> None:
        """Say of the chosen claims where the work on them stands."""
        self._form.commit()
        chosen = self._list.chosen()
        if chosen and self._project.did(
            tr("Change stage"), partial(claims.change_all, claim_ids=chosen, stage=stage)
        ):
            named = count(len(chosen), "{n} claim", "{n} claims")
            self._say(tr("{claims}: {stage}", claims=named, stage=stage_word(stage).lower()))

    def ask_tags(self) -> None:
        """Ask for tags to add to the chosen claims."""
        self._form.commit()
        chosen = self._list.chosen()
        if not chosen:
            return
        asked = OneLine(
            *("add-tags", count(len(chosen), "Add tags", "Add tags to {n} claims")),
            label=tr("&Tags"),
            hint=tr("Several tags are separated by commas."),
            parent=self._desk.window,
        )
        asked.offer(self._project.read(claims.tag_names))
        asked.given.connect(partial(self._add_tags, chosen))
        asked.open()
        take_keyboard(asked)

    def save_filter(self) -> None:
        """Ask for the name under which the filter is kept."""
        if self._list.bar.wanted.is_empty:
            self._say(tr("Filter the claims first"))
            return
        asked = OneLine(
            *("save-filter", tr("Save the filter")),
            label=tr("&Name"),
            hint=tr("A filter of the same name is replaced."),
            parent=self._desk.window,
        )
        asked.offer(list(self._desk.settings.now.claim_filters))
        asked.given.connect(self._keep)
        asked.open()
        take_keyboard(asked)

    def _add_tags(self, claim_ids: list[Id], text: str) -> None:
        names = [name.strip() for name in text.split(",") if name.strip()]
        edit = partial(claims.tag, claim_ids=claim_ids, names=names)
        if names and self._project.did(tr("Add tags"), edit):
            self._say(tr("Tagged: {tags}", tags=", ".join(names)))

    def _keep(self, name: str) -> None:
        kept = {**self._desk.settings.now.claim_filters, name: self._list.bar.wanted}
        self._desk.keep(claim_filters=kept)
        self._say(tr("Filter “{name}” saved", name=name))

    def _say_order(self) -> None:
        order = self._list.order
        places = [column.name for column in self._list.model.columns]
        column = self._list.model.columns[places.index(order.column)]
        by = column.spoken_title or column.title
        said = tr("Sorted by {column}, from the other end") if order.is_falling else ""
        self._say((said or tr("Sorted by {column}")).format(column=by.lower()))

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


class SavedFilters:
    """Fills the menu of filters that were kept, each time it opens."""

    def __init__(self, menu: QMenu, desk: Desk, claim_list: ClaimListPane) -> None:
        self._menu = menu
        self._desk = desk
        self._list = claim_list
        claim_list.bar.saved = menu
        menu.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Put the filters into the menu, the one in use checked, and the way to change them."""
        self._menu.clear()
        kept, now = self._desk.settings.now.claim_filters, self._list.bar.wanted
        for name, wanted in kept.items():
            action = self._menu.addAction(_shown(name))
            action.setCheckable(True)
            action.setChecked(wanted == now)
            action.triggered.connect(partial(self._use, wanted))
        if not kept:
            self._menu.addAction(tr("None yet")).setEnabled(False)
        self._menu.addSeparator()
        self._offer(tr("&Replace by the present filter"), self._replace, needs_filter=True)
        self._offer(tr("&Delete"), self._delete)

    def _offer(self, title: str, act: Callable[..., None], *, needs_filter: bool = False) -> None:
        menu = self._menu.addMenu(title)
        kept = self._desk.settings.now.claim_filters
        menu.setEnabled(bool(kept) and not (needs_filter and self._list.bar.wanted.is_empty))
        for name in kept:
            menu.addAction(_shown(name)).triggered.connect(partial(act, name))

    def _use(self, wanted: ClaimFilter, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._list.bar.use(wanted)

    def _replace(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._keep({**self._desk.settings.now.claim_filters, name: self._list.bar.wanted})

    def _delete(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        kept = self._desk.settings.now.claim_filters
        self._keep({one: wanted for one, wanted in kept.items() if one != name})

    def _keep(self, filters: dict[str, ClaimFilter]) -> None:
        self._desk.keep(claim_filters=filters)


def _shown(name: str) -> str:
    return name.replace("&", "&&")
