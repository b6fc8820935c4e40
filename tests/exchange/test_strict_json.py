from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import strict_json


def test_plain_json_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + '{"a": [1, "é"]}'.encode())
        assert strict_json.read(path) == {"a": [1, "é"]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": }', "is not JSON (trouble at line 1, column 7)"),
        (b"\x00\x01\x02", "is not JSON"),
        (b'{"a": "\xff"}', "is not UTF-8 text (byte 7)"),
        ('{"a": "é"}'.encode("utf-16"), "is not UTF-8 text"),
        (b'{"a": NaN}', "holds NaN"),
        (b'{"a": -Infinity}', "holds -Infinity"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "says the key 'c' twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too many digits"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b'{"a": 1} {"b": 2}', "is not JSON"),
    ],
)
def test_loopholes_are_refused_in_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)

    with pytest.raises(ReviewError) as caught:
        strict_json.read(path)

    assert caught.value.code is Code.NOT_REVIEW
    assert said in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_bytes(b" \n")

    with pytest.raises(ReviewError) as caught:
        strict_json.read(tmp_path / "empty.json")

    assert caught.value.code is Code.EMPTY
