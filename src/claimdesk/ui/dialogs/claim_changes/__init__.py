"""Our own claims.csv back from a spreadsheet: what differs, and what of it is taken in."""
