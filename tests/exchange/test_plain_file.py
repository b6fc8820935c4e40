import os
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import plain_file


def test_an_ordinary_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345678")

    assert plain_file.content(tmp_path / "a", 8) == b"12345678"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing", Code.MISSING),
        ("", Code.DIRECTORY),
        ("pipe", Code.NOT_REGULAR),
        ("big", Code.TOO_BIG),
        ("bad\0name", Code.BAD_NAME),
        ("n" * 300, Code.BAD_NAME),
    ],
)
def test_what_is_no_readable_file_has_a_code_of_its_own(
    tmp_path: Path, name: str, code: Code
) -> None:
    (tmp_path / "big").write_bytes(b"123456789")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(ReviewError) as caught:
        plain_file.content(tmp_path / name, 8)

    assert caught.value.code is code
