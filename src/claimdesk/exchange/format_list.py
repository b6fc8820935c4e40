"""The formats a review can go out in, in words: what help, command line and dialog list.

Nothing is loaded for it; how a format is written stands in ``formats``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claimdesk.core.i18n import mark


@dataclass(frozen=True, slots=True)
class Listed:
    """One format: its stable name, what people call it, the ending of its files.

    ``about`` is one sentence for whoever has to choose; ``is_whole`` says that it always holds
    the whole project, ``has_notes`` that notes go along if somebody wishes so; ``tables`` are
    those whose columns can be chosen (see ``tables``); ``extra`` is the optional part of the
    installation it needs.
    """

    id: str
    title: str
    suffix: str
    about: str
    is_whole: bool = False
    has_notes: bool = False
    tables: tuple[str, ...] = ()
    extra: str = ""


LISTED: Mapping[str, Listed] = {
    one.id: one
    for one in (
        Listed(
            "csv", mark("Tables for a spreadsheet (CSV)"), ".csv",
            mark("Claims, passages and assessments, one table each."),
            tables=("claims", "passages", "assessments"),
        ),
        Listed(
            "xlsx", mark("A workbook for Excel or LibreOffice (XLSX)"), ".xlsx",
            mark("Sheets of claims, passages, assessments and evidence, with filters."),
            tables=("claims", "passages", "assessments", "evidence"), extra="xlsx",
        ),
        Listed(
            "markdown", mark("A text with headings (Markdown)"), ".md",
            mark("Claims with verdicts, reasons, evidence and passages, to read or to paste."),
        ),
        Listed(
            "html-report", mark("A report for any browser (HTML)"), ".html",
            mark("Articles with their highlights beside claims, verdicts and evidence; one file."),
            has_notes=True,
        ),
        Listed(
            "pdf", mark("A report on paper (PDF)"), ".pdf",
            mark("Articles with their highlights, then claims, verdicts and evidence, in pages."),
            has_notes=True,
        ),
        Listed(
            "docx", mark("A report for word processors (DOCX)"), ".docx",
            mark("Articles with highlights and comments, then claims, verdicts and evidence."),
            has_notes=True, extra="docx",
        ),
        Listed(
            "claimreview", mark("Fact checks for search engines (ClaimReview)"), ".jsonld",
            mark("Published verdicts, to go with the page; several are a list."),
        ),
        Listed(
            "claimreview-feed", mark("A feed of fact checks (ClaimReview DataFeed)"), ".jsonld",
            mark("All published verdicts in one feed, as collections of fact checks take them."),
        ),
        Listed(
            "qdpx", mark("A project for QualCoder, NVivo, MAXQDA … (REFI-QDA)"), ".qdpx",
            mark("Articles, passages and claims, with verdicts as sets of codes."),
        ),
        Listed(
            "qdc", mark("A codebook for QualCoder, NVivo, MAXQDA … (REFI-QDA)"), ".qdc",
            mark("The claims as codes with verdicts and reasons, without the articles."),
        ),
        Listed(
            "web-annotation", mark("Web Annotations (W3C, JSON-LD)"), ".jsonld",
            mark("Passages, claims, verdicts and evidence for annotation programs; can be loaded."),
        ),
        Listed(
            "doccano", mark("Labelled texts for doccano (JSONL)"), ".jsonl",
            mark("An article a line, its passages labelled with the verdicts."),
        ),
        Listed(
            "label-studio", mark("Labelled texts for Label Studio (JSON)"), ".json",
            mark("A task a line, its passages labelled with verdicts and claims."),
        ),
        Listed(
            "review", mark("A review to load elsewhere (JSON)"), ".json",
            mark("A review holds the whole project: texts, claims, verdicts."), is_whole=True,
        ),
    )
}  # fmt: skip
"""All formats by their names, in the order they are offered."""
