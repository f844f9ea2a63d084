"""What the words of a source say without doubt."""

from __future__ import annotations

import pytest

from journalpress.identifiers import Numbers, is_identified, numbers_of, parsed
from journalpress.model import Source


@pytest.mark.parametrize(
    ("raw", "certain"),
    [
        ("Nemo A. A study. 2020;3:4. doi:10.5555/AbC.1.", ("10.5555/AbC.1", "", "", "2020")),
        ("(see https://doi.org/10.1016/S0140-6736(22)01545-8)",
         ("10.1016/S0140-6736(22)01545-8", "", "", "")),
        ("Nemo A. 2020. PMID: 123456; PMCID: PMC99", ("", "123456", "", "2020")),
        ("https://pubmed.ncbi.nlm.nih.gov/123456/ (2020)", ("", "123456", "", "2020")),
        ("NHS. Lupus. https://www.nhs.uk/lupus/ (accessed 17 June 2026).",
         ("", "", "https://www.nhs.uk/lupus/", "")),
        ("One doi:10.5555/1 and two doi:10.5555/2", ("", "", "", "")),
        ("Begun in 2015, printed in 2019", ("", "", "", "")),
        ("Nemo A (2019). Of the years 2001 to 2015.", ("", "", "", "2019")),
        ("doi:10.5555/2019.2001", ("10.5555/2019.2001", "", "", "")),
        ("doi:10.5555/1;10.5555/2", ("", "", "", "")),
        ("doi:10.5555/1;2-2,3|4", ("10.5555/1;2-2,3|4", "", "", "")),
        ("Nothing certain", ("", "", "", "")),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_taken_from_the_words(raw: str, certain: tuple[str, ...]) -> None:
    """A number or an address that stands there once; never an author, never a title."""
    found = parsed(Source("a", raw=raw))
    assert (found.doi, found.pmid, found.url, found.issued) == certain
    assert (found.raw, found.title, found.authors) == (raw, "", ())


def test_what_the_entry_says_itself_stands() -> None:
    """The words never overrule a field; a structured source is left alone."""
    thin = Source("a", raw="Nemo. 2020. doi:10.5555/1", doi="10.5555/2", issued="2021")
    assert parsed(thin) == thin
    full = Source("a", title="Of 10.5555/1")
    assert parsed(full) == full


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (Source("a", doi="10.5555/1"), True),
        (Source("a", pmid="1"), True),
        (Source("a", url="https://a.example"), True),
        (Source("a", raw="Nemo A. A study. 2004. doi:10.5555/0363546503260757"), True),
        (Source("a", raw="Nemo A. PMID 123456"), True),
        (Source("a", raw="NHS. Lupus. HTTPS://www.nhs.uk/lupus/"), True),
        (Source("a", raw="One doi:10.5555/1 and two doi:10.5555/2"), True),
        (Source("a", raw="Nemo A. A study. 2004;10.5/3."), False),
        (Source("a", title="A study", issued="2004"), False),
    ],
)
def test_a_source_is_identified_by_a_field_or_by_its_words(source: Source, found: bool) -> None:
    """Where the words name two, a reader can still follow them."""
    assert is_identified(source) is found


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        (Source("a", doi="10.5555/A", pmid="1"), (("10.5555/a",), ("1",))),
        (Source("a", raw="One doi:10.5555/1 and two 10.5555/2. PMID 7, PMID 8"),
         (("10.5555/1", "10.5555/2"), ("7", "8"))),
        (Source("a", doi="10.5555/2", raw="10.5555/1;https://doi.org/10.5555/2"),
         (("10.5555/2", "10.5555/1"), ())),
        (Source("a", url="https://doi.org/10.5555%2FA"), (("10.5555/a",), ())),
        (Source("a", url="https://pubmed.ncbi.nlm.nih.gov/123/"), ((), ("123",))),
        (Source("a", doi="10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2"),
         (("10.1002/(sici)1097(1998)17:15<1661::aid>3.0.co;2-2",), ())),
        (Source("a", doi="10.5555/1; 10.5555/2"), (("10.5555/1", "10.5555/2"), ())),
        (Source("a", title="Of 10.5555/1"), ((), ())),
    ],
)  # fmt: skip
def test_every_number_that_a_source_names(
    source: Source, numbers: tuple[tuple[str, ...], ...]
) -> None:
    """In a field, an address, or its own words, each once; those of a title are not its own."""
    found = numbers_of(source)
    assert found == Numbers(*numbers)
    assert bool(found) is any(numbers)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.journal.example/articles/10.5555/jp.2020.1/full",
        "https://journal.example/doi/pdf/10.5555/jp.2020.1.pdf",
        "https://journal.example/doi/10.5555/jp.2020.1?download=true",
        "https://journal.example/content/10.5555/jp.2020.1v2.full.pdf",
        "https://journal.example/doi/10.5555/jp.2020.1#abstract",
    ],
)
def test_what_an_address_has_behind_a_doi_is_not_of_it(address: str) -> None:
    """Else a list that holds the paper would be asked about another."""
    assert numbers_of(Source("a", url=address)).dois == ("10.5555/jp.2020.1",)
    assert numbers_of(Source("a", raw=f"See {address}.")).dois == ("10.5555/jp.2020.1",)
    assert numbers_of(Source("a", doi="10.5555/jp/full")).dois == ("10.5555/jp/full",)
