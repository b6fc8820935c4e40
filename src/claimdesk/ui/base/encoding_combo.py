"""The choice of how the letters of a file are encoded, where finding it out failed."""

from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr

_ENCODINGS = (
    *("utf-8", "windows-1252", "windows-1251", "koi8-u", "koi8-r", "windows-1250"),
    *("iso-8859-2", "windows-1253", "windows-1254", "windows-1255", "windows-1256"),
    *("gb18030", "big5", "shift_jis", "euc-kr", "utf-16"),
)


class EncodingCombo(QuietCombo[str]):
    """Offers the usual encodings, and to find it out."""

    FOUND_OUT = ""

    def __init__(self) -> None:
        super().__init__(
            {self.FOUND_OUT: tr("Found out")} | {one: one.upper() for one in _ENCODINGS}
        )

    @property
    def encoding(self) -> str | None:
        """Return what is chosen; None to find it out."""
        return self.choice or None
