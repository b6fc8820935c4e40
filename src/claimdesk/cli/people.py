"""Who works on the command line: the person of the settings, else whoever is logged in."""

from platformdirs import user_config_path

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow
from claimdesk.core.settings import SettingsFile, initials_of, login_name


def reviewer(name: str | None = None) -> ReviewerRow:
    """Return the reviewer of this name; without one, who works on this computer."""
    kept = _of_the_settings()
    said = (name or "").strip() or (kept.name if kept else login_name())
    if kept and kept.name == said:
        return kept
    return ReviewerRow(derived_id("reviewer", said.encode()), said, initials_of(said))


def _of_the_settings() -> ReviewerRow | None:
    """Return who the window knows, None until somebody gave it a name."""
    folder = user_config_path("claimdesk", appauthor=False)
    if not (folder / "settings.json").is_file():
        # Reading settings makes them; looking at a project should leave nothing behind.
        return None
    settings = SettingsFile(folder)
    return settings.me() if settings.now.reviewer_name else None
