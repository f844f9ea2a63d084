"""The printed words of the pages for reviewers, per language; no patient reads them.

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
    article: str
    digest: str
    copy: str
    made_for: str
    signatures: str
    name: str
    role: str
    qualification: str
    decision: str
    date: str
    decisions: tuple[str, ...]
    checks: str
    checks_explanation: str
    readability: str
    score: str
    counts: str
    no_formula: str
    longest: str
    length: str
    claims: str
    paragraph: str
    sentence: str
    sources: str
    where: str
    uncited: str
    found: str
    answer: str


_EN = ReviewWords(
    heading="For reviewers",
    explanation=(
        "This page, the pages behind the article and the comments are not part of the leaflet. "
        "Please correct the text with tracked changes, leave the numbers in brackets where they "
        "are, and fill in the tables by writing over the boxes."
    ),
    article="Article:",
    digest="Digest of the text:",
    copy="Review copy:",
    made_for="Made for:",
    signatures="Sign-off",
    name="Name",
    role="Role",
    qualification="Qualification",
    decision="Decision",
    date="Date",
    decisions=("☐ approve", "☐ approve once changed", "☐ do not approve"),
    checks="Checks for reviewers",
    checks_explanation=(
        "Paragraphs are counted from the title, which is 1; their numbers lead to them."
    ),
    readability="Readability",
    score=(
        "{name}: {score} (100 is very easy, 0 very hard): {start} − {by_word} × words a "
        "sentence − {by_syllable} × syllables a word, syllables being estimated."
    ),
    counts=(
        "Words: {words} · sentences: {sentences} · words a sentence: {mean} "
        "(headings, captions and tables are not counted)."
    ),
    no_formula="No readability formula is in general use for this language.",
    longest="The longest sentences",
    length="Words",
    claims="Claims and their sources",
    paragraph="Paragraph",
    sentence="Sentence",
    sources="Source",
    where="Checked: where in the source",
    uncited="Numbers and strong words without a source",
    found="Found",
    answer="Source needed?",
)

_FR = ReviewWords(
    heading="Pour la relecture",
    explanation=(
        "Cette page, les pages qui suivent l’article et les commentaires ne font pas partie du "
        "dépliant. Corrigez le texte en suivi des modifications, laissez à leur place les numéros "
        "entre crochets et remplissez les tableaux en écrivant par-dessus les cases."
    ),
    article="Article :",
    digest="Empreinte du texte :",
    copy="Copie de relecture :",
    made_for="Pour :",
    signatures="Signatures",
    name="Nom",
    role="Rôle",
    qualification="Qualification",
    decision="Décision",
    date="Date",
    decisions=("☐ accepté", "☐ accepté après correction", "☐ refusé"),
    checks="Vérifications pour la relecture",
    checks_explanation=(
        "Les paragraphes sont comptés à partir du titre, qui est le 1 ; leur numéro y mène."
    ),
    readability="Lisibilité",
    score=(
        "{name} : {score} (100 : très facile, 0 : très difficile) : {start} − {by_word} × mots "
        "par phrase − {by_syllable} × syllabes par mot, les syllabes étant estimées."
    ),
    counts=(
        "Mots : {words} · phrases : {sentences} · mots par phrase : {mean} "
        "(sans les titres, légendes et tableaux)."
    ),
    no_formula="Aucune formule de lisibilité n’est d’usage courant pour cette langue.",
    longest="Les phrases les plus longues",
    length="Mots",
    claims="Affirmations et sources",
    paragraph="Paragraphe",
    sentence="Phrase",
    sources="Source",
    where="Vérifié : où dans la source",
    uncited="Chiffres et mots forts sans source",
    found="Trouvé",
    answer="Source nécessaire ?",
)

_DE = ReviewWords(
    heading="Für die Prüfung",
    explanation=(
        "Diese Seite, die Seiten hinter dem Artikel und die Kommentare gehören nicht zum "
        "Merkblatt. "
        "Bitte korrigieren Sie den Text mit nachverfolgten Änderungen, lassen Sie die Zahlen in "
        "Klammern stehen und füllen Sie die Tabellen aus, indem Sie die Kästchen überschreiben."
    ),
    article="Artikel:",
    digest="Prüfsumme des Textes:",
    copy="Prüfexemplar:",
    made_for="Für:",
    signatures="Freigabe",
    name="Name",
    role="Rolle",
    qualification="Qualifikation",
    decision="Entscheidung",
    date="Datum",
    decisions=("☐ freigegeben", "☐ nach Änderung freigegeben", "☐ nicht freigegeben"),
    checks="Prüfhilfen",
    checks_explanation=(
        "Absätze werden ab dem Titel gezählt, der die 1 ist; ihre Nummer führt zu ihnen."
    ),
    readability="Lesbarkeit",
    score=(
        "{name}: {score} (100 sehr leicht, 0 sehr schwer): {start} − {by_word} × Wörter je "
        "Satz − {by_syllable} × Silben je Wort; Silben sind geschätzt."
    ),
    counts=(
        "Wörter: {words} · Sätze: {sentences} · Wörter je Satz: {mean} "
        "(ohne Überschriften, Bildtexte und Tabellen)."
    ),
    no_formula="Für diese Sprache ist keine Lesbarkeitsformel gebräuchlich.",
    longest="Die längsten Sätze",
    length="Wörter",
    claims="Aussagen und ihre Quellen",
    paragraph="Absatz",
    sentence="Satz",
    sources="Quelle",
    where="Geprüft: Stelle in der Quelle",
    uncited="Zahlen und starke Wörter ohne Quelle",
    found="Gefunden",
    answer="Quelle nötig?",
)

_ES = ReviewWords(
    heading="Para la revisión",
    explanation=(
        "Esta página, las páginas que siguen al artículo y los comentarios no forman parte del "
        "folleto. Corrija el texto con control de cambios, deje en su sitio los números entre "
        "corchetes y rellene las tablas escribiendo sobre las casillas."
    ),
    article="Artículo:",
    digest="Huella del texto:",
    copy="Copia de revisión:",
    made_for="Para:",
    signatures="Firmas",
    name="Nombre",
    role="Función",
    qualification="Titulación",
    decision="Decisión",
    date="Fecha",
    decisions=("☐ aprobado", "☐ aprobado con cambios", "☐ no aprobado"),
    checks="Comprobaciones para la revisión",
    checks_explanation=(
        "Los párrafos se cuentan desde el título, que es el 1; su número lleva a ellos."
    ),
    readability="Legibilidad",
    score=(
        "{name}: {score} (100 muy fácil, 0 muy difícil): {start} − {by_word} × palabras por "
        "frase − {by_syllable} × sílabas por palabra; las sílabas son estimadas."
    ),
    counts=(
        "Palabras: {words} · frases: {sentences} · palabras por frase: {mean} "
        "(sin títulos, pies ni tablas)."
    ),
    no_formula="Para este idioma no hay una fórmula de legibilidad de uso general.",
    longest="Las frases más largas",
    length="Palabras",
    claims="Afirmaciones y sus fuentes",
    paragraph="Párrafo",
    sentence="Frase",
    sources="Fuente",
    where="Comprobado: dónde en la fuente",
    uncited="Cifras y palabras fuertes sin fuente",
    found="Hallado",
    answer="¿Hace falta fuente?",
)

_AR = ReviewWords(
    heading="للمراجعين",
    explanation=(
        "هذه الصفحة والصفحات التي تلي المقال والتعليقات ليست جزءًا من النشرة. يُرجى تصحيح النص "
        "مع تعقّب التغييرات، وترك الأرقام بين الأقواس في مكانها، وملء الجداول بالكتابة فوق المربعات."
    ),
    article="المقال:",
    digest="بصمة النص:",
    copy="نسخة المراجعة:",
    made_for="إلى:",
    signatures="الاعتماد",
    name="الاسم",
    role="الدور",
    qualification="المؤهل",
    decision="القرار",
    date="التاريخ",
    decisions=("☐ معتمد", "☐ معتمد بعد التعديل", "☐ غير معتمد"),
    checks="فحوص للمراجعين",
    checks_explanation="تُعدّ الفقرات ابتداءً من العنوان وهو الفقرة 1، ورقم كل فقرة يقود إليها.",
    readability="سهولة القراءة",
    score=(
        "{name}: {score} (100 سهل جدًا، 0 صعب جدًا): {start} − {by_word} × كلمات الجملة − "
        "{by_syllable} × مقاطع الكلمة، والمقاطع تقديرية."
    ),
    counts=(
        "الكلمات: {words} · الجمل: {sentences} · كلمات الجملة: {mean} "
        "(دون العناوين والتعليقات والجداول)."
    ),
    no_formula="لا توجد معادلة شائعة لقياس سهولة القراءة لهذه اللغة.",
    longest="أطول الجمل",
    length="الكلمات",
    claims="العبارات ومصادرها",
    paragraph="الفقرة",
    sentence="الجملة",
    sources="المصدر",
    where="تم التحقق: الموضع في المصدر",
    uncited="أرقام وكلمات قوية بلا مصدر",
    found="الموجود",
    answer="هل يلزم مصدر؟",
)

CATALOGUE: Mapping[str, ReviewWords] = MappingProxyType(
    {"en": _EN, "fr": _FR, "de": _DE, "es": _ES, "ar": _AR}
)


def review_words(lang: str) -> ReviewWords:
    """The words of this language or its base; English where the catalogue has neither."""
    return CATALOGUE.get(base_language(lang), _EN)
