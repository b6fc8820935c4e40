"""How evidence is shown in lists: what it is called, where it is from, what it does to a claim."""

from dataclasses import dataclass

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.model import EvidenceStance, Id
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import CENTRE, Column
from claimdesk.ui.models.terms import evidence_kind_word, evidence_stance_word


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence with what it does to the claim it is shown for."""

    row: EvidenceRow
    stance: EvidenceStance
    question: str

    @property
    def id(self) -> Id:
        """Return which piece of evidence it is."""
        return self.row.id


def name_of(row: EvidenceRow) -> str:
    """Return what a piece of evidence is called: its title, or what else tells it from others."""
    said = (row.title, row.url, row.archive_url, row.quote, row.attachment_name, row.citation)
    named = next((one for one in said if one), evidence_kind_word(row.kind))
    return " ".join(named.split())


def origin_of(row: EvidenceRow) -> str:
    """Return who published it, when, what it is, and what must be known of it."""
    parts = (
        row.publisher or row.author,
        row.published or row.asked_on,
        evidence_kind_word(row.kind),
        tr("confidential") if row.confidential else "",
        tr("attachment") if row.attachment_sha256 else "",
    )
    return " · ".join(part for part in parts if part)


def weighed_columns() -> tuple[Column[Weighed], ...]:
    """Return the column of a claim's evidence."""
    card: Column[Weighed] = Column(
        name="evidence",
        title=tr("Evidence"),
        show=lambda one: name_of(one.row),
        tip=lambda one: name_of(one.row),
        said=lambda one: ", ".join(
            (name_of(one.row), evidence_stance_word(one.stance), *origin_of(one.row).split(" · "))
        ),
    )
    return (card,)


def evidence_columns() -> tuple[Column[EvidenceRow], ...]:
    """Return the columns of all evidence of a project."""
    title: Column[EvidenceRow] = Column("title", tr("Title"), name_of, tip=name_of)
    publisher: Column[EvidenceRow] = Column(
        "publisher", tr("Publisher"), lambda row: row.publisher or row.author
    )
    published: Column[EvidenceRow] = Column(
        "published", tr("Date"), lambda row: row.published or row.asked_on
    )
    kind: Column[EvidenceRow] = Column("kind", tr("Kind"), lambda row: evidence_kind_word(row.kind))
    claims: Column[EvidenceRow] = Column(
        name="claims",
        title=tr("Claims"),
        show=lambda row: str(row.claims) if row.claims else tr("unused"),
        said=lambda row: count(row.claims, "for {n} claim", "for {n} claims"),
        align=CENTRE,
        falls=True,
    )
    signs: Column[EvidenceRow] = Column(
        "signs",
        tr("Signs"),
        lambda row: ", ".join(
            word
            for word, is_so in (
                (tr("confidential"), row.confidential),
                (tr("attachment"), row.attachment_sha256),
            )
            if is_so
        ),
    )
    return (title, publisher, published, kind, claims, signs)
