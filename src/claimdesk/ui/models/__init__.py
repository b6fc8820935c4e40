"""One table model for every list, and the columns each list shows."""
