"""All that crosses the border of the project file: what comes in and what goes out."""
