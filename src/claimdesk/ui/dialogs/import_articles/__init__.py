"""The dialog through which articles come in: the queue of files, and what each reads as."""
