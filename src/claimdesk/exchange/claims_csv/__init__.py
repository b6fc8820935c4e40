"""Claims out of a table somebody made: read, understood, placed in the articles, and taken in."""
