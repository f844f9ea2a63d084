"""The printed words of a reference."""

from typing import Any

import pytest

from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_text, reference_texts
from journalpress.edition.types import Jump
from journalpress.edition.wording import wording_for
from journalpress.model import Link, Name, Prose, Source, Text
from tests.csl.styles import NUMERIC, style_of


def printed(source: Source, lang: str = "en") -> str:
    """The words of a reference in one string."""
    words: list[str] = []
    for inline in reference_text(source, wording_for(lang)):
        match inline:
            case Text(text):
                words.append(text)
            case Link(_, runs) | Jump(_, runs):
                words.extend(run.text for run in runs)
            case _:
                raise AssertionError(inline)
    return "".join(words)


def journal_article(**fields: Any) -> Source:
    """An article with authors, a container and a year."""
    return Source(
        "a",
        type="article-journal",
        authors=(Name("Invented", "Anna-Maria B."), Name("van Example", "C.")),
        title="A study",
        container="Journal of Examples",
        issued="2024",
        **fields,
    )


SEVEN = tuple(Name(f"Name{number}", "A.") for number in range(1, 8))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            journal_article(volume="12", issue="3", page="45-9"),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024;12(3):45-9.",
        ),
        (
            journal_article(),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024.",
        ),
        (
            journal_article(doi="10.5555/1", pmid="42"),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024."
            " doi: 10.5555/1 PMID: 42",
        ),
        (
            Source("a", type="webpage", title="Is it a page?", url="https://a.example/"),
            "Is it a page? [Internet]. Available from: https://a.example/",
        ),
        (
            Source("a", type="book", authors=(Name(literal="A Group"),), title="A book",
                   edition="3", publisher="A Press", place="London", issued="2020"),
            "A Group. A book. 3rd ed. London: A Press; 2020.",
        ),
        (
            Source("a", type="chapter", authors=(Name("One", "A"),), title="A part",
                   editors=(Name("Two", "B"),), container="A whole", page="1-9", issued="2020"),
            "One A. A part. In: Two B, editor. A whole. 2020. p. 1-9.",
        ),
        (
            Source("a", type="report", authors=SEVEN, title="A report", number="NG1"),
            "Name1 A, Name2 A, Name3 A, Name4 A, Name5 A, Name6 A, et al. A report. "
            "Report No.: NG1.",
        ),
        (Source("a", raw="As the page had it — no stop"), "As the page had it — no stop"),
        (Source("a", type="webpage", title="T", issued="2024-02-17"), "T. 2024 Feb 17."),
    ],
)  # fmt: skip
def test_a_reference_prints_in_vancouver_style(source: Source, words: str) -> None:
    """After the National Library of Medicine's samples; thin entries print as they are."""
    assert printed(source) == words


def test_an_address_is_a_link() -> None:
    """A DOI leads to its resolver and prints without it."""
    inlines = reference_text(journal_article(doi="10.5555/1"), wording_for("en"))

    assert Link("https://doi.org/10.5555/1", (Text("10.5555/1"),)) in inlines


def test_a_reference_speaks_the_article_s_language() -> None:
    """Month, "available from" and "cited" come from the catalogue."""
    page = Source("a", type="webpage", title="Une page", url="https://a.example/",
                  accessed="2026-01-02")  # fmt: skip

    assert printed(page, "fr") == (
        "Une page [Internet]. [consulté le 2 janv. 2026]. Disponible à l’adresse : https://a.example/"
    )


def people(*names: str) -> tuple[Name, ...]:
    """`Rose ME` as family name and initials; a name without initials is a body."""
    parted = (name.rpartition(" ") for name in names)
    return tuple(
        Name(family, initials) if initials.isupper() and family else Name(literal=name)
        for name, (family, _, initials) in zip(names, parted, strict=True)
    )


def article(authors: tuple[Name, ...], title: str, journal: str, **fields: Any) -> Source:
    """An article of a journal."""
    return Source(
        "a", type="article-journal", authors=authors, title=title, container=journal, **fields
    )


ROSE = people(
    "Rose ME", "Huerbin MB", "Melick J", "Marion DW", "Palmer AM", "Schiding JK", "Kochanek PM",
    "Graham SH",
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param(
            article(people("Halpern SD", "Ubel PA", "Caplan AL"),
                    "Solid-organ transplantation in HIV-infected patients", "N Engl J Med",
                    issued="2002-07-25", volume="347", issue="4", page="284-287"),
            "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
            "N Engl J Med. 2002 Jul 25;347(4):284-7.",
            id="journal article",
        ),
        pytest.param(
            article(ROSE, "Regulation of interstitial excitatory amino acid concentrations after "
                    "cortical contusion injury", "Brain Res",
                    issued="2002", volume="935", issue="1-2", page="40-46"),
            "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation "
            "of interstitial excitatory amino acid concentrations after cortical contusion injury. "
            "Brain Res. 2002;935(1-2):40-6.",
            id="more than six authors",
        ),
        pytest.param(
            article((Name(literal="Diabetes Prevention Program Research Group"),),
                    "Hypertension, insulin, and proinsulin in participants with impaired glucose "
                    "tolerance", "Hypertension",
                    issued="2002", volume="40", issue="5", page="679-686"),
            "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in "
            "participants with impaired glucose tolerance. Hypertension. 2002;40(5):679-86.",
            id="organisation as author",
        ),
        pytest.param(
            article((*people("Vallancien G", "Emberton M", "Harving N", "van Moorselaar RJ"),
                     Name(literal="Alf-One Study Group")),
                    "Sexual dysfunction in 1,274 European men suffering from lower urinary tract "
                    "symptoms", "J Urol", issued="2003", volume="169", issue="6", page="2257-2261"),
            "Vallancien G, Emberton M, Harving N, van Moorselaar RJ; Alf-One Study Group. Sexual "
            "dysfunction in 1,274 European men suffering from lower urinary tract symptoms. "
            "J Urol. 2003;169(6):2257-61.",
            id="persons and an organisation",
        ),
        pytest.param(
            article((), "21st century heart solution may have a sting in the tail", "BMJ",
                    issued="2002", volume="325", issue="7357", page="184"),
            "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184.",
            id="no author",
        ),
        pytest.param(
            article(people("Geraud G", "Spierings EL", "Keywood C"),
                    "Tolerability and safety of frovatriptan", "Headache",
                    issued="2002", volume="42 Suppl 2", page="S93-9"),
            "Geraud G, Spierings EL, Keywood C. Tolerability and safety of frovatriptan. Headache. "
            "2002;42 Suppl 2:S93-9.",
            id="volume with supplement",
        ),
        pytest.param(
            article(people("Glauser TA"), "Integrating clinical trial data into clinical practice",
                    "Neurology", issued="2002", volume="58", issue="12 Suppl 7", page="S6-12"),
            "Glauser TA. Integrating clinical trial data into clinical practice. Neurology. "
            "2002;58(12 Suppl 7):S6-12.",
            id="issue with supplement",
        ),
        pytest.param(
            article(people("Banit DM", "Kaufer H", "Hartford JM"), "Intraoperative frozen section "
                    "analysis in revision total joint arthroplasty", "Clin Orthop",
                    issued="2002", issue="401", page="230-238"),
            "Banit DM, Kaufer H, Hartford JM. Intraoperative frozen section analysis in revision "
            "total joint arthroplasty. Clin Orthop. 2002;(401):230-8.",
            id="issue without volume",
        ),
        pytest.param(
            article((), "Outreach: bringing HIV-positive individuals into care", "HRSA Careaction",
                    issued="2002-06", page="1-6"),
            "Outreach: bringing HIV-positive individuals into care. HRSA Careaction. 2002 Jun:1-6.",
            id="neither volume nor issue",
        ),
        pytest.param(
            article(people("Chadwick R", "Schuklenk U"), "The politics of ethical consensus "
                    "finding", "Bioethics", issued="2002", volume="16", issue="2", page="iii-v"),
            "Chadwick R, Schuklenk U. The politics of ethical consensus finding. Bioethics. "
            "2002;16(2):iii-v.",
            id="roman pages",
        ),
        pytest.param(
            article(people("Zhang M", "Holman CD"), "Comorbidity and repeat admission to hospital "
                    "for adverse drug reactions in older adults", "BMJ", issued="2009-01-07",
                    volume="338", page="a2752", doi="10.1136/bmj.a2752", pmid="19129307"),
            "Zhang M, Holman CD. Comorbidity and repeat admission to hospital for adverse drug "
            "reactions in older adults. BMJ. 2009 Jan 7;338:a2752. doi: 10.1136/bmj.a2752 "
            "PMID: 19129307",
            id="article number and DOI",
        ),
        pytest.param(
            article(people("Yu WM", "Hawley TS"), "Immortalization of yolk sac-derived precursor "
                    "cells", "Blood", issued="2002-07-05", doi="10.1182/blood.v100.10.3828"),
            "Yu WM, Hawley TS. Immortalization of yolk sac-derived precursor cells. Blood. "
            "2002 Jul 5. doi: 10.1182/blood.v100.10.3828",
            id="ahead of print",
        ),
        pytest.param(
            article(people("Abood S"), "Quality improvement initiative in nursing homes",
                    "Am J Nurs", issued="2002-06", accessed="2002-08-12", volume="102", issue="6",
                    url="https://www.example.org/ajn"),
            "Abood S. Quality improvement initiative in nursing homes. Am J Nurs [Internet]. "
            "2002 Jun [cited 2002 Aug 12];102(6). Available from: https://www.example.org/ajn",
            id="journal article on the Internet",
        ),
        pytest.param(
            Source("a", type="book", authors=people("Murray PR", "Rosenthal KS", "Kobayashi GS",
                                                    "Pfaller MA"),
                   title="Medical microbiology", edition="4", place="St. Louis", publisher="Mosby",
                   issued="2002"),
            "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. "
            "St. Louis: Mosby; 2002.",
            id="book",
        ),
        pytest.param(
            Source("a", type="book", editors=(Name("Gilstrap", "L. C., III"),
                                              *people("Cunningham FG", "VanDorsten JP")),
                   title="Operative obstetrics", edition="2", place="New York",
                   publisher="McGraw-Hill", issued="2002"),
            "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors. Operative obstetrics. 2nd ed. "
            "New York: McGraw-Hill; 2002.",
            id="book with editors",
        ),
        pytest.param(
            Source("a", type="book", authors=people("Breedlove GK", "Schorfheide AM"),
                   editors=people("Wieczorek RR"), title="Adolescent pregnancy", edition="2",
                   place="White Plains (NY)", publisher="March of Dimes Education Services",
                   issued="2001"),
            "Breedlove GK, Schorfheide AM. Adolescent pregnancy. 2nd ed. Wieczorek RR, editor. "
            "White Plains (NY): March of Dimes Education Services; 2001.",
            id="book with authors and an editor",
        ),
        pytest.param(
            Source("a", type="chapter", authors=people("Meltzer PS", "Kallioniemi A", "Trent JM"),
                   title="Chromosome alterations in human solid tumors",
                   editors=people("Vogelstein B", "Kinzler KW"),
                   container="The genetic basis of human cancer", place="New York",
                   publisher="McGraw-Hill", issued="2002", page="93-113"),
            "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. "
            "In: Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: "
            "McGraw-Hill; 2002. p. 93-113.",
            id="chapter",
        ),
        pytest.param(
            Source("a", type="report", authors=people("Yen GG"),
                   title="Health monitoring on vibration signatures", place="Arlington (VA)",
                   publisher="Air Force Office of Scientific Research (US)", issued="2002-02",
                   number="AFRLSRBLTR020123"),
            "Yen GG. Health monitoring on vibration signatures. Arlington (VA): Air Force Office "
            "of Scientific Research (US); 2002 Feb. Report No.: AFRLSRBLTR020123.",
            id="report",
        ),
        pytest.param(
            Source("a", type="book", editors=people("Foley KM", "Gelband H"),
                   title="Improving palliative care for cancer", place="Washington",
                   publisher="National Academy Press", issued="2001", accessed="2002-07-09",
                   url="https://www.nap.edu/catalog/10149"),
            "Foley KM, Gelband H, editors. Improving palliative care for cancer [Internet]. "
            "Washington: National Academy Press; 2001 [cited 2002 Jul 9]. Available from: "
            "https://www.nap.edu/catalog/10149",
            id="book on the Internet",
        ),
        pytest.param(
            Source("a", type="webpage", title="Cancer-Pain.org", place="New York",
                   publisher="Association of Cancer Online Resources", issued="2002",
                   accessed="2002-07-09", url="http://www.cancer-pain.org/"),
            "Cancer-Pain.org [Internet]. New York: Association of Cancer Online Resources; 2002 "
            "[cited 2002 Jul 9]. Available from: http://www.cancer-pain.org/",
            id="web page",
        ),
        pytest.param(
            Source("a", authors=people("Bar DZ", "Atkatsh K"), title="Biotinylation by antibody "
                   "recognition", container="bioRxiv", issued="2016-08-11", doi="10.1101/069187"),
            "Bar DZ, Atkatsh K. Biotinylation by antibody recognition. bioRxiv [Preprint]. "
            "2016 Aug 11. doi: 10.1101/069187",
            id="preprint",
        ),
        pytest.param(
            Source("a", type="guideline",
                   authors=(Name(literal="National Institute for Health and Care Excellence"),),
                   title="Hypertension in adults: diagnosis and management", place="London",
                   publisher="NICE", issued="2019-08-28", accessed="2026-06-17", number="NG136",
                   url="https://www.nice.org.uk/guidance/ng136"),
            "National Institute for Health and Care Excellence. Hypertension in adults: diagnosis "
            "and management [Internet]. London: NICE; 2019 Aug 28 [cited 2026 Jun 17]. NG136. "
            "Available from: https://www.nice.org.uk/guidance/ng136",
            id="guideline",
        ),
    ],
)  # fmt: skip
def test_references_are_those_of_citing_medicine(source: Source, words: str) -> None:
    """NLM's samples; two differences are ours: no stop behind a DOI or address, PMID for PubMed."""
    assert printed(source) == words


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ("2124-2132", "2124-32"), ("1293–1302", "1293-302"), ("99-101", "99-101"), ("7", "7"),
        ("S93-S99", "S93-S99"), ("12-3", "12-3"), ("5-5", "5-5"), ("e12", "e12"),
    ],
)  # fmt: skip
def test_the_last_page_leaves_out_what_it_shares(pages: str, shown: str) -> None:
    """Only where both are plain numbers of one length; anything else stays as written."""
    assert printed(Source("a", type="article-journal", title="T", page=pages)) == f"T. {shown}."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Jean-Luc", "X JL"), ("J.-L.", "X JL"), ("F.D.R.", "X FDR"), ("ME", "X ME"),
        ("Anna", "X A"), ("John, Jr.", "X J Jr"), ("L. C., III", "X LC 3rd"), ("", "X"),
        ("JOHN", "X J"),
    ],
)  # fmt: skip
def test_initials_and_ranks(given: str, shown: str) -> None:
    """However they were typed."""
    assert printed(Source("a", title="T", authors=(Name("X", given),))) == f"{shown}. T."


def test_others_and_bodies_in_a_list_of_authors() -> None:
    """`and others` of BibTeX; two bodies; a person whose name was given as it prints."""
    for word in ("others", "et al.", "Et al"):
        others = (Name("One", "A"), Name(literal=word))
        assert printed(Source("a", title="T", authors=others)) == "One A, et al. T."
    bodies = (Name(literal="World Health Organization"), Name(literal="UNICEF"))
    assert printed(Source("a", title="T", authors=bodies)).startswith(
        "World Health Organization; U"
    )
    persons = (Name(literal="One AB"), Name(literal="Two C"))
    assert printed(Source("a", title="T", authors=persons)) == "One AB, Two C. T."


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "One A. Part. In: Two B, editor. Whole [Internet]. 3rd ed. Bern: P; 2024 Feb 17 "
               "[cited 2026 Jun 5]. p. 12-5. Available from: https://a.example/"),
        ("fr", "One A. Part. Dans : Two B, dir. Whole [Internet]. 3e éd. Bern: P; 17 févr. 2024 "
               "[consulté le 5 juin 2026]. p. 12-5. Disponible à l’adresse : https://a.example/"),
        ("de", "One A. Part. In: Two B, Hrsg. Whole [Internet]. 3. Aufl. Bern: P; 17. Feb. 2024 "
               "[abgerufen am 5. Juni 2026]. S. 12-5. Verfügbar unter: https://a.example/"),
        ("es", "One A. Part. En: Two B, ed. Whole [Internet]. 3.ª ed. Bern: P; 17 feb 2024 "
               "[consultado el 5 jun 2026]. p. 12-5. Disponible en: https://a.example/"),
        ("ar", "One A. Part. في: Two B, محرر. Whole [الإنترنت]. الطبعة 3. Bern: P; 17 فبراير 2024 "
               "[اطُّلع عليه في 5 يونيو 2026]. ص 12-5. متاح على: https://a.example/"),
    ],
)  # fmt: skip
def test_every_word_of_ours_is_in_the_article_s_language(lang: str, words: str) -> None:
    """The fixed words and the dates; what the source says itself stays as it is."""
    chapter = Source(
        "a", type="chapter", authors=(Name("One", "A"),), title="Part", editors=(Name("Two", "B"),),
        container="Whole", edition="3", place="Bern", publisher="P", issued="2024-02-17",
        accessed="2026-06-05", page="12-15", url="https://a.example/",
    )  # fmt: skip
    assert printed(chapter, lang) == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Report No.: 7."), ("fr", "Rapport n° 7."), ("de", "Bericht Nr. 7."),
        ("es", "Informe n.º 7."), ("ar", "تقرير رقم 7."),
    ],
)  # fmt: skip
def test_a_report_tells_its_number_in_the_article_s_language(lang: str, words: str) -> None:
    """A number alone would not say what it counts."""
    assert printed(Source("a", type="report", title="T", number="7"), lang) == f"T. {words}"


# --- in the journal's own style ---------------------------------------------------------------

PREPRINT = Source(
    "p", type="document", authors=(Name("Bar", "D"),), title="A draft", container="bioRxiv"
)


def in_style(*sources: Source, lang: str = "en-GB", layout: str = NUMERIC) -> list[str]:
    """The words of each reference in a style of numbers, titles and journals."""
    printed = reference_texts(sources, wording_for(lang), style_of(layout), lang)
    return [leaf("text", Prose("", words)).text for words in printed]


@pytest.mark.tool
def test_a_style_prints_what_has_parts_and_the_author_s_own_words_stay() -> None:
    """In the order in which they were given."""
    raw = Source("r", raw="Words, as they stand", doi="10.5555/7")

    assert in_style(raw, journal_article(volume="12"), raw) == [
        "Words, as they stand doi: 10.5555/7",
        "Invented A-MB, Example C van. A study. Journal of Examples 12 (2024).",
        "Words, as they stand doi: 10.5555/7",
    ]


@pytest.mark.tool
@pytest.mark.parametrize(("lang", "word"), [("en", "Preprint"), ("fr", "prépublication")])
def test_a_style_cannot_hide_that_nobody_has_reviewed_a_paper(lang: str, word: str) -> None:
    """A style that says so itself is left alone."""
    said = f'{NUMERIC}<text value=" ({word.upper()})"/>'

    assert in_style(PREPRINT, lang=lang)[0].casefold().endswith(f"biorxiv. [{word}]".casefold())
    assert in_style(PREPRINT, lang=lang, layout=said)[0].endswith(f"bioRxiv ({word.upper()}).")


@pytest.mark.tool
def test_a_style_may_print_nothing() -> None:
    """An empty entry is given back as such, a warning or not."""
    assert in_style(PREPRINT, layout='<text variable="DOI"/>') == [""]
