"""What the columns of a table hold, guessed by the words at their head, in several languages."""

import re
from collections.abc import Sequence
from enum import StrEnum

from claimdesk.core.folding import fold


class Field(StrEnum):
    """What a column can hold; names as in our own tables where those have the column."""

    CLAIM_ID = "claim_id"
    CLAIM = "claim"
    CONTEXT = "context"
    CLAIMANT = "claimant"
    SAID_ON = "said_on"
    SAID_WHERE = "said_where"
    CLAIM_TYPE = "claim_type"
    VERDICT = "verdict"
    BECAUSE = "unverified_because"
    REASON = "reason"
    AS_OF = "as_of"
    REVIEWER = "reviewer"
    STAGE = "stage"
    PRIORITY = "priority"
    TAGS = "tags"
    PUBLISHED_AT = "published_at"
    RECHECK_ON = "recheck_on"
    QUOTE = "quote"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    START = "start"
    END = "end"
    ARTICLE = "article"
    SPEAKER = "speaker"
    STANCE = "stance"
    VOICE = "voice"
    EVIDENCE = "evidence"
    NOTE = "note"


SEVERAL = frozenset((Field.QUOTE, Field.EVIDENCE, Field.NOTE, Field.TAGS, Field.ARTICLE))
"""What more than one column may hold."""
Columns = tuple[Field | None, ...]
"""What each column of a table holds; None for one that is left out."""

_HEADS: dict[Field, str] = {
    Field.CLAIM_ID: "claim id|uuid",
    Field.CLAIM: (
        "claim|claims|claim text|claim reviewed|claimreviewed|statement|assertion|allegation|"
        "behauptung|aussage|affirmation|allégation|déclaration|afirmación|affermazione|"
        "утверждение|тезис|заявление|твердження|теза|заява|stwierdzenie|teza"
    ),
    Field.CONTEXT: "context|background|kontext|zusammenhang|contexte|контекст|kontekst",
    Field.CLAIMANT: (
        "claimant|said by|who|who said it|claimed by|author of the claim|source of the claim|"
        "claim speaker|claim author|item reviewed author name|item reviewed author|"
        "speaker of the claim|person|urheber|wer|behauptet von|auteur|qui|autor|кто|автор|"
        "кто сказал|хто|хто сказав|kto"
    ),
    Field.SAID_ON: (
        "said on|date|day|when|claim date|date of claim|date of the claim|claim first made|"
        "item reviewed date published|datum|wann|quand|fecha|"
        "дата|когда|коли|data|kiedy"
    ),
    Field.SAID_WHERE: (
        "said where|where|medium|outlet|venue|place|platform|channel|reporting source|"
        "claim source|item reviewed author same as|wo|où|lieu|dónde|где|"
        "площадка|де|gdzie"
    ),
    Field.CLAIM_TYPE: "claim type|type of claim|type|art der behauptung|тип|typ",
    Field.VERDICT: (
        "verdict|final verdict|overall verdict|agreed verdict|consensus|final rating|rating|ruling|"
        "label|conclusion|result|truth|assessment|textual rating|review rating alternate name|"
        "urteil|bewertung|ergebnis|évaluation|veredicto|вердикт|оценка|вывод|оцінка|висновок|"
        "werdykt|ocena"
    ),
    Field.BECAUSE: "unverified because|why unverified|because",
    Field.REASON: (
        "reason|reasons|explanation|justification|rationale|why|begründung|erklärung|explication|"
        "raison|motif|explicación|обоснование|объяснение|причина|обґрунтування|пояснення|"
        "uzasadnienie"
    ),
    Field.AS_OF: (
        "as of|checked on|date checked|review date|date published|stand|état au|"
        "по состоянию на|станом на"
    ),
    Field.REVIEWER: (
        "reviewer|checker|fact checker|factchecker|checked by|reviewed by|author name|prüfer|"
        "geprüft von|"
        "vérificateur|проверил|проверяющий|перевірив|перевіряючий"
    ),
    Field.STAGE: "stage|status|state|progress|статус|etap",
    Field.PRIORITY: (
        "priority|importance|priorität|priorité|prioridad|приоритет|пріоритет|priorytet"
    ),
    Field.TAGS: (
        "tags|tag|topics|topic|keywords|keyword|category|categories|subject|schlagwort|"
        "schlagwörter|thema|thème|catégorie|étiquettes|etiquetas|теги|тема|темы|категория|теми|"
        "категорія|tagi"
    ),
    Field.PUBLISHED_AT: (
        "published at|published url|review url|fact check url|link to the check|fact check|"
        "fact checking article|fact check article"
    ),
    Field.RECHECK_ON: "recheck on|re check|recheck|due|due date|wiedervorlage",
    Field.QUOTE: (
        "quote|quotes|quotation|passage|excerpt|text in article|exact words|highlight|first quote|"
        "zitat|textstelle|citation|extrait|cita|цитата|отрывок|фрагмент|уривок|cytat"
    ),
    Field.PREFIX: "prefix|before|text before",
    Field.SUFFIX: "suffix|after|text after",
    Field.START: "start|offset|begin|start offset|quote start|start of the quote|zitat anfang",
    Field.END: "end|end offset|quote end|end of the quote|zitat ende",
    Field.ARTICLE: (
        "article|article id|article title|article url|url|link|address|document|headline|claim url|"
        "claim link|original claim url|item reviewed appearance url|artikel|"
        "adresse|titre|artículo|статья|ссылка|адрес|стаття|посилання|адреса|artykuł"
    ),
    Field.SPEAKER: (
        "speaker|spoken by|quote speaker|speaker of the quote|sprecher|locuteur|говорящий|спикер|"
        "промовець|спікер"
    ),
    Field.STANCE: "stance|haltung|position|позиция|позиція",
    Field.VOICE: "voice|stimme|voix|голос",
    Field.EVIDENCE: (
        "evidence|source|sources|source url|source link|evidence url|evidence link|proof|"
        "reference|references|links|beleg|belege|quelle|quellen|"
        "preuve|preuves|sources|fuente|fuentes|источник|источники|доказательства|джерело|джерела|"
        "докази|źródło|źródła"
    ),
    Field.NOTE: (
        "note|notes|comment|comments|remark|remarks|notiz|bemerkung|kommentar|commentaire|"
        "remarque|comentario|заметка|примечание|комментарий|примітка|коментар|uwagi|komentarz"
    ),
}
_NOTHING = (
    *("passage id", "evidence id", "reviewed at", "archived url"),
    *("cached original claim url", "review rating rating value"),
    *("review rating best rating", "review rating worst rating"),
)
"""Heads of our own and of well-known tables that sound like something else."""
_PLAIN_CLAIM = ("text", "name", "content", "title", "текст", "название", "назва", "titel", "titre")
"""Heads of the column that says what a row is, which is the claim if nothing else is."""
_OF_A_CHECK = ("claim reviewed", "textual rating")
"""Heads of tables of published checks: the address in them is that of the check."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_A_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\s*\d+$")


def _tidy(head: str) -> str:
    if head.startswith("@"):
        return ""  # of linked data: what kind of record a row is
    return _NOT_A_WORD.sub(" ", fold(_HUMP.sub(" ", head))).strip()


_FIELD_OF = {_tidy(head): field for field, heads in _HEADS.items() for head in heads.split("|")}


def guess(header: Sequence[str]) -> Columns:
    """Return what columns hold, by their heads; what one may hold is given to the first alone."""
    heads = [_tidy(head) for head in header]
    found: list[Field | None] = [None] * len(heads)
    for read in (str, _without_number, _first_word, _last_word):
        for place, head in enumerate(heads):
            field = None if head in _NOTHING else _FIELD_OF.get(read(head))
            if found[place] is None and field and (field in SEVERAL or field not in found):
                found[place] = field
    _find_claim(heads, found)
    _find_claimant(found)
    if "url" in heads and any(head in heads for head in _OF_A_CHECK):
        _give(found, heads.index("url"), Field.PUBLISHED_AT)
    return tuple(found)


def _find_claim(heads: Sequence[str], found: list[Field | None]) -> None:
    """Take the column that only says what a row is for the claims, if no other is.

    Beside quotes only the first column does; a later one is about the quotes.
    """
    for head in _PLAIN_CLAIM:
        if head in (heads[:1] if Field.QUOTE in found else heads):
            _give(found, heads.index(head), Field.CLAIM)


def _find_claimant(found: list[Field | None]) -> None:
    """Take the speaker for the claimant where there is no quote that he could speak."""
    if Field.SPEAKER in found and not {Field.CLAIMANT, Field.QUOTE} & set(found):
        found[found.index(Field.SPEAKER)] = Field.CLAIMANT


def _give(found: list[Field | None], place: int, field: Field) -> None:
    if field not in found:
        found[place] = field


def rivals(header: Sequence[str], columns: Columns) -> list[tuple[str, list[str]]]:
    """Return columns of which one alone was taken, each with those that could be meant as well."""
    found = []
    for field in (Field.CLAIM, Field.VERDICT):
        others = [
            head
            for head, own in zip(header, columns, strict=True)
            if own is None and field in _possible(_tidy(head))
        ]
        if others and field in columns:
            found.append((header[columns.index(field)], others))
    return found


def _possible(head: str) -> set[Field | None]:
    if head in _NOTHING:
        return set()
    return {_FIELD_OF.get(read(head)) for read in (str, _without_number, _last_word)}


def is_enough(columns: Columns) -> bool:
    """Return whether claims can be made of a table: their text, or the words of a quote."""
    return Field.CLAIM in columns or Field.QUOTE in columns


def _without_number(head: str) -> str:
    return _NUMBER.sub("", head)


def _last_word(head: str) -> str:
    return head.rpartition(" ")[2]


def _first_word(head: str) -> str:
    return head.partition(" ")[0]
