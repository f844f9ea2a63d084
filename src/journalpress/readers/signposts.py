"""The fixed words by which pages name their parts: sources, questions, disclaimer, furniture."""

from __future__ import annotations

import re

_SOURCES = re.compile(
    r"(?:\d+\.? )?(?:(?:our |key |main |selected |full |list of )?(?:sources?|references?)"
    r"(?: used| cited| consulted| of information)?|information sources|bibliography|literature"
    r"|(?:sources|references|notes) (?:and|&) (?:further reading|references|sources|bibliography)"
    r"|further reading (?:and|&) references|reference list|works cited|(?:literature|sources) cited"
    r"|where (?:this|our|the) information comes from|evidence(?: base)?"
    r"|quellen(?:angaben?|verzeichnis|nachweise?)?|referenzen"
    r"|literatur(?:angaben?|verzeichnis|nachweise?)?|quellen und literatur|literatur und quellen"
    r"|références(?: bibliographiques)?|sources et références|références et sources"
    r"|sources d[’']information|bibliographie|fuentes(?: consultadas| de información)?"
    r"|referencias(?: bibliográficas)?|bibliografía|(?:قائمة )?(?:المصادر|المراجع)"
    r"|المصادر والمراجع|المراجع والمصادر)(?: \(\d+\))?:?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:\d+\.? )?(?:(?:foot|end|explanatory |reader'?s )?notes?|anmerkungen|fußnoten|fussnoten"
    r"|endnoten|remarques|notes de bas de page|notas(?: al pie)?|ملاحظات|حواش|هوامش|الهوامش):?",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"(?:common|frequent|frequently asked|your|typical|other|more)? ?questions?"
    r"(?: (?:and|&) answers?| answered| people ask| patients ask| we are (?:often )?asked)?"
    r"|questions? (?:and|&) answers?|faqs?|q ?& ?a|häufige fragen|fragen und antworten"
    r"|questions fréquentes|questions courantes|foire aux questions|preguntas frecuentes"
    r"|الأسئلة الشائعة|أسئلة شائعة",
    re.IGNORECASE,
)
_DISCLAIMER_HEADING = re.compile(
    r"(?:medical )?disclaimer:?|important(?: note| information)?:?|please note:?"
    r"|haftungsausschluss:?|avertissement:?|aviso(?: legal| médico)?:?",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"general (?:information|education)\b.{0,60}\b(?:only|not)\b"
    r"|not (?:a substitute for |intended as |to be taken as )?"
    r"(?:personal |individual |professional )?medical advice"
    r"|(?:informational|educational) purposes|(?:does not|cannot) replace|not a substitute for"
    r"|(?:our|full|medical) disclaimer|ersetzt (?:keine|nicht)"
    r"|kein(?:en)? (?:Ersatz|ärztlichen Rat)"
    r"|ne remplace(?:nt)? pas|ne saurai(?:t|ent) remplacer|no sustituye|لا تغني|لا يغني",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"©.*|\(c\) \d{4}.*|copyright\b.*|all rights reserved\.?|(?:back to|return to) (?:the )?\w+"
    r"|[↑←→].{0,60}|(?:share|print)(?: this(?: \w+)?)?|tweet|facebook|linkedin|e-?mail"
    r"|subscribe.{0,60}|cookie.{0,30}|privacy(?: policy)?|terms(?: of use)?|contact(?: us)?"
    r"|was this (?:page )?helpful\?.{0,30}",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:related|recommended|similar|more|other) (?:articles?|reading|posts?|pages?|guides?)"
    r"|keep reading|read next|you may also like|more from .{1,40}",
    re.IGNORECASE,
)
_LONGEST_DISCLAIMER_WORDS = 120


def is_sources(text: str) -> bool:
    """Whether a heading announces the list of sources."""
    return _SOURCES.fullmatch(text) is not None


def is_notes(text: str) -> bool:
    """Whether a heading announces footnotes, which may speak or name a source."""
    return _NOTES.fullmatch(text) is not None


def is_questions(text: str) -> bool:
    """Whether a heading announces questions and answers."""
    return _QUESTIONS.fullmatch(text.rstrip(":")) is not None


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph says that the page replaces no advice."""
    return _DISCLAIMER.search(text) is not None and len(text.split()) <= _LONGEST_DISCLAIMER_WORDS


def is_disclaimer_heading(text: str) -> bool:
    """Whether a heading announces the disclaimer."""
    return _DISCLAIMER_HEADING.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the article: copyright, share, cookies."""
    return _FURNITURE.fullmatch(text) is not None


def is_more(text: str) -> bool:
    """Whether a heading announces other articles."""
    return _MORE.fullmatch(text) is not None
