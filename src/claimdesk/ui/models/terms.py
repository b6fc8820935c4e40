"""What the choices of a review are called on screen."""

from claimdesk.core.i18n import mark
from claimdesk.core.model import (
    Because,
    ClaimType,
    EvidenceKind,
    EvidenceStance,
    Stage,
    Stance,
    Subject,
    Voice,
)
from claimdesk.ui.base.words import tr


def stance_word(stance: Stance) -> str:
    """Return what a passage does with its claim."""
    match stance:
        case Stance.ASSERTS:
            return tr("Asserts")
        case Stance.SUPPORTS:
            return tr("Supports")
        case Stance.DISPUTES:
            return tr("Disputes")
        case Stance.MENTIONS:
            return tr("Mentions")


def voice_word(voice: Voice) -> str:
    """Return whose voice a passage speaks in."""
    match voice:
        case Voice.NOT_SAID:
            return tr("Not said")
        case Voice.ARTICLE:
            return tr("The article itself")
        case Voice.INDIRECT:
            return tr("Indirect speech")
        case Voice.QUOTED:
            return tr("Quoted speech")
        case Voice.POST:
            return tr("A post")
        case Voice.UNNAMED:
            return tr("Unnamed source")


def stage_word(stage: Stage) -> str:
    """Return where the work on a claim stands."""
    match stage:
        case Stage.OPEN:
            return tr("Open")
        case Stage.IN_PROGRESS:
            return tr("In progress")
        case Stage.SECOND_REVIEW:
            return tr("Second review")
        case Stage.DONE:
            return tr("Done")


def claim_type_word(kind: ClaimType) -> str:
    """Return what kind of statement a claim makes."""
    return tr(_CLAIM_TYPES[kind])


def priority_word(priority: int) -> str:
    """Return how much a claim is worth checking; a number of another program stays one."""
    return tr(_PRIORITIES[priority]) if priority in _PRIORITIES else str(priority)


def because_word(because: Because) -> str:
    """Return why a claim stays unverified."""
    match because:
        case Because.NOT_SAID:
            return tr("Not said")
        case Because.NOT_ENOUGH_EVIDENCE:
            return tr("Not enough evidence")
        case Because.CONFLICTING_EVIDENCE:
            return tr("Conflicting evidence")
        case Because.NOT_CHECKABLE:
            return tr("Not checkable")


def evidence_kind_word(kind: EvidenceKind) -> str:
    """Return what a piece of evidence is."""
    return tr(_EVIDENCE_KINDS[kind])


def evidence_stance_word(stance: EvidenceStance) -> str:
    """Return what a piece of evidence does to a claim."""
    return tr(_EVIDENCE_STANCES[stance][1])


def evidence_stance_sign(stance: EvidenceStance) -> str:
    """Return the sign that stands before the word."""
    return _EVIDENCE_STANCES[stance][0]


def subject_word(subject: Subject) -> str:
    """Return what a note is written on."""
    return tr(_SUBJECTS[subject])


_CLAIM_TYPES = {
    ClaimType.NOT_SAID: mark("Not said"),
    ClaimType.EVENT: mark("Event"),
    ClaimType.NUMERICAL: mark("Figure"),
    ClaimType.QUOTE: mark("Quotation"),
    ClaimType.CAUSAL: mark("Cause and effect"),
    ClaimType.POSITION: mark("Position"),
    ClaimType.PREDICTION: mark("Prediction"),
    ClaimType.OTHER: mark("Other"),
}
_PRIORITIES = {
    0: mark("Not said"),
    1: mark("Low"),
    2: mark("Medium"),
    3: mark("High"),
}
PRIORITIES = tuple(_PRIORITIES)
"""The priorities a reviewer can choose, from none to the highest."""
_EVIDENCE_KINDS = {
    EvidenceKind.WEB: mark("Web page"),
    EvidenceKind.DOCUMENT: mark("Document"),
    EvidenceKind.PASSAGE: mark("Passage of an article"),
    EvidenceKind.INTERVIEW: mark("Interview"),
    EvidenceKind.REPLY: mark("Right of reply"),
    EvidenceKind.DATASET: mark("Data set"),
    EvidenceKind.IMAGE: mark("Image"),
    EvidenceKind.OTHER: mark("Other"),
}
_EVIDENCE_STANCES = {
    EvidenceStance.SUPPORTS: ("+", mark("Supports")),
    EvidenceStance.REFUTES: ("−", mark("Refutes")),
    EvidenceStance.CONTEXT: ("○", mark("Context")),
}
_SUBJECTS = {
    Subject.ARTICLE: mark("Article"),
    Subject.CLAIM: mark("Claim"),
    Subject.PASSAGE: mark("Passage"),
    Subject.EVIDENCE: mark("Evidence"),
}
