"""Cues: signs in the words that something may be worth checking, after rules of our own.

They point, they judge nothing: a number, a quotation, "officials say". The rules are lists of
words in English, German, French, Ukrainian and Russian; numbers and quotation marks serve every
script. Work is linear in the text that is asked about (one sentence or paragraph at a time).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Cue(StrEnum):
    """What kind of sign it is."""

    NUMBER = "number"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    UNNAMED = "unnamed"
    HEDGE = "hedge"
    SUPERLATIVE = "superlative"
    DATE = "date"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Where a cue stands: code points of the text, end exclusive."""

    start: int
    end: int
    cue: Cue


def _any(*words: str) -> str:
    """Return a pattern of whole words; a trailing ``*`` stands for any ending of the word."""
    listed = " ".join(words).split()
    phrases = (re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s+") for word in listed)
    return rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)"


_MONTHS = """
    january february march april may june july august september october november december
    januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
_MONTH = _any(_MONTHS)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?!,?\s+(?:of\s+)?\d{4}(?!\w))"

_PATTERNS = {
    Cue.NUMBER: r"(?<!\w)[+−-]?[$€£₴₽]?\d+(?:[.,: \u00a0\u202f]\d+)*(?:\s?[%‰°])?|" + _any("""
        half dozen* hundred* thousand* million* billion* trillion* percent per_cent twice double*
        triple* hälfte dutzend* hundert* tausend* million* milliarde* prozent verdoppel*
        moitié douzaine* centaine* millier* milliard* pour_cent doubl*
        половин* десят* сотн* тисяч* мільйон* мільярд* відсотк* вдвічі
        тысяч* миллион* миллиард* процент* вдвое
    """),
    Cue.QUOTATION: r"“[^”\n]{1,600}”|„[^“”\n]{1,600}[“”]|«[^»\n]{1,600}»|‹[^›\n]{1,600}›|"
    r"「[^」\n]{1,600}」|『[^』\n]{1,600}』|"
    r"(?<!\w)\"[^\"\n]{1,600}\"|(?<!\w)‘[^’\n]{1,600}’(?!\w)",
    Cue.ATTRIBUTION: _any("""
        said says say saying told tells claim* alleg* assert* announc* state* stated report* denied
        denies deny confirm* insist* warn* argue* admit* acknowledg* according_to citing quoted
        sagte* sagt* erklärt* behauptet* meldet* berichtet* betont* bestätigt* laut zufolge
        déclar* affirm* annonc* assur* selon d'après
        сказав сказала сказали заяв* повідом* стверд* за_словами підтверд* заперечи* наголос*
        сказал сказала сообщ* утвержд* по_словам подтверд* отрица*
    """),
    Cue.UNNAMED: _any("""
        sources officials insiders experts observers critics analysts witnesses reportedly
        anonymous unnamed some_say it_is_said people_familiar
        quellen beamte insider experten beobachter kritiker augenzeugen angeblich anonym*
        sources_proches experts observateurs témoins anonyme*
        джерела джерело посадовці експерти очевидці анонімн* кажуть
        источники источник чиновники эксперты очевидцы анонимн* говорят
    """),
    Cue.HEDGE: _any("""
        may might could perhaps possibly probably likely apparently seemingly allegedly supposedly
        presumably suggest* appear* seem* about around roughly nearly almost
        vielleicht möglicherweise wahrscheinlich offenbar vermutlich könnte* dürfte* etwa rund
        peut-être probablement apparemment semble* environ
        можливо ймовірно мабуть нібито схоже близько майже
        возможно вероятно видимо якобы похоже около почти
    """),
    Cue.SUPERLATIVE: _any("""
        most least best worst biggest largest greatest highest lowest longest first last only
        never always every all none unprecedented historic record ever
        meist* größt* höchst* best* schlimmst* erstmals einzig* immer nie alle rekord*
        plus_grand* plus_grande* meilleur* pire* premier première seul* jamais toujours tous
        най* перший перша перше вперше єдин* ніколи завжди усі всі рекорд*
        сам* перв* впервые единствен* никогда всегда все
    """),
    Cue.DATE: rf"(?<!\w){_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}|{_MONTH}\s+{_DAY}(?!\w){_YEAR}|"
    + _any("""
        yesterday today tomorrow tonight last_week last_month last_year this_week this_month
        monday tuesday wednesday thursday friday saturday sunday
        gestern heute morgen montag dienstag mittwoch donnerstag freitag samstag sonntag
        hier aujourd'hui demain lundi mardi mercredi jeudi vendredi samedi dimanche
        вчора сьогодні завтра понеділ* вівтор* серед* четвер* пʼятниц* п'ятниц* субот* неділ*
        вчера сегодня понедельник* вторник* сред* пятниц* суббот* воскресень*
    """),
    Cue.NEGATION: _any("""
        no not never nobody nothing none neither nor without cannot
        nicht kein* niemand* nichts ohne
        ne pas aucun* personne rien sans
        не ні ніхто нічого немає без жод*
        нет ни никто ничего без
    """) + r"|\w+n['’]t(?!\w)",
}  # fmt: skip
_RULES = {cue: re.compile(pattern, re.IGNORECASE) for cue, pattern in _PATTERNS.items()}


def hits(text: str, start: int = 0, end: int | None = None) -> list[Hit]:
    """Return the cues in a stretch of a text, in their order; one kind never overlaps itself."""
    stop = len(text) if end is None else end
    return sorted(_hits(text, start, stop))


def kinds(text: str, start: int = 0, end: int | None = None) -> frozenset[Cue]:
    """Return which kinds of cues a stretch of a text has; quicker than finding all of them."""
    stop = len(text) if end is None else end
    return frozenset(cue for cue, rule in _RULES.items() if rule.search(text, start, stop))


def _hits(text: str, start: int, end: int) -> Iterator[Hit]:
    for cue, rule in _RULES.items():
        for found in rule.finditer(text, start, end):
            yield Hit(found.start(), found.end(), cue)
