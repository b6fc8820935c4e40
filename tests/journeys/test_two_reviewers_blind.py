"""One article, two reviewers who do not see each other, and somebody who settles what differs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_config_path

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.deeds import Did
from claimdesk.core.ids import new_id
from claimdesk.core.model import ReadArticle
from claimdesk.core.settings import SettingsFile
from claimdesk.store import articles, chronicle
from claimdesk.store.store import Session, Store, open_reader
from journeys.driver import Person
from journeys.program import run
from journeys.written import stretches, table

ANA, BEN = "Ana Marsh", "Ben Okafor"
ANAS = ("Two people were there.", "The photo is older.", "Nobody can tell yet.")
BENS = ("I called them.", "The photo is new.", "The record says no.")
FINAL = "The camera's clock was wrong."
VERDICT = 1


@pytest.fixture
def work_as() -> Callable[[str], None]:
    """Let the next start of the program be that of somebody: another computer, other settings."""
    known: dict[str, str] = {}

    def sit_down(name: str) -> None:
        settings = SettingsFile(user_config_path("claimdesk", appauthor=False))
        reviewer_id = known.setdefault(name, new_id().hex())
        settings.change(reviewer_name=name, reviewer_id=reviewer_id, reviewer_initials="")

    return sit_down


def project_of(text: Path, path: Path) -> Path:
    read = ReadArticle(text.read_text("utf-8"), text.stem)
    settings = SettingsFile(user_config_path("claimdesk", appauthor=False))
    with Store.create(path, "Second", settings.me()) as store:
        store.run("Import", lambda session: articles.add(session, read))
    return path


def verdicts(p: Person) -> list[str]:
    return [row[VERDICT] for row in p.claims()]


def judge(p: Person, key: str, reason: str) -> None:
    """Give the verdict on the current claim by key, and say why where that leads."""
    p.press(key)
    p.write("reason", reason)
    p.press("Ctrl+Return")


def first_opinion(p: Person) -> None:
    """Make three claims, begin blind review, judge all three."""
    p.tab_to("article-list")
    p.press("Return")
    for stretch in stretches(p.text())[:3]:
        p.tab_to("article-text")
        p.select_by_keys(*stretch)
        p.press("Ctrl+Return")
    p.press("Ctrl+K")
    p.until(lambda: p.sees("palette"), "the palette is open")
    p.type("blind review")
    p.press("Return")
    assert p.said == "Blind review: verdicts of others appear once you have given yours"
    p.press("Alt+Up", "Alt+Up", "Alt+Up")
    for key, reason in zip(("Ctrl+1", "Ctrl+2", "Ctrl+3"), ANAS, strict=True):
        judge(p, key, reason)
        p.press("Alt+Down")
    assert verdicts(p) == ["Confirmed", "Denied", "Unverified"]


def second_opinion(p: Person) -> None:
    """See nothing of the first one until the own verdict on each claim is given."""
    assert p.sees("status-blind")
    assert verdicts(p) == ["Not reviewed yet"] * 3
    assert p.progress == "0 of 3 claims reviewed"
    p.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert p.sees("other-assessments")
    assert not any(reason in told(p) for reason in ANAS)
    judge(p, "Ctrl+1", BENS[0])
    assert ANAS[0] in told(p)
    assert ANAS[1] not in told(p)
    p.press("Alt+Down")
    judge(p, "Ctrl+1", BENS[1])
    p.press("Ctrl+J")
    assert p.progress == "2 of 3 claims reviewed · confirmed 2, denied 0, unverified 0"
    assert not any(reason in told(p) for reason in ANAS)
    judge(p, "Ctrl+2", BENS[2])
    assert ANAS[2] in told(p)


def settle(p: Person) -> None:
    """Go from difference to difference by key, and decide the first one."""
    p.press("Ctrl+Shift+F8")
    assert p.said == f"Claim 2: {ANA} denied, {BEN} confirmed"
    p.press("Ctrl+4")
    p.until(lambda: p.sees("final-verdict"), "both opinions are shown")
    p.press("Down")
    p.tab_to("final-reason")
    p.type(FINAL)
    p.press("Alt+S")
    p.until(lambda: p.said == "Claim 2 settled: denied", "it is settled")
    p.press("Ctrl+Shift+F8")
    assert p.said == f"Claim 3: {ANA} unverified, {BEN} denied"


def told(p: Person) -> str:
    """Return what the form says of others."""
    return " ".join(one.reason for one in p.window.form.form.opinions._shown)


def export_all(p: Person, place: Path) -> None:
    p.press("Ctrl+E")
    p.until(lambda: p.sees("export"), "the question is asked")
    p.press("Alt+A", "Return")
    p.until(lambda: p.said.startswith("Exported to"), "the tables are written")
    assert place.exists()


def history(project: Path) -> list[HistoryRow]:
    def read(session: Session) -> list[HistoryRow]:
        return list(chronicle.page(session, chronicle.Wish(), size=500).rows)

    with open_reader(project, None) as reader:
        return reader.read(read)


def values(rows: list[HistoryRow], kind: str, field: str) -> set[tuple[str, Any]]:
    return {
        (row.reviewer, change.new)
        for row in rows
        for change in row.changes
        if row.about.kind == kind and change.field == field and row.did is not Did.REMOVED
    }


def review(text: Path, tmp_path: Path, work_as: Callable[[str], None]) -> None:
    project = project_of(text, tmp_path / "S.claimdesk")
    work_as(ANA)
    run(first_opinion, project)
    work_as(BEN)
    run(second_opinion, project)
    work_as(ANA)
    run(settle, project)
    run(lambda p: export_all(p, tmp_path / "S.csv"), project)

    claims = table(tmp_path / "S.csv")
    assert [row["agreement"] for row in claims] == ["agree", "adjudicated", "differ"]
    assert [row["verdict"] for row in claims] == ["confirmed", "denied", "denied"]
    assert claims[1]["reason"] == FINAL
    given = table(tmp_path / "S-assessments.csv")
    assert {(row["reviewer"], row["reason"]) for row in given} == {
        *((ANA, reason) for reason in ANAS),
        *((BEN, reason) for reason in BENS),
    }
    rows = history(project)
    said = values(rows, "assessment", "reason")
    assert said >= {(ANA, one) for one in ANAS} | {(BEN, one) for one in BENS}
    assert (ANA, FINAL) in values(rows, "adjudication", "reason")
    assert (ANA, "1") in values(rows, "project", "blind")


@pytest.mark.usefixtures("answers")
def test_two_reviewers_judge_blind_and_what_differs_is_settled(
    our_texts: Sequence[Path], tmp_path: Path, work_as: Callable[[str], None]
) -> None:
    review(our_texts[1], tmp_path, work_as)


@pytest.mark.usefixtures("answers")
def test_the_same_holds_for_a_real_article(
    real_texts: Sequence[Path], tmp_path: Path, work_as: Callable[[str], None]
) -> None:
    review(real_texts[1], tmp_path, work_as)
