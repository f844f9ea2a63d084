"""Every fixed printed word, per language.

A regional language falls back to its base (en-GB → en), never to another language. Braces are
filled by `str.format` with the names shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_date

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
    available_from: str
    accessed: str
    editors: str
    in_book: str
    edition: str
    and_others: str
    colon: str
    term_dash: str

    def day(self, day: date | None) -> str:
        """A date as "6 August 2018" in this language; UNKNOWN for None."""
        return format_date(day, self.day_pattern, locale=self.lang) if day else UNKNOWN


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
    available_from="Available from:",
    accessed="cited {date}",
    editors="editors",
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
    available_from="Disponible à l’adresse :",
    accessed="consulté le {date}",
    editors="dir.",
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
    available_from="Verfügbar unter:",
    accessed="abgerufen am {date}",
    editors="Hrsg.",
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
    available_from="Disponible en:",
    accessed="consultado el {date}",
    editors="eds.",
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
    available_from="متاح على:",
    accessed="اطُّلع عليه في {date}",
    editors="محررون",
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
