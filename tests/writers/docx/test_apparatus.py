"""The pages for reviewers: who signs, what to check, and nothing of it in the article."""

from __future__ import annotations

from journalpress.edition.review_words import CATALOGUE, review_words
from journalpress.reviewcopy import ReviewCopy, bookmark_name, reference_bookmark
from journalpress.wordfile.parts import Element, W
from journalpress.writers.docx import extract_docx, write_docx
from journalpress.writers.docx.apparatus import BOX
from tests.editions import DISCLAIMER, edition_of, everything_edition, house
from tests.trees import article, cite, p
from tests.writers.docx.reading import every, part, words


def forms(document: Element) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    return [
        [[words(cell) for cell in row.iter(f"{{{W}}}tc")] for row in each.iter(f"{{{W}}}tr")]
        for each in document.iter(f"{{{W}}}tbl")
    ]


def column(form: list[list[str]], number: int) -> list[str]:
    """A column of a form without its heading."""
    return [row[number] for row in form[1:]]


def test_each_claim_leads_to_the_words_it_is_about_and_to_its_sources() -> None:
    """And each row may be filled in: every cell has its bookmark."""
    made = article(
        p("Plain words."), p("A claim that is made here", cite("b"), ". A bare 12 % of it.")
    )
    edition = edition_of(made)
    document = part(write_docx(edition))
    signatures, longest, claims, uncited = forms(document)
    prose = edition.chapters[0].body[1]
    assert prose.kind == "paragraph"

    assert [len(row) for row in signatures] == [5] * 4
    assert column(longest, 2) == ["6", "5", "2"]
    assert claims[1] == ["3", "A claim that is made here.", claims[1][2], BOX]
    assert claims[1][2].startswith("[1] ")
    assert uncited[1] == ["3", "A bare 12 % of it.", "12 %", BOX]
    anchors = every(document, "hyperlink", "anchor")
    assert anchors.count(bookmark_name(prose.prose.key)) == 4
    assert anchors.count(reference_bookmark("b")) == 2
    assert bookmark_name("claim_1_3") in every(document, "bookmarkStart", "name")


def test_an_article_that_cites_nothing_has_no_table_of_claims() -> None:
    """Only the sign-off and the longest sentences."""
    assert len(forms(part(write_docx(edition_of(article(p("Words"))))))) == 2


def test_the_front_says_which_text_it_is_and_who_answers_for_it() -> None:
    """Id, version, dates, people and the whole digest, before the first words of the article."""
    edition = everything_edition(draft=False)
    shown = words(part(write_docx(edition)))
    front = shown[: shown.index("Immune health")]

    for said in ("everything", "20 June 2026", "20 June 2028", "Dr B. Madeup", "Dr A. Invented"):
        assert said in front, said
    assert edition.chapters[0].identity.digest in front


def test_readability_names_its_formula_or_says_that_there_is_none() -> None:
    """No figure is made up for a language without one."""
    english = words(part(write_docx(edition_of(article(p("The cat sat on the mat."))))))
    made = article(p("جلس القط."), lang="ar")
    arabic = words(part(write_docx(edition_of(made, house=house(disclaimers={"ar": DISCLAIMER})))))

    assert "Flesch Reading Ease (Flesch 1948): 116 " in english
    assert "Words: 6 · sentences: 1 · words a sentence: 6 " in english
    assert CATALOGUE["ar"].no_formula in arabic


def test_the_article_begins_a_page_of_its_own_between_the_pages_for_reviewers() -> None:
    """As long as there are any."""
    edition = edition_of(article(p("Words")))

    assert len(list(part(write_docx(edition)).iter(f"{{{W}}}pageBreakBefore"))) == 2
    clean = part(write_docx(edition, copy=ReviewCopy(apparatus=False)))
    assert list(clean.iter(f"{{{W}}}pageBreakBefore")) == []


def test_the_page_is_no_part_of_what_the_copy_says() -> None:
    """With it or without it, the same leaves are read."""
    edition = everything_edition()
    with_page, without = write_docx(edition), write_docx(edition, copy=ReviewCopy(apparatus=False))

    assert extract_docx(with_page) == extract_docx(without)
    assert review_words("en").heading in words(part(with_page))
    assert review_words("en").heading not in words(part(without))


def test_every_language_has_all_the_words() -> None:
    """None is empty, none has been left in English."""
    for lang, found in CATALOGUE.items():
        texts = [getattr(found, name) for name in found.__slots__]

        assert all(texts), lang
        assert lang == "en" or found.heading != CATALOGUE["en"].heading
    made = article(p("علاج", cite("a")), lang="ar")
    data = write_docx(edition_of(made, house=house(disclaimers={"ar": DISCLAIMER})))

    assert CATALOGUE["ar"].heading in words(part(data))


def test_the_sign_off_of_a_named_reviewer_has_the_name() -> None:
    """In its first line alone."""
    data = write_docx(everything_edition(), copy=ReviewCopy("Dr Okafor"))
    rows = next(form for form in forms(part(data)) if form[0][0] == review_words("en").name)

    assert [row[0] for row in rows[1:]] == ["Dr Okafor", "", ""]
    assert bookmark_name("sign_1_0") in every(part(data), "bookmarkStart", "name")
