import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.review_read import read_review

Write = Callable[[dict[str, Any]], Path]


def refusal(path: Path) -> ReviewError:
    with pytest.raises(ReviewError) as caught:
        read_review(path)
    return caught.value


def test_a_sound_review_is_read_with_all_that_lies_beside_it(whole_path: Path) -> None:
    review = read_review(whole_path)

    assert len(review.document.passages) == 7
    assert review.moved == review.missing == ()
    assert review.attachments["E1"].startswith(b"Dear editor,\r\n")
    assert review.sources["A"].original is None
    assert review.sources["B"].read.title == "Spring"
    original = review.sources["B"].original
    assert original is not None
    assert original.file_name == "second.txt"


def test_every_passage_is_the_slice_of_its_text(whole_path: Path) -> None:
    review = read_review(whole_path)

    for passage in review.document.passages:
        text = review.sources[passage.article].read.text
        assert text[passage.start : passage.end] == passage.quote


def test_what_the_review_says_of_an_article_goes_before_what_its_file_says(
    write: Write, whole: dict[str, Any]
) -> None:
    whole["articles"][1] |= {"title": "Ours", "url": "https://example.org/ours"}

    read = read_review(write(whole)).sources["B"].read

    assert (read.title, read.url) == ("Ours", "https://example.org/ours")


def test_a_text_is_normalised_like_any_import(write: Write, whole: dict[str, Any]) -> None:
    whole["articles"][0]["text"] = whole["articles"][0]["text"].replace("\n", "\r\n")

    review = read_review(write(whole))

    assert review.moved == review.missing == ()
    assert "\r" not in review.sources["A"].read.text


def test_the_checksum_of_the_normalised_text_is_checked(
    write: Write, whole: dict[str, Any]
) -> None:
    text = whole["articles"][0]["text"]
    whole["articles"][0]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    assert read_review(write(whole)).sources["A"].sha256.hex() == whole["articles"][0]["sha256"]

    whole["articles"][0]["text"] = text + "."

    error = refusal(write(whole))
    assert error.code is Code.BAD_REVIEW
    assert error.sentence.startswith("articles[0].sha256 is not that of the text")


@pytest.mark.parametrize(
    ("name", "index", "key", "place"),
    [
        ("passages", 2, "article", "passages[2].article"),
        ("links", 1, "claim", "links[1].claim"),
        ("links", 1, "passage", "links[1].passage"),
        ("assessments", 0, "claim", "assessments[0].claim"),
        ("adjudications", 0, "claim", "adjudications[0].claim"),
        ("evidence", 0, "passage", "evidence[0].passage"),
        ("claim_evidence", 0, "evidence", "claim_evidence[0].evidence"),
        ("relations", 1, "from", "relations[1].from"),
        ("relations", 1, "to", "relations[1].to"),
        ("coverage", 0, "article", "coverage[0].article"),
        ("notes", 4, "reply_to", "notes[4].reply_to"),
        ("checks", 1, "item", "checks[1].item"),
        ("assignments", 0, "claim", "assignments[0].claim"),
        ("dismissals", 0, "article", "dismissals[0].article"),
    ],
)
def test_a_reference_to_nothing_is_named(
    write: Write, whole: dict[str, Any], name: str, index: int, key: str, place: str
) -> None:
    whole[name][index][key] = "X9\n"

    error = refusal(write(whole))

    assert error.code is Code.BAD_REVIEW
    assert error.sentence.startswith(f"{place} names “X9”, which is not in “")


@pytest.mark.parametrize(
    ("index", "edit", "sentence"),
    [
        (3, {"reply_to": "N1"}, "notes[3].reply_to must name a note on the same."),
        (0, {"reply_to": "N1"}, "notes[0].reply_to must name a note before this one."),
        (2, {"id": "N1"}, "notes[2].id is that of another note, too."),
    ],
)
def test_an_answer_comes_behind_a_note_on_the_same(
    write: Write, whole: dict[str, Any], index: int, edit: dict[str, str], sentence: str
) -> None:
    whole["notes"][index] |= edit
    error = refusal(write(whole))
    assert (error.code, error.sentence) == (Code.BAD_REVIEW, sentence)


def test_a_dismissed_stretch_beyond_the_text_is_named(write: Write, whole: dict[str, Any]) -> None:
    whole["dismissals"][0]["end"] = 10_000
    assert refusal(write(whole)).sentence.startswith("dismissals[0].end is beyond the end")


def test_a_note_on_nothing_is_named(write: Write, whole: dict[str, Any]) -> None:
    whole["notes"][2]["on"] = "passage:P99"

    assert refusal(write(whole)).sentence.startswith("notes[2].on names “P99”")


def test_coverage_beyond_the_text_is_refused(write: Write, whole: dict[str, Any]) -> None:
    whole["coverage"][0]["end"] = 10_000

    assert refusal(write(whole)).sentence.startswith("coverage[0].end is beyond the end")


def test_a_passage_that_stands_elsewhere_is_moved_and_reported(
    write: Write, whole: dict[str, Any]
) -> None:
    said = whole["passages"][1]
    said["start"], said["end"] = 0, 5

    review = read_review(write(whole))

    start = whole["articles"][0]["text"].index(said["quote"])
    assert review.document.passages[1].start == start
    (sentence,) = review.moved
    assert sentence.startswith(f"passages[1] “{said['quote']}” stands at {start} to ")
    assert sentence.endswith(", not at 0 to 5.")


def test_blanks_around_a_quote_are_cut_off_and_reported(
    write: Write, whole: dict[str, Any]
) -> None:
    said = whole["passages"][0]
    said |= {"start": said["start"] - 2, "quote": "\n\n" + said["quote"]}

    review = read_review(write(whole))

    assert review.document.passages[0].quote == said["quote"].strip()
    assert len(review.moved) == 1


def test_a_quote_that_stands_in_two_places_is_told_by_its_context(
    write: Write, whole: dict[str, Any]
) -> None:
    second = whole["passages"][5]
    start = second["start"]
    second |= {"start": 3, "end": 4, "prefix": "the ministry says.\n", "suffix": ", others repeat."}

    assert read_review(write(whole)).document.passages[5].start == start


def test_a_lost_passage_is_left_out_with_what_hangs_on_it(
    write: Write, whole: dict[str, Any]
) -> None:
    whole["passages"][0]["quote"] = "“We hold the tunnel,”"

    review = read_review(write(whole))

    assert [passage.id for passage in review.document.passages] == [
        *("P2", "P3", "P4", "P5", "P6", "P7")
    ]
    assert len(review.document.links) == 5
    assert len(review.document.notes) == 4
    assert review.document.evidence[0].passage == ""
    (sentence,) = review.missing
    assert sentence.startswith("passages[0] ““We hold the tunnel,”” was not found in “Flags over")
    assert sentence.endswith("; links and notes left out with it: 3.")


def test_a_text_of_which_nothing_is_left_is_refused(write: Write, whole: dict[str, Any]) -> None:
    whole["articles"][0]["text"] = "\ufeff"

    assert refusal(write(whole)).sentence == "articles[0] has no text to review."


def test_a_passage_in_which_nothing_can_be_seen_is_left_out(
    write: Write, whole: dict[str, Any]
) -> None:
    text = whole["articles"][0]["text"]
    whole["articles"][0]["text"] = text + "\u200b\n"
    place = {"start": len(text), "end": len(text) + 1, "quote": "\u200b"}
    whole["passages"].append({"id": "P8", "article": "A", **place})

    review = read_review(write(whole))

    assert len(review.document.passages) == 7
    assert review.missing[0].startswith("passages[7] “�” was not found")


@pytest.mark.parametrize(
    "name",
    [
        "../second.txt",
        "a/../../second.txt",
        "/etc/passwd",
        "C:\\second.txt",
        "\\\\server\\share\\second.txt",
        "a\\..\\..\\second.txt",
        "link.txt",
    ],
)
def test_nothing_outside_the_folder_of_the_review_is_read(
    write: Write, whole: dict[str, Any], tmp_path: Path, name: str
) -> None:
    (tmp_path / "second.txt").write_text("secret", encoding="utf-8")
    whole["articles"][1]["file"] = name
    path = write(whole)
    (path.parent / "link.txt").symlink_to(tmp_path / "second.txt")

    assert refusal(path).sentence == (
        "articles[1].file must name a file in the folder of the review."
    )

    whole["articles"][1]["file"] = "second.txt"
    whole["evidence"][0]["attachment"] = name

    assert refusal(write(whole)).sentence.startswith("evidence[0].attachment must name a file")


def test_a_link_that_leads_to_itself_is_refused(write: Write, whole: dict[str, Any]) -> None:
    whole["articles"][1]["file"] = "loop"
    path = write(whole)
    (path.parent / "loop").symlink_to("loop")

    assert refusal(path).code in (Code.BAD_REVIEW, Code.IO)


def test_a_file_in_a_folder_beside_the_review_is_read(write: Write, whole: dict[str, Any]) -> None:
    whole["articles"][1]["file"] = "texts/second.txt"
    path = write(whole)
    (path.parent / "texts").mkdir()
    (path.parent / "second.txt").rename(path.parent / "texts" / "second.txt")

    assert read_review(path).sources["B"].read.title == "Spring"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.txt", None, Code.MISSING),
        ("empty.txt", b"", Code.EMPTY),
        ("binary.txt", bytes(range(256)) * 4, Code.BINARY),
    ],
)
def test_trouble_with_the_text_of_an_article_has_the_code_of_that_trouble(
    write: Write, whole: dict[str, Any], name: str, content: bytes | None, code: Code
) -> None:
    whole["articles"][1]["file"] = name
    path = write(whole)
    if content is not None:
        (path.parent / name).write_bytes(content)

    assert refusal(path).code is code


def test_a_missing_attachment_is_named(write: Write, whole: dict[str, Any]) -> None:
    whole["evidence"][0]["attachment"] = "gone.pdf"

    error = refusal(write(whole))

    assert error.code is Code.MISSING
    assert "gone.pdf" in error.sentence
