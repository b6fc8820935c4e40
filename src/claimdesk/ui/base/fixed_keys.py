"""Keys that are not the actions’ own: those of the article, and those that widgets need."""

from claimdesk.core.i18n import mark

FIXED_KEYS: tuple[tuple[str, str], ...] = (
    (mark("Move by character, word, line"), "←  →  Ctrl+←  Ctrl+→  ↑  ↓"),
    (mark("Next sentence, previous sentence"), "Alt+→  Alt+←"),
    (mark("Next paragraph, previous paragraph"), "Ctrl+↓  Ctrl+↑"),
    (mark("Select while moving"), "Shift"),
    (mark("Choose among claims at the caret"), "Return  Tab"),
    (mark("Move the end of the current passage, by letter with Ctrl"), "Alt+Shift+→  Alt+Shift+←"),
    (mark("Move its start, by letter with Ctrl"), "Alt+Shift+↓  Alt+Shift+↑"),
    (mark("Larger or smaller text"), "Ctrl+wheel"),
    (mark("Leave find, filter or a card; back to the text"), "Esc"),
)
"""Keys that belong to the article and cannot be changed; shown in the list of keys."""

RESERVED = frozenset(
    {
        "Tab", "Shift+Tab", "Return", "Enter", "Space", "Esc", "Up", "Down", "Left", "Right",
        "Home", "End", "PgUp", "PgDown", "Backspace", "Alt+Left", "Alt+Right", "Alt+Shift+Left",
        "Alt+Shift+Right", "Alt+Shift+Up", "Alt+Shift+Down", "Ctrl+Alt+Shift+Left",
        "Ctrl+Alt+Shift+Right", "Ctrl+Alt+Shift+Up", "Ctrl+Alt+Shift+Down",
        "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down",
        "Ctrl+Home", "Ctrl+End", "Ctrl+Tab", "Ctrl+X", "Ctrl+V", "Alt+F4",
    }
)  # fmt: skip
"""Keys that widgets need themselves and no action can be given."""
