"""Tests of journalpress.readers.authorship."""

from __future__ import annotations

import pytest

from journalpress.model import Name, Source
from journalpress.readers.authorship import Authorship, authorships_of, shortens, spellings


def _only(raw: str) -> Authorship:
    (found,) = authorships_of([Source("key", raw=raw)]).every
    return found


@pytest.mark.parametrize(
    ("raw", "names", "year"),
    [
        ("Smith, J., & Jones, A. B. (2019a). A title. BMJ.", {"smith"}, ("2019", "a")),
        ("Smith J, Jones A. A title by Wu. BMJ. 2019;3:4.", {"smith"}, ("2019", "")),
        ("Mackensen A, et al. Nature Medicine (2022) — A title", {"mackensen"}, ("2022", "")),
        ("Müller F. und Braun K.: Titel. Springer 2020", {"muller", "mueller"}, ("2020", "")),
        ("van der Berg P, Smith K. A title. 2018", {"van der berg", "berg"}, ("2018", "")),
        ("J. Smith, A. Jones, A title, 2019", {"smith"}, ("2019", "")),
        ("John Smith and Anna Jones (2019). A title", {"smith", "john smith"}, ("2019", "")),
        ("Smith, John. 2019. A Title of 2015. OUP", {"smith"}, ("2019", "")),
        ("Smith J. Trends 2010 to 2019. Lancet 2021;3:4.", {"smith"}, ("2021", "")),
        ("O’Brien K (n.d.) A page", {"obrien"}, ("undated", "")),
        ("World Health Organization (WHO). (2021). A title", {"who"}, ("2021", "")),
        ("Robert Koch-Institut. Masern. 2020", {"rki", "robert koch institut"}, ("2020", "")),
        ("Organisation mondiale de la Santé (2021). Titre", {"oms"}, ("2021", "")),
        ("WHO. Obesity. 2021. Accessed 3 May 2024.", {"who"}, ("2021", "")),
        ("سميث ج، جونز أ (٢٠١٩). عنوان", {"سميث"}, ("2019", "")),
    ],
)
def test_an_entry_tells_its_first_author_and_its_year(
    raw: str, names: set[str], year: tuple[str, str]
) -> None:
    """Whatever the style of the list is, and in which language."""
    found = _only(raw)
    assert names <= found.names
    assert found.year == year


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Universität Berlin (2019). Titel", "berlin"),
        ("Berlin Institute of Health (2019). A title", "berlin"),
        ("Smith J, Jones A. A title. 2019", "jones"),
        ("García López, M. (2018). Título", "garcia"),
    ],
)
def test_a_part_of_a_name_is_no_name(raw: str, name: str) -> None:
    """A town in the name of a body, a second author, half of a family name name nobody."""
    assert name not in _only(raw).names


def test_half_of_a_double_name_is_a_doubt() -> None:
    """A reader may look for it under either half."""
    assert _only("García López, M. (2018). Título").doubtful == {"garcia", "lopez"}


def test_a_year_that_may_be_another_is_none() -> None:
    """Two years in an entry and nothing that tells which of them it is of."""
    found = _only("Smith J. From 2015 to now, 2019 edition, with notes")
    assert found.year is None
    assert found.years == {("2015", ""), ("2019", "")}


def test_fields_are_read_before_words() -> None:
    """A source from a reference manager has its authors and its day in fields."""
    source = Source(
        "k", authors=(Name("Smith", "J"), Name("de Vries", "A")), issued="2019-02", title="A title"
    )
    (found,) = authorships_of([source]).every
    assert found.names == {"smith"}
    assert found.authors == "smith de vries"
    assert found.year == ("2019", "")
    (body,) = authorships_of([Source("k", authors=(Name(literal="World Health Organization"),),
                                     issued="2021")]).every  # fmt: skip
    assert "who" in body.names


def test_letters_shorten_a_body_in_their_order_only() -> None:
    """Words may be passed over, but not the first, nor may letters change places."""
    body = "National Institute for Health and Care Excellence"
    assert shortens("NICE", body)
    assert shortens("CDC", "Centers for Disease Control and Prevention")
    assert not shortens("INCE", body)
    assert not shortens("NECI", body)
    assert not shortens("NI", body)


def test_umlauts_and_particles_may_be_written_out_or_not() -> None:
    """Müller is Mueller, and van der Berg is Berg."""
    assert spellings("Müller") & spellings("Mueller")
    assert spellings("van der Berg") >= {"van der berg", "berg"}
