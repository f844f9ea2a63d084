"""What an editor should know: a Problem with a stable code, and the table of all codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "final", "warning"]
"""error: nothing goes out · final: a draft may go out, a final may not · warning: for a person."""

MOST = 5
"""Findings of one rule in one file that are told one by one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what is wrong, where, and what to do about it.

    `file` is a path as the person knows it, "" where no file is meant; `line` counts from 1,
    0 where no line is meant; `article` is a slug or "".
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    article: str = ""

    def __str__(self) -> str:
        """One line: `articles/lupus.md:12: JP010 error: …  → what to do`."""
        where = self.file or self.article
        place = f"{where}:{self.line}: " if where and self.line else f"{where}: " if where else ""
        todo = f"  → {self.hint}" if self.hint else ""
        return f"{place}{self.code} {self.severity}: {self.message}{todo}"


CODES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        # the right to be out
        "JP001": ("final", "no clinical reviewer is named"),
        "JP002": ("final", "the review date is missing"),
        "JP003": ("final", "the article is past its review date"),
        "JP004": ("warning", "the next review is more than 36 months after the last"),
        "JP005": ("final", "no approved disclaimer for the article's language"),
        "JP006": ("final", "something that the original held is missing"),
        "JP007": ("final", "a question of the import is open"),
        "JP008": ("final", "a disclaimer found on a page is proposed, not approved"),
        "JP009": ("final", "the clinic's name or contact is empty in journal.toml"),
        "JP015": ("final", "the text is not the one that was approved"),
        "JP023": ("final", "words of the template are still there, or there is no text"),
        "JP024": ("warning", "findings of a review are not decided"),
        # citations and sources
        "JP010": ("error", "a citation has no source"),
        "JP011": ("warning", "a source is never cited"),
        "JP012": ("warning", "sources are not listed in order of first mention"),
        "JP013": ("warning", "a source has no DOI, PMID or address"),
        "JP014": ("error", "a source stands twice in the list"),
        "JP016": ("error", "a link definition would swallow citation marks"),
        "JP017": ("final", "citations are written as numbers"),
        "JP018": ("error", "a citation mark is not written correctly"),
        "JP019": ("error", "a source entry is not written correctly"),
        "JP025": ("warning", "the style of the references leaves out part of a source"),
        "JP026": ("error", "the style of the references prints nothing of a source"),
        # links between articles
        "JP020": ("final", "a cross-link has no target"),
        "JP021": ("warning", "a cross-link leads to an article that is not in force"),
        "JP022": ("error", "a cross-link leads to no article"),
        # pictures
        "JP043": ("error", "a picture has no description (alt text)"),
        "JP044": ("error", "a picture is missing"),
        "JP045": ("error", "a picture cannot be used"),
        "JP046": ("warning", "a picture is small on paper"),
        # the journal as a whole
        "JP050": ("error", "a file name is not a slug"),
        "JP051": ("error", "two articles have the same slug or id"),
        "JP052": ("error", "the file of an article cannot be read"),
        "JP053": ("error", "an unknown slug is named"),
        "JP054": ("error", "a character that our fonts do not have"),
        "JP060": ("error", "no catalogue of printed words for this language"),
        "JP070": ("error", "journal.toml is not right"),
        # reading an article
        "JP100": ("error", "the front matter cannot be read"),
        "JP101": ("error", "the front matter uses tags, aliases or a key twice"),
        "JP102": ("error", "an unknown field"),
        "JP103": ("error", "a field holds the wrong kind of value"),
        "JP104": ("error", "a value with a colon needs quotes"),
        "JP105": ("error", "a field is missing"),
        "JP110": ("error", "the file is not UTF-8 text"),
        "JP111": ("error", "a character that must not stand in a text"),
        "JP112": ("error", "a limit is exceeded"),
        "JP113": ("warning", "hidden characters change the direction of the text"),
        "JP120": ("error", "raw HTML"),
        "JP121": ("error", "a link that may not be used"),
        "JP122": ("error", "an unknown attribute"),
        "JP123": ("error", "a heading on the wrong level or in the wrong place"),
        "JP124": ("error", "something that the house Markdown does not have"),
        "JP125": ("error", "words of the source did not reach the article"),
        "JP126": ("error", "a table or caption is not written correctly"),
        "JP127": ("error", "an anchor stands twice"),
        # importing
        "JP130": ("warning", "something of the page was left out on purpose"),
        "JP131": ("warning", "something of the page was read in the likely way"),
        "JP132": ("final", "a mark that may be none, or names several sources: a person must say"),
        "JP134": ("error", "a file that was to be imported cannot be read"),
        # agreement of a file with its Edition
        "JP200": ("error", "words differ"),
        "JP201": ("error", "words are missing"),
        "JP202": ("error", "words that the edition does not hold"),
        "JP203": ("error", "a citation differs in number or target"),
        "JP204": ("error", "a link leads nowhere or elsewhere"),
        "JP205": ("error", "the disclaimer is not in the file"),
        "JP206": ("error", "a line of every page is missing"),
        "JP207": ("error", "the file cannot be read back"),
        "JP208": ("error", "something is hidden or stands outside its page"),
        "JP209": ("error", "a file is missing or was changed after it was written"),
        "JP210": ("error", "a file could not be made"),
        "JP211": ("error", "a file for the print shop is not fit for it"),
        # a worker that was lost
        "JP220": ("error", "a file took too long to make"),
        "JP221": ("error", "the worker that made a file crashed"),
        "JP222": ("error", "a file needs too much memory"),
        # a PDF as a leaflet
        "JPP001": ("error", "type is too small"),
        "JPP002": ("error", "large print is not large"),
        "JPP003": ("warning", "lines or paragraphs stand too close or too far apart"),
        "JPP004": ("warning", "lines are too long or too short"),
        "JPP005": ("warning", "text is justified, centred or badly divided"),
        "JPP006": ("error", "text is too faint"),
        "JPP007": ("error", "margins, bleed or lines cannot be printed safely"),
        "JPP008": ("error", "a heading is on the wrong level, too long or left alone"),
        "JPP009": ("warning", "something is split between two pages"),
        "JPP010": ("warning", "the last page is nearly empty, or the pages are too many"),
        "JPP011": ("warning", "a passage is in italics or capitals"),
        "JPP012": ("error", "citations cannot be followed or sources not read"),
        "JPP013": ("error", "a page lacks disclaimer, date or number"),
        "JPP014": ("error", "the code to scan cannot be scanned"),
        "JPP015": ("error", "fonts, pictures, paper or text are not as they must be"),
        "JPP020": ("error", "the PDF has no tags"),
        "JPP021": ("error", "the PDF lacks its language or title"),
        "JPP022": ("error", "words stand outside the tags"),
        "JPP023": ("error", "a picture in the PDF has no description"),
        "JPP024": ("error", "a link does not say where it leads, or is out of order"),
        "JPP025": ("error", "words cannot be seen as printed"),
        # a book (EPUB)
        "JPE001": ("error", "the e-book cannot be opened"),
        "JPE002": ("error", "the e-book is locked"),
        "JPE003": ("error", "the e-book would fill the memory"),
        "JPE004": ("error", "the zip does not say that it is an e-book"),
        "JPE005": ("error", "a file name is dangerous or stands twice"),
        "JPE006": ("error", "a file that is named is not there"),
        "JPE007": ("warning", "a document is too large"),
        "JPE008": ("warning", "the book is too large"),
        "JPE010": ("warning", "a picture has too many pixels"),
        "JPE011": ("error", "a picture is not what it says, or is torn"),
        "JPE012": ("warning", "a picture of a kind that not every shop takes"),
        "JPE013": ("warning", "the cover is missing or of the wrong size"),
        "JPE014": ("warning", "a font that not every reader takes"),
        "JPE015": ("warning", "a file name that some devices garble"),
        "JPE016": ("warning", "a file that the book does not name"),
        "JPE020": ("error", "a document cannot be read"),
        "JPE021": ("error", "a character was lost or cannot be held"),
        "JPE022": ("error", "a link that may not stand in a book"),
        "JPE023": ("error", "an attribute that runs something or reports readers"),
        "JPE024": ("warning", "looks that a reader cannot change"),
        "JPE025": ("error", "something would be fetched from the network"),
        "JPE026": ("error", "an element that runs, embeds or sends"),
        "JPE027": ("warning", "hidden characters change the direction of the text"),
        "JPE028": ("error", "a picture in the book has no description"),
        "JPE029": ("error", "an anchor stands twice in the book"),
        "JPE030": ("error", "a link leads nowhere in the book"),
        "JPE031": ("warning", "a heading skips a level"),
        "JPE032": ("error", "a language is missing or is no language tag"),
        "JPE033": ("error", "text or pages run the wrong way"),
        "JPE034": ("error", "a document has no title"),
        "JPE035": ("warning", "a table has no heading cells"),
        "JPE036": ("warning", "a link has no words"),
        "JPE040": ("warning", "a note mark is not marked as one"),
        "JPE041": ("warning", "a note lies in another file"),
        "JPE042": ("warning", "a note is not marked as a footnote"),
        "JPE043": ("warning", "a note does not lead back to each mark"),
        "JPE044": ("warning", "a note does not open as a pop-up"),
        "JPE045": ("error", "a mark has another number than its note"),
        "JPE050": ("error", "the book has no contents"),
        "JPE051": ("warning", "the contents are in another order than the book"),
        "JPE052": ("warning", "the contents have more than two levels"),
        "JPE053": ("warning", "landmarks are missing"),
        "JPE054": ("warning", "the contents for older readers differ"),
        "JPE060": ("error", "the book does not say what it is"),
        "JPE061": ("error", "the book states an accessibility that it does not have"),
        "JPE062": ("warning", "the book does not state how accessible it is"),
        "JPE063": ("error", "a claim of conformance that does not stand"),
        "JPE090": ("error", "an error found by EPUBCheck"),
        "JPE091": ("warning", "a remark of EPUBCheck"),
        "JPE092": ("error", "a serious barrier found by Ace"),
        "JPE093": ("warning", "a lesser barrier found by Ace"),
        "JPE094": ("error", "EPUBCheck or Ace failed itself"),
    }
)

ON_PAPER_ONLY = frozenset({"JP054"})
"""Errors that cost the PDF alone: a screen and Word have more fonts than a leaflet has."""


def problem(
    code: str, message: str, hint: str = "", *, file: str = "", line: int = 0, article: str = ""
) -> Problem:
    """A Problem of this code, with the severity that CODES gives it."""
    severity, _ = CODES[code]
    return Problem(code, severity, message, hint, file, line, article)


def problems_of(code: str, findings: Sequence[str], hint: str, *, file: str) -> Iterator[Problem]:
    """The findings of one rule as Problems: MOST of them, then how many more there are."""
    for finding in findings[:MOST]:
        yield problem(code, finding, hint, file=file)
    if len(findings) > MOST:
        yield problem(code, f"and {len(findings) - MOST} more of the same", hint, file=file)
