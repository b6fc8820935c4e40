"""Resources are found in a checkout and in an installed package."""

from pathlib import Path

from claimdesk.core import resources


def test_a_checkout_has_its_resources_beside_the_sources(tmp_path: Path) -> None:
    package = tmp_path / "src" / "claimdesk"
    package.mkdir(parents=True)
    assert resources.folder(package) == tmp_path / "resources"


def test_an_installed_package_has_its_resources_inside(tmp_path: Path) -> None:
    inside = tmp_path / "site-packages" / "claimdesk" / "resources"
    inside.mkdir(parents=True)
    assert resources.folder(inside.parent) == inside


def test_the_schema_of_the_review_format_is_there() -> None:
    assert resources.path("schema", "review-1.schema.json").is_file()
