"""How rows of the history are worded: the record, what was done, the field, its values."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from claimdesk.core.chronicle import About, HistoryRow, Tally
from claimdesk.core.deeds import Did
from claimdesk.core.i18n import mark
from claimdesk.core.model import (
    Because,
    ClaimType,
    EvidenceKind,
    EvidenceStance,
    RelationKind,
    Stage,
    Stance,
    Verdict,
    Voice,
)
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.models.terms import (
    because_word,
    claim_type_word,
    evidence_kind_word,
    evidence_stance_word,
    priority_word,
    stage_word,
    stance_word,
    voice_word,
)

_LONG = 60
"""Code points of a record's words that are told beside others."""
_DONE = {
    "project": (mark("Project made"), mark("Project removed"), mark("Project restored")),
    "reviewer": (mark("Joined"), mark("Card removed"), mark("Card restored")),
    "article": (mark("Article imported"), mark("Article removed"), mark("Article restored")),
    "claim": (mark("Claim made"), mark("Claim removed"), mark("Claim restored")),
    "passage": (mark("Passage marked"), mark("Passage removed"), mark("Passage restored")),
    "link": (mark("Passage linked"), mark("Passage unlinked"), mark("Link restored")),
    "assessment": (mark("Verdict given"), mark("Verdict taken back"), mark("Verdict restored")),
    "adjudication": (
        *(mark("Final verdict given"), mark("Final verdict taken back")),
        mark("Final verdict restored"),
    ),
    "evidence": (mark("Evidence added"), mark("Evidence removed"), mark("Evidence restored")),
    "claim_evidence": (
        *(mark("Evidence put to the claim"), mark("Evidence taken from the claim")),
        mark("Evidence put back to the claim"),
    ),
    "claim_relation": (
        *(mark("Claims related"), mark("Relation removed"), mark("Relation restored")),
    ),
    "claim_tag": (mark("Tag added"), mark("Tag taken off"), mark("Tag put back")),
    "note": (mark("Note written"), mark("Note removed"), mark("Note restored")),
    "coverage": (
        *(mark("Stretch checked"), mark("Checked mark taken back"), mark("Checked mark put back")),
    ),
    "checklist_item": (
        *(mark("Put on the checklist"), mark("Taken off the checklist")),
        mark("Put back on the checklist"),
    ),
    "claim_check": (mark("Checklist used"), mark("Check taken back"), mark("Check put back")),
    "assignment": (mark("Assigned"), mark("Assignment taken back"), mark("Assigned again")),
    "dismissal": (
        *(mark("Repetition dismissed"), mark("Dismissal taken back"), mark("Dismissed again")),
    ),
}
"""What was done to a kind of record: added, removed, restored."""
_KINDS = {
    "project": mark("project"),
    "reviewer": mark("reviewer"),
    "article": mark("article"),
    "claim": mark("claim"),
    "passage": mark("passage"),
    "link": mark("link"),
    "assessment": mark("verdict"),
    "adjudication": mark("final verdict"),
    "evidence": mark("evidence"),
    "claim_evidence": mark("evidence of a claim"),
    "claim_relation": mark("relation"),
    "claim_tag": mark("tag"),
    "note": mark("note"),
    "coverage": mark("checked stretch"),
    "checklist_item": mark("checklist item"),
    "claim_check": mark("check"),
    "assignment": mark("assignment"),
    "dismissal": mark("dismissal"),
}
_FIELDS = {
    "accessed": mark("Read on"),
    "answered_on": mark("Answered on"),
    "archive_url": mark("Archived address"),
    "archived_url": mark("Archived address"),
    "article_id": mark("Article"),
    "as_of": mark("As of"),
    "asked_how": mark("Asked how"),
    "asked_on": mark("Asked on"),
    "attachment_name": mark("Attachment"),
    "author": mark("Author"),
    "blind": mark("Verdicts of others hidden"),
    "body": mark("Text"),
    "captured": mark("Captured"),
    "citation": mark("Citation"),
    "claim_type": mark("Type"),
    "claimant": mark("Claimant"),
    "confidential": mark("Confidential"),
    "context": mark("Context"),
    "current_version_id": mark("Version"),
    "description": mark("Description"),
    "done": mark("Done"),
    "initials": mark("Initials"),
    "interest": mark("Own interest"),
    "kind": mark("Kind"),
    "language": mark("Language"),
    "name": mark("Name"),
    "passage_id": mark("Passage"),
    "position": mark("Place in the list"),
    "priority": mark("Priority"),
    "published": mark("Published"),
    "published_url": mark("Published at"),
    "publisher": mark("Publisher"),
    "question": mark("Question"),
    "quote": mark("Quote"),
    "reason": mark("Reason"),
    "recheck_on": mark("Check again on"),
    "remark": mark("Remark"),
    "said_on": mark("Said on"),
    "said_where": mark("Where"),
    "source_url": mark("Address"),
    "speaker": mark("Speaker"),
    "stage": mark("Stage"),
    "stance": mark("Stance"),
    "text": mark("Text"),
    "title": mark("Title"),
    "unverified_because": mark("Unverified because"),
    "url": mark("Address"),
    "verdict": mark("Verdict"),
    "voice": mark("Voice"),
}


def _word(choices: type[StrEnum], words: Callable[[Any], str]) -> Callable[[str], str]:
    """Return what words a choice; what is none, in a file from elsewhere, stays as it is."""
    known = {one.value: one for one in choices}
    return lambda raw: words(known[raw]) if raw in known else raw


def _priority(raw: str) -> str:
    return priority_word(int(raw)) if raw else ""


_VALUES: dict[tuple[str, str], Callable[[str], str]] = {
    ("assessment", "verdict"): _word(Verdict, verdict_word),
    ("adjudication", "verdict"): _word(Verdict, verdict_word),
    ("assessment", "unverified_because"): _word(Because, because_word),
    ("adjudication", "unverified_because"): _word(Because, because_word),
    ("link", "stance"): _word(Stance, stance_word),
    ("link", "voice"): _word(Voice, voice_word),
    ("claim", "stage"): _word(Stage, stage_word),
    ("claim", "claim_type"): _word(ClaimType, claim_type_word),
    ("claim", "priority"): _priority,
    ("claim_relation", "kind"): _word(RelationKind, relation_word),
    ("evidence", "kind"): _word(EvidenceKind, evidence_kind_word),
    ("claim_evidence", "stance"): _word(EvidenceStance, evidence_stance_word),
}
_YES_OR_NO = frozenset(("confidential", "blind", "done"))
_UNSAID = frozenset(("position",))
"""Fields whose values say nothing to people."""
_COUNTED = {
    "article": (mark("{n} article"), mark("{n} articles")),
    "claim": (mark("{n} claim"), mark("{n} claims")),
    "passage": (mark("{n} passage"), mark("{n} passages")),
    "link": (mark("{n} link"), mark("{n} links")),
    "assessment": (mark("{n} verdict"), mark("{n} verdicts")),
    "adjudication": (mark("{n} final verdict"), mark("{n} final verdicts")),
    "evidence": (mark("{n} piece of evidence"), mark("{n} pieces of evidence")),
    "note": (mark("{n} note"), mark("{n} notes")),
}


class Part(StrEnum):
    """A part of the history by the kinds of its records."""

    ALL = "all"
    CLAIMS = "claims"
    VERDICTS = "verdicts"
    PASSAGES = "passages"
    EVIDENCE = "evidence"
    NOTES = "notes"
    ARTICLES = "articles"
    REST = "rest"


PARTS: dict[Part, tuple[str, frozenset[str] | None]] = {
    Part.ALL: (mark("Everything"), None),
    Part.CLAIMS: (mark("Claims"), frozenset(("claim", "claim_tag", "claim_relation"))),
    Part.VERDICTS: (mark("Verdicts"), frozenset(("assessment", "adjudication"))),
    Part.PASSAGES: (
        mark("Passages and links"),
        frozenset(("passage", "link", "coverage", "dismissal")),
    ),
    Part.EVIDENCE: (mark("Evidence"), frozenset(("evidence", "claim_evidence"))),
    Part.NOTES: (mark("Notes"), frozenset(("note",))),
    Part.ARTICLES: (mark("Articles"), frozenset(("article",))),
    Part.REST: (
        mark("Project and people"),
        frozenset(("project", "reviewer", "checklist_item", "claim_check", "assignment")),
    ),
}
"""What the history can be narrowed to: words and kinds of records."""


def field_word(field: str) -> str:
    """Return what a field is called."""
    return tr(_FIELDS.get(field, field))


def kind_word(kind: str) -> str:
    """Return what a kind of record is called in the middle of a sentence."""
    return tr(_KINDS[kind])


def value_words(kind: str, field: str, text: str) -> str:
    """Return the value of a field as it is called on screen."""
    if field in _UNSAID:
        return ""
    if field in _YES_OR_NO:
        return tr("yes") if text == "1" else tr("no")
    return _VALUES.get((kind, field), str)(text)


def old_words(row: HistoryRow) -> str:
    """Return what the changed field held before."""
    one = row.changes[0]
    return value_words(row.about.kind, one.field, one.old)


def new_words(row: HistoryRow) -> str:
    """Return what the changed field holds since."""
    one = row.changes[0]
    return value_words(row.about.kind, one.field, one.new)


def beside_words(row: HistoryRow) -> tuple[str, ...]:
    """Return what stood beside the old value and was settled with it."""
    one = row.changes[0]
    return tuple(value_words(row.about.kind, one.field, text) for text in one.beside)


def done(row: HistoryRow) -> str:
    """Return what was done in a word or two: "Claim removed", "Reason"."""
    if row.did is Did.CHANGED:
        return field_word(row.changes[0].field)
    added, removed, restored = _DONE[row.about.kind]
    return tr({Did.REMOVED: removed, Did.RESTORED: restored}.get(row.did, added))


def gist(row: HistoryRow) -> str:
    """Return what an added, removed or restored record is, shortly: its verdict or its words."""
    told = {one.field: one.new for one in row.changes}
    if "verdict" in told:
        return value_words(row.about.kind, "verdict", told["verdict"])
    if row.about.kind == "claim_relation" and "kind" in told:
        word = value_words(row.about.kind, "kind", told["kind"])
        return tr("{word} “{words}”", word=word, words=row.about.words)
    return row.about.words


def sentence(row: HistoryRow) -> str:
    """Return what happened in one line."""
    if row.did is not Did.CHANGED:
        told = one_line(gist(row))
        return f"{done(row)}: {told}" if told else done(row)
    if row.changes[0].field in _UNSAID:
        return tr("Moved in the list")
    old, new = one_line(old_words(row)), one_line(new_words(row))
    return tr("{field}: {old} → {new}", field=done(row), old=old or "–", new=new or "–")


def spoken(row: HistoryRow) -> str:
    """Return what happened as it is said, without signs."""
    if row.did is not Did.CHANGED or row.changes[0].field in _UNSAID:
        return sentence(row)
    nothing = tr("nothing")
    old, new = one_line(old_words(row)) or nothing, one_line(new_words(row)) or nothing
    return tr("{field} changed from {old} to {new}", field=done(row), old=old, new=new)


def record_words(about: About) -> str:
    """Return which record is meant: "Claim 3 “…”", "Article “…”"."""
    if about.claim_id is not None:
        words = _shortened(about.claim)
        if about.number is None:
            return tr("Removed claim “{words}”", words=words)
        return tr("Claim {n} “{words}”", n=about.number, words=words)
    if about.kind in ("project", "reviewer", "checklist_item"):
        return _shortened(about.words)
    if about.kind == "evidence":
        return tr("Evidence “{words}”", words=_shortened(about.words))
    return tr("Article “{words}”", words=_shortened(about.article))


def who(row: HistoryRow) -> str:
    """Return who did it, in full."""
    return row.reviewer or tr("Somebody unknown")


def tally_words(tallies: tuple[Tally, ...]) -> str:
    """Return counts as a sentence: "3 claims new, 2 verdicts changed."."""
    found = [
        f"{count(number, *_COUNTED[one.kind])} {word}"
        for one in tallies
        for number, word in (
            (one.made, tr("new")),
            (one.changed, tr("changed")),
            (one.removed, tr("removed")),
        )
        if number
    ]
    return ", ".join(found) + "." if found else tr("Nothing was changed.")


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"
