"""Expected trouble in one plain sentence."""

import errno
import re
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError, from_os


def test_an_error_carries_its_code_and_its_sentence() -> None:
    error = ReviewError(Code.REFUSED, "There is nothing to mark.")
    assert error.code == "refused"
    assert str(error) == error.sentence == "There is nothing to mark."


def test_codes_are_short_words_that_scripts_can_rely_on() -> None:
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in Code)


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOENT, Code.MISSING, "does not exist"),
        (errno.ENOTDIR, Code.MISSING, "does not exist"),
        (errno.EACCES, Code.NO_PERMISSION, "do not have the rights"),
        (errno.EPERM, Code.NO_PERMISSION, "do not have the rights"),
        (errno.EROFS, Code.NO_PERMISSION, "read-only"),
        (errno.EISDIR, Code.DIRECTORY, "is a folder"),
        (errno.EEXIST, Code.EXISTS, "is there already"),
        (errno.ENOSPC, Code.DISK_FULL, "disk is full"),
        (errno.EDQUOT, Code.DISK_FULL, "quota"),
        (errno.EFBIG, Code.DISK_FULL, "larger than this disk"),
        (errno.ENAMETOOLONG, Code.BAD_NAME, "too long"),
        (errno.EIO, Code.IO, "cannot be read or written (broken)"),
    ],
)
def test_each_error_of_the_system_has_its_words(number: int, code: Code, words: str) -> None:
    error = from_os(OSError(number, "broken"), "dam.claimdesk")
    assert error.code is code
    assert words in error.sentence
    assert "“dam.claimdesk”" in error.sentence
    assert error.sentence.endswith(".")


def test_an_error_without_a_number_says_what_it_knows() -> None:
    error = from_os(OSError("the stick was pulled out"), "dam.txt")
    assert (error.code, "the stick was pulled out" in error.sentence) == (Code.IO, True)


def test_a_real_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        (tmp_path / "none").read_bytes()
    assert from_os(raised.value, "none").code is Code.MISSING
