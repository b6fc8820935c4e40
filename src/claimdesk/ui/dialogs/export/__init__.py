"""The question before an export: which claims, in which format, which columns, where."""
