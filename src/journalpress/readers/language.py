"""The words of a page → the language they are in, guessed from small words and from spelling."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_SMALL_WORDS = {
    "en": "the and of to is that it for with are this be you not or from your have can",
    "fr": "le la les des et est une que pour dans vous pas par sur avec votre sont plus ce du",
    "de": "der die das und ist nicht ein eine mit sie auf für den dem bei oder sich werden wird",
    "es": "el la los las que es una por con para no se del su al como más o son puede",
}

_BRITISH = re.compile(
    r"(?:tumours?|colours?|favours?|behaviours?|labour|flavours?|neighbours?|rigour|humour"
    r"|centres?|litres?|fibres?|metres?|theatres?|an?aemi[ac]\w*|leukaemi\w+|haem\w+|oesophag\w+"
    r"|paediatric\w*|orthopaedic\w*|gynaecolog\w+|oestrogen\w*|oedema|diarrhoea|foetus|foetal"
    r"|programmes?|sceptic\w*|ageing|whilst|enrol|fulfil|licence|practis\w+|grey|mould\w*"
    r"|(?:recogn|organ|real|special|character|random|hospital|immun|minim|maxim|stabil|normal"
    r"|summar|general|steril|priorit|final|emphas|apolog|critic|visual|util|local)is(?:e[sd]?|ing"
    r"|ation\w*)|analys(?:e[sd]?|ing)|travell\w+|labell\w+|counsell\w+|modell\w+)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?:tumors?|colors?|favors?|behaviors?|labor|flavors?|neighbors?|rigor|humor"
    r"|centers?|liters?|fibers?|meters?|theaters?|anemi[ac]\w*|leukemi\w+|hemo\w+|esophag\w+"
    r"|pediatric\w*|orthopedic\w*|gynecolog\w+|estrogen\w*|edema|diarrhea|fetus|fetal"
    r"|programs?|skeptic\w*|aging|enroll|fulfill|gray|mold\w*"
    r"|(?:recogn|organ|real|special|character|random|hospital|immun|minim|maxim|stabil|normal"
    r"|summar|general|steril|priorit|final|emphas|apolog|critic|visual|util|local)iz(?:e[sd]?|ing"
    r"|ation\w*)|analyz(?:e[sd]?|ing)|traveled|traveling|labeled|labeling|counsel(?:ed|ing|or))",
    re.IGNORECASE,
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A BCP 47 tag, and in a few words what speaks for it."""

    lang: str
    why: str


def guess_language(text: str) -> LanguageGuess:
    """The likeliest language; "en" with the reason "too little to go by" where nothing shows."""
    arabic = len(_ARABIC.findall(text))
    if arabic and 0 < len(_LETTER.findall(text)) < arabic * 2:
        return LanguageGuess("ar", "its script")
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    hits = {
        lang: sum(words[word] for word in small.split()) for lang, small in _SMALL_WORDS.items()
    }
    lang = max(hits, key=hits.__getitem__)
    if hits[lang] < 5:
        return LanguageGuess("en", "too little to go by")
    if lang != "en":
        return LanguageGuess(lang, "its small words")
    different = list(dict.fromkeys(re.findall(r"\w+", text)))
    british = _shown(_BRITISH, different)
    american = _shown(_AMERICAN, different)
    if len(british) > len(american):
        return LanguageGuess("en-GB", f"the spelling of {', '.join(british[:4])}")
    if len(american) > len(british):
        return LanguageGuess("en-US", f"the spelling of {', '.join(american[:4])}")
    return LanguageGuess("en", "its small words; British and American spelling do not show")


def _shown(spelling: re.Pattern[str], words: list[str]) -> list[str]:
    return list(dict.fromkeys(word.lower() for word in words if spelling.fullmatch(word)))
