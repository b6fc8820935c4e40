from claimdesk.exchange.wording import MOST, on_one_line, shown


def test_a_text_of_unknown_origin_cannot_spoil_a_sentence() -> None:
    assert shown("a\nb\x1b[31m\u202ec") == "a�b�[31m�c"
    assert shown("plain “text”, 👩‍👩‍👧") == "plain “text”, 👩‍👩‍👧"
    assert len(shown("x" * 1000)) == MOST


def test_a_path_is_shown_whole() -> None:
    assert on_one_line("/a" * 500 + "\n") == "/a" * 500 + "�"
