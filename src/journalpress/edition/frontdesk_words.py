"""The words of the front desk's page, per language; staff read them, no patient does.

A language falls back to its base, as in edition/wording.py, which has the same languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journalpress.edition.wording import base_language


@dataclass(frozen=True, slots=True)
class FrontdeskWords:
    """The words of one language. `layouts` and `formats` name links, `reasons` what is retired.

    `reasons` has the keys expired, withdrawn, replaced, renamed, deleted.
    """

    heading: str
    search: str
    hint: str
    found: str
    nothing: str
    empty: str
    good_until: str
    valid_until: str
    also: str
    other: str
    books: str
    articles: str
    retired: str
    retired_hint: str
    since: str
    instead: str
    no_other: str
    still_here: str
    layouts: Mapping[str, str]
    formats: Mapping[str, str]
    reasons: Mapping[str, str]


_EN = FrontdeskWords(
    heading="Leaflets to hand out",
    search="Find a leaflet",
    hint="Title, other name, category, language or leaflet code. Enter opens the first one found.",
    found="Found: {count}",
    nothing="Nothing found. Try a single word, or the code at the foot of the leaflet.",
    empty="Nothing here may be handed out.",
    good_until="This list is good until {date}. After that day, ask for a new one.",
    valid_until="Valid until:",
    also="Also:",
    other="Other",
    books="E-books",
    articles="Articles:",
    retired="Do not hand out any more: {count}",
    retired_hint="Throw away paper copies with these codes.",
    since="Taken back on:",
    instead="Hand out instead:",
    no_other="There is no other leaflet in its place.",
    still_here="Still in this folder, throw away:",
    layouts=MappingProxyType(
        {
            "a4": "A4",
            "large-print": "Large print",
            "brief": "Short",
            "brief-large-print": "Short, large print",
            "a5": "A5",
            "letter": "US Letter",
            "booklet": "Booklet to fold",
            "press": "Print shop",
            "press-proof": "Print shop, proof",
            "archive": "Archive",
        }
    ),
    formats=MappingProxyType({"html": "Web page", "epub": "E-book", "text": "Plain text"}),
    reasons=MappingProxyType(
        {
            "expired": "past its date",
            "withdrawn": "withdrawn",
            "replaced": "replaced by a newer text",
            "renamed": "renamed",
            "deleted": "deleted",
        }
    ),
)

_FR = FrontdeskWords(
    heading="Dépliants à remettre",
    search="Trouver un dépliant",
    hint=(
        "Titre, autre nom, catégorie, langue ou code du dépliant. "
        "Entrée ouvre le premier dépliant trouvé."
    ),
    found="Trouvés : {count}",
    nothing="Rien trouvé. Essayez un seul mot, ou le code au bas du dépliant.",
    empty="Il n’y a rien ici que l’on puisse remettre.",
    good_until="Cette liste est valable jusqu’au {date}. Ensuite, demandez-en une nouvelle.",
    valid_until="Valable jusqu’au :",
    also="Aussi :",
    other="Autres",
    books="Livres numériques",
    articles="Articles :",
    retired="À ne plus remettre : {count}",
    retired_hint="Jetez les exemplaires papier qui portent ces codes.",
    since="Retiré le :",
    instead="Remettre à la place :",
    no_other="Aucun autre dépliant ne le remplace.",
    still_here="Encore dans ce dossier, à jeter :",
    layouts=MappingProxyType(
        {
            "a4": "A4",
            "large-print": "Gros caractères",
            "brief": "Court",
            "brief-large-print": "Court, gros caractères",
            "a5": "A5",
            "letter": "Letter (É.-U.)",
            "booklet": "Livret à plier",
            "press": "Imprimerie",
            "press-proof": "Imprimerie, épreuve",
            "archive": "Archives",
        }
    ),
    formats=MappingProxyType(
        {"html": "Page web", "epub": "Livre numérique", "text": "Texte simple"}
    ),
    reasons=MappingProxyType(
        {
            "expired": "date dépassée",
            "withdrawn": "retiré",
            "replaced": "remplacé par un texte plus récent",
            "renamed": "renommé",
            "deleted": "supprimé",
        }
    ),
)

_DE = FrontdeskWords(
    heading="Merkblätter zum Ausgeben",
    search="Merkblatt suchen",
    hint=(
        "Titel, anderer Name, Kategorie, Sprache oder Merkblatt-Code. "
        "Die Eingabetaste öffnet das erste gefundene."
    ),
    found="Gefunden: {count}",
    nothing="Nichts gefunden. Versuchen Sie ein einzelnes Wort oder den Code am Fuß des Blattes.",
    empty="Hier liegt nichts, was ausgegeben werden darf.",
    good_until="Diese Liste gilt bis {date}. Danach verlangen Sie bitte eine neue.",
    valid_until="Gültig bis:",
    also="Auch:",
    other="Sonstige",
    books="E-Books",
    articles="Artikel:",
    retired="Nicht mehr ausgeben: {count}",
    retired_hint="Werfen Sie Ausdrucke mit diesen Codes weg.",
    since="Zurückgenommen am:",
    instead="Stattdessen ausgeben:",
    no_other="An seine Stelle ist kein anderes getreten.",
    still_here="Noch in diesem Ordner, bitte löschen:",
    layouts=MappingProxyType(
        {
            "a4": "A4",
            "large-print": "Großdruck",
            "brief": "Kurz",
            "brief-large-print": "Kurz, Großdruck",
            "a5": "A5",
            "letter": "US-Letter",
            "booklet": "Heft zum Falten",
            "press": "Druckerei",
            "press-proof": "Druckerei, Probe",
            "archive": "Archiv",
        }
    ),
    formats=MappingProxyType({"html": "Webseite", "epub": "E-Book", "text": "Reiner Text"}),
    reasons=MappingProxyType(
        {
            "expired": "Datum überschritten",
            "withdrawn": "zurückgezogen",
            "replaced": "durch einen neueren Text ersetzt",
            "renamed": "umbenannt",
            "deleted": "gelöscht",
        }
    ),
)

_ES = FrontdeskWords(
    heading="Folletos para entregar",
    search="Buscar un folleto",
    hint=(
        "Título, otro nombre, categoría, idioma o código del folleto. "
        "Intro abre el primero que se encuentre."
    ),
    found="Encontrados: {count}",
    nothing="No se ha encontrado nada. Pruebe con una sola palabra o con el código del pie.",
    empty="Aquí no hay nada que se pueda entregar.",
    good_until="Esta lista vale hasta el {date}. Después de ese día, pida otra.",
    valid_until="Válido hasta:",
    also="También:",
    other="Otros",
    books="Libros electrónicos",
    articles="Artículos:",
    retired="No entregar más: {count}",
    retired_hint="Tire las copias en papel con estos códigos.",
    since="Retirado el:",
    instead="Entregar en su lugar:",
    no_other="Ningún otro folleto ocupa su lugar.",
    still_here="Sigue en esta carpeta, bórrelo:",
    layouts=MappingProxyType(
        {
            "a4": "A4",
            "large-print": "Letra grande",
            "brief": "Breve",
            "brief-large-print": "Breve, letra grande",
            "a5": "A5",
            "letter": "Carta (EE. UU.)",
            "booklet": "Cuadernillo para plegar",
            "press": "Imprenta",
            "press-proof": "Imprenta, prueba",
            "archive": "Archivo",
        }
    ),
    formats=MappingProxyType(
        {"html": "Página web", "epub": "Libro electrónico", "text": "Texto sin formato"}
    ),
    reasons=MappingProxyType(
        {
            "expired": "fecha superada",
            "withdrawn": "retirado",
            "replaced": "sustituido por un texto más reciente",
            "renamed": "cambió de nombre",
            "deleted": "eliminado",
        }
    ),
)

_AR = FrontdeskWords(
    heading="نشرات للتسليم",
    search="ابحث عن نشرة",
    hint=(
        "العنوان أو اسم آخر أو الفئة أو اللغة أو رمز النشرة. "
        "مفتاح الإدخال يفتح أول نشرة في النتائج."
    ),
    found="عدد النتائج: {count}",
    nothing="لا توجد نتائج. جرّب كلمة واحدة أو الرمز المطبوع أسفل النشرة.",
    empty="لا يوجد هنا ما يجوز تسليمه.",
    good_until="هذه القائمة صالحة حتى {date}. بعد هذا اليوم اطلب قائمة جديدة.",
    valid_until="صالحة حتى:",
    also="أيضًا:",
    other="أخرى",
    books="كتب إلكترونية",
    articles="المقالات:",
    retired="لا تُسلَّم بعد الآن: {count}",
    retired_hint="تخلّص من النسخ الورقية التي تحمل هذه الرموز.",
    since="سُحبت في:",
    instead="سلِّم بدلًا منها:",
    no_other="لا توجد نشرة أخرى مكانها.",
    still_here="ما زالت في هذا المجلد، احذفها:",
    layouts=MappingProxyType(
        {
            "a4": "A4",
            "large-print": "خط كبير",
            "brief": "مختصرة",
            "brief-large-print": "مختصرة بخط كبير",
            "a5": "A5",
            "letter": "ورق Letter",
            "booklet": "كتيّب للطي",
            "press": "للمطبعة",
            "press-proof": "للمطبعة، تجربة",
            "archive": "للأرشيف",
        }
    ),
    formats=MappingProxyType({"html": "صفحة ويب", "epub": "كتاب إلكتروني", "text": "نص بسيط"}),
    reasons=MappingProxyType(
        {
            "expired": "انتهت صلاحيتها",
            "withdrawn": "مسحوبة",
            "replaced": "حلّ محلها نص أحدث",
            "renamed": "تغيّر اسمها",
            "deleted": "محذوفة",
        }
    ),
)

CATALOGUE: Mapping[str, FrontdeskWords] = MappingProxyType(
    {"en": _EN, "fr": _FR, "de": _DE, "es": _ES, "ar": _AR}
)


def frontdesk_words(lang: str) -> FrontdeskWords:
    """The words of this language or its base; English where the catalogue has neither."""
    return CATALOGUE.get(base_language(lang), _EN)
