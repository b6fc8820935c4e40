from claimdesk.exchange.wording import MOST, shown


def test_a_text_of_unknown_origin_cannot_spoil_a_sentence() -> None:
    assert shown("a\nb\x1b[31m\u202ec") == "a�b�[31m�c"
    assert shown("plain “text”") == "plain “text”"
    assert len(shown("x" * 1000)) == MOST
