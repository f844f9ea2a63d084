"""Every fixed printed word, per language.

A regional language falls back to its base (en-GB → en), never to another language. Braces are
filled by `str.format` with the names shown.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from babel.dates import format_date, format_timedelta

from journalpress.errors import InputError

UNKNOWN = "—"
"""Printed where a date or a code is not known."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The printed words of one language; labels carry their own punctuation."""

    lang: str
    day_pattern: str
    key_messages: str
    contents: str
    see_also: str
    terms: str
    sources: str
    disclaimer: str
    about: str
    note: str
    warning: str
    important: str
    tip: str
    version: str
    published: str
    reviewed: str
    expires: str
    code: str
    written_by: str
    clinically_reviewed_by: str
    patient_reviewed_by: str
    translated_by: str
    read_online: str
    contact: str
    full_disclaimer: str
    other_formats: str
    draft: str
    sample: str
    not_approved: str
    no_disclaimer: str
    missing_table: str
    missing_figure: str
    missing_text: str
    page_of: str
    back_to_citation: str
    source_number: str
    cover: str
    accessible: str
    tables_headed: str
    citations_return: str
    pictures_described: str
    no_pictures: str
    left_out: str
    glossary: str
    explained_in: str
    all_sources: str
    cited_in: str
    listed_in: str
    about_collection: str
    review_interval: str
    review_dates: str
    only_in_force: str
    because_draft: str
    because_in_review: str
    because_withdrawn: str
    because_past_date: str
    because_changed: str
    because_incomplete: str
    because_errors: str
    available_from: str
    accessed: str
    editor: str
    editors: str
    online: str
    preprint: str
    pages: str
    report_number: str
    in_book: str
    edition: str
    and_others: str
    colon: str
    term_dash: str

    def day(self, day: date | None) -> str:
        """A date as "6 August 2018" in this language; UNKNOWN for None."""
        return format_date(day, self.day_pattern, locale=self.lang) if day else UNKNOWN

    def months(self, months: int) -> str:
        """So many months, with the word in the form that this number asks for."""
        time = timedelta(days=30 * months)
        return format_timedelta(time, "month", threshold=sys.maxsize, locale=self.lang)


_EN = Wording(
    lang="en",
    day_pattern="d MMMM y",
    key_messages="Key messages",
    contents="Contents",
    see_also="See also",
    terms="Words explained",
    sources="Sources",
    disclaimer="Please note",
    about="About this leaflet",
    note="Note",
    warning="Warning",
    important="Important",
    tip="Tip",
    version="Version:",
    published="Published:",
    reviewed="Last reviewed:",
    expires="Do not give out after:",
    code="Leaflet code:",
    written_by="Written by:",
    clinically_reviewed_by="Clinical review:",
    patient_reviewed_by="Patient review:",
    translated_by="Translation:",
    read_online="Read online:",
    contact="Contact and feedback:",
    full_disclaimer="Full disclaimer:",
    other_formats="Please ask us for this leaflet in other formats and languages.",
    draft="DRAFT — not for patients",
    sample="Sample — not clinically reviewed",
    not_approved="This disclaimer is proposed and not yet approved.",
    no_disclaimer="PLACEHOLDER — the clinic’s approved disclaimer will stand here.",
    missing_table="A table is missing here.",
    missing_figure="A picture is missing here.",
    missing_text="Words are missing here.",
    page_of="Page {page} of {pages}",
    back_to_citation="Back to citation {citation} of source {source}",
    source_number="Source {number}",
    cover="Cover: {title}",
    accessible="The text can be enlarged and reflowed, and its headings are marked up.",
    tables_headed="Tables have heading cells.",
    citations_return="Each citation leads to its source and back.",
    pictures_described="Every picture that carries meaning has a text description.",
    no_pictures="There are no pictures.",
    left_out="Left out of this collection",
    glossary="Glossary",
    explained_in="Explained in:",
    all_sources="All sources",
    cited_in="Cited in:",
    listed_in="Listed in:",
    about_collection="About this collection",
    review_interval="Longest time between two reviews:",
    review_dates=(
        "Each article says when it was last reviewed and until which day it may be given out."
    ),
    only_in_force=(
        "Only articles that were approved and not past that day were put into this collection."
    ),
    because_draft="still a draft",
    because_in_review="in review",
    because_withdrawn="withdrawn",
    because_past_date="past its review date",
    because_changed="changed after it was approved",
    because_incomplete="approved, but not complete",
    because_errors="has errors",
    available_from="Available from:",
    accessed="cited {date}",
    editor="editor",
    editors="editors",
    online="Internet",
    preprint="Preprint",
    pages="p. {pages}",
    report_number="Report No.: {number}",
    in_book="In:",
    edition="{edition} ed.",
    and_others="et al.",
    colon=":",
    term_dash=" — ",
)

_FR = Wording(
    lang="fr",
    day_pattern="d MMMM y",
    key_messages="L’essentiel",
    contents="Sommaire",
    see_also="Voir aussi",
    terms="Les mots expliqués",
    sources="Sources",
    disclaimer="À noter",
    about="À propos de ce dépliant",
    note="Remarque",
    warning="Attention",
    important="Important",
    tip="Conseil",
    version="Version :",
    published="Publié le :",
    reviewed="Dernière révision :",
    expires="Ne plus distribuer après le :",
    code="Code du dépliant :",
    written_by="Rédaction :",
    clinically_reviewed_by="Relecture clinique :",
    patient_reviewed_by="Relecture par des patients :",
    translated_by="Traduction :",
    read_online="Lire en ligne :",
    contact="Contact et remarques :",
    full_disclaimer="Avertissement complet :",
    other_formats="Demandez-nous ce dépliant sous d’autres formes et dans d’autres langues.",
    draft="BROUILLON — ne pas remettre aux patients",
    sample="Exemple — sans relecture clinique",
    not_approved="Cet avertissement est proposé et n’est pas encore approuvé.",
    no_disclaimer="À COMPLÉTER — l’avertissement approuvé de la clinique figurera ici.",
    missing_table="Un tableau manque ici.",
    missing_figure="Une image manque ici.",
    missing_text="Des mots manquent ici.",
    page_of="Page {page} sur {pages}",
    back_to_citation="Retour à l’appel {citation} de la source {source}",
    source_number="Source {number}",
    cover="Couverture : {title}",
    accessible="Le texte peut être agrandi et redisposé, et ses titres sont balisés.",
    tables_headed="Les tableaux ont des cellules d’en-tête.",
    citations_return="Chaque appel mène à sa source et en revient.",
    pictures_described="Chaque image porteuse de sens a une description textuelle.",
    no_pictures="Il n’y a pas d’images.",
    left_out="Non repris dans ce recueil",
    glossary="Glossaire",
    explained_in="Expliqué dans :",
    all_sources="Toutes les sources",
    cited_in="Cité dans :",
    listed_in="Figure dans :",
    about_collection="À propos de ce recueil",
    review_interval="Intervalle maximal entre deux révisions :",
    review_dates=(
        "Chaque article indique la date de sa dernière révision et le jour jusqu’auquel "
        "il peut être distribué."
    ),
    only_in_force="Seuls des articles approuvés et encore valables ont été repris dans ce recueil.",
    because_draft="encore un brouillon",
    because_in_review="en cours de relecture",
    because_withdrawn="retiré",
    because_past_date="date de révision dépassée",
    because_changed="modifié après son approbation",
    because_incomplete="approuvé, mais incomplet",
    because_errors="contient des erreurs",
    available_from="Disponible à l’adresse :",
    accessed="consulté le {date}",
    editor="dir.",
    editors="dir.",
    online="Internet",
    preprint="prépublication",
    pages="p. {pages}",
    report_number="Rapport n° {number}",
    in_book="Dans :",
    edition="{edition}e éd.",
    and_others="et al.",
    colon=" :",
    term_dash=" — ",
)

_DE = Wording(
    lang="de",
    day_pattern="d. MMMM y",
    key_messages="Das Wichtigste",
    contents="Inhalt",
    see_also="Siehe auch",
    terms="Begriffe erklärt",
    sources="Quellen",
    disclaimer="Bitte beachten",
    about="Über dieses Merkblatt",
    note="Hinweis",
    warning="Warnung",
    important="Wichtig",
    tip="Tipp",
    version="Version:",
    published="Veröffentlicht:",
    reviewed="Zuletzt geprüft:",
    expires="Nicht mehr ausgeben nach dem:",
    code="Merkblatt-Code:",
    written_by="Verfasst von:",
    clinically_reviewed_by="Klinisch geprüft von:",
    patient_reviewed_by="Von Patienten geprüft:",
    translated_by="Übersetzung:",
    read_online="Online lesen:",
    contact="Kontakt und Rückmeldung:",
    full_disclaimer="Vollständiger Haftungshinweis:",
    other_formats="Fragen Sie uns nach diesem Merkblatt in anderen Formaten und Sprachen.",
    draft="ENTWURF — nicht für Patienten",
    sample="Muster — nicht klinisch geprüft",
    not_approved="Dieser Hinweis ist vorgeschlagen und noch nicht freigegeben.",
    no_disclaimer="PLATZHALTER — hier steht der freigegebene Hinweis der Praxis.",
    missing_table="Hier fehlt eine Tabelle.",
    missing_figure="Hier fehlt ein Bild.",
    missing_text="Hier fehlen Worte.",
    page_of="Seite {page} von {pages}",
    back_to_citation="Zurück zum Verweis {citation} auf Quelle {source}",
    source_number="Quelle {number}",
    cover="Titelbild: {title}",
    accessible=(
        "Der Text lässt sich vergrößern und neu umbrechen, und seine "
        "Überschriften sind ausgezeichnet."
    ),
    tables_headed="Tabellen haben Kopfzellen.",
    citations_return="Jeder Verweis führt zu seiner Quelle und zurück.",
    pictures_described="Jedes Bild, das etwas aussagt, hat eine Textbeschreibung.",
    no_pictures="Es gibt keine Bilder.",
    left_out="Nicht in dieser Sammlung",
    glossary="Glossar",
    explained_in="Erklärt in:",
    all_sources="Alle Quellen",
    cited_in="Zitiert in:",
    listed_in="Aufgeführt in:",
    about_collection="Über diese Sammlung",
    review_interval="Längste Zeit zwischen zwei Prüfungen:",
    review_dates=(
        "In jedem Artikel steht, wann er zuletzt geprüft wurde und bis zu welchem Tag er "
        "ausgegeben werden darf."
    ),
    only_in_force=(
        "In diese Sammlung wurden nur Artikel aufgenommen, die freigegeben und noch gültig waren."
    ),
    because_draft="noch ein Entwurf",
    because_in_review="wird geprüft",
    because_withdrawn="zurückgezogen",
    because_past_date="Prüfdatum überschritten",
    because_changed="nach der Freigabe geändert",
    because_incomplete="freigegeben, aber unvollständig",
    because_errors="enthält Fehler",
    available_from="Verfügbar unter:",
    accessed="abgerufen am {date}",
    editor="Hrsg.",
    editors="Hrsg.",
    online="Internet",
    preprint="Preprint",
    pages="S. {pages}",
    report_number="Bericht Nr. {number}",
    in_book="In:",
    edition="{edition}. Aufl.",
    and_others="et al.",
    colon=":",
    term_dash=" — ",
)

_ES = Wording(
    lang="es",
    day_pattern="d 'de' MMMM 'de' y",
    key_messages="Lo esencial",
    contents="Índice",
    see_also="Véase también",
    terms="Palabras explicadas",
    sources="Fuentes",
    disclaimer="Tenga en cuenta",
    about="Sobre este folleto",
    note="Nota",
    warning="Advertencia",
    important="Importante",
    tip="Consejo",
    version="Versión:",
    published="Publicado:",
    reviewed="Última revisión:",
    expires="No entregar después del:",
    code="Código del folleto:",
    written_by="Redacción:",
    clinically_reviewed_by="Revisión clínica:",
    patient_reviewed_by="Revisión de pacientes:",
    translated_by="Traducción:",
    read_online="Leer en línea:",
    contact="Contacto y comentarios:",
    full_disclaimer="Aviso completo:",
    other_formats="Pídanos este folleto en otros formatos e idiomas.",
    draft="BORRADOR — no entregar a pacientes",
    sample="Muestra — sin revisión clínica",
    not_approved="Este aviso es una propuesta y aún no está aprobado.",
    no_disclaimer="PENDIENTE — aquí figurará el aviso aprobado de la clínica.",
    missing_table="Aquí falta una tabla.",
    missing_figure="Aquí falta una imagen.",
    missing_text="Aquí faltan palabras.",
    page_of="Página {page} de {pages}",
    back_to_citation="Volver a la cita {citation} de la fuente {source}",
    source_number="Fuente {number}",
    cover="Cubierta: {title}",
    accessible="El texto se puede ampliar y reorganizar, y sus títulos están marcados.",
    tables_headed="Las tablas tienen celdas de encabezado.",
    citations_return="Cada cita lleva a su fuente y de vuelta.",
    pictures_described="Cada imagen con significado tiene una descripción de texto.",
    no_pictures="No hay imágenes.",
    left_out="No incluido en esta colección",
    glossary="Glosario",
    explained_in="Se explica en:",
    all_sources="Todas las fuentes",
    cited_in="Se cita en:",
    listed_in="Figura en:",
    about_collection="Sobre esta colección",
    review_interval="Tiempo máximo entre dos revisiones:",
    review_dates=(
        "Cada artículo indica cuándo se revisó por última vez y hasta qué día puede entregarse."
    ),
    only_in_force="En esta colección solo se han incluido artículos aprobados y vigentes.",
    because_draft="aún es un borrador",
    because_in_review="en revisión",
    because_withdrawn="retirado",
    because_past_date="fecha de revisión vencida",
    because_changed="modificado después de aprobarse",
    because_incomplete="aprobado, pero incompleto",
    because_errors="contiene errores",
    available_from="Disponible en:",
    accessed="consultado el {date}",
    editor="ed.",
    editors="eds.",
    online="Internet",
    preprint="prepublicación",
    pages="p. {pages}",
    report_number="Informe n.º {number}",
    in_book="En:",
    edition="{edition}.ª ed.",
    and_others="et al.",
    colon=":",
    term_dash=" — ",
)

_AR = Wording(
    lang="ar",
    day_pattern="d MMMM y",
    key_messages="أهم الرسائل",
    contents="المحتويات",
    see_also="انظر أيضًا",
    terms="شرح الكلمات",
    sources="المصادر",
    disclaimer="يُرجى الانتباه",
    about="عن هذه النشرة",
    note="ملاحظة",
    warning="تحذير",
    important="مهم",
    tip="نصيحة",
    version="الإصدار:",
    published="تاريخ النشر:",
    reviewed="آخر مراجعة:",
    expires="لا تُوزَّع بعد:",
    code="رمز النشرة:",
    written_by="إعداد:",
    clinically_reviewed_by="المراجعة الطبية:",
    patient_reviewed_by="مراجعة المرضى:",
    translated_by="الترجمة:",
    read_online="للقراءة على الإنترنت:",
    contact="للتواصل والملاحظات:",
    full_disclaimer="إخلاء المسؤولية الكامل:",
    other_formats="اطلبوا منا هذه النشرة بصيغ ولغات أخرى.",
    draft="مسودة — ليست للمرضى",
    sample="نموذج — لم يُراجَع طبيًا",
    not_approved="إخلاء المسؤولية هذا مقترح ولم يُعتمد بعد.",
    no_disclaimer="نص مؤقت — سيوضع هنا إخلاء المسؤولية المعتمد من العيادة.",
    missing_table="يوجد هنا جدول ناقص.",
    missing_figure="توجد هنا صورة ناقصة.",
    missing_text="توجد هنا كلمات ناقصة.",
    page_of="صفحة {page} من {pages}",
    back_to_citation="العودة إلى الاقتباس {citation} من المصدر {source}",
    source_number="المصدر {number}",
    cover="الغلاف: {title}",
    accessible="يمكن تكبير النص وإعادة ترتيبه، وعناوينه محددة البنية.",
    tables_headed="للجداول خلايا عناوين.",
    citations_return="كل اقتباس يقود إلى مصدره ويعود منه.",
    pictures_described="لكل صورة ذات معنى وصف نصي.",
    no_pictures="لا توجد صور.",
    left_out="غير مدرج في هذه المجموعة",
    glossary="مسرد المصطلحات",
    explained_in="ورد شرحه في:",
    all_sources="جميع المصادر",
    cited_in="استُشهد به في:",
    listed_in="مُدرج في:",
    about_collection="عن هذه المجموعة",
    review_interval="أطول مدة بين مراجعتين:",
    review_dates="تذكر كل مقالة متى روجعت آخر مرة وحتى أي يوم يجوز توزيعها.",
    only_in_force="لم تُدرج في هذه المجموعة إلا مقالات معتمدة لم ينتهِ أجلها.",
    because_draft="ما زالت مسودة",
    because_in_review="قيد المراجعة",
    because_withdrawn="سُحبت",
    because_past_date="انتهى موعد مراجعتها",
    because_changed="عُدّلت بعد اعتمادها",
    because_incomplete="معتمدة لكنها غير مكتملة",
    because_errors="فيها أخطاء",
    available_from="متاح على:",
    accessed="اطُّلع عليه في {date}",
    editor="محرر",
    editors="محررون",
    online="الإنترنت",
    preprint="نسخة أولية",
    pages="ص {pages}",
    report_number="تقرير رقم {number}",
    in_book="في:",
    edition="الطبعة {edition}",
    and_others="وآخرون",
    colon=":",
    term_dash=" — ",
)

CATALOGUE: Mapping[str, Wording] = MappingProxyType(
    {wording.lang: wording for wording in (_EN, _FR, _DE, _ES, _AR)}
)

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def base_language(lang: str) -> str:
    """The language without its region: "en-GB" → "en"."""
    return lang.partition("-")[0].lower()


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction in which this language is written."""
    return "rtl" if base_language(lang) in RIGHT_TO_LEFT else "ltr"


def has_wording(lang: str) -> bool:
    """Whether there is a catalogue for this language or its base."""
    return base_language(lang) in CATALOGUE


def wording_for(lang: str) -> Wording:
    """The catalogue of this language or of its base. Raises InputError where there is none."""
    if not has_wording(lang):
        known = ", ".join(sorted(CATALOGUE))
        raise InputError(
            f"no catalogue of printed words for the language “{lang}”",
            hint=f"use one of {known}, with or without a region",
        )
    return CATALOGUE[base_language(lang)]
