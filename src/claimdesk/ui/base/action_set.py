"""Make the table of actions live: menus, toolbar, context menus, shortcuts, enabled or not."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from claimdesk.core.model import Verdict
from claimdesk.ui.base import icons
from claimdesk.ui.base.action_places import CONTEXT_MENUS, LINE, SECTIONS, TOOLBAR, WORDED
from claimdesk.ui.base.action_spec import ActionSpec, Entry, When
from claimdesk.ui.base.actions import ACTIONS, EXCLUSIVE, MENUS, SUBMENUS, plain
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.marks import mark_icon
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr

Handlers = Mapping[str, Callable[[], object]]

_MARKS = {f"mark-{verdict}": verdict for verdict in Verdict}
_JOINT = ", "


class ActionSet(QObject):
    """All actions of one window."""

    keys_changed = Signal()
    """Other keys are in use now."""

    def __init__(
        self,
        window: QWidget,
        handlers: Handlers,
        theme: Theme,
        shortcuts: Mapping[str, str] | None = None,
    ) -> None:
        """Build every action; an action without a handler is a KeyError here and now."""
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups = {menu: QActionGroup(self) for menu in EXCLUSIVE}
        self._why_read_only = ""
        self._enabled_for: tuple[When, str] | None = None
        self._unfilled = {one: QMenu(tr(_spec(one).text), window) for one in SUBMENUS}
        for spec in ACTIONS:
            handler = _nothing if spec.id in SUBMENUS else handlers[spec.id]
            self._actions[spec.id] = self._made(spec, handler)
        self.use_shortcuts(shortcuts or {})
        self._use_palette(theme.now)
        theme.changed.connect(self._use_palette)
        self.refresh(When.ALWAYS)

    def action(self, action_id: str) -> QAction:
        """Return one action."""
        return self._actions[action_id]

    def submenu(self, action_id: str) -> QMenu:
        """Return the menu that stands for an action and is filled by somebody else."""
        return self._unfilled[action_id]

    def menu(self, name: str) -> QMenu:
        """Return one of the menus in the menu bar."""
        return self._menus[name]

    def entries(self) -> list[Entry]:
        """Return every action that can be run, in reading order, as it is now."""
        return [
            Entry(
                id=spec.id,
                text=plain(self._actions[spec.id].text()),
                menu=plain(tr(MENUS[spec.menu.partition("/")[0]])),
                keys=self._actions[spec.id].shortcut().toString(_NATIVE),
                enabled=self._actions[spec.id].isEnabled(),
            )
            for spec in ACTIONS
            if spec.id not in SUBMENUS
        ]

    def run(self, action_id: str) -> None:
        """Do what choosing the action would do; nothing when it is disabled."""
        self._actions[action_id].trigger()

    def refresh(self, state: When, why_read_only: str = "") -> None:
        """Enable what the present state allows; what writes says why it may not."""
        if (state, why_read_only) == self._enabled_for:
            return
        self._enabled_for = state, why_read_only
        for spec in ACTIONS:
            may = not (why_read_only and spec.writes)
            self._actions[spec.id].setEnabled(may and spec.when in state)
        if why_read_only != self._why_read_only:
            self._why_read_only = why_read_only
            for spec in ACTIONS:
                self._describe(spec)

    def check(self, action_id: str, *, checked: bool) -> None:
        """Show an action as on or off."""
        self._actions[action_id].setChecked(checked)

    def follow(self, stack: QUndoStack) -> None:
        """Say in the menu what would be undone and redone: "Undo Mark as denied"."""
        stack.undoTextChanged.connect(partial(self._name_step, "edit.undo"))
        stack.redoTextChanged.connect(partial(self._name_step, "edit.redo"))
        self._name_step("edit.undo", stack.undoText())
        self._name_step("edit.redo", stack.redoText())

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for name, title in MENUS.items():
            outer, _, inner = name.partition("/")
            if not inner:
                self._menus[outer] = bar.addMenu(tr(title))
                self._menus[outer].setAccessibleName(plain(tr(title)))
                self._menus[outer].setToolTipsVisible(False)
        for spec in ACTIONS:
            outer, _, inner = spec.menu.partition("/")
            if spec.id in SECTIONS:
                self._menus[outer].addSeparator()
            if inner and spec.menu not in self._menus:
                self._menus[spec.menu] = self._menus[outer].addMenu(tr(MENUS[spec.menu]))
            if spec.id in SUBMENUS:
                self._menus[spec.menu].addMenu(self._unfilled[spec.id])
            else:
                self._menus[spec.menu].addAction(self._actions[spec.id])

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the most used actions on the toolbar, some with their word."""
        for action_id in TOOLBAR:
            if action_id == LINE:
                bar.addSeparator()
                continue
            action = self._actions[action_id]
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setAccessibleName(plain(action.text()).rstrip("…"))
                button.setAccessibleIdentifier(f"tool-{action_id.replace('.', '-')}")
                # Reached by Tab too, and so announced with their names.
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if action_id in WORDED:
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def context_menu(self, name: str, parent: QWidget) -> QMenu:
        """Return the context menu of a place on the screen; it goes away when it closes."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in CONTEXT_MENUS[name]:
            if action_id == LINE:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[action_id])
        return menu

    def use_shortcuts(self, changed: Mapping[str, str]) -> None:
        """Give each action its usual keys, or those the reviewer chose; empty means none."""
        for spec in ACTIONS:
            keys = changed.get(spec.id)
            chosen = spec.keys if keys is None else tuple(filter(None, keys.split(_JOINT)))
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in chosen])
            self._describe(spec)
        self.keys_changed.emit()

    def owner(self, keys: str, *, but: str = "") -> str | None:
        """Return which action has these keys (portable names), other than ``but``."""
        wanted = QKeySequence(keys)
        for action_id, action in self._actions.items():
            if action_id != but and any(_clash(wanted, one) for one in action.shortcuts()):
                return action_id
        return None

    def _made(self, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
        action = QAction(tr(spec.text), self)
        action.setIconText(tr(spec.short) if spec.short else plain(tr(spec.text)).rstrip("…"))
        # Shapes say verdicts; other pictures in menus would only be noise.
        action.setIconVisibleInMenu(spec.icon in _MARKS)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # Qt would otherwise move actions called "Preferences" or "Quit" by guessing.
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False: handler())
        if spec.menu in self._groups:
            self._groups[spec.menu].addAction(action)
        self._window.addAction(action)
        return action

    def _describe(self, spec: ActionSpec) -> None:
        action = self._actions[spec.id]
        words = plain(action.text()).rstrip("…")
        keys = action.shortcut().toString(_NATIVE)
        named = f"{words} ({keys})" if keys else words
        why = self._why_read_only if spec.writes else ""
        about = why or (tr(spec.tip) if spec.tip else "")
        action.setToolTip(f"{named}\n{about}" if about else named)
        action.setStatusTip("")

    def _name_step(self, action_id: str, label: str) -> None:
        spec = _spec(action_id)
        self._actions[action_id].setText(
            f"{tr(spec.text)} {label.replace('&', '&&')}" if label else tr(spec.text)
        )
        self._describe(spec)

    def _use_palette(self, palette: Palette) -> None:
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.id].setIcon(_icon(spec.icon, palette))
        for action_id in SUBMENUS:
            self._unfilled[action_id].setIcon(self._actions[action_id].icon())


_NATIVE = QKeySequence.SequenceFormat.NativeText
_BY_ID = {spec.id: spec for spec in ACTIONS}


def _spec(action_id: str) -> ActionSpec:
    return _BY_ID[action_id]


def _nothing() -> None:
    """Stand for a menu, which does nothing itself."""


def _icon(name: str, palette: Palette) -> QIcon:
    if name in _MARKS:
        return mark_icon(_MARKS[name], palette, icons.SIZE)
    return icons.icon(name, palette)


def _clash(one: QKeySequence, other: QKeySequence) -> bool:
    exact = QKeySequence.SequenceMatch.NoMatch
    return one.matches(other) != exact or other.matches(one) != exact


def portable(sequences: Iterable[QKeySequence]) -> str:
    """Return keys as the settings keep them."""
    written = (one.toString(QKeySequence.SequenceFormat.PortableText) for one in sequences)
    return _JOINT.join(written)
