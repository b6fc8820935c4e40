"""The review format (JSON): the whole of a review, to load, to save, to script.

What stands in it is declared in ``review_format``; here is what the rest of the program uses.
"""

from claimdesk.exchange.review_load import LoadReport, load
from claimdesk.exchange.review_read import Review, read_review
from claimdesk.exchange.review_save import Saved, save, write_review

__all__ = ["LoadReport", "Review", "Saved", "load", "read_review", "save", "write_review"]
