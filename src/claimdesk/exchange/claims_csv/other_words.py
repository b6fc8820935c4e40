"""Words for stages, types of claims and priorities in other people's tables."""

from collections.abc import Mapping

from claimdesk.core.model import ClaimType, Stage
from claimdesk.exchange.claims_csv.fields import Field
from claimdesk.exchange.claims_csv.verdict_words import tidy

_STAGES: Mapping[Stage, str] = {
    Stage.OPEN: (
        "to do|todo|not started|new|backlog|unassigned|offen|neu|à faire|nouveau|pendiente|"
        "открыто|новое|не начато|відкрито|нове|nowe"
    ),
    Stage.IN_PROGRESS: (
        "doing|started|ongoing|working on it|assigned|in arbeit|in bearbeitung|en cours|"
        "en curso|в работе|в роботі|w toku"
    ),
    Stage.SECOND_REVIEW: (
        "in review|review|to review|needs review|second check|zweitprüfung|gegenlesen|"
        "à relire|на проверке|на перевірці"
    ),
    Stage.DONE: (
        "finished|complete|completed|closed|published|erledigt|fertig|abgeschlossen|terminé|"
        "hecho|готово|завершено|gotowe"
    ),
}
_TYPES: Mapping[ClaimType, str] = {
    ClaimType.EVENT: "event property claim|event property|property|ereignis|событие|подія",
    ClaimType.NUMERICAL: "numerical claim|number|numbers|statistic|statistics|zahl|число",
    ClaimType.QUOTE: "quote verification|quotation|zitat|цитата",
    ClaimType.CAUSAL: "causal claim|cause|ursache",
    ClaimType.POSITION: "position statement|haltung|позиция",
    ClaimType.PREDICTION: "forecast|prognose|vorhersage|прогноз",
}
_PRIORITIES: Mapping[str, str] = {
    "1": "low|niedrig|gering|basse|baja|низкий|низький|niski",
    "2": "medium|normal|mittel|moyenne|media|средний|середній|średni",
    "3": "high|urgent|hoch|dringend|haute|alta|высокий|високий|wysoki",
}


def _by_word(words: Mapping[str, str]) -> Mapping[str, str]:
    return {tidy(word): str(own) for own, all_ in words.items() for word in all_.split("|")}


_OWN: Mapping[Field, Mapping[str, str]] = {
    Field.STAGE: _by_word({str(own): all_ for own, all_ in _STAGES.items()}),
    Field.CLAIM_TYPE: _by_word({str(own): all_ for own, all_ in _TYPES.items()}),
    Field.PRIORITY: _by_word(_PRIORITIES),
}


def own_word(field: Field, said: str) -> str:
    """Return what a cell says in the words of the program, or as it stands."""
    known = _OWN.get(field)
    return known.get(tidy(said), said) if known else said
