"""What columns hold is guessed by their heads, in the languages tables come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.exchange import tables
from claimdesk.exchange.claims_csv.fields import SEVERAL, Field, guess, is_enough, rivals


def test_our_own_tables_are_known_by_their_names() -> None:
    ours = dict(zip(tables.CLAIMS, guess(tables.CLAIMS), strict=True))
    assert ours.pop("first_quote") is Field.QUOTE
    assert {head: field for head, field in ours.items() if field} == {
        field.value: field for field in Field if field.value in tables.CLAIMS
    }
    passages = dict(zip(tables.PASSAGES, guess(tables.PASSAGES), strict=True))
    assert passages["passage_id"] is None
    assert passages["article_id"] is passages["url"] is passages["article_sha256"] is Field.ARTICLE
    assert [passages[one] for one in ("quote", "prefix", "start", "end")] == [
        *(Field.QUOTE, Field.PREFIX, Field.START, Field.END),
    ]


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (
            "No.|Claim text (EN)|Said by|Date|Rating|Explanation|Source 1|Source 2|Quote",
            "|claim|claimant|said_on|verdict|reason|evidence|evidence|quote",
        ),
        (
            "Nr.|Behauptung|Wer hat es gesagt|Datum|Bewertung|Begründung|Quelle|Zitat",
            "|claim|claimant|said_on|verdict|reason|evidence|quote",
        ),
        (
            "Affirmation|Auteur|Évaluation|Explication|Preuves|Extrait",
            "claim|claimant|verdict|reason|evidence|quote",
        ),
        (
            "№|УТВЕРЖДЕНИЕ|Кто сказал|Вердикт|Обоснование|Источники|Цитата",
            "|claim|claimant|verdict|reason|evidence|quote",
        ),
        ("Твердження|Хто|Оцінка|Пояснення|Джерела", "claim|claimant|verdict|reason|evidence"),
        ("claim|claim|colour", "claim||"),
        ("Name|Status|Verdict|Quote", "claim|stage|verdict|quote"),
        ("Quote|Name|Date", "quote||said_on"),
        ("Task|Title|Verdict", "|claim|verdict"),
        (
            "label|claim|claim_date|speaker|fact_checking_article|cached_original_claim_url",
            "verdict|claim|said_on|claimant|published_at|",
        ),
        (
            "@type|claimReviewed|itemReviewed.author.name|reviewRating.alternateName|author.name|url",
            "|claim|claimant|verdict|reviewer|published_at",
        ),
        (
            "claimReviewed|reviewRating.ratingValue|itemReviewed.datePublished|datePublished",
            "claim||said_on|as_of",
        ),
        (
            "text|claimant|claimDate|url|title|reviewDate|textualRating",
            "claim|claimant|said_on|published_at||as_of|verdict",
        ),
        (
            "Claim|Coder 1 verdict|Coder 2 verdict|Final verdict|Quote start|Quote|Speaker",
            "claim|||verdict|start|quote|speaker",
        ),
        ("", ""),
    ],
)
def test_heads_of_other_peoples_tables_are_understood(heads: str, fields: str) -> None:
    assert "|".join(one or "" for one in guess(heads.split("|"))) == fields


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(list(Field)))))
def test_what_one_column_may_hold_is_given_to_one(heads: list[str]) -> None:
    found = guess(heads)
    assert len(found) == len(heads)
    for field in set(Field) - SEVERAL:
        assert found.count(field) <= 1


def test_claims_can_be_made_of_their_text_or_of_a_quote() -> None:
    assert is_enough((None, Field.CLAIM))
    assert is_enough((Field.QUOTE,))
    assert not is_enough((Field.VERDICT, None))


def test_columns_that_could_be_meant_as_well_are_told() -> None:
    heads = ("Claim", "Verdict A", "Verdict 2", "Final verdict", "reviewed at", "Colour")
    assert rivals(heads, guess(heads)) == [("Final verdict", ["Verdict 2"])]
    coders = ("Claim", "Coder 1 verdict", "Coder 2 verdict", "claim 2", "passage id")
    assert rivals(coders, guess(coders)) == [
        ("Claim", ["claim 2"]),
        ("Coder 1 verdict", ["Coder 2 verdict"]),
    ]
    assert rivals(("Quote", "Claim"), (Field.QUOTE, None)) == []
