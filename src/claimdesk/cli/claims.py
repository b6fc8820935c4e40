"""The verb that takes in a table of claims: our own claims.csv, edited in a spreadsheet."""

from argparse import Namespace

from claimdesk.cli.answers import Answer
from claimdesk.cli.claim_changes import bring_back
from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.claims_csv import sheet
from claimdesk.exchange.claims_csv.changes import is_ours
from claimdesk.exchange.claims_csv.sheet import Reading


def take_in(arguments: Namespace) -> Answer:
    """Take in a table of claims."""
    table = sheet.read(arguments.table, Reading(arguments.encoding))
    if not is_ours(table):
        sentence = f"“{table.name}” has no column claim_id with another column of claims.csv."
        raise ReviewError(Code.REFUSED, sentence)
    return bring_back(arguments, table)
