"""A finished review made again from the bare text, without a mouse: what is written is the same.

Everything a review of one article by one person holds goes through keys: passages, claims, links
with stance, voice and speaker, all fields of a claim, verdicts with reasons, relations, stretches
with nothing to check.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from claimdesk.core import resources
from claimdesk.core.model import Because, ClaimType, RelationKind, Stage, Stance, Voice
from claimdesk.core.settings import SettingsFile
from claimdesk.exchange import review_json
from claimdesk.store.store import open_reader
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.models.terms import because_word, claim_type_word, stage_word, voice_word
from journeys.conftest import Answers, make_project
from journeys.driver import Person
from journeys.program import run

Review = Mapping[str, Any]

VERDICT_KEYS = {"confirmed": "Ctrl+1", "denied": "Ctrl+2", "unverified": "Ctrl+3"}
STANCE_KEYS = {one.value: f"Alt+{number}" for number, one in enumerate(Stance, 1)}
USUAL = {"stance": "asserts", "stage": "open"}
"""What a review that is saved does not spell out."""
BEARING = ("stance", "voice", "speaker")
FIELDS = {"claimant": "claimant", "said_on": "said-on", "said_where": "said-where"}


def of_one(review: Review, article_id: str, reviewer: str, most: int) -> Review:
    """Return the part of a review that is about one article, by one person, of so many claims."""
    passages = [one for one in review["passages"] if one["article"] == article_id]
    there = {one["id"] for one in passages}
    links = [one for one in review["links"] if one["passage"] in there]
    linked = {one["claim"] for one in links}
    claims = [one for one in review["claims"] if one["id"] in linked][:most]
    chosen = {one["id"] for one in claims}
    links = [one for one in links if one["claim"] in chosen]
    carried = {one["passage"] for one in links}
    return {
        "articles": [one for one in review["articles"] if one["id"] == article_id],
        "claims": claims,
        "passages": [one for one in passages if one["id"] in carried],
        "links": links,
        "assessments": [
            one
            for one in review["assessments"]
            if one["claim"] in chosen and one["reviewer"] == reviewer
        ],
        "relations": [
            one for one in review.get("relations", ()) if {one["from"], one["to"]} <= chosen
        ],
        "coverage": [
            one for one in review.get("coverage", ()) if one["article"] == article_id
        ],
    }  # fmt: skip


class Maker:
    """A reviewer who knows what the review will be, and has a keyboard."""

    def __init__(self, person: Person, review: Review) -> None:
        self.person = person
        self.review = review
        self.passages = {one["id"]: one for one in review["passages"]}
        self.numbers = {one["id"]: n for n, one in enumerate(review["claims"], 1)}

    def make(self) -> None:
        for claim in self.review["claims"]:
            self.claim(claim)
        for relation in self.review["relations"]:
            self.relate(relation)
        for one in self.review["coverage"]:
            self.cover(one)

    def cover(self, one: Mapping[str, Any]) -> None:
        """Say that there is nothing to check in a stretch, and why."""
        p = self.person
        self.select(one)
        p.press("Ctrl+Alt+O")
        p.until(lambda: p.sees("nothing-line"), "the reason is asked for")
        p.type(one["reason"])
        p.press("Return")
        assert p.said == f"Nothing to check here: {one['reason']}"

    def claim(self, claim: Mapping[str, Any]) -> None:
        """Make a claim of its first passage, link the others, fill in the form, decide."""
        p = self.person
        links = [one for one in self.review["links"] if one["claim"] == claim["id"]]
        for place, link in enumerate(links):
            self.link(link, claim["text"] if place == 0 else "")
        self.fields(claim)
        for one in self.review["assessments"]:
            if one["claim"] == claim["id"]:
                self.decide(one)
        if claim.get("stage"):
            p.pick("stage", stage_word(Stage(claim["stage"])))

    def link(self, link: Mapping[str, Any], new: str) -> None:
        """Link a passage: to a new claim of these words, or to the claim it belongs to."""
        p = self.person
        self.select(self.passages[link["passage"]])
        p.press("Ctrl+L")
        p.until(lambda: p.sees("link-picker"), "the claims to pick from are there")
        p.type(new or f"#{self.numbers[link['claim']]}")
        p.press(STANCE_KEYS[link["stance"]])
        if link.get("voice"):
            p.pick("link-voice", voice_word(Voice(link["voice"])))
        if link.get("speaker"):
            p.tab_to("link-speaker")
            p.type(link["speaker"])
        p.press("Ctrl+Return" if new else "Alt+L")
        p.until(lambda: not p.sees("link-picker"), "it is linked")

    def fields(self, claim: Mapping[str, Any]) -> None:
        p = self.person
        for name, field in FIELDS.items():
            if claim.get(name):
                p.write(field, claim[name])
        if claim.get("tags"):
            p.write("tag-edit", ", ".join(claim["tags"]))
            p.press("Return")
        if claim.get("type"):
            p.press("Ctrl+Shift+Y")
            p.pick("claim-type", claim_type_word(ClaimType(claim["type"])))

    def decide(self, one: Mapping[str, Any]) -> None:
        p = self.person
        p.press(VERDICT_KEYS[one["verdict"]])
        if one.get("because"):
            p.pick("unverified-because", because_word(Because(one["because"])))
        if one.get("reason"):
            p.write("reason", one["reason"])
        p.write("as-of", one["as_of"])
        p.press("Return")

    def relate(self, relation: Mapping[str, Any]) -> None:
        """Go to a claim, and say how it stands to another."""
        p = self.person
        number = self.numbers[relation["from"]]
        p.tab_to("claim-filter")
        p.press("Ctrl+A")
        p.type(f"#{number}")
        p.press("Return")
        p.press("Ctrl+Alt+R")
        p.until(lambda: p.sees("relate"), "the other claim is asked for")
        p.type(f"#{self.numbers[relation['to']]}")
        p.pick("relate-kind", relation_word(RelationKind(relation["kind"])))
        p.press("Alt+R")
        p.until(lambda: not p.sees("relate"), "they are related")

    def select(self, place: Mapping[str, Any]) -> None:
        self.person.press("Esc")
        self.person.tab_to("article-text")
        self.person.select_by_keys(place["start"], place["end"])


def content(review: Review) -> dict[str, Any]:
    """Return what a review says, without ids and times; claims by their texts."""
    texts = {one["id"]: one["text"] for one in review["claims"]}
    places = {one["id"]: (one["start"], one["end"], one["quote"]) for one in review["passages"]}
    return {
        "claims": [
            (*_said(one, "text", "type", "stage", *FIELDS), *sorted(one.get("tags", ())))
            for one in review["claims"]
        ],
        "links": sorted(
            (
                texts[one["claim"]],
                *places[one["passage"]],
                *_said(one, "stance", "voice", "speaker"),
            )
            for one in review["links"]
        ),
        "verdicts": sorted(
            (texts[one["claim"]], *_said(one, "verdict", "because", "reason", "as_of"))
            for one in review["assessments"]
        ),
        "articles": [_said(one, "title", "published") for one in review["articles"]],
        "reviewers": {one["reviewer"] for one in review["assessments"]},
        "relations": sorted(
            (texts[one["from"]], one["kind"], texts[one["to"]]) for one in review["relations"]
        ),
        "coverage": sorted((one["start"], one["end"], one["reason"]) for one in review["coverage"]),
    }


def _said(one: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    return tuple(one.get(name) or USUAL.get(name, "") for name in names)


def make_by_keys(review: Review, text: Path, folder: Path, answers: Answers) -> Review:
    """Make the review with the keyboard in a new project, and return it as it is saved."""
    project = folder / "Made.claimdesk"
    SettingsFile(user_config_path("claimdesk", appauthor=False)).change(
        reviewer_name="First reviewer"
    )

    def work(p: Person) -> None:
        make_project(p, answers, project)
        answers.choose(text)
        p.press("Ctrl+I")
        p.until(lambda: p.sees("import-articles"), "the import dialog is open")
        p.until(p.find("import-ok").isEnabled, "the article is read")
        p.tab_to("import-title")
        p.press("Ctrl+A")
        p.type(review["articles"][0]["title"])
        p.press("Return")
        p.until(lambda: not p.sees("import-articles"), "the import dialog is gone")
        p.until(lambda: len(p.articles()) == 1, "the article is there")
        p.press("F6")
        Maker(p, review).make()

    run(work)
    with open_reader(project, None) as reader:
        made: Review = json.loads(reader.read(review_json.save, "attachments").text())
    return made


def test_part_of_our_own_review_is_made_by_keys_alone(
    our_texts: Sequence[Path], answers: Answers, tmp_path: Path
) -> None:
    whole = json.loads(resources.path("samples", "sample.review.json").read_bytes())
    article = whole["articles"][0]
    assert article["file"] == our_texts[0].name
    wanted = of_one(whole, article["id"], "Mira Solberg", 6)
    made = make_by_keys(wanted, our_texts[0], tmp_path, answers)
    for one in wanted["articles"]:
        one["published"] = ""  # what a file cannot say, and this reviewer leaves open
    for one in wanted["assessments"]:
        one["reviewer"] = "First reviewer"
    assert content({"relations": [], "coverage": [], **made}) == content(wanted)


def test_the_whole_review_of_a_real_article_is_made_by_keys_alone(
    real_articles: Path, answers: Answers, tmp_path: Path
) -> None:
    path = real_articles / "pokrovsk-capture-announced.review.json"
    wanted = json.loads(path.read_bytes())
    made = make_by_keys(wanted, real_articles / wanted["articles"][0]["file"], tmp_path, answers)
    assert content(made) == content(wanted)
    assert made["articles"][0]["sha256"] == wanted["articles"][0]["sha256"]
