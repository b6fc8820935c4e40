"""Lists in OpenDocument texts: their numbers stand in styles, and are what a person reads."""

import pytest

from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.odt import read_odt
from claimdesk.exchange.readers.odt_lists import written

from . import inputs

LEVELS = (
    '<text:list-level-style-number text:level="1" s:num-format="1" s:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" s:num-format="a" s:num-prefix="(" '
    's:num-suffix=")" text:start-value="3"/>'
    '<text:list-level-style-number text:level="3" s:num-format="i" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="4" s:num-format=""/>'
    '<text:list-level-style-bullet text:level="5" text:bullet-char="•"/>'
    '<text:list-level-style-number text:level="no"/>'
)
STYLES = (
    f'<text:list-style s:name="N">{LEVELS}</text:list-style><text:list-style s:name="B">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)
SPACES = 'xmlns:o="urn:o" xmlns:s="urn:s" xmlns:text="urn:text" xmlns:table="urn:table"'


def item(text: str, more: str = "", start: str = "") -> str:
    return f"<text:list-item{start}><text:p>{text}</text:p>{more}</text:list-item>"


def items(*inside: str, said: str = "") -> str:
    return f"<text:list{said}>{''.join(inside)}</text:list>"


def read(body: str) -> str:
    content = (
        f"<o:d {SPACES}><o:automatic-styles>{STYLES}</o:automatic-styles>"
        f"<o:body><o:text>{body}</o:text></o:body></o:d>"
    )
    return read_odt(inputs.packed(inputs.odt_members() | {"content.xml": content}), Wish()).text


NUMBERED = ' text:style-name="N"'


def test_items_stand_close_together_and_apart_from_paragraphs() -> None:
    bullets = items(item("one"), item("two"), said=' text:style-name="B"')
    assert read(f"<text:p>Before</text:p>{bullets}<text:p>After</text:p>") == (
        "Before\n\n- one\n- two\n\nAfter"
    )


def test_numbers_are_those_of_the_style_of_each_level() -> None:
    third = items(item("deep", items(item("plain", items(item("dot"))))))
    second = items(item("first"), item("second", third))
    assert read(items(item("one"), item("two", second), item("three"), said=NUMBERED)) == (
        "1. one\n2. two\n(c) first\n(d) second\nd.i deep\nplain\n- dot\n3. three"
    )


def test_a_list_begins_anew_or_goes_on_or_begins_where_it_says() -> None:
    first = items(item("a"), item("b"), said=NUMBERED)
    on = items(item("c"), said=f'{NUMBERED} text:continue-numbering="true"')
    linked = items(item("d"), said=f'{NUMBERED} text:continue-list="x"')
    anew = items(item("e"), item("f", start=' text:start-value="7"'), said=NUMBERED)
    assert read(f"{first}<text:p>P</text:p>{on}{linked}{anew}") == (
        "1. a\n2. b\n\nP\n\n3. c\n\n4. d\n\n1. e\n7. f"
    )


def test_an_item_that_is_but_a_list_has_no_number() -> None:
    inner = f"<text:list-item>{items(item('a'), item('b'))}</text:list-item>"
    assert read(items(inner, item("one"), said=NUMBERED)) == "(c) a\n(d) b\n1. one"


def test_an_item_outside_of_any_list_gets_a_bullet() -> None:
    assert read(item("alone")) == "- alone"


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (3, "1", "3"),
        (3, "a", "c"),
        (28, "A", "AB"),
        (1994, "i", "mcmxciv"),
        (9, "I", "IX"),
        (0, "a", "0"),
        (4000, "i", "4000"),
        (5, "", ""),
    ],
)
def test_numbers_are_written_in_digits_letters_or_roman_figures(
    number: int, form: str, said: str
) -> None:
    assert written(number, form) == said
