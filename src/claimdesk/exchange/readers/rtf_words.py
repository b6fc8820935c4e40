"""The control words of RTF that bear on its text, as the specification 1.9.1 lists them."""

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "bullet": "•",
    "~": "\xa0",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "-": "\u00ad",
    "_": "\u2011",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "\n": "\n\n",
    "\r": "\n\n",
    "par": "\n\n",
    "sect": "\n\n",
    "page": "\n\n",
    "column": "\n\n",
}
"""What each word stands for in the text."""
PARAGRAPH_ENDS = frozenset(word for word, said in CHARACTERS.items() if said == "\n\n")

SILENT = frozenset(
    (
        *(
            "annotation",
            "atnauthor",
            "atndate",
            "atnicn",
            "atnid",
            "atnparent",
            "atnref",
            "atntime",
        ),
        *("atrfend", "atrfstart", "bkmkend", "bkmkstart", "colortbl", "comment", "company"),
        *("datafield", "doccomm", "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr"),
        *("ftncn", "ftnsep", "ftnsepc", "aftncn", "aftnsep", "aftnsepc", "header", "headerf"),
        *(
            "headerl",
            "headerr",
            "info",
            "keywords",
            "listtable",
            "manager",
            "nonshppict",
            "objdata",
        ),
        *("operator", "pict", "pntxta", "pntxtb", "private", "revtbl", "rsidtbl", "rxe", "shprslt"),
        *("sn", "sp", "stylesheet", "subject", "sv", "tc", "tcn", "themedata", "txe", "upr", "xe"),
    )
)
"""Groups of which nothing is text of the document."""
HEARD = frozenset(("footnote", "listtext", "pntext", "shpinst", "shppict", "shptxt", "ud"))
"""Groups a reader may pass over, which hold text nevertheless."""
ABOUT = frozenset(("title", "author"))
"""Groups that say something about the document."""

CODE_PAGES = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The code page of the letters of a font, by the number of its character set."""
SYSTEMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""The code page of a document that names a system."""
