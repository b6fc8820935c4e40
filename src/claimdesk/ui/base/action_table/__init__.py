"""The actions of the program: one module for each menu, in its reading order."""
