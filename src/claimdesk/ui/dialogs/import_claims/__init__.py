"""The dialog through which claims come in from a table: columns, claims, quotes."""
