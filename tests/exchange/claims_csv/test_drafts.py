"""Rows become claims; what a cell says amiss is told with its line and column, never guessed."""

from claimdesk.core.ids import as_text, derived_id
from claimdesk.core.model import Because, ClaimType, Opinion, Stage, Stance, Verdict, Voice
from claimdesk.exchange import review_format as form
from claimdesk.exchange.claims_csv.drafts import Draft, Drafts, drafts
from claimdesk.exchange.claims_csv.fields import guess
from claimdesk.exchange.claims_csv.sheet import sheet_in
from claimdesk.exchange.claims_csv.verdict_words import tidy


def read(*lines: str, **verdicts: Verdict | None) -> Drafts:
    sheet = sheet_in("\n".join(lines).encode(), "claims.csv")
    words = {tidy(word): verdict for word, verdict in verdicts.items()}
    return drafts(sheet, guess(sheet.header), words)


def one(head: str, *rows: str) -> Draft:
    found = read(head, *rows)
    assert not found.troubles
    (draft,) = found.claims
    return draft


def complaints(*lines: str) -> list[str]:
    return [f"{one.line} {one.column}: {one.sentence}" for one in read(*lines).troubles]


def test_a_whole_row_is_read() -> None:
    own = as_text(derived_id("claim", b"1"))
    draft = one(
        "claim_id;claim;context;claimant;said_on;said_where;claim_type;stage;priority;tags;"
        "published_at;recheck_on;reviewer;note",
        f"{own};The bridge is gone;On the radio;Orla  Quist;29.10.2025;Radio;Quote;in progress;"
        "high;war, bridge;https://example.org/c;2026-01-02;Olena;Ask again",
    )
    assert draft.claim == form.Claim(
        id=own,
        text="The bridge is gone",
        context="On the radio",
        claimant="Orla Quist",
        said_on="2025-10-29",
        said_where="Radio",
        claim_type=ClaimType.QUOTE,
        stage=Stage.IN_PROGRESS,
        priority=3,
        tags=("bridge", "war"),
        published_url="https://example.org/c",
        recheck_on="2026-01-02",
    )
    assert (draft.reviewer, draft.notes, draft.line) == ("Olena", ("Ask again",), 2)


def test_verdicts_are_read_in_words_that_leave_no_doubt() -> None:
    found = read(
        "claim;rating;reason;because;as of",
        "a;TRUE;Seen.;;2025",
        "b;falsch;;;",
        "c;Unverified;;conflicting evidence;",
        "d;not checkable;;;",
        "e;Не подтверждено;;;",
        "f;;only a reason;;",
        "g;true;;not checkable;",
    )
    assert [draft.opinion for draft in found.claims] == [
        Opinion(Verdict.CONFIRMED, Because.NOT_SAID, "Seen.", "2025"),
        Opinion(Verdict.DENIED),
        Opinion(Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE),
        Opinion(Verdict.UNVERIFIED, Because.NOT_CHECKABLE),
        Opinion(Verdict.UNVERIFIED),
        None,
        Opinion(Verdict.CONFIRMED),
    ]
    assert not found.troubles


def test_other_words_for_verdicts_mean_what_is_said_of_them() -> None:
    lines = ("claim;rating", "a;Mostly FALSE", "b;half-true", "c;misleading", "d;mostly false")
    known = read(*lines, **{"mostly false": Verdict.DENIED, "half true": None})
    assert [one.opinion and one.opinion.verdict for one in known.claims] == [
        *(Verdict.DENIED, None, None, Verdict.DENIED),
    ]
    assert known.unknown_verdicts == ("misleading",)
    assert read(*lines).unknown_verdicts == (
        *("Mostly FALSE", "half-true", "misleading", "mostly false"),
    )
    assert complaints(*lines)[0] == (
        "2 rating: “Mostly FALSE” is no verdict known here; the claim comes in without one."
    )


def test_quotes_have_what_their_row_says_of_them() -> None:
    draft = one(
        "claim;quote;quote 2;prefix;suffix;start;end;article;url;speaker;stance;voice",
        "a;the bridge;is gone;that ; now;12.0;22;Bridges;https://example.org;Orla Quist;"
        "Disputes;QUOTED",
    )
    first, second = draft.quotes
    assert (first.quote.exact, first.quote.prefix, first.quote.suffix) == (
        *("the bridge", "that", "now"),
    )
    assert (first.start, first.end, first.articles) == (
        *(12, 22, ("Bridges", "https://example.org")),
    )
    assert (first.speaker, first.stance, first.voice) == (
        *("Orla Quist", Stance.DISPUTES, Voice.QUOTED),
    )
    assert second.quote.exact == "is gone"


def test_a_table_of_quotes_alone_makes_claims_of_them() -> None:
    draft = one("quote;speaker", "The bridge is gone;Orla Quist")
    assert draft.claim.text == draft.quotes[0].quote.exact == "The bridge is gone"


def test_evidence_and_notes_of_several_columns_and_lines_come_together() -> None:
    draft = one("claim;source;note;source 2;note 2", 'a;"one\n\ntwo";x;three;y')
    assert draft.evidence == ("one", "two", "three")
    assert draft.notes == ("x", "y")


def test_rows_about_the_same_claim_are_one_claim() -> None:
    found = read(
        "claim;claimant;quote;source;note;verdict",
        "The bridge is gone;Orla Quist;one;a;x;true",
        "the bridge is GONE;Orla Quist;two;a;x;",
        "The bridge is gone;Orla Quist;one;b;;true",
        "The bridge is gone;;three;;;",
    )
    first, second = found.claims
    assert [one.quote.exact for one in first.quotes] == ["one", "two", "one"]
    assert (first.evidence, first.notes) == (("a", "b"), ("x",))
    assert [one.quote.exact for one in second.quotes] == ["three"]
    assert not found.troubles


def test_rows_about_the_same_claim_that_contradict_are_told() -> None:
    found = complaints(
        "claim;date;verdict", "a;2025;true", "a;2024;true", "a;2025;false", "a;2025;"
    )
    sentence = "The claim is in line 2 too and says otherwise there; this is left out."
    assert found == [f"3 : {sentence}", f"4 : {sentence}"]


def test_what_cells_say_amiss_is_told_and_left_out() -> None:
    lines = (
        "claim;date;type;stage;stance;start;priority;published at;claim id",
        ";2025;;;;;;;",
        "a;10/11/2025;nonsense;soon;loves;-3;very;example;17",
        "b;yesterday;;;;twelve;2.0;;",
    )
    found = complaints(*lines)
    assert [one.split(":")[0] for one in found] == [
        *("2 ", "3 date", "3 type", "3 stage", "3 priority", "3 published at"),
        *("4 date",),
    ]
    assert found[0] == "2 : It has no claim, and is left out."
    assert found[1].endswith("write the one that is meant. It is left out.")
    first, second = read(*lines).claims
    assert first.claim == form.Claim(id="", text="a")
    assert second.claim.priority == 2


def test_what_is_amiss_with_a_quote_is_told_too() -> None:
    assert complaints("claim;quote;stance;start", "a;b;loves;twelve", "c;d;;-3") == [
        "2 start: “twelve” is no whole number; it is left out.",
        "2 stance: “loves” is none of asserts, supports, disputes, mentions; it is left out.",
        "3 start: “-3” is no place in a text; it is left out.",
    ]


def test_reading_can_be_watched() -> None:
    told: list[tuple[int, int]] = []
    sheet = sheet_in(b"claim\n" + b"x\n" * 450, "claims.csv")
    drafts(sheet, guess(sheet.header), tick=lambda *step: told.append(step))
    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]


def test_rows_below_a_claim_whose_cell_was_merged_belong_to_it_and_are_told() -> None:
    lines = (
        "no;claim;verdict;quote;speaker;source;note",
        "1;The bridge is gone;false;one;Orla;a;",
        ";;;two;Una;b;x",
        ";;false;three;;;",
        "2;It rained;true;four;;;",
        ";;false;five;;;",
        ";;;six;;;",
    )
    found = read(*lines)
    first, second = found.claims
    assert [(one.quote.exact, one.speaker, one.line) for one in first.quotes] == [
        *(("one", "Orla", 2), ("two", "Una", 3), ("three", "", 4)),
    ]
    assert (first.evidence, first.notes, first.more_lines) == (("a", "b"), ("x",), (3, 4))
    assert [one.quote.exact for one in second.quotes] == ["four"]
    more = "It has no claim of its own; what it has belongs to the claim in line 2."
    assert complaints(*lines) == [
        *(f"3 : {more}", f"4 : {more}"),
        *(f"{line} : It has no claim, and is left out." for line in (6, 7)),
    ]


def test_a_row_without_a_claim_and_without_a_quote_belongs_to_none() -> None:
    assert complaints("no;claim;speaker;date", "1;a;;", ";;Orla;", ";;;2025") == [
        *(f"{line} : It has no claim, and is left out." for line in (3, 4)),
    ]


def test_rows_of_totals_are_left_out_and_told() -> None:
    lines = (
        "claim;claimant;verdict",
        "a;Orla;true",
        "Subtotal: 1;;",
        "Unemployment: 4.5 %;;",
        "b;Una;false",
        "Total;;3",
        "True: 1;False: 1;",
        "Итого 3;;",
    )
    assert [one.claim.text for one in read(*lines).claims] == ["a", "b"]
    assert [one.split(":")[0] for one in complaints(*lines)] == ["3 ", "4 ", "6 ", "7 ", "8 "]
    found = read("claim;claimant", "a;", "Unemployment: 4.5 %;")
    assert [one.claim.text for one in found.claims] == ["a", "Unemployment: 4.5 %"]


def test_one_date_of_a_column_tells_how_the_others_are_meant_and_that_is_told() -> None:
    def dates_of(*said: str) -> tuple[list[str], list[str]]:
        lines = ("claim;date", *(f"{n};{one}" for n, one in enumerate(said)))
        return [one.claim.said_on for one in read(*lines).claims], complaints(*lines)

    found, told = dates_of("1-12-2025", "25-11-2025", "2025", "11/11/2025", "soon", "1.2.2025")
    assert found == ["2025-12-01", "2025-11-25", "2025", "2025-11-11", "", "2025-02-01"]
    assert told[0] == (
        "3 date: Here only the day can come first; so it is read in all dates of the column."
    )
    assert [one.split(":")[0] for one in told[1:]] == ["6 date"]
    found, told = dates_of("12/1/2025", "11/25/2025")
    assert (found, len(told)) == (["2025-12-01", "2025-11-25"], 1)
    assert "only the month can come first" in told[0]
    assert dates_of("12/1/2025", "11/25/2025", "25/11/2025")[0][0] == ""
    assert dates_of("11/25/2025", "2025-12-01") == (["2025-11-25", "2025-12-01"], [])


def test_the_number_of_a_day_is_called_what_it_is() -> None:
    (told,) = complaints("claim;date", "a;45992")
    assert "is how a spreadsheet counts days" in told


def test_words_of_other_programs_for_stages_types_and_priorities_are_known() -> None:
    found = one("claim;status;type;priority", "a;To-do;Numerical Claim;hoch")
    assert (found.claim.stage, found.claim.claim_type, found.claim.priority) == (
        *(Stage.OPEN, ClaimType.NUMERICAL, 3),
    )
    assert one("claim;status", "a;In review").claim.stage is Stage.SECOND_REVIEW


def test_marks_for_verdicts_are_each_their_own_word() -> None:
    words = {tidy("❌"): Verdict.DENIED}
    sheet = sheet_in("claim;verdict\na;❌\nb;✅\n".encode(), "claims.csv")
    found = drafts(sheet, guess(sheet.header), words)
    assert [one.opinion for one in found.claims] == [Opinion(Verdict.DENIED), None]
    assert found.unknown_verdicts == ("✅",)


def test_claims_that_differ_in_a_sign_are_two() -> None:
    found = read("claim", "Prices rose -5 %", "Prices rose 5 %", "“Prices” rose 5 %.", "🇺🇦", "🇺🇸")
    assert [one.line for one in found.claims] == [2, 3, 5, 6]
