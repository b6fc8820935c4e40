"""How the history is worded, and how a difference looks without colour."""

from enum import StrEnum

from claimdesk.core.change import Transaction
from claimdesk.core.chronicle import About, FieldChange, HistoryRow, Tally
from claimdesk.core.deeds import Did
from claimdesk.core.model import ClaimType, EvidenceKind, EvidenceStance, Id, RelationKind
from claimdesk.store.chronicle import UNTOLD_KINDS
from claimdesk.store.records import FIELDS, LEVEL
from claimdesk.ui.base.dates import moment
from claimdesk.ui.models import happened, marked
from claimdesk.ui.models.history_columns import card_columns, list_columns

ME = Id(b"m" * 16)
CLAIM = Id(b"c" * 16)


def about(kind: str, words: str = "", **more: object) -> About:
    return About(kind, Id(b"r" * 16), words, **more)  # type: ignore[arg-type]  # passed on


def row(
    did: Did, one: About, *changes: tuple[str, str, str], beside: tuple[str, ...] = ()
) -> HistoryRow:
    made = tuple(FieldChange(name, old, new, old, new, beside) for name, old, new in changes)
    return HistoryRow(b"e", 1, 0, ME, "Nina Marsh", "NM", did, one, made, Transaction(b"s", 1))


def test_a_changed_field_is_told_with_both_values_in_the_words_of_the_screen() -> None:
    verdict = row(Did.CHANGED, about("assessment"), ("verdict", "confirmed", "denied"))
    assert happened.sentence(verdict) == "Verdict: Confirmed → Denied"
    assert happened.spoken(verdict) == "Verdict changed from Confirmed to Denied"
    reason = row(Did.CHANGED, about("assessment"), ("reason", "", "Two\nlines"))
    assert happened.sentence(reason) == "Reason: – → Two lines"
    assert happened.spoken(reason) == "Reason changed from nothing to Two lines"
    moved = row(Did.CHANGED, about("claim"), ("position", "a", "b"))
    assert happened.sentence(moved) == happened.spoken(moved) == "Moved in the list"


def test_what_was_added_removed_or_brought_back_is_named() -> None:
    given = row(Did.ADDED, about("assessment", "Nina Marsh"), ("verdict", "", "denied"))
    assert happened.sentence(given) == "Verdict given: Denied"
    assert happened.spoken(given) == "Verdict given: Denied"
    gone = row(Did.REMOVED, about("claim", "It was shut."))
    assert happened.sentence(gone) == "Claim removed: It was shut."
    assert happened.sentence(row(Did.RESTORED, about("note"))) == "Note restored"


def test_a_relation_is_told_with_its_kind_and_the_other_claim() -> None:
    related = row(Did.ADDED, about("claim_relation", "It was shut."), ("kind", "", "part_of"))
    assert happened.sentence(related) == "Claims related: Part of “It was shut.”"
    parted = row(Did.REMOVED, about("claim_relation", "It was shut."))
    assert happened.sentence(parted) == "Relation removed: It was shut."


def test_every_choice_of_the_format_is_told_in_words() -> None:
    choices: tuple[tuple[str, str, type[StrEnum]], ...] = (
        ("claim", "claim_type", ClaimType),
        ("claim_relation", "kind", RelationKind),
        ("evidence", "kind", EvidenceKind),
        ("claim_evidence", "stance", EvidenceStance),
    )
    for kind, field, known in choices:
        for one in known:
            word = happened.value_words(kind, field, one.value)
            assert word, one
            assert word != one.value
            assert "_" not in word


def test_every_kind_and_every_field_has_a_word() -> None:
    for kind in LEVEL.keys() - UNTOLD_KINDS:
        assert happened.kind_word(kind)
        assert happened.sentence(row(Did.ADDED, about(kind)))
    told = {
        field
        for kind in LEVEL
        for field, rule in FIELDS[kind].items()
        if rule.kind in ("text", "int")
    }
    untold = {"decided_ms", "basis", "color", "contact", "status", "prefix", "suffix", "start"}
    untold |= {"end", "attachment_type", "length", "media_type", "file_name", "importer", "deleted"}
    untold |= {"remarks"}
    assert {one for one in told - untold if happened.field_word(one) == one} == set()


def test_choices_are_told_in_words_and_what_is_none_as_it_is() -> None:
    words = happened.value_words
    assert words("link", "stance", "asserts") == "Asserts"
    assert words("link", "voice", "") == "Not said"
    assert words("claim", "stage", "second_review") == "Second review"
    assert words("evidence", "confidential", "1") == "yes"
    assert words("evidence", "confidential", "0") == "no"
    assert words("claim_evidence", "stance", "supports") == "Supports"
    assert words("claim", "claim_type", "numerical") == "Figure"
    assert words("claim", "priority", "3") == "High"
    assert words("claim", "priority", "7") == "7"
    assert words("claim", "priority", "") == ""
    assert words("evidence", "kind", "dataset") == "Data set"
    assert words("claim_relation", "kind", "earlier_stage_of") == "Earlier stage of"
    assert words("assessment", "verdict", "perhaps") == "perhaps"
    assert words("note", "body", "under_score") == "under_score"


def test_records_are_named_by_claim_or_article() -> None:
    long = "word " * 40
    assert happened.record_words(about("link", claim_id=CLAIM, claim="It.", number=3)) == (
        "Claim 3 “It.”"
    )
    gone = happened.record_words(about("claim", claim_id=CLAIM, claim=long))
    assert gone.startswith("Removed claim “word word")
    assert gone.endswith("…”")
    assert len(gone) < 80
    assert happened.record_words(about("passage", article="Bridge")) == "Article “Bridge”"
    assert happened.record_words(about("evidence", "A photo")) == "Evidence “A photo”"
    assert happened.record_words(about("project", "River")) == "River"


def test_counts_make_a_sentence() -> None:
    found = (Tally("claim", 3, 0, 1), Tally("assessment", 0, 2, 0))
    assert happened.tally_words(found) == "3 claims new, 1 claim removed, 2 verdicts changed."
    assert happened.tally_words(()) == "Nothing was changed."


def test_values_that_stood_beside_are_told() -> None:
    settled = row(
        Did.CHANGED, about("link"), ("stance", "asserts", "disputes"), beside=("mentions",)
    )
    assert happened.beside_words(settled) == ("Mentions",)


def test_a_difference_is_struck_out_and_underlined() -> None:
    assert marked.difference("a < b c d", "a < x c d", "#777") == (
        'a &lt; <s style="color:#777">b</s> <b><u>x</u></b> c d'
    )
    assert "<br>" in marked.difference("a\nb", "a\nb", "#777")
    far = " ".join(f"w{n}" for n in range(60))
    assert len(marked.excerpt(far, f"{far} end", "#777")) < 100


def test_columns_say_who_where_when_and_what() -> None:
    (card,) = card_columns()
    one = row(
        Did.CHANGED,
        about("claim", claim_id=CLAIM, claim="It.", number=3),
        ("text", "a", "b" * 300),
    )
    assert card.said is not None
    assert card.tip is not None
    assert card.said(one).endswith(f"Nina Marsh, {moment(0)}")
    assert card.tip(one) == f"Claim 3 “It.”\nNina Marsh, {moment(0)}"
    when, who, side, where, what = list_columns(lambda _row: "copy")
    assert side.show(one) == "copy"
    assert (when.show(one), who.show(one), where.show(one)) == (
        *(moment(0), "Nina Marsh", "Claim 3 “It.”"),
    )
    assert where.tip is not None
    assert where.tip(one) == "It."
    assert what.show(one).endswith("…")
    unknown = HistoryRow(b"e", 1, 0, ME, "", "", Did.REMOVED, one.about, (), one.action)
    assert what.show(unknown) == "Claim removed"
    assert who.show(unknown) == "Somebody unknown"


def test_a_clock_that_was_mad_gives_no_time() -> None:
    assert moment(2**62) == "at an unknown time"
