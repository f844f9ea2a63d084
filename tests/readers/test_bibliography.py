"""Lists of sources as reference managers write them: BibTeX, RIS, PubMed, CSL by the ending."""

from __future__ import annotations

import json
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.model import Name, Source
from journalpress.readers.bibliography import ENDINGS, is_bibliography, read_bibliography
from tests.examples import examples

ARTICLE = Source(
    "muller2024",
    type="article-journal",
    authors=(Name("Müller", "Fabian"), Name("van der Esch", "J P"), Name(literal="A Group")),
    issued="2024-02-22",
    title="CD19 CAR T-cell therapy",
    container="N Engl J Med",
    volume="390",
    issue="8",
    page="687-700",
    doi="10.1056/NEJMoa2308917",
    pmid="38381673",
)
BIB = r"""
@string{nejm = "N Engl J Med"}
@Article{muller2024,
  author = {M{\"u}ller, Fabian and van der Esch, J P and {A Group}},
  title = {{CD19} {CAR} {T}-cell therapy},
  journal = nejm, month = feb # "~22", year = 2024,
  volume = 390, number = {8}, pages = {687--700},
  doi = {https://doi.org/10.1056/NEJMoa2308917}, pmid = {38381673},
  abstract = {Passed over.}
}
"""
RIS = """\
TY  - JOUR
ID  - muller2024
AU  - Müller, Fabian
AU  - van der Esch, J P
AU  - A Group
TI  - CD19 CAR T-cell
      therapy
T2  - The New England Journal of Medicine
JO  - N Engl J Med
PY  - 2024
DA  - 2024/02/22/
VL  - 390
IS  - 8
SP  - 687
EP  - 700
DO  - 10.1056/NEJMoa2308917
AB  - Passed over.
ER  -
"""
NBIB = """

PMID- 38381673
OWN - NLM
DP  - 2024 Feb 22
TI  - CD19 CAR T-cell
      therapy.
PG  - 687-700
LID - 10.1056/NEJMoa2308917 [doi]
AB  - Passed over.
FAU - Müller, Fabian
AU  - Müller F
FAU - van der Esch, J P
AU  - van der Esch JP
CN  - A Group
TA  - N Engl J Med
JT  - The New England journal of medicine
VI  - 390
IP  - 8
"""
CSL = json.dumps([{"id": "a", "raw": "As printed."}])


def read(text: str, name: str) -> tuple[tuple[Source, ...], list[str]]:
    """The sources, and the Problems as lines."""
    sources, problems = read_bibliography(text.encode(), name)
    return sources, [str(each) for each in problems]


def one(text: str, name: str = "r.bib") -> Source:
    """The only source of a list without problems."""
    sources, problems = read(text, name)
    assert problems == []
    (source,) = sources
    return source


def bib(kind: str, **fields: str) -> Source:
    """The source that one entry of BibTeX describes, with each field in braces."""
    return one(f"@{kind}{{k, " + ", ".join(f"{k} = {{{v}}}" for k, v in fields.items()) + "}")


def test_one_article_is_the_same_source_in_every_form() -> None:
    """BibTeX, RIS and PubMed's format agree in every field; RIS has no place for a PMID."""
    assert one(BIB) == ARTICLE
    assert one(NBIB, "r.nbib") == ARTICLE
    ris = one(RIS, "r.ris")
    assert (ris.pmid, ris.doi) == ("", ARTICLE.doi)
    assert {**_fields(ris), "pmid": ARTICLE.pmid} == _fields(ARTICLE)


def _fields(source: Source) -> dict[str, object]:
    return {name: getattr(source, name) for name in Source.__slots__}


@pytest.mark.parametrize("name", ["r.json", "r.yaml", "R.YML"])
def test_csl_is_read_as_before(name: str) -> None:
    """The ending decides, in any case."""
    assert read(CSL, name) == ((Source("a", raw="As printed."),), [])


def test_endings_are_those_that_are_read() -> None:
    """A name says whether it is a list of sources; any other ending is told."""
    assert all(is_bibliography(f"x{ending.upper()}") for ending in ENDINGS)
    assert not is_bibliography("x.txt")
    assert read("", "x.txt")[1] == [
        "x.txt: JP019 error: no list of sources is known by this ending  "
        "→ it must end in .yaml, .yml, .json, .bib, .ris, .nbib"
    ]


def test_without_its_library_bibtex_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every other form is read all the same."""
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    assert read(BIB, "r.bib") == ((), [
        "r.bib: JP019 error: reading BibTeX needs one more part  → run: pip install "
        "'journalpress[bibtex]', or export the list as CSL-JSON or RIS"
    ])  # fmt: skip
    assert one(RIS, "r.ris").key == "muller2024"


@pytest.mark.parametrize("name", ["r.bib", "r.ris", "r.nbib"])
def test_an_empty_list_is_no_problem_and_prose_is(name: str) -> None:
    """Nothing says nothing; words that hold no source are not dropped."""
    assert read("", name) == ((), [])
    assert read("\ufeff\r\n", name) == ((), [])
    assert read("These are my sources.", name)[1]


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("article", "article-journal"),
        ("Book", "book"),
        ("incollection", "chapter"),
        ("inproceedings", "chapter"),
        ("techreport", "report"),
        ("online", "webpage"),
        ("phdthesis", "document"),
        ("whatever", "document"),
    ],
)
def test_types_of_bibtex(kind: str, csl: str) -> None:
    """Each type of BibTeX's is one of ours; those nobody knows are documents."""
    assert bib(kind, title="T").type == csl


def test_misc_with_an_address_is_a_web_page() -> None:
    """BibTeX itself has no type for web pages."""
    source = bib("misc", title="T", howpublished=r"\url{https://x.example/a_b}")
    assert (source.type, source.url) == ("webpage", "https://x.example/a_b")
    assert bib("misc", title="T", howpublished="Leaflet").type == "document"


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"{\'E}tude \"uber {\o}re, {\ss}, \c{c}, \v{S}k, \'{\i}", "Étude über øre, ß, ç, Šk, í"),
        (r"50% of R&D, 50\% of R\&D", "50% of R&D, 50% of R&D"),
        ("it costs $5", "it costs $5"),
        (r"$\beta$-blockers, $p<0.05$", "β-blockers, p<0.05"),
        ("``quoted'' -- dash~kept", "“quoted” – dash kept"),
        (r"{\em Staphylococcus} and \textit{in vivo}", "Staphylococcus and in vivo"),
        ("{NICE} {g}uideline #1", "NICE guideline #1"),
    ],
)
def test_latex_is_read_as_its_letters(latex: str, plain: str) -> None:
    """Accents, quotes, dashes and braces become what they stand for; no letter is lost."""
    assert bib("misc", title=latex).title == plain


def test_an_unknown_command_is_told_and_its_words_stay() -> None:
    """What is not known is named, with its line."""
    sources, problems = read("@misc{k,\n title = {a \\wibble{b} c}}", "r.bib")
    assert sources[0].title == "a b c"
    assert problems == [
        "r.bib:2: JP019 error: the command \\wibble of LaTeX is not known  "
        "→ write the letters that it stands for"
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ludwig van Beethoven", (Name("van Beethoven", "Ludwig"),)),
        ("De La Cruz, Mar{\\'\\i}a", (Name("De La Cruz", "María"),)),
        ("Smith, Jr., John", (Name("Smith", "John, Jr."),)),
        ("{Research and Care}", (Name(literal="Research and Care"),)),
        ("A. One and others", (Name("One", "A."), Name(literal="others"))),
        ("NICE", (Name("NICE"),)),
        ("{\\'E}mile Zola", (Name("Zola", "Émile"),)),
    ],
)  # fmt: skip
def test_names_of_bibtex(written: str, names: tuple[Name, ...]) -> None:
    """Particles go with the family name, ranks with the given one; braces keep a body whole."""
    assert bib("misc", title="T", author=written).authors == names


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {2024-02-17}", "2024-02-17"),
        ("date = {2024-02/2024-03}", "2024-02"),
        ("year = 2024", "2024"),
        ("year = {2024a}", "2024"),
        ("year = 2024, month = feb", "2024-02"),
        ("year = 2024, month = {2}", "2024-02"),
        ("year = 2024, month = {February}, day = 7", "2024-02-07"),
        ('year = 2024, month = "7~" # feb', "2024-02-07"),
        ("year = 2024, month = {jul-aug}", "2024-07"),
        ("year = 2024, month = {Spring}", "2024"),
    ],
)
def test_dates_of_bibtex(fields: str, issued: str) -> None:
    """Months by name, number or string; a range gives its beginning, a season only its year."""
    assert one(f"@misc{{k, title = {{T}}, {fields}}}").issued == issued


def test_a_part_takes_from_the_whole_it_names() -> None:
    """crossref: what the chapter does not say, its book does, and the book's title is told."""
    part = '@incollection{part, title="A chapter", author={A. One}, crossref={Whole}}'
    whole = "@book{whole, title={The book}, editor={B. Two}, publisher={P}, year=2001}"
    source = read(part + whole, "r.bib")[0][0]
    assert (source.title, source.container, source.publisher) == ("A chapter", "The book", "P")
    assert (source.issued, source.editors) == ("2001", (Name("Two", "B."),))
    assert "names “Whole”, which is not in this file" in read(part, "r.bib")[1][0]


def test_other_fields_of_bibtex() -> None:
    """Subtitle, edition, place, electronic page, arXiv and PubMed as eprint."""
    book = bib("book", title="T", subtitle="Sub", edition="Second", address="Bern", publisher="P")
    assert (book.title, book.edition, book.place) == ("T: Sub", "2", "Bern")
    assert bib("book", title="T", edition="3rd").edition == "3"
    assert bib("article", title="T", eid="e0123").page == "e0123"
    assert bib("misc", title="T", eprint="2401.1", archiveprefix="arXiv").url == (
        "https://arxiv.org/abs/2401.1"
    )
    assert bib("article", title="T", eprint="38381673", eprinttype="pubmed").pmid == "38381673"
    assert bib("article", title="T", doi=r"10.1000/a\_b").doi == "10.1000/a_b"
    report = bib("report", title="T", number="12", institution="WHO", urldate="2026-06-17")
    assert (report.number, report.publisher, report.accessed) == ("12", "WHO", "2026-06-17")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@misc{a, title = {No end\n}\n@misc{b, title={B}}", "r.bib:1: JP019 error: the entry “@m"),
        ("\n@misc{a, title={A}}\n@misc{a, title={B}}", "r.bib:3: JP014 error: “a” stands here"),
        ("@misc{a, title={A}, title={B}}", "r.bib:1: JP019 error: the entry has the field title"),
        ("@misc{a,\n title = nonsense}", "r.bib:2: JP019 error: “nonsense” is neither in braces"),
        ("@misc{a,\n title={A},\n year={in press}}", "r.bib:3: JP019 error: issued: “in press” is"),
        ("@misc{a, title={A}, author={{A, B, C, D}, e, f, g}}", "cannot be taken apart"),
        ("@misc{a é, title={A}}", "“a é” cannot be the id of a source"),
        ("@misc{a,\n note={A}}", "the source “a” says nothing"),
        ("@misc{a, title={A}, doi={10.1/x}}", "“10.1/x” is not a DOI"),
    ],
)
def test_what_is_wrong_in_bibtex_is_told(
    text: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line with its place for each entry or field that cannot be read; nothing else prints."""
    assert any(said in line for line in read(text, "r.bib")[1])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TY  - JOUR\nTI  - A\n", "r.ris:1: JP019 error: the record that begins here has no end"),
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \n", "r.ris:1: JP019 error: the record"),
        ("lost\nTY  - JOUR\nTI  - A\nER  - \n", "r.ris:1: JP019 error: this line belongs"),
        ("TY  - JOUR\nER  - \n", "r.ris:1: JP019 error: the source “record-1” says nothing"),
        ("TY  - JOUR\nTI  - A\nID  - b c\nER  - \n", "“b c” cannot be the id of a source"),
        ("TY  - JOUR\nUR  - https://x.example\nER  - \n", "no id can be made"),
    ],
)
def test_what_is_wrong_in_ris_is_told(text: str, said: str) -> None:
    """Lines outside of records, records without an end or an id: a line each."""
    assert any(said.replace("r.ris:", "r.ris:") in line for line in read(text, "r.ris")[1])


def test_ris_of_other_types() -> None:
    """A web page, a chapter with its editors, a report; a publisher's heading is no record."""
    text = (
        "Provider: A publisher\nContent: text/plain; charset=utf-8\n\n"
        "TY - ELEC\nTI - Lupus\nPB - NHS\nY2 - 2026/06/17/\nUR - https://n.example/l\nER -\n"
        "TY  - CHAP\nTI  - Part\nT2  - Whole\nA2  - Two, B\nSP  - 3\nET  - 2nd\nER  - \n"
        "TY  - RPRT\nTI  - Report\nIS  - 12\nDA  - 2020\nER  - \n"
    )
    (web, chapter, report), problems = read(text, "r.ris")
    assert problems == []
    assert (web.key, web.type, web.accessed, web.url) == (
        "lupus", "webpage", "2026-06-17", "https://n.example/l",
    )  # fmt: skip
    assert (chapter.container, chapter.editors, chapter.page) == ("Whole", (Name("Two", "B"),), "3")
    assert (report.number, report.issued, report.type) == ("12", "2020", "report")


@pytest.mark.parametrize(
    ("lines", "page"),
    [("SP  - 123\nEP  - 3\n", "123-3"), ("SP  - 7\nEP  - 7\n", "7"),
     ("SP  - 7–9\nEP  - 9\n", "7-9"), ("C7  - e12\n", "e12")],
)  # fmt: skip
def test_pages_of_ris(lines: str, page: str) -> None:
    """First and last, one page, both in one tag, the number of an article."""
    record = f"TY  - JOUR\nID  - k\nTI  - T\n{lines}ER  - \n"
    assert one(record, "r.ris").page == page


def test_ids_do_not_depend_on_the_place_in_the_file() -> None:
    """Two of one author and year are told apart by their titles, whichever comes first."""
    record = "TY  - JOUR\nAU  - Müller, F\nPY  - 2024\nTI  - {}\nER  - \n"
    first, second = record.format("The safety of it"), record.format("An outcome")
    keys = [source.key for source in read(first + second, "r.ris")[0]]
    assert keys == ["muller2024-safety", "muller2024-outcome"]
    assert [source.key for source in read(second + first, "r.ris")[0]] == keys[::-1]
    assert [source.key for source in read(first, "r.ris")[0]] == ["muller2024"]
    assert "no id can be made" in read(first + first, "r.ris")[1][0]


def test_pubmed_books_and_stray_lines() -> None:
    """A chapter of NCBI's bookshelf; a line that is not of the format is told."""
    text = (
        "PMID- 1\nBTI - The book\nTI  - The part\nFED - Two, B\nPB  - P\nPL  - Bern (CH)\n"
        "DP  - 2024\n"
        "PMID- 2\nTI  - Which way?\nAU  - One AB\nDP  - 2023 Dec-2024 Jan\nfoo\n"
    )
    (chapter, article), problems = read(text, "r.nbib")
    assert (chapter.type, chapter.container, chapter.place) == ("chapter", "The book", "Bern (CH)")
    assert (article.title, article.authors) == ("Which way?", (Name("One", "A B"),))
    assert article.issued == "2023-12"
    assert problems == [
        "r.nbib:12: JP019 error: this line is not of PubMed's format  → in PubMed choose Cite or "
        "Send to, then Citation manager, and save the file as it is"
    ]


def test_a_file_in_another_encoding_is_refused() -> None:
    """Latin-1 would lose its letters: JP110, as for an article."""
    sources, problems = read_bibliography("TI  - Müller".encode("latin-1"), "r.ris")
    assert sources == ()
    assert [each.code for each in problems] == ["JP110"]


# --- generated ---------------------------------------------------------------------------------

LETTERS = st.text("abcxyzäéøß’&%$_09", min_size=2, max_size=8).map("w{}".format)
WORDS = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
NAMES = st.lists(
    st.builds(Name, st.text("abéöü", min_size=2, max_size=6).map("M{}".format),
              st.sampled_from(["Ann", "B", "Carl D", "Élise"])),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip
NUMBERS = st.integers(1, 999).map(str)
SOURCES = st.builds(
    Source,
    key=st.just("k"),
    type=st.just("article-journal"),
    authors=NAMES,
    title=WORDS,
    container=WORDS,
    issued=st.dates(date(1900, 1, 1)).map(date.isoformat),
    volume=NUMBERS,
    issue=NUMBERS,
    page=st.tuples(NUMBERS, st.integers(1000, 1999).map(str)).map("-".join),
    doi=st.text("abc09._;()-", max_size=9).map("10.5555/{}x".format),
)
_ESCAPED = str.maketrans({each: f"\\{each}" for each in "&%$_"})


def _in_bibtex(source: Source) -> str:
    year, month, day = source.issued.split("-")
    people = " and ".join(f"{each.family}, {each.given}" for each in source.authors)
    title, journal = (text.translate(_ESCAPED) for text in (source.title, source.container))
    return (
        f"@article{{k, author={{{people}}}, title={{{title}}}, journal={{{journal}}}, year={year},"
        f" month={int(month)}, day={int(day)}, volume={source.volume}, number={source.issue},"
        f" pages={{{source.page.replace('-', '--')}}}, doi={{{source.doi}}}}}"
    )


def _in_ris(source: Source) -> str:
    first, last = source.page.split("-")
    people = "".join(f"AU  - {each.family}, {each.given}\n" for each in source.authors)
    return (
        f"TY  - JOUR\nID  - k\n{people}TI  - {source.title}\nJO  - {source.container}\n"
        f"DA  - {source.issued.replace('-', '/')}/\nVL  - {source.volume}\nIS  - {source.issue}\n"
        f"SP  - {first}\nEP  - {last}\nDO  - {source.doi}\nER  - \n"
    )


def _every_form_says_the_same(source: Source) -> None:
    assert one(_in_bibtex(source)) == source
    assert one(_in_ris(source), "r.ris") == source


@given(SOURCES)
@examples(25)
def test_any_article_is_the_same_source_in_bibtex_and_ris(source: Source) -> None:
    """Whatever its words, names, dates and numbers."""
    _every_form_says_the_same(source)


@pytest.mark.long
@given(SOURCES)
@settings(max_examples=200, deadline=None)
def test_any_article_is_the_same_source_at_length(source: Source) -> None:
    """The same, two hundred times."""
    _every_form_says_the_same(source)


PIECES = st.sampled_from(
    ["@article{", "@string{a=", "k,", "title=", "author=", "{", "}", '"', "#", ",", "=", "\\", "$",
     "%", "and", "TY  - JOUR\n", "ER  - \n", "PMID- 1\n", "TI  - ", "DP  - 2024\n", "\n", "é", "x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["bib", "ris", "nbib"]))
@examples(50)
def test_any_file_is_answered(text: str, ending: str) -> None:
    """Sources, or Problems that name the file; nothing is raised, nothing vanishes in silence."""
    sources, problems = read_bibliography(text.encode(), f"r.{ending}")
    assert all(each.file == f"r.{ending}" for each in problems)
    assert sources or problems or not text.strip()
