"""Values and rules of a review; no Qt, no SQL."""
