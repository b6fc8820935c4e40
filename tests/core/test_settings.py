"""Settings come back as they were left, and no file can keep the program from starting."""

import getpass
import json
import os
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.settings import Settings, SettingsFile, initials_of, login_name


def kept(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    return found


def leave(folder: Path, text: str) -> None:
    (folder / "settings.json").write_text(text, encoding="utf-8")


def test_the_first_start_makes_a_reviewer_who_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nadia berg")
    folder = tmp_path / "config" / "claimdesk"
    first = SettingsFile(folder).me()
    assert len(first.id) == 16
    assert (first.name, first.initials) == ("nadia berg", "NB")
    assert SettingsFile(folder).me() == first


def test_only_what_was_changed_is_in_the_file(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    settings.change(theme="dark", article_pixels=20)
    settings.change(article_pixels=18)
    assert set(kept(tmp_path)) == {"reviewer_id", "theme"}


def test_every_field_comes_back_at_the_next_start(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    settings.change(
        reviewer_name="Nina Marsh",
        reviewer_initials="NiM",
        theme="light",
        article_font="sans",
        article_pixels=24,
        article_columns=60,
        snap_words=True,
        recent_files=("/home/nina/а.claimdesk",),
        last_project="/home/nina/а.claimdesk",
        shortcuts=MappingProxyType({"claim.deny": "Ctrl+D"}),
        claim_filters=MappingProxyType({"Mine": ClaimFilter("bridge", differ=True)}),
        export_format="xlsx",
        export_scope="listed",
        export_name="{project}-{date}",
        export_folder="/home/nina/out",
        export_opens=True,
        export_columns=("claims.number",),
        not_me=("0" * 32,),
        column_sets=MappingProxyType({"Short": ("claims.number", "claims.claim")}),
        dialog_sizes=MappingProxyType({"claim-changes": "900x700"}),
    )
    again = SettingsFile(tmp_path)
    assert again.now == settings.now
    assert again.me().initials == "NiM"


def test_a_change_to_the_same_writes_nothing(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    settings.path.unlink()
    settings.change(theme="system")
    assert not settings.path.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"text"', "nul", "[" * 100_000, '{"theme": "dark"', "\x00\x01"]
)
def test_a_damaged_file_is_put_aside_and_never_fatal(tmp_path: Path, text: str) -> None:
    leave(tmp_path, text)
    settings = SettingsFile(tmp_path)
    assert settings.now.theme == "system"
    assert (tmp_path / "settings.json.bad").read_text(encoding="utf-8") == text
    assert kept(tmp_path)["reviewer_id"] == settings.now.reviewer_id


def test_bytes_that_are_no_text_are_put_aside_too(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe\xfa")
    assert SettingsFile(tmp_path).now.theme == "system"
    assert (tmp_path / "settings.json.bad").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "mauve"),
        ("theme", 3),
        ("article_font", ""),
        ("article_font", 3),
        ("article_spacing", "airy"),
        ("article_fades", "yes"),
        ("article_pixels", 4),
        ("article_pixels", "18"),
        ("article_columns", True),
        ("article_columns", None),
        ("recent_files", "one"),
        ("recent_files", [1]),
        ("shortcuts", ["Ctrl+D"]),
        ("shortcuts", {"claim.deny": 2}),
        ("claim_filters", ["Mine"]),
        ("claim_filters", {"Mine": 2}),
        ("export_format", 1),
        ("export_scope", "some"),
        ("export_opens", 1),
        ("export_columns", "claims.number"),
        ("column_sets", ["Short"]),
        ("not_me", ["somebody"]),
        ("column_sets", {"Short": [1]}),
        ("reviewer_name", 7),
        ("reviewer_id", "short"),
        ("reviewer_id", "z" * 32),
        ("reviewer_id", 12345678901234567890123456789012),
    ],
)
def test_one_value_that_makes_no_sense_costs_only_itself(
    tmp_path: Path, name: str, value: object
) -> None:
    leave(tmp_path, json.dumps({"last_project": "/p", name: value}))
    settings = SettingsFile(tmp_path)
    assert settings.now.last_project == "/p"
    if name != "reviewer_id":
        assert getattr(settings.now, name) == getattr(Settings(), name)
    assert len(settings.me().id) == 16


def test_names_of_a_newer_version_are_passed_over(tmp_path: Path) -> None:
    leave(tmp_path, json.dumps({"theme": "dark", "hologram": True}))
    assert SettingsFile(tmp_path).now.theme == "dark"


def test_without_a_place_to_write_the_program_still_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = SettingsFile(tmp_path / "file")
    assert len(settings.me().id) == 16
    with pytest.raises(ReviewError):
        settings.change(theme="dark")
    assert settings.now.theme == "dark"


def test_a_failed_write_leaves_the_file_before_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SettingsFile(tmp_path)
    before = settings.path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReviewError) as caught:
        settings.change(theme="dark")
    assert caught.value.code is Code.DISK_FULL
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]
    assert settings.path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Nina Marsh", "NM"),
        ("nina", "N"),
        ("Ana de la Cruz", "AC"),
        ("  ", ""),
        ("Їван Шевченко", "ЇШ"),
    ],
)
def test_initials_follow_from_the_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize("trouble", [KeyError("uid"), OSError("no user"), ImportError("pwd")])
def test_without_a_login_a_word_stands_for_the_name(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise trouble

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert login_name() == "Reviewer"


def test_the_article_may_be_set_in_any_family(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(article_font="Gentium", article_spacing="wide")
    now = SettingsFile(tmp_path).now
    assert (now.article_font, now.article_spacing) == ("Gentium", "wide")
