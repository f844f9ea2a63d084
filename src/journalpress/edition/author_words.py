"""The words of the Word file in which authors write: what to write over, and notes on how.

A language falls back to its base, as in edition/wording.py, which has the same languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from journalpress.edition.wording import base_language


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorWords:
    """The words of one language.

    Those whose name begins with `note_` are for the author alone and left out by an import; the
    headings `questions` and `sources` stay; all others are to be written over.
    """

    note_styles: str
    note_standfirst: str
    note_keys: str
    note_text: str
    note_lists: str
    note_table: str
    note_picture: str
    note_box: str
    note_questions: str
    note_sources: str
    questions: str
    sources: str
    name: str
    standfirst: str
    first_key: str
    second_key: str
    heading: str
    first_paragraph: str
    smaller_heading: str
    paragraph: str
    first_item: str
    second_item: str
    table_caption: str
    column: str
    cell: str
    picture_caption: str
    picture_description: str
    box: str
    question: str
    answer: str
    first_source: str
    second_source: str
    lang: str = field(default="", compare=False)


_EN = AuthorWords(
    lang="en",
    note_styles=(
        "Write over the black lines and leave their styles as they are. Grey lines like this one "
        "are for you; they are left out when the file becomes an article. Lines that you do not "
        "need may be deleted."
    ),
    note_standfirst="One or two sentences that say what the leaflet is about:",
    note_keys="What a hurried reader must know, one line each (style “Key message”):",
    note_text=(
        "The text. Headings have the styles “Heading 1” and “Heading 2”. A source is named by its "
        "number in the list at the end, raised or in square brackets."
    ),
    note_lists="A list (style “List Bullet”):",
    note_table="A table: its caption above it, its first row a heading for each column:",
    note_picture=(
        "A picture: right-click it, Change Picture. Then say under Alt Text what it shows, for "
        "readers who do not see it, and write the caption below:"
    ),
    note_box="What must stand out (style “Note”, or “Warning” where harm is possible):",
    note_questions="Each question in the style “Question”, its answer below:",
    note_sources="The sources, one a line; Word numbers them:",
    questions="Common questions",
    sources="Sources",
    name="Your name",
    standfirst="Say here in one or two sentences what the leaflet is about.",
    first_key="Write the most important thing here.",
    second_key="Write the next thing here.",
    heading="Write a heading here",
    first_paragraph="Write the first paragraph here.",
    smaller_heading="Write a smaller heading here",
    paragraph="Write on here.",
    first_item="Write the first item here",
    second_item="Write the second item here",
    table_caption="Say here what the table shows",
    column="Heading of a column",
    cell="Words of a cell",
    picture_caption="Say here what matters in the picture",
    picture_description="Say here what the picture shows",
    box="Write here what must stand out.",
    question="Write a question here?",
    answer="Write the answer here.",
    first_source="Author A, Author B. Title of the paper. Journal. Year;volume:pages. DOI",
    second_source="Organisation. Title of the page. Year. Address",
)

_DE = AuthorWords(
    lang="de",
    note_styles=(
        "Überschreiben Sie die schwarzen Zeilen und lassen Sie die Formatvorlagen, wie sie sind. "
        "Graue Zeilen wie diese sind für Sie; sie fallen weg, wenn aus der Datei ein Artikel wird. "
        "Zeilen, die Sie nicht brauchen, dürfen Sie löschen."
    ),
    note_standfirst="Ein oder zwei Sätze, die sagen, worum es in dem Blatt geht:",
    note_keys=("Was jemand in Eile wissen muss, je eine Zeile (Formatvorlage „Key message“):"),
    note_text=(
        "Der Text. Überschriften haben die Formatvorlagen „Überschrift 1“ und „Überschrift 2“. "
        "Eine Quelle wird mit ihrer Nummer in der Liste am Ende genannt, hochgestellt oder in "
        "eckigen Klammern."
    ),
    note_lists="Eine Liste (Formatvorlage „Aufzählungszeichen“):",
    note_table="Eine Tabelle: die Beschriftung darüber, die erste Zeile nennt jede Spalte:",
    note_picture=(
        "Ein Bild: rechte Maustaste, Bild ändern. Sagen Sie dann unter Alternativtext, was es "
        "zeigt, für alle, die es nicht sehen, und schreiben Sie die Beschriftung darunter:"
    ),
    note_box=("Was auffallen muss (Formatvorlage „Note“, oder „Warning“, wo Schaden droht):"),
    note_questions="Jede Frage in der Formatvorlage „Question“, die Antwort darunter:",
    note_sources="Die Quellen, eine je Zeile; Word nummeriert sie:",
    questions="Häufige Fragen",
    sources="Quellen",
    name="Ihr Name",
    standfirst="Sagen Sie hier in ein oder zwei Sätzen, worum es in dem Blatt geht.",
    first_key="Schreiben Sie hier das Wichtigste hin.",
    second_key="Schreiben Sie hier das Nächste hin.",
    heading="Schreiben Sie hier eine Überschrift",
    first_paragraph="Schreiben Sie hier den ersten Absatz.",
    smaller_heading="Schreiben Sie hier eine kleinere Überschrift",
    paragraph="Schreiben Sie hier weiter.",
    first_item="Schreiben Sie hier den ersten Punkt",
    second_item="Schreiben Sie hier den zweiten Punkt",
    table_caption="Sagen Sie hier, was die Tabelle zeigt",
    column="Überschrift einer Spalte",
    cell="Worte einer Zelle",
    picture_caption="Sagen Sie hier, worauf es im Bild ankommt",
    picture_description="Sagen Sie hier, was das Bild zeigt",
    box="Schreiben Sie hier, was auffallen muss.",
    question="Schreiben Sie hier eine Frage?",
    answer="Schreiben Sie hier die Antwort.",
    first_source="Autor A, Autorin B. Titel der Arbeit. Zeitschrift. Jahr;Band:Seiten. DOI",
    second_source="Organisation. Titel der Seite. Jahr. Adresse",
)

_FR = AuthorWords(
    lang="fr",
    note_styles=(
        "Écrivez par-dessus les lignes noires et gardez leurs styles. Les lignes grises comme "
        "celle-ci sont pour vous ; elles disparaissent quand le fichier devient un article. Vous "
        "pouvez supprimer les lignes dont vous n’avez pas besoin."
    ),
    note_standfirst="Une ou deux phrases qui disent de quoi parle la fiche :",
    note_keys=("Ce qu’un lecteur pressé doit savoir, une ligne chacun (style « Key message ») :"),
    note_text=(
        "Le texte. Les titres ont les styles « Titre 1 » et « Titre 2 ». Une source est nommée par "
        "son numéro dans la liste à la fin, en exposant ou entre crochets."
    ),
    note_lists="Une liste (style « Liste à puces ») :",
    note_table="Un tableau : sa légende au-dessus, sa première ligne nomme chaque colonne :",
    note_picture=(
        "Une image : clic droit, Modifier l’image. Dites ensuite sous Texte de remplacement ce "
        "qu’elle montre, pour qui ne la voit pas, et écrivez la légende au-dessous :"
    ),
    note_box="Ce qui doit ressortir (style « Note », ou « Warning » en cas de danger) :",
    note_questions="Chaque question dans le style « Question », la réponse au-dessous :",
    note_sources="Les sources, une par ligne ; Word les numérote :",
    questions="Questions fréquentes",
    sources="Sources",
    name="Votre nom",
    standfirst="Dites ici en une ou deux phrases de quoi parle la fiche.",
    first_key="Écrivez ici le plus important.",
    second_key="Écrivez ici le point suivant.",
    heading="Écrivez ici un titre",
    first_paragraph="Écrivez ici le premier paragraphe.",
    smaller_heading="Écrivez ici un titre plus petit",
    paragraph="Écrivez la suite ici.",
    first_item="Écrivez ici le premier point",
    second_item="Écrivez ici le deuxième point",
    table_caption="Dites ici ce que montre le tableau",
    column="Titre d’une colonne",
    cell="Mots d’une cellule",
    picture_caption="Dites ici ce qui compte dans l’image",
    picture_description="Dites ici ce que montre l’image",
    box="Écrivez ici ce qui doit ressortir.",
    question="Écrivez ici une question ?",
    answer="Écrivez ici la réponse.",
    first_source="Auteur A, Autrice B. Titre de l’article. Revue. Année;volume:pages. DOI",
    second_source="Organisme. Titre de la page. Année. Adresse",
)

_ES = AuthorWords(
    lang="es",
    note_styles=(
        "Escriba sobre las líneas negras y deje sus estilos como están. Las líneas grises como "
        "esta son para usted; desaparecen cuando el archivo se convierte en artículo. Puede "
        "borrar las líneas que no necesite."
    ),
    note_standfirst="Una o dos frases que dicen de qué trata la hoja:",
    note_keys="Lo que debe saber quien tiene prisa, una línea cada vez (estilo «Key message»):",
    note_text=(
        "El texto. Los títulos tienen los estilos «Título 1» y «Título 2». Una fuente se nombra "
        "por su número en la lista del final, en superíndice o entre corchetes."
    ),
    note_lists="Una lista (estilo «Lista con viñetas»):",
    note_table="Una tabla: su título encima, su primera fila nombra cada columna:",
    note_picture=(
        "Una imagen: botón derecho, Cambiar imagen. Diga después en Texto alternativo qué muestra, "
        "para quien no la ve, y escriba el pie debajo:"
    ),
    note_box="Lo que debe destacar (estilo «Note», o «Warning» si hay peligro):",
    note_questions="Cada pregunta en el estilo «Question», la respuesta debajo:",
    note_sources="Las fuentes, una por línea; Word las numera:",
    questions="Preguntas frecuentes",
    sources="Fuentes",
    name="Su nombre",
    standfirst="Diga aquí en una o dos frases de qué trata la hoja.",
    first_key="Escriba aquí lo más importante.",
    second_key="Escriba aquí lo siguiente.",
    heading="Escriba aquí un título",
    first_paragraph="Escriba aquí el primer párrafo.",
    smaller_heading="Escriba aquí un título menor",
    paragraph="Siga escribiendo aquí.",
    first_item="Escriba aquí el primer punto",
    second_item="Escriba aquí el segundo punto",
    table_caption="Diga aquí qué muestra la tabla",
    column="Título de una columna",
    cell="Palabras de una celda",
    picture_caption="Diga aquí qué importa en la imagen",
    picture_description="Diga aquí qué muestra la imagen",
    box="Escriba aquí lo que debe destacar.",
    question="¿Escriba aquí una pregunta?",
    answer="Escriba aquí la respuesta.",
    first_source="Autor A, Autora B. Título del artículo. Revista. Año;volumen:páginas. DOI",
    second_source="Organismo. Título de la página. Año. Dirección",
)

_AR = AuthorWords(
    lang="ar",
    note_styles=(
        "اكتب فوق الأسطر السوداء واترك أنماطها كما هي. الأسطر الرمادية مثل هذا السطر موجهة إليك، "
        "وتُحذف عندما يصير الملف مقالة. يمكنك حذف الأسطر التي لا تحتاج إليها."
    ),
    note_standfirst="جملة أو جملتان تقولان موضوع النشرة:",
    note_keys="ما يجب أن يعرفه القارئ المستعجل، سطر لكل نقطة (النمط “Key message”):",
    note_text=(
        "النص. للعناوين النمطان “عنوان 1” و“عنوان 2”. يُذكر المصدر برقمه في القائمة في النهاية، "
        "مرفوعًا أو بين قوسين مربعين."
    ),
    note_lists="قائمة (النمط “List Bullet”):",
    note_table="جدول: عنوانه فوقه، وصفه الأول يسمي كل عمود:",
    note_picture=(
        "صورة: انقر بالزر الأيمن ثم تغيير الصورة. ثم قل في النص البديل ما الذي تظهره لمن لا يراها، "
        "واكتب التعليق تحتها:"
    ),
    note_box="ما يجب أن يلفت النظر (النمط “Note”، أو “Warning” عند احتمال الضرر):",
    note_questions="كل سؤال بالنمط “Question”، وجوابه تحته:",
    note_sources="المصادر، مصدر في كل سطر؛ يرقمها Word:",
    questions="الأسئلة الشائعة",
    sources="المصادر",
    name="اسمك",
    standfirst="قل هنا في جملة أو جملتين ما موضوع النشرة.",
    first_key="اكتب هنا أهم شيء.",
    second_key="اكتب هنا الشيء التالي.",
    heading="اكتب هنا عنوانًا",
    first_paragraph="اكتب هنا الفقرة الأولى.",
    smaller_heading="اكتب هنا عنوانًا أصغر",
    paragraph="واصل الكتابة هنا.",
    first_item="اكتب هنا البند الأول",
    second_item="اكتب هنا البند الثاني",
    table_caption="قل هنا ما الذي يظهره الجدول",
    column="عنوان عمود",
    cell="كلمات خلية",
    picture_caption="قل هنا ما المهم في الصورة",
    picture_description="قل هنا ما الذي تظهره الصورة",
    box="اكتب هنا ما يجب أن يلفت النظر.",
    question="اكتب هنا سؤالًا؟",
    answer="اكتب هنا الجواب.",
    first_source="المؤلف أ، المؤلفة ب. عنوان البحث. المجلة. السنة؛المجلد:الصفحات. DOI",
    second_source="المؤسسة. عنوان الصفحة. السنة. العنوان على الشبكة",
)

AUTHOR_WORDS: Mapping[str, AuthorWords] = MappingProxyType(
    {words.lang: words for words in (_EN, _DE, _FR, _ES, _AR)}
)

_STAYING = ("questions", "sources", "lang")


def author_words_for(lang: str) -> AuthorWords:
    """The words of this language or of its base; `lang` has a catalogue of printed words."""
    return AUTHOR_WORDS[base_language(lang)]


def words_to_write_over() -> Iterator[str]:
    """Every word of every language that no patient may read."""
    for words in AUTHOR_WORDS.values():
        for each in fields(words):
            if not each.name.startswith("note_") and each.name not in _STAYING:
                yield getattr(words, each.name)
