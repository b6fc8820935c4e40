"""Claimdesk: review articles claim by claim, offline, in one project file."""

__version__ = "0.1.0"
