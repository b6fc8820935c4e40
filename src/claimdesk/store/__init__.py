"""The project file: format, history and every statement that reads or writes it."""
