"""What a screen reader gets of the article from the real program, over the accessibility bus."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReadArticle, ReviewerRow, Stance, Verdict
from claimdesk.core.positions import Positions
from claimdesk.store import articles, assessments, claims, passages
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.colours import LIGHT
from journeys.at_spi import Grain, Reader, Role, State, Thing
from journeys.screen import PATIENCE, PROGRAM, session_bus, window, x_server

pytestmark = pytest.mark.x11

ALERT, FLAG = "\U0001f6a8", "\U0001f1eb\U0001f1ee"
TEXT = (
    f"Sarrowby falls, they say\n\n{ALERT}{FLAG} Ordain has announced the capture of Sarrowby. "
    "Officials have not confirmed it.\n\nA second paragraph follows. It says little, but it says "
    "it twice, cafe\u0301 or not."
)
UNITS = Positions(TEXT)
CAPTURE, NOT_CONFIRMED = "announced the capture of Sarrowby", "have not confirmed it"
ANNOUNCED, NOBODY_SAID = "announced", "says little"


def place(words: str) -> tuple[int, int]:
    """Return where words stand in the text, as screen readers count."""
    start = TEXT.index(words)
    return UNITS.to_utf16(start), UNITS.to_utf16(start + len(words))


def fill(session: Session) -> None:
    """Make 13 claims; the seventh, twelfth and thirteenth are carried by passages."""
    article_id = articles.add(session, ReadArticle(TEXT, "Sarrowby"))
    article = articles.row(session, article_id)
    assert article is not None
    claim_ids = [claims.add(session, f"Claim {n} is made.") for n in range(1, 14)]

    def link(number: int, words: str, stance: Stance = Stance.ASSERTS) -> None:
        start = TEXT.index(words)
        passage_id = passages.mark(session, article.version_id, start, start + len(words))
        passages.link(session, claim_ids[number - 1], passage_id, stance=stance)

    link(7, CAPTURE)
    link(13, ANNOUNCED, Stance.MENTIONS)
    link(12, NOT_CONFIRMED, Stance.DISPUTES)
    link(13, NOBODY_SAID)
    assessments.decide(session, [claim_ids[6]], Verdict.CONFIRMED)
    assessments.decide(session, [claim_ids[11]], Verdict.DENIED)


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who hears the program and has a keyboard."""

    reader: Reader
    program: Thing
    article: Thing
    environment: dict[str, str]

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.reader.forget(self.article)
        subprocess.run(["xdotool", "key", *keys], env=self.environment, check=True)

    def hear_caret(self, offset: int) -> None:
        """Wait until the caret is said to be at a place, and see that it is there."""
        wanted = ("TextCaretMoved", self.article.path, offset)
        self.reader.hear(lambda heard: (heard.what, heard.path, heard.detail[0]) == wanted)
        assert self.article.caret == offset

    def hear_selection(self) -> tuple[int, int] | None:
        """Wait until the selection is said to be another, and return it."""
        wanted = ("TextSelectionChanged", self.article.path)
        self.reader.hear(lambda heard: (heard.what, heard.path) == wanted)
        return self.article.selection

    def hear_said(self, words: str) -> None:
        """Wait until something is announced."""
        self.reader.hear(lambda heard: (heard.what, heard.data) == ("Announcement", words))

    def go(self, offset: int) -> None:
        """Put the caret somewhere and wait until it is there."""
        if self.article.caret != offset:
            self.reader.forget(self.article)
            self.article.move(offset)
            self.hear_caret(offset)


@pytest.fixture(scope="module")
def listener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    """Start the program on a screen and a bus of its own, with the keyboard in the article."""
    path = tmp_path_factory.mktemp("project") / "Sarrowby.claimdesk"
    me = ReviewerRow(derived_id("reviewer", b"Nina Marsh"), "Nina Marsh", "NM")
    with Store.create(path, "Sarrowby", me, durable=False) as store:
        store.run("Fill", fill)
    with x_server() as screen, session_bus(screen) as environment:
        reader = Reader(environment["DBUS_SESSION_BUS_ADDRESS"])
        with subprocess.Popen(
            [str(PROGRAM), str(path)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            try:
                number = window(environment, program)
                focus = ["xdotool", "windowfocus", "--sync", number]
                subprocess.run(focus, env=environment, check=True)
                found = reader.program("claimdesk")
                article = found.find("Article text", Role.TEXT)
                article.focus()
                listener = Listener(reader, found, article, environment)
                yield listener
                listener.press("ctrl+q")
                assert program.communicate(timeout=PATIENCE) == ("", "")
            finally:
                program.kill()
                reader.close()


def test_the_article_is_a_text_to_be_read_with_the_keyboard(listener: Listener) -> None:
    article = listener.article
    for state in (State.FOCUSABLE, State.FOCUSED, State.SHOWING, State.MULTI_LINE, State.READ_ONLY):
        assert article.is_in(state), state.name


def test_the_text_is_the_stored_one_counted_in_units_of_utf_16(listener: Listener) -> None:
    article = listener.article
    assert article.length == UNITS.utf16_length == len(TEXT) + 3
    assert article.text() == TEXT
    start, end = place(CAPTURE)
    assert article.text(start, end) == CAPTURE


def test_the_keys_move_the_caret_by_whole_graphemes_and_it_is_told(listener: Listener) -> None:
    start, _ = place(ALERT)
    listener.go(start)
    for key, offset in (
        *(("Right", start + 2), ("Right", start + 6), ("Left", start + 2), ("Left", start)),
        *(("ctrl+Home", 0), ("ctrl+Right", 9), ("End", 24), ("ctrl+End", UNITS.utf16_length)),
    ):
        listener.press(key)
        listener.hear_caret(offset)


def test_what_the_keys_select_is_told(listener: Listener) -> None:
    start, end = place("Ordain")
    listener.go(start)
    assert listener.article.selection is None
    listener.press("ctrl+shift+Right")
    assert listener.hear_selection() == (start, end + 1)
    listener.press("Left")
    assert listener.hear_selection() is None


def test_what_the_screen_reader_selects_is_widened_to_whole_graphemes(listener: Listener) -> None:
    start, end = place(FLAG)
    listener.go(0)
    listener.article.select(start + 2, end + 8)
    assert listener.article.selection == (start, end + 8)
    listener.article.move(place("e\u0301")[0] + 1)
    assert listener.article.caret == place("e\u0301")[0]
    assert listener.article.selection is None


def test_the_text_is_read_by_character_word_and_line(listener: Listener) -> None:
    article = listener.article
    start, end = place("Ordain")
    assert article.at(start, Grain.CHARACTER) == ("O", start, start + 1)
    assert article.at(start + 3, Grain.WORD) == ("Ordain", start, end)
    line, first, last = article.at(start, Grain.LINE)
    assert line.startswith(f"{ALERT}{FLAG} Ordain")
    assert (first, line) == (place(ALERT)[0], article.text(first, last))
    assert article.at(3, Grain.LINE)[0].rstrip() == "Sarrowby falls, they say"


def test_every_character_is_found_where_it_is_said_to_be(listener: Listener) -> None:
    article = listener.article
    seen = set()
    for index, letter in enumerate(TEXT):
        if letter.isspace() or letter in ("\u0301", FLAG[1]):
            continue
        offset = UNITS.to_utf16(index)
        left, top, width, height = article.extents(offset)
        # Letters joined in one glyph, as "ffi" in some fonts, are told apart right of the middle.
        assert article.offset_at(left + width * 3 // 4, top + height // 2) == offset, letter
        seen.add((left, top))
    assert len(seen) == len(TEXT) - sum(map(str.isspace, TEXT)) - 2


@pytest.mark.parametrize(
    ("inside", "words", "tint"),
    [
        ("the capture", f" {CAPTURE.removeprefix(ANNOUNCED).strip()}", LIGHT.confirmed.tint),
        (ANNOUNCED, ANNOUNCED, LIGHT.unreviewed.tint),
        (NOT_CONFIRMED, NOT_CONFIRMED, LIGHT.denied.tint),
        (NOBODY_SAID, NOBODY_SAID, LIGHT.unreviewed.tint),
    ],
)
def test_highlights_are_told_as_background_and_underline_the_innermost_one(
    listener: Listener, inside: str, words: str, tint: str
) -> None:
    offset, _ = place(inside)
    attributes, start, end = listener.article.attributes(offset)
    assert (start, end) == place(words)
    assert attributes["bg-color"] == _rgb(tint)
    assert attributes["underline"] == "single"


def test_between_the_highlights_there_is_no_background_and_no_underline(
    listener: Listener,
) -> None:
    attributes, start, end = listener.article.attributes(place("Officials")[0])
    assert (start, end) == (place(CAPTURE)[1], place(NOT_CONFIRMED)[0])
    assert not {"bg-color", "underline"} & set(attributes)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (NOT_CONFIRMED, "Claim 12, denied, disputed here"),
        (NOBODY_SAID, "Claim 13, not reviewed"),
        (CAPTURE, "Claim 13, not reviewed, mentioned here; Claim 7, confirmed"),
    ],
)
def test_entering_a_passage_with_a_key_says_its_claims_their_verdicts_and_stances(
    listener: Listener, words: str, said: str
) -> None:
    start, _ = place(words)
    listener.go(start - 1)
    listener.press("Right")
    listener.hear_said(said)


def test_a_verdict_given_under_the_reader_is_told_and_so_is_taking_it_back(
    listener: Listener,
) -> None:
    start, _ = place(NOBODY_SAID)
    listener.go(start - 1)
    listener.press("Right", "Return")
    listener.hear_said("Claim 13, not reviewed")
    listener.press("ctrl+2")
    listener.hear_said("Claim 13 denied")
    assert listener.article.attributes(start)[0]["bg-color"] == _rgb(LIGHT.denied.tint)
    listener.press("ctrl+z")
    listener.hear_said("Undone: Mark as denied")
    assert listener.article.attributes(start)[0]["bg-color"] == _rgb(LIGHT.unreviewed.tint)


def test_claims_matches_and_state_are_found_by_name_and_say_what_they_show(
    listener: Listener,
) -> None:
    program = listener.program
    assert len(program.find("Claims", Role.TABLE).children()) > 13
    assert program.find("Progress", Role.LABEL).description.startswith("2 of 13 claims reviewed")
    assert program.find("Saved state", Role.LABEL).description.startswith("Saved")
    assert program.find("Article title", Role.LABEL).description == "Sarrowby"
    listener.go(0)
    assert program.find("Position", Role.LABEL).description == "Line 1, character 1"
    listener.press("ctrl+f", *"says")
    listener.hear_said("2 matches")
    assert program.find("Matches", Role.LABEL).description == "1 of 2"
    listener.press("Escape")


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
