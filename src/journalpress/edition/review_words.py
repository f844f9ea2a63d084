"""The printed words of the page for reviewers, per language; no patient reads them.

A language falls back to its base, as in edition/wording.py, which has the same languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journalpress.edition.wording import base_language


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The words of one language."""

    heading: str
    explanation: str
    digest: str
    signatures: str
    name: str
    role: str
    qualification: str
    decision: str
    date: str
    decisions: tuple[str, ...]
    claims: str
    claim: str
    sources: str
    where: str
    checked: str
    yes_no: str


_EN = ReviewWords(
    heading="For reviewers",
    explanation=(
        "This page is not part of the leaflet. Please correct the text above with tracked "
        "changes, and leave the numbers in brackets where they are."
    ),
    digest="Digest of the text:",
    signatures="Sign-off",
    name="Name",
    role="Role",
    qualification="Qualification",
    decision="Decision",
    date="Date",
    decisions=("☐ approve", "☐ approve once changed", "☐ do not approve"),
    claims="Claims and their sources",
    claim="Claim",
    sources="Source",
    where="Where in the source",
    checked="Checked",
    yes_no="☐ yes  ☐ no",
)

_FR = ReviewWords(
    heading="Pour la relecture",
    explanation=(
        "Cette page ne fait pas partie du dépliant. Corrigez le texte ci-dessus en suivi des "
        "modifications et laissez à leur place les numéros entre crochets."
    ),
    digest="Empreinte du texte :",
    signatures="Signatures",
    name="Nom",
    role="Rôle",
    qualification="Qualification",
    decision="Décision",
    date="Date",
    decisions=("☐ accepté", "☐ accepté après correction", "☐ refusé"),
    claims="Affirmations et sources",
    claim="Affirmation",
    sources="Source",
    where="Où dans la source",
    checked="Vérifié",
    yes_no="☐ oui  ☐ non",
)

_DE = ReviewWords(
    heading="Für die Prüfung",
    explanation=(
        "Diese Seite gehört nicht zum Merkblatt. Bitte korrigieren Sie den Text oben mit "
        "nachverfolgten Änderungen und lassen Sie die Zahlen in Klammern stehen."
    ),
    digest="Prüfsumme des Textes:",
    signatures="Freigabe",
    name="Name",
    role="Rolle",
    qualification="Qualifikation",
    decision="Entscheidung",
    date="Datum",
    decisions=("☐ freigegeben", "☐ nach Änderung freigegeben", "☐ nicht freigegeben"),
    claims="Aussagen und ihre Quellen",
    claim="Aussage",
    sources="Quelle",
    where="Stelle in der Quelle",
    checked="Geprüft",
    yes_no="☐ ja  ☐ nein",
)

_ES = ReviewWords(
    heading="Para la revisión",
    explanation=(
        "Esta página no forma parte del folleto. Corrija el texto anterior con control de "
        "cambios y deje en su sitio los números entre corchetes."
    ),
    digest="Huella del texto:",
    signatures="Firmas",
    name="Nombre",
    role="Función",
    qualification="Titulación",
    decision="Decisión",
    date="Fecha",
    decisions=("☐ aprobado", "☐ aprobado con cambios", "☐ no aprobado"),
    claims="Afirmaciones y sus fuentes",
    claim="Afirmación",
    sources="Fuente",
    where="Dónde en la fuente",
    checked="Comprobado",
    yes_no="☐ sí  ☐ no",
)

_AR = ReviewWords(
    heading="للمراجعين",
    explanation=(
        "هذه الصفحة ليست جزءًا من النشرة. يُرجى تصحيح النص أعلاه مع تعقّب التغييرات، "
        "وترك الأرقام بين الأقواس في مكانها."
    ),
    digest="بصمة النص:",
    signatures="الاعتماد",
    name="الاسم",
    role="الدور",
    qualification="المؤهل",
    decision="القرار",
    date="التاريخ",
    decisions=("☐ معتمد", "☐ معتمد بعد التعديل", "☐ غير معتمد"),
    claims="العبارات ومصادرها",
    claim="العبارة",
    sources="المصدر",
    where="الموضع في المصدر",
    checked="تم التحقق",
    yes_no="☐ نعم  ☐ لا",
)

CATALOGUE: Mapping[str, ReviewWords] = MappingProxyType(
    {"en": _EN, "fr": _FR, "de": _DE, "es": _ES, "ar": _AR}
)


def review_words(lang: str) -> ReviewWords:
    """The words of this language or its base; English where the catalogue has neither."""
    return CATALOGUE.get(base_language(lang), _EN)
