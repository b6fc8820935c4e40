"""What every part of the shell stands on: project, selection, actions, theme."""
