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
        "speaker of the claim|person|urheber|wer|behauptet von|auteur|qui|autor|кто|автор|"
        "кто сказал|хто|хто сказав|kto"
    ),
    Field.SAID_ON: (
        "said on|date|day|when|claim date|date of claim|date of the claim|datum|wann|quand|fecha|"
        "дата|когда|коли|data|kiedy"
    ),
    Field.SAID_WHERE: (
        "said where|where|medium|outlet|venue|place|platform|channel|wo|où|lieu|dónde|где|"
        "площадка|де|gdzie"
    ),
    Field.CLAIM_TYPE: "claim type|type of claim|type|art der behauptung|тип|typ",
    Field.VERDICT: (
        "verdict|rating|ruling|label|conclusion|result|truth|assessment|textual rating|urteil|"
        "bewertung|ergebnis|évaluation|veredicto|вердикт|оценка|вывод|оцінка|висновок|werdykt|ocena"
    ),
    Field.BECAUSE: "unverified because|why unverified|because",
    Field.REASON: (
        "reason|reasons|explanation|justification|rationale|why|begründung|erklärung|explication|"
        "raison|motif|explicación|обоснование|объяснение|причина|обґрунтування|пояснення|"
        "uzasadnienie"
    ),
    Field.AS_OF: (
        "as of|checked on|date checked|review date|stand|état au|по состоянию на|станом на"
    ),
    Field.REVIEWER: (
        "reviewer|checker|fact checker|factchecker|checked by|reviewed by|prüfer|geprüft von|"
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
    Field.PUBLISHED_AT: "published at|published url|review url|fact check url|link to the check",
    Field.RECHECK_ON: "recheck on|re check|recheck|due|due date|wiedervorlage",
    Field.QUOTE: (
        "quote|quotes|quotation|passage|excerpt|text in article|exact words|highlight|first quote|"
        "zitat|textstelle|citation|extrait|cita|цитата|отрывок|фрагмент|уривок|cytat"
    ),
    Field.PREFIX: "prefix|before|text before",
    Field.SUFFIX: "suffix|after|text after",
    Field.START: "start|offset|begin|start offset",
    Field.END: "end|end offset",
    Field.ARTICLE: (
        "article|article id|article title|article url|url|link|address|document|headline|artikel|"
        "adresse|titre|artículo|статья|ссылка|адрес|стаття|посилання|адреса|artykuł"
    ),
    Field.SPEAKER: "speaker|spoken by|sprecher|locuteur|говорящий|спикер|промовець|спікер",
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
_NOTHING = ("passage id", "evidence id", "reviewed at", "archived url")
"""Heads of our own tables that sound like something else."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\s*\d+$")


def _tidy(head: str) -> str:
    return _NOT_A_WORD.sub(" ", fold(head)).strip()


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
    return tuple(found)


def is_enough(columns: Columns) -> bool:
    """Return whether claims can be made of a table: their text, or the words of a quote."""
    return Field.CLAIM in columns or Field.QUOTE in columns


def _without_number(head: str) -> str:
    return _NUMBER.sub("", head)


def _last_word(head: str) -> str:
    return head.rpartition(" ")[2]


def _first_word(head: str) -> str:
    return head.partition(" ")[0]
