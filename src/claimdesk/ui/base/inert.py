"""Fields of a project that may only be read: they show and can be copied from, and say why."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget

EDITS = "edits"
"""The property of buttons that change the project."""
_KEPT = "usual-tip"


def make_inert(root: QWidget, why: str) -> None:
    """Let nothing below a widget change the project, and say why; "" lets all of it again."""
    editors: list[QLineEdit | QTextEdit] = [*root.findChildren(QLineEdit)]
    editors += root.findChildren(QTextEdit)
    for editor in editors:
        editor.setReadOnly(bool(why))
        _say(editor, why)
    choices: list[QWidget] = [*root.findChildren(QComboBox)]
    choices += [one for one in root.findChildren(QAbstractButton) if one.property(EDITS)]
    for choice in choices:
        choice.setEnabled(not why)
        _say(choice, why)


def _say(widget: QWidget, why: str) -> None:
    usual = widget.property(_KEPT)
    if usual is None:
        usual = widget.toolTip()
        widget.setProperty(_KEPT, usual)
    widget.setToolTip(why or usual)
    widget.setAccessibleDescription(why)
