"""The style sheet: flat, roomy and calm, with hairlines, quiet fields and a clear focus.

Heights come from the font and from padding, so that large fonts are never cut.
"""

from dataclasses import asdict
from string import Template

from claimdesk.ui.base.colours import Palette

_SHEET = Template("""
QMainWindow, QDialog { background: $chrome; }
QDialog#command-palette { border: 1px solid $edge; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $edge; }
QLabel[quiet="true"] { color: $muted; }
QLabel[heading="true"], QCheckBox[heading="true"] { font-weight: 600; }
QLabel[title="true"] { font-size: 15pt; font-weight: 600; }

QMenuBar { background: $chrome; border-bottom: 1px solid $line; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $raised; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::item:disabled:selected { background: transparent; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 8px; }
QMenu::indicator:checked { image: url("claimdesk:$scheme-check.svg"); }
QMenu::right-arrow { image: url("claimdesk:$scheme-right.svg"); width: 14px; height: 14px; }

QToolBar { background: $chrome; border: none; border-bottom: 1px solid $line; padding: 4px 8px;
    spacing: 2px; }
QToolBar::separator { background: $line; width: 1px; margin: 5px 4px; }
QToolBarExtension { padding: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $caret; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[chip="true"] { background: $hover; border-color: $control; border-radius: 11px;
    padding: 1px 7px; }
QToolButton[chip="true"]:hover { border-color: $edge; }
QToolButton[chip="true"]:focus { border-color: $caret; }

QPushButton { background: $field; border: 1px solid $control; border-radius: 6px;
    padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $caret; padding: 4px 13px; }
QPushButton:default { background: $selection; border-color: $selection; color: $selection_text; }
QPushButton:default:hover { background: $selection; border-color: $text; }
QPushButton:default:focus { border: 2px solid $caret; outline: none; }
QPushButton:disabled { color: $disabled; background: transparent; border-color: $line; }
QPushButton[section="true"] { background: transparent; border: 1px solid transparent;
    font-weight: 600; text-align: left; padding: 5px 2px; border-radius: 4px; }
QPushButton[section="true"]:hover { background: $hover; }
QPushButton[section="true"]:focus { border: 2px solid $caret; padding: 4px 1px; }
QPushButton:flat { background: transparent; border-color: transparent; }
QPushButton:flat:hover { background: $hover; }
QPushButton:flat:focus { border-color: $caret; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent;
    border-radius: 3px; padding: 0 3px; color: $muted; text-align: left; }
QPushButton[link="true"]:hover { color: $caret; }
QPushButton[link="true"]:focus { border-color: $caret; }

QLineEdit, QPlainTextEdit, QTextEdit[field="true"], QComboBox, QAbstractSpinBox {
    background: $field; border: 1px solid $control; border-radius: 6px; padding: 4px 7px;
    selection-background-color: $selection; selection-color: $selection_text; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit[field="true"]:hover, QComboBox:hover,
QAbstractSpinBox:hover { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[field="true"]:focus, QComboBox:focus,
QAbstractSpinBox:focus { border: 2px solid $caret; padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit[field="true"]:disabled,
QComboBox:disabled, QAbstractSpinBox:disabled { background: transparent; color: $disabled;
    border-color: $line; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: transparent; }
QTextEdit[field="true"][readOnly="true"] { background: transparent; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0 0 0 6px; }
QPlainTextEdit { padding: 2px 4px; }
QPlainTextEdit:focus { padding: 1px 3px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px;
    subcontrol-origin: padding; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("claimdesk:$scheme-down.svg");
    width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 4px;
    outline: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px;
    background: transparent; }
QAbstractSpinBox::up-arrow { image: url("claimdesk:$scheme-up.svg"); width: 12px;
    height: 12px; }
QAbstractSpinBox::down-arrow { image: url("claimdesk:$scheme-down.svg"); width: 12px;
    height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent;
    border-radius: 5px; }
QCheckBox:focus, QRadioButton:focus { border-color: $caret; }
QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px;
    border: 1px solid $edge; background: $field; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $selection;
    border-color: $selection; }
QCheckBox::indicator:checked { image: url("claimdesk:tick.svg"); }
QRadioButton::indicator:checked { image: url("claimdesk:dot.svg"); }
QListView::indicator, QTableView::indicator { width: 15px; height: 15px;
    border: 1px solid $edge; border-radius: 4px; background: $field; }
QListView::indicator:checked, QTableView::indicator:checked { background: $selection;
    border-color: $selection; image: url("claimdesk:tick.svg"); }
QCheckBox::indicator:indeterminate, QListView::indicator:indeterminate,
QTableView::indicator:indeterminate { background: $selection; border-color: $selection;
    image: url("claimdesk:dash.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
    background: $disabled; border-color: $disabled; }

QAbstractItemView { background: $paper; alternate-background-color: $paper;
    border: 1px solid $line; outline: none; selection-background-color: $chosen;
    selection-color: $text; }
QAbstractItemView[bare="true"], QScrollArea { border: none; }
QListView::item, QTreeView::item, QTableView::item { padding: 5px 8px; color: $text; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $chosen; color: $text; }
QListView::item:disabled, QTreeView::item:disabled { color: $disabled; }
QAbstractItemView:focus { border-color: $caret; }
QHeaderView { background: $paper; border: none; }
QHeaderView::section { background: $paper; color: $muted; border: none;
    border-bottom: 1px solid $line; padding: 5px 8px; font-weight: 400; }
QHeaderView::up-arrow { image: url("claimdesk:$scheme-up.svg"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("claimdesk:$scheme-down.svg"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $paper; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { padding: 6px 12px; border: none; border-bottom: 2px solid transparent;
    color: $muted; background: transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $caret; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
QGroupBox { border: none; margin-top: 1.6em; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }

QFrame[notice="calm"] { background: $hover; border: none; border-bottom: 1px solid $line; }
QFrame[notice="grave"] { background: $raised; border: none; border-left: 4px solid $danger;
    border-bottom: 1px solid $line; }
QStatusBar { background: $chrome; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 2px 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 5px 7px; }
QProgressBar { background: $hover; border: none; border-radius: 3px; min-height: 6px;
    max-height: 6px; }
QProgressBar::chunk { background: $caret; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $handle; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; border: none; border-radius: 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; border: none;
    border-radius: 3px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
""")

_CONTRAST = Template("""
QMenu { border-color: $edge; }
QMenu::item { border: 1px solid transparent; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled:selected { background: transparent; color: $disabled;
    border-color: $disabled; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    border-top: 2px solid $caret; border-bottom: 2px solid $caret; }
QToolButton:hover, QPushButton:hover, QPushButton:flat:hover { border-color: $edge; }
QToolButton:pressed, QToolButton:checked { border-color: $edge; }
QPushButton:checked { border: 2px solid $edge; padding: 4px 13px; }
QToolButton:focus { border: 2px solid $caret; padding: 3px; }
QPushButton:focus, QPushButton:flat:focus { border: 3px solid $caret; padding: 3px 12px; }
QPushButton[link="true"]:focus { border: 2px solid $caret; padding: 0 2px; }
QPushButton:default { border-color: $edge; }
QPushButton:default:focus { border: 3px solid $caret; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[field="true"]:focus, QComboBox:focus,
QAbstractSpinBox:focus { border: 3px solid $caret; padding: 2px 5px; }
QPlainTextEdit:focus { padding: 0 2px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $caret; padding: 2px; }
QAbstractItemView:focus { border: 2px solid $caret; }
QComboBox QAbstractItemView { border: 1px solid $edge; }
QTabBar::tab:selected { border-bottom: 3px solid $caret; }
QTabBar::tab:focus { border: 2px solid $caret; }
QProgressBar { border: 1px solid $edge; }
""")
"""What high contrast adds: borders where tints alone would tell, and a heavier ring of focus."""


def style_sheet(palette: Palette) -> str:
    """Return the style sheet of the whole program in these colours."""
    colours = asdict(palette) | {"scheme": "dark" if palette.dark else "light"}
    sheet = _SHEET.substitute(colours)
    return sheet + _CONTRAST.substitute(colours) if palette.contrast else sheet
