"""The article view: text, highlights, caret and find."""
