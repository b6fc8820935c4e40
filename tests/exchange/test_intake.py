"""Which files folders bring in, and what reading one after the other gives."""

from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import intake
from claimdesk.exchange.intake import files_in, read_each
from claimdesk.exchange.readers import Wish
from claimdesk.store import articles


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Words of {name}", encoding="utf-8")


def test_of_a_folder_the_articles_are_taken_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.HTML", "c/deep.md", "photo.jpg", ".hidden.txt", ".git/x.txt")
    found = files_in([tmp_path])
    names = [path.relative_to(tmp_path).as_posix() for path in found.files]
    assert names == ["a.HTML", "b.txt", "c/deep.md"]
    assert (found.passed_over, found.too_many) == (1, False)


def test_the_pictures_and_frames_of_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "News.html", "News_files/frame.html", "Other_files/own.html")
    names = [path.name for path in files_in([tmp_path]).files]
    assert names == ["News.html", "own.html"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called_and_only_once(tmp_path: Path) -> None:
    write(tmp_path, "strange.xyz", "a.txt")
    paths = [tmp_path / "strange.xyz", tmp_path / "a.txt", tmp_path]
    found = files_in(paths)
    assert [path.name for path in found.files] == ["strange.xyz", "a.txt"]
    assert found.passed_over == 1


def test_more_files_than_a_day_has_hours_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_FILES", 2)
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    found = files_in([tmp_path])
    assert (len(found.files), found.too_many) == (2, True)


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")

    def stop() -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        files_in([tmp_path], stop)
    with pytest.raises(ReviewError):
        list(read_each([tmp_path / "a.txt"], Wish(), stop))


def test_a_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "bad.txt").write_bytes(b"")
    paths = [tmp_path / name for name in ("a.txt", "bad.txt", "b.txt")]
    one, bad, other = read_each(paths, Wish())
    assert one.article is not None
    assert one.sha256 == articles.fingerprint("Words of a.txt")
    assert bad.trouble is not None
    assert (bad.trouble.code, bad.article) == (Code.EMPTY, None)
    assert other.original is not None
    assert other.original.file_name == "b.txt"


def test_being_stopped_is_no_trouble_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.html")
    beats = iter((None, ReviewError(Code.CANCELLED, "Stopped.")))

    def beat() -> None:
        if (error := next(beats)) is not None:
            raise error

    with pytest.raises(ReviewError):
        list(read_each([tmp_path / "a.html"], Wish(), beat))
