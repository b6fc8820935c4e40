"""Where a claim stands in the list, asked for one claim at a time."""

import sqlite3


def of(connection: sqlite3.Connection, claim_id: bytes) -> int:
    """Return the number of a claim in the list, or 0 if it is not there."""
    query = (
        "SELECT count(*) FROM claim JOIN claim AS this ON this.id=? AND this.deleted=0 "
        "WHERE claim.deleted=0 AND (claim.position, claim.id) <= (this.position, this.id)"
    )
    return int(connection.execute(query, (claim_id,)).fetchone()[0])
