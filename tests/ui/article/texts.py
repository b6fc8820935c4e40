"""Texts of our own for the article view: a plain one, and one with every kind of letter."""

STORY = (
    "Ordain has announced the capture of Sarrowby. Officials have not confirmed it.\n\n"
    "A second paragraph follows. It says little, but it says it twice."
)

WORLD = (
    "\U0001f6a8\U0001f1fa\U0001f1f8 Breaking: \U0001f468\u200d\U0001f469\u200d\U0001f467 fled "
    "cafe\u0301 now.\nقال الرئيس إن القوات دخلت Sarrowby اليوم.\n"
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 "
    "\U0001f44d\U0001f3fd ok"
)
