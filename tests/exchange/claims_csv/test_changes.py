"""claims.csv back from a spreadsheet: what differs, what of it is taken in, and what is left."""

import csv
import io
from collections.abc import Callable

import pytest

from claimdesk.core.ids import as_text, new_id
from claimdesk.core.model import Because, Id, Opinion, ReviewerRow, Stage, Verdict
from claimdesk.exchange import csv_export
from claimdesk.exchange.claims_csv.changes import Changes, apply, changes, is_ours
from claimdesk.exchange.claims_csv.sheet import Sheet, sheet_in
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import adjudications, assessments, claims, projects, reviewers
from claimdesk.store.store import Session, Store

Table = list[dict[str, str]]
Edit = Callable[[Table], object]


def table_of(store: Store, columns: tuple[str, ...] | None = None) -> Table:
    """Return the table as a spreadsheet would show it."""
    stream = io.BytesIO()
    store.read(csv_export.stream_csv, stream, Choice(reviewed=False, columns=columns))
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def sheet_of(table: Table, delimiter: str = ",", encoding: str = "utf-8") -> Sheet:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(table[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return sheet_in(stream.getvalue().encode(encoding), "claims.csv")


def edited(store: Store, edit: Edit) -> Changes:
    table = table_of(store)
    edit(table)
    return store.read(changes, sheet_of(table))


def put(row: int, **cells: str) -> Edit:
    return lambda table: table[row].update(cells)


def cells(found: Changes) -> list[tuple[int, str, str]]:
    return [(one.number, one.column, one.after) for one in found.open]


def left(found: Changes) -> list[tuple[str, str]]:
    return [(one.column, one.why_left) for one in found.differences if one.why_left]


@pytest.fixture
def review(store: Store) -> Store:
    """Return a project of three claims: mine, not reviewed, somebody else's."""

    def fill(session: Session) -> None:
        first = claims.add(
            session, "The bridge was closed.", claimant="Mayor", said_on="2025-10-29"
        )
        claims.set_tags(session, first, ["city", "bridge"])
        assessments.decide(session, [first], Verdict.UNVERIFIED)
        assessments.describe(
            session,
            first,
            because=Because.CONFLICTING_EVIDENCE,
            reason="Two reports differ.",
            as_of="2025-11-10",
        )
        claims.add(session, "=1+1 boats sank — ‘all’ of them.", said_where="Radio")
        third = claims.add(session, "It rained.", stage=Stage.DONE)
        other = reviewers.named(session, "Ada Byron")
        assessments.record(session, third, other, Opinion(Verdict.DENIED, reason="It was dry."))

    store.run("Fill", fill)
    return store


def ids(store: Store) -> list[Id]:
    return [row.id for row in store.read(claims.rows)]


def test_what_was_exported_and_not_edited_does_not_differ(review: Store) -> None:
    found = edited(review, lambda _: None)
    assert found.differences == ()
    assert (found.compared, found.absent, found.unknown, found.nameless) == (3, 0, (), ())
    assert found.remarks == ()


def test_what_a_spreadsheet_only_writes_otherwise_does_not_differ(review: Store) -> None:
    table = table_of(review)
    table.reverse()
    for row in table:
        row["extra"] = "x"
        row["claim"] = f" {row['claim']} ".replace("'=", "=")
        row["stage"] = row["stage"].replace("_", " ").title()
        row["verdict"] = row["verdict"].upper()
        row["number"] = f"{row['number']}.0"
        row["reviewed_at"] = row["reviewed_at"].replace("T", " ")[:16]
        row["claim_id"] = row["claim_id"].upper()
        del row["first_quote"]
    table[-1].update(said_on="29.10.2025", as_of="10/11/2025", tags="city;bridge")
    found = review.read(changes, sheet_of(table, delimiter=";", encoding="utf-8-sig"))
    assert found.differences == ()
    assert found.remarks == ("Columns that are not of this program, passed over: extra.",)


def test_fields_of_a_claim_are_taken_in_as_one_action_that_can_be_undone(review: Store) -> None:
    table = table_of(review)
    table[0].update(
        claim="The old bridge was closed.",
        claimant="The\nmayor",
        said_on="30.10.2025",
        said_where="Council",
        claim_type="Event",
        stage="second review",
        tags="bridge; old town",
        published_at="https://example.org/check",
    )
    before = table_of(review)
    found = review.read(changes, sheet_of(table))
    assert all(one.is_open and one.line == 2 for one in found.differences)
    assert found.differences[1].claim == "The bridge was closed."

    count, change = review.run("Take in", lambda session: apply(session, found.open))

    assert count == 1
    wanted = table[0] | {
        "claimant": "The mayor",
        "said_on": "2025-10-30",
        "claim_type": "event",
        "stage": "second_review",
    }
    assert table_of(review) == [wanted, *before[1:]]
    review.revert(change)
    assert table_of(review) == before


def test_my_opinion_is_taken_in_as_a_whole(review: Store, me: ReviewerRow) -> None:
    found = edited(review, put(0, verdict="Denied", unverified_because="", reason="It was open."))
    assert cells(found) == [
        (1, "verdict", "denied"),
        (1, "unverified_because", ""),
        (1, "reason", "It was open."),
    ]
    assert all(one.bound for one in found.open)
    review.run("Take in", lambda session: apply(session, found.open))
    mine = review.read(assessments.mine, ids(review)[0], me.id)
    assert mine is not None
    assert (mine.verdict, mine.because, mine.reason, mine.as_of) == (
        Verdict.DENIED,
        Because.NOT_SAID,
        "It was open.",
        "2025-11-10",
    )


def test_a_reason_alone_leaves_the_verdict_as_it_is(review: Store, me: ReviewerRow) -> None:
    found = edited(review, put(0, reason="Three reports differ.", as_of=""))
    review.run("Take in", lambda session: apply(session, found.open))
    mine = review.read(assessments.mine, ids(review)[0], me.id)
    assert mine is not None
    assert (mine.verdict, mine.because) == (Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE)
    assert (mine.reason, mine.as_of) == ("Three reports differ.", "")


def test_a_claim_that_nobody_has_reviewed_gets_my_verdict(review: Store, me: ReviewerRow) -> None:
    found = edited(
        review,
        put(
            1,
            verdict="unverified",
            unverified_because="Not enough evidence",
            reason="Nobody counted.",
            as_of="2025-11",
            reviewer="Nina Marsh",
        ),
    )
    assert left(found) == []
    review.run("Take in", lambda session: apply(session, found.open))
    mine = review.read(assessments.mine, ids(review)[1], me.id)
    assert mine is not None
    assert (mine.verdict, mine.because) == (Verdict.UNVERIFIED, Because.NOT_ENOUGH_EVIDENCE)
    assert (mine.reason, mine.as_of) == ("Nobody counted.", "2025-11")


@pytest.mark.parametrize(
    ("row", "edit", "sentence"),
    [
        (0, {"verdict": "maybe"}, "“maybe” is no verdict; it is confirmed, denied or unverified."),
        (0, {"verdict": ""}, "A verdict is not taken back by an empty cell; take it back at the"),
        (1, {"reason": "So"}, "Without a verdict there is nothing to give a reason for."),
        (1, {"verdict": "denied", "reviewer": "Ada Byron"}, "It follows from the verdicts."),
        (2, {"verdict": "confirmed"}, "This is the verdict of Ada Byron; only your own is taken"),
        (0, {"unverified_because": "lazy"}, "“lazy” is no reason why a claim is unverified; it"),
        (0, {"stage": "ready"}, "“ready” is no stage; it is open, in_progress, second_review or"),
        (0, {"stage": ""}, "A claim always has a stage; it is open, in_progress, second_review"),
        (0, {"claim_type": "tale"}, "“tale” is no type of claim; it is event, numerical, quote,"),
        (0, {"claim": ""}, "A claim needs a text that says what is claimed."),
        (0, {"said_on": "10/11/2025"}, "“10/11/2025” can mean 2025-11-10 or 2025-10-11; write"),
        (0, {"said_on": "soon"}, "“soon” is no date; write it as 2025, 2025-10 or 2025-10-29."),
        (0, {"said_on": "30.10.25"}, "“30.10.25” is no date; write it as 2025, 2025-10 or 2025"),
        (0, {"published_at": "here"}, "“here” is no address; write it as https://example.org/"),
        (0, {"number": "7"}, "The number is the place in the claim list; move the claim there."),
        (0, {"passages": "7"}, "It follows from the passages of the claim."),
        (0, {"evidence": "A book"}, "Evidence has more to it than a cell holds; change it at the"),
        (0, {"agreement": "differ"}, "It follows from the verdicts."),
        (1, {"claim": "'=1+1 boats sank ? ?all? of them."}, "Letters were lost, “?” stands for"),
    ],
)
def test_what_cannot_be_taken_in_is_left_and_told(
    review: Store, row: int, edit: dict[str, str], sentence: str
) -> None:
    found = edited(review, put(row, **edit))
    assert found.open == ()
    assert any(one.why_left.startswith(sentence) for one in found.differences)
    assert all(one.after == one.project for one in found.differences)
    assert all(one.line == row + 2 for one in found.differences)


def test_final_verdicts_are_left(review: Store) -> None:
    one = ids(review)[0]
    final = Opinion(Verdict.CONFIRMED, reason="Settled.")
    review.run("Settle", lambda session: adjudications.decide(session, [one], final))
    found = edited(review, put(0, verdict="denied", reason="No."))
    sentence = "The final verdict is settled at the claim, not in a table."
    assert left(found) == [("verdict", sentence), ("reason", sentence)]


def test_an_opinion_is_left_as_a_whole_when_one_of_its_cells_is(review: Store) -> None:
    found = edited(review, put(0, verdict="maybe", reason="Who knows.", claimant="Nobody"))
    assert cells(found) == [(1, "claimant", "Nobody")]
    assert ("reason", "It goes with the column verdict, which cannot be taken in.") in left(found)


def test_why_it_is_unverified_fits_no_other_verdict(review: Store) -> None:
    found = edited(review, put(0, verdict="denied", unverified_because="not_checkable"))
    assert left(found) == [
        ("verdict", "It goes with the column unverified_because, which cannot be taken in."),
        ("unverified_because", "Only an unverified claim says why it is unverified."),
    ]


def test_a_verdict_given_since_the_file_was_written_is_told_of(
    review: Store,
) -> None:
    table = table_of(review)
    table[0].update(reason="Three reports differ.")
    table[0].update(reviewed_at="2025-11-10T08:00:00Z")
    now = table_of(review)[0]["reviewed_at"].replace("T", " ")[:16]
    found = review.read(changes, sheet_of(table))
    warnings = {one.column: one.warning for one in found.differences}
    assert warnings["reason"] == (
        f"Your verdict was changed after this file was written, at {now} UTC."
    )
    assert warnings["reviewed_at"] == ""


def test_what_the_project_said_before_is_told_of(review: Store) -> None:
    table = table_of(review)
    first, second, _ = ids(review)
    review.run("Change", lambda session: claims.change(session, first, claimant="The mayor"))
    review.run("Change", lambda session: claims.change(session, second, claimant="Captain"))
    review.run("Say", lambda session: assessments.describe(session, first, reason="Three do."))
    table[1]["tags"] = "boats"
    del table[0]["reviewed_at"], table[1]["reviewed_at"], table[2]["reviewed_at"]

    found = review.read(changes, sheet_of(table))

    said = "The project said so before and was changed since."
    assert [(one.number, one.column, one.warning) for one in found.open] == [
        (1, "claimant", said),
        (1, "reason", said),
        (2, "claimant", said),
        (2, "tags", ""),
    ]


def test_a_reason_of_the_same_minute_is_taken_back_on_purpose(review: Store) -> None:
    first = ids(review)[0]
    review.run("Say", lambda session: assessments.describe(session, first, reason="Three do."))
    found = edited(review, put(0, reason="Two reports differ."))
    assert [(one.column, one.warning) for one in found.open] == [("reason", "")]


def test_a_file_from_before_my_verdict_takes_nothing_back(review: Store) -> None:
    table = table_of(review)
    second = ids(review)[1]
    review.run("Decide", lambda session: assessments.decide(session, [second], Verdict.DENIED))
    found = review.read(changes, sheet_of(table))
    assert found.open == ()
    assert left(found)[0] == (
        "verdict",
        "Your verdict was given after this file was written; it is not taken back.",
    )


def test_a_row_with_the_verdict_of_another_is_never_made_mine(review: Store) -> None:
    third = ids(review)[2]
    table = table_of(review)
    review.run("Decide", lambda session: assessments.decide(session, [third], Verdict.CONFIRMED))
    found = review.read(changes, sheet_of(table))
    assert found.open == ()
    assert left(found)[0] == (
        "verdict",
        "The file gives it as the verdict of Ada Byron; only your own is taken in.",
    )


def test_rows_that_belong_to_no_claim_of_the_project_and_missing_ones_are_counted(
    review: Store,
) -> None:
    def edit(table: Table) -> None:
        table[0]["claim_id"] = as_text(new_id())
        table[1]["claim_id"] = ""
        del table[2]

    found = edited(review, edit)
    assert (found.compared, found.absent, found.unknown, found.nameless) == (0, 3, (2,), (3,))
    assert found.remarks == (
        "Rows of claims that are not in this project: 1, first in line 2.",
        "Rows without a claim_id of this program: 1, first in line 3.",
        "Claims of the project that the file does not have: 3; they stay.",
    )


def test_two_rows_of_one_claim_are_no_matter_unless_they_differ(review: Store) -> None:
    found = edited(review, lambda table: table.append(dict(table[0])))
    assert found.differences == ()

    def edit(table: Table) -> None:
        table.append(table[0] | {"claimant": "King", "reason": "Because."})
        table[0]["verdict"] = "denied"
        table[0]["unverified_because"] = ""

    found = edited(review, edit)
    sentence = "Lines 2 and 5 say different things of this claim."
    assert left(found) == [
        (column, sentence) for column in ("claimant", "verdict", "unverified_because", "reason")
    ]


def test_a_text_that_was_cut_off_by_the_spreadsheet_is_left(review: Store) -> None:
    first = ids(review)[0]
    reason = "word " * 8000
    review.run("Say", lambda session: assessments.describe(session, first, reason=reason))
    found = edited(review, put(0, reason=reason[:32_767]))
    assert left(found) == [("reason", "The spreadsheet cut this text off.")]


def test_letters_that_were_lost_are_told_whatever_the_program_writes_for_them(
    review: Store,
) -> None:
    first = ids(review)[0]
    text = "Покровск 😀😀 был занят. " + "я" * 400
    review.run("Change", lambda session: claims.change(session, first, text=text))
    sentence = "Letters were lost, “?” stands for them; save the file as CSV (UTF-8)."
    for letters in ("??", "????"):
        lost = "???????? " + letters + " ??? ?????. " + "?" * 400
        assert left(edited(review, put(0, claim=lost))) == [("claim", sentence)]
    for other in (lost[:-50], lost + "?", "Why? " + text):
        assert [one.column for one in edited(review, put(0, claim=other)).open] == ["claim"]


def test_only_what_i_may_see_is_compared(review: Store) -> None:
    review.run("Blind", lambda session: projects.set_blind(session, blind=True))
    assert edited(review, lambda _: None).differences == ()
    found = edited(review, put(2, verdict="confirmed"))
    assert cells(found) == [(3, "verdict", "confirmed")]
    assert found.differences[0].project == ""
    review.run("Take in", lambda session: apply(session, found.open))
    assert table_of(review)[2]["agreement"] == "differ"


def test_nothing_chosen_is_no_action(review: Store) -> None:
    found = edited(review, put(0, number="9"))
    count, change = review.run("Take in", lambda session: apply(session, found.differences))
    assert count == 0
    assert not change


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        (("claim_id", "claim"), True),
        (("Verdict", "CLAIM_ID", "x"), True),
        (("claim_id", "x"), False),
        (("claim", "verdict"), False),
        (("claim_id", "claim", "passage_id"), False),
    ],
)
def test_a_table_of_ours_is_known_by_its_columns(header: tuple[str, ...], ours: bool) -> None:
    assert is_ours(Sheet("claims.csv", header, (), ",")) is ours
