"""The handlers of the action table, in groups by subject."""
