"""Where the program's own files are: beside the sources, or inside the installed package."""

from pathlib import Path


def path(*parts: str) -> Path:
    """Return where a file of ``resources/`` is."""
    return folder(Path(__file__).resolve().parents[1]).joinpath(*parts)


def folder(package: Path) -> Path:
    """Return the resources that belong to a package folder, installed or in a checkout."""
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"
