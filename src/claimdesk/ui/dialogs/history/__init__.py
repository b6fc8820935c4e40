"""The history of the project: a list that can be narrowed, and one entry of it in full."""
