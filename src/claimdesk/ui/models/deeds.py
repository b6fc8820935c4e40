"""Word what an action of the history did, as the command that did it named it.

The file keeps no labels, which would be in one language and could contradict what was done; they
follow from what was done. A rule answers "" for what it knows nothing of; the first answer counts.
"""

from collections.abc import Callable

from claimdesk.core.deeds import Deed, Did, Made, Step
from claimdesk.core.i18n import mark
from claimdesk.core.model import Stance, Verdict
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.terms import stance_word

_ADDED = (Did.ADDED, Did.RESTORED)
_SET = (Did.ADDED, Did.CHANGED, Did.RESTORED)
_ALL = tuple(Did)
_HANGING = (
    *("link", "claim_evidence", "claim_tag", "claim_relation", "assessment", "adjudication"),
    *("claim_check", "assignment", "dismissal", "note"),
)
"""What a claim takes over from those that are merged into it."""
_MADE = {
    Made.NEW: mark("New claim"),
    Made.COPY: mark("Duplicate claim"),
    Made.PART: mark("Split claim"),
}

CLAIM_FIELDS = {
    "stage": mark("Change stage"),
    "text": mark("Edit claim text"),
    "claimant": mark("Change claimant"),
    "said_on": mark("Change date of claim"),
    "said_where": mark("Change place of claim"),
    "context": mark("Change context of claim"),
    "claim_type": mark("Change type of claim"),
    "published_url": mark("Change where claim is published"),
    "priority": mark("Change priority"),
    "recheck_on": mark("Change day to check again"),
    "position": mark("Move claim"),
    "article_id": mark("Change article of claim"),
}
"""What changing one field of a claim is called."""
VERDICT_FIELDS = {
    "unverified_because": mark("Say why unverified"),
    "reason": mark("Edit reason"),
    "as_of": mark("Change as-of date"),
}
"""What changing one field of a verdict is called."""
_OTHERS = {
    ("note", Did.ADDED): (mark("New note"), mark("{n} new notes")),
    ("note", Did.CHANGED): (mark("Edit note"), mark("Edit {n} notes")),
    ("note", Did.REMOVED): (mark("Remove note"), mark("Remove {n} notes")),
    ("note", Did.RESTORED): (mark("Restore note"), mark("Restore {n} notes")),
    ("evidence", Did.ADDED): (mark("New evidence"), mark("{n} new pieces of evidence")),
    ("evidence", Did.CHANGED): (mark("Edit evidence"), mark("Edit {n} pieces of evidence")),
    ("evidence", Did.REMOVED): (mark("Remove evidence"), mark("Remove {n} pieces of evidence")),
    ("evidence", Did.RESTORED): (mark("Restore evidence"), mark("Restore {n} pieces of evidence")),
    ("claim_evidence", Did.ADDED): (mark("Add evidence to claim"), mark("Add evidence to claims")),
    ("claim_evidence", Did.CHANGED): (mark("Change evidence of claim"),) * 2,
    ("claim_evidence", Did.REMOVED): (mark("Take evidence from claim"),) * 2,
    ("claim_relation", Did.ADDED): (mark("Relate claims"),) * 2,
    ("claim_relation", Did.RESTORED): (mark("Relate claims"),) * 2,
    ("claim_relation", Did.REMOVED): (mark("Take claims out of relation"),) * 2,
    ("coverage", Did.REMOVED): (mark("Take “nothing to check” back"),) * 2,
    ("coverage", Did.ADDED): (mark("Nothing to check here"),) * 2,
    ("coverage", Did.RESTORED): (mark("Nothing to check here"),) * 2,
    ("assignment", Did.ADDED): (mark("Assign claim"), mark("Assign claims")),
    ("assignment", Did.REMOVED): (mark("Take assignment back"),) * 2,
    ("assignment", Did.RESTORED): (mark("Assign claim"), mark("Assign claims")),
    ("claim_check", Did.ADDED): (mark("Answer checklist"),) * 2,
    ("claim_check", Did.CHANGED): (mark("Answer checklist"),) * 2,
    ("claim_check", Did.REMOVED): (mark("Take answer to checklist back"),) * 2,
    ("checklist_item", Did.ADDED): (mark("New checklist item"), mark("{n} new checklist items")),
    ("checklist_item", Did.CHANGED): (mark("Edit checklist"),) * 2,
    ("checklist_item", Did.REMOVED): (mark("Remove checklist item"), mark("Edit checklist")),
    ("dismissal", Did.ADDED): (mark("Dismiss suggestion"), mark("Dismiss {n} suggestions")),
    ("dismissal", Did.REMOVED): (mark("Suggest again"),) * 2,
    ("project", Did.ADDED): (mark("New project"),) * 2,
    ("project", Did.CHANGED): (mark("Change project details"),) * 2,
    ("reviewer", Did.ADDED): (mark("New reviewer"), mark("{n} new reviewers")),
    ("reviewer", Did.CHANGED): (mark("Change reviewer’s name"),) * 2,
}
"""What is done to other records: for one, for several."""


def label(deed: Deed) -> str:
    """Return what the action is called, such as "Mark as denied"."""
    said = (rule(deed) for rule in _RULES)
    return next((one for one in said if one), tr("Several changes"))


def _review(deed: Deed) -> str:
    """Word a loaded review or table: claims with all that hangs on them, or several verdicts."""
    claims = deed.count("claim", *_ADDED)
    verdicts = deed.count("assessment", *_ADDED)
    is_new = deed.step("claim", Did.ADDED) is not None
    if deed.step("article", Did.REMOVED) or deed.step("claim", Did.REMOVED):
        return ""
    if (claims > 1 and is_new) or (is_new and verdicts) or len(deed.transactions) > 1:
        found = (
            (deed.count("article", *_ADDED), "{n} article", "{n} articles"),
            (claims, "{n} claim", "{n} claims"),
            (deed.count("passage", *_ADDED), "{n} passage", "{n} passages"),
            (0 if claims else verdicts, "{n} verdict", "{n} verdicts"),
        )
        parts = [count(number, one, many) for number, one, many in found if number]
        said = tr("Load review") if found[0][0] or not claims else tr("Import claims")
        return said + (": " + ", ".join(parts) if parts else "")
    return ""


def _article(deed: Deed) -> str:
    step = deed.step("article", *_ALL)
    if step is None:
        return ""
    did, title = step.did, step.values.get("title", "…")
    if did is not Did.ADDED and deed.step("article_version", *_ADDED):
        was_gone = did is Did.RESTORED
        return tr("Import “{title}”" if was_gone else "New version of “{title}”", title=title)
    if did is Did.CHANGED:
        return tr("Correct article details")
    one, many = {
        Did.REMOVED: (mark("Remove article “{title}”"), mark("Remove {n} articles")),
        Did.RESTORED: (mark("Restore article “{title}”"), mark("Restore {n} articles")),
    }.get(did, (mark("Import “{title}”"), mark("Import {n} articles")))
    return tr(one, title=title) if step.records == 1 else tr(many, n=step.records)


def _claim(deed: Deed) -> str:
    step = deed.step("claim", *_ALL)
    if step is None:
        return ""
    if _is_merger(deed):
        return tr("Merge claims")
    match step.did:
        case Did.ADDED:
            return tr(_MADE[deed.made])
        case Did.REMOVED:
            return count(step.records, "Remove claim", "Remove {n} claims")
        case Did.RESTORED:
            return count(step.records, "Restore claim", "Restore {n} claims")
    return _field(step, CLAIM_FIELDS) or count(step.records, "Edit claim", "Edit {n} claims")


def _is_merger(deed: Deed) -> bool:
    """Return whether claims were put beside another one and removed, or it took over from them.

    Before a merger was told by their place, it was by what was taken over alone.
    """
    gone = deed.step("claim", Did.REMOVED)
    if gone is None:
        return False
    return "position" in gone.fields or any(deed.step(kind, *_ADDED) for kind in _HANGING)


def _verdict(deed: Deed) -> str:
    final = deed.step("adjudication", *_SET)
    if final is not None:
        return tr("Final verdict: {verdict}", verdict=_verdict_of(final))
    if deed.step("adjudication", Did.REMOVED):
        return tr("Take final verdict back")
    if deed.step("assessment", Did.REMOVED):
        return tr("Take verdict back")
    step = deed.step("assessment", *_SET)
    if step is None:
        return ""
    if step.did is Did.CHANGED and "verdict" not in step.fields:
        return _field(step, VERDICT_FIELDS) or tr(
            "Mark as {verdict}" if step.fields <= {"decided_ms"} else "Edit verdict",
            verdict=_verdict_of(step),
        )
    return tr("Mark as {verdict}", verdict=_verdict_of(step))


def _cited(deed: Deed) -> str:
    """Word that a stretch of an article was made evidence, whether it was a passage or not."""
    is_one = deed.count("evidence", Did.ADDED) == 1 and deed.count("link", *_ADDED) == 0
    return tr("New evidence") if is_one else ""


def _passage(deed: Deed) -> str:
    gone, new = deed.step("passage", Did.REMOVED), deed.step("passage", *_ADDED)
    if gone is not None and new is not None:
        return tr("Move passage edge")
    linked = deed.count("link", *_ADDED)
    if linked:
        if deed.number == 0:
            return count(linked, "Link passage to claim", "Link {n} passages to claims")
        if linked == 1:
            return tr("Link to claim {n}", n=deed.number)
        done = tr("Link {n} passages", n=linked)
        return tr("{done} to claim {claim}", done=done, claim=deed.number)
    if new is not None:
        return count(new.records, "Mark passage", "Mark {n} passages")
    return _unlinked(deed, gone)


def _unlinked(deed: Deed, gone: Step | None) -> str:
    link = deed.step("link", Did.REMOVED)
    if link is not None:
        if deed.number == 0:
            return tr("Unlink from claim")
        return tr("Unlink from claim {n}", n=deed.number)
    if gone is not None:
        return count(gone.records, "Remove passage", "Remove {n} passages")
    return ""


def _bearing(deed: Deed) -> str:
    step = deed.step("link", Did.CHANGED)
    if step is None:
        return ""
    if "stance" in step.fields and "stance" in step.values:
        stance = stance_word(Stance(str(step.values["stance"]))).lower()
        return tr("Mark link as “{stance}”", stance=stance)
    fields = {"voice": mark("Change voice of a link"), "speaker": mark("Change speaker")}
    return _field(step, fields) or tr("Edit link")


def _project(deed: Deed) -> str:
    step = deed.step("project", Did.CHANGED)
    if step is None or step.fields != {"blind"}:
        return ""
    return tr("Begin blind review" if step.values.get("blind") else "End blind review")


def _other(deed: Deed) -> str:
    """Word what has one name for one record and one for several; what only hangs on it is last."""
    if deed.step("claim_tag", *_ALL):
        return tr("Change tags")
    if deed.step("assignment", *_ALL) and deed.step("reviewer", Did.REMOVED):
        return tr("Take over assignments")
    if deed.step("assignment", *_ALL) and deed.step("reviewer", Did.RESTORED):
        return tr("Give assignments back")
    if deed.step("claim_relation", Did.REMOVED) and deed.step("claim_relation", *_ADDED):
        return tr("Change relation")
    for (entity, did), (one, many) in _OTHERS.items():
        number = deed.count(entity, did)
        if number:
            return count(number, one, many)
    return ""


def _field(step: Step, names: dict[str, str]) -> str:
    """Word the change of one field; when a verdict was given is no field of its own."""
    fields = step.fields - {"decided_ms"}
    return tr(names[next(iter(fields))]) if len(fields) == 1 and fields <= names.keys() else ""


def _verdict_of(step: Step) -> str:
    told = step.values.get("verdict")
    return verdict_word(Verdict(str(told))).lower() if told else tr("reviewed")


_RULES: tuple[Callable[[Deed], str], ...] = (
    *(_review, _article, _claim, _verdict, _cited, _passage, _bearing, _project, _other),
)
