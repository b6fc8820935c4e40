"""Dialogs that ask for a claim, with one list to pick it from."""
