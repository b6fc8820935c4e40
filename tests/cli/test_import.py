from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "first.txt"
    path.write_text("A headline\n\nSome text with “quotes” and 🇺🇦.\n", encoding="utf-8")
    return path


def test_an_article_comes_in_with_what_was_said_of_it(project: Path, text: Path, run: Run) -> None:
    said = run(
        *("import", project, text, "--title", "Mine", "--url", "https://example.org/a"),
        *("--published", "2025-03-03", "--json"),
    )

    assert said.status == 0
    assert said.data["failed"] == 0
    (article,) = said.data["articles"]
    assert (article["file"], article["title"], article["added"]) == (str(text), "Mine", True)
    (listed,) = run("info", project, "--json").data["articles"]
    assert (listed["id"], listed["title"]) == (article["id"], "Mine")
    assert listed["url"] == "https://example.org/a"


def test_words_say_what_came_in(project: Path, text: Path, run: Run) -> None:
    assert run("import", project, text).out.startswith("Imported “")


def test_a_text_that_is_there_is_not_imported_again(project: Path, text: Path, run: Run) -> None:
    first = run("import", project, text, "--json").data["articles"][0]
    before = project.read_bytes()

    second = run("import", project, text, "--json").data["articles"][0]

    assert second["id"] == first["id"]
    assert second["added"] is False
    assert project.read_bytes() == before
    assert run("import", project, text).out.startswith("Was there already: “")


def test_an_encoding_can_be_named(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Čačak ždral, đak šeta.".encode("cp1250"))

    said = run("import", project, path, "--encoding", "windows-1250", "--title", "T", "--json")

    assert said.data["articles"][0]["remarks"] == []
    assert run("info", project, "--json").data["articles"][0]["length"] == 22


def test_a_guess_is_remarked_upon(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("Дорогие читатели, сегодня мы расскажем о мосте. " * 9).encode("cp1251"))

    said = run("import", project, path)

    assert said.status == 0
    assert len(said.out.splitlines()) == 2


def test_a_bad_file_does_not_keep_the_others_out(
    project: Path, text: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "second.txt").write_text("Another text.", encoding="utf-8")

    said = run("import", project, tmp_path / "empty.txt", text, tmp_path / "second.txt", "--json")

    assert said.status == 1
    assert said.data["failed"] == 1
    assert len(said.data["articles"]) == 2
    assert said.err.startswith("claimdesk-cli: empty: ")
    assert said.err.count("\n") == 1
    assert len(run("info", project, "--json").data["articles"]) == 2


def test_a_title_for_several_files_is_wrong_usage(project: Path, text: Path, run: Run) -> None:
    said = run("import", project, text, text, "--title", "Both")

    assert said.status == 2
    assert "--title and --url are for a single file" in said.err


def test_a_web_page_comes_in_as_its_article_or_whole(
    project: Path, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    rain = "<p>It rained all day on the town, and the dam was closed by noon.</p>" * 3
    path.write_text(f"<html><body><nav>Sport</nav><article>{rain}</article></body></html>")
    said = run("import", project, path, "--json")
    assert said.status == 0
    article = said.data["articles"][0]
    assert (article["title"], article["remarks"] != []) == ("page", True)
    whole = run("import", project, path, "--whole-page", "--json").data["articles"][0]
    assert whole["added"]
    assert "whole page" in whole["remarks"][0]


def test_of_many_remarks_the_first_are_printed(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "speech.srt"
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nLine {n}\n\n" for n in range(1, 40))
    path.write_text("".join(cues), encoding="utf-8")
    said = run("import", project, path)
    assert "  Line 1: 00:00:01,000 to 00:00:01,900" in said.out
    assert said.out.splitlines()[-1] == "  … and 28 more; --json lists all"


def test_a_folder_comes_in_at_once_and_says_what_it_passed_over(
    project: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The first text.", encoding="utf-8")
    (folder / "deep" / "b.md").write_text("The second text.", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    said = run("import", project, folder, "--json")
    assert said.status == 0
    assert [Path(one["file"]).name for one in said.data["articles"]] == ["a.txt", "b.md"]
    assert (said.data["passed_over"], said.data["failed"]) == (1, 0)
    assert run("import", project, folder).out.endswith("Passed over: 1 file of other kinds\n")
    assert run("import", project, folder, "--title", "T").status == 2


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(
    project: Path, text: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("Another text.", encoding="utf-8")
    run("import", project, text)
    before = project.read_bytes()
    said = run("import", project, text, tmp_path / "other.txt", "--dry-run")
    assert project.read_bytes() == before
    assert said.out.splitlines()[0].startswith("Is there already: “A headline” from first.txt as ")
    assert said.out.splitlines()[1] == "Would import “other” from other.txt, 13 characters"
    data = run("import", project, tmp_path / "other.txt", "--dry-run", "--json").data
    assert data["dry_run"]
    assert (data["articles"][0]["id"], data["articles"][0]["added"]) == (None, True)


def test_too_many_files_are_told(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.exchange.intake.MOST_FILES", 1)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Text {name}.", encoding="utf-8")
    assert "Only the first" in run("import", project, folder).out
