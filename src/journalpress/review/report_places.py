"""Where a finding stands, in words: by the copy's own count of paragraphs and its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journalpress.passage import words_of
from journalpress.review.change import INSERTED, START, Change
from journalpress.review.findings import Finding
from journalpress.review.forms import paragraph_numbers
from journalpress.review.rebase import Ground
from journalpress.review.report import Report
from journalpress.reviewcopy import Baseline, Block


@dataclass(frozen=True, slots=True)
class Where:
    """A place in words, and its section's heading in the article's language, "" where none is.

    `paragraph` is its number in the copy that was sent, 0 for what is not counted; `today` that in
    the article as it stands now, 0 where it is gone.
    """

    words: str
    heading: str = ""
    paragraph: int = 0
    today: int = 0


class Places:
    """The places of one article's findings, and today's keys of what they are about."""

    def __init__(self, report: Report) -> None:
        self._today = _Layout(report.today.baseline)
        self._layouts = {each.baseline.review: _Layout(each.baseline) for each in report.records}
        self._grounds = {
            (record.baseline.review, file.sha256): Ground(
                record.baseline, report.today, file.changes
            )
            for record in report.records
            for file in record.files
        }

    def where(self, finding: Finding) -> Where:
        """Where it stands in the copy that was sent."""
        layout = self._layouts[finding.baseline.review]
        change = finding.change
        if change is None:
            return self._at(layout, finding.keys, "", finding)
        match change.kind:
            case "insert":
                return self._at(layout, (change.place,), "behind ", finding)
            case "row-insert" | "column-insert":
                line = change.kind.partition("-")[0]
                behind = f"behind {line} {change.start + 1} of " if change.start >= 0 else (
                    f"before the first {line} of "
                )  # fmt: skip
                return self._at(layout, (change.place,), behind, finding)
            case "row-delete" | "column-delete":
                line = f"{change.kind.partition('-')[0]} {change.start + 1} of "
                return self._at(layout, (change.place,), line, finding)
            case _:
                return self._at(layout, finding.keys, "", finding)

    def destination(self, finding: Finding) -> str:
        """Where a move leads, in words."""
        layout = self._layouts[finding.baseline.review]
        return f"behind {layout.words((finding.change.place if finding.change else START,))}"

    def today_keys(self, finding: Finding) -> tuple[str, ...]:
        """Today's keys of the blocks that it is about, as far as they are there."""
        ground = self._grounds[finding.baseline.review, finding.file.sha256]
        # A picture is placed by its block alone: so is whatever else is about a block.
        keys = tuple(each for each in finding.keys if each in self._known(finding))
        return ground.target(Change(kind="picture", keys=keys)).keys if keys else ()

    def _known(self, finding: Finding) -> Mapping[str, Block]:
        return self._layouts[finding.baseline.review].known

    def _at(self, layout: _Layout, keys: Sequence[str], opening: str, finding: Finding) -> Where:
        if not keys:
            return Where("no paragraph")
        first = layout.first(keys[0])
        now = [self._today.numbers[key] for key in self.today_keys(finding)
               if key in self._today.numbers]  # fmt: skip
        number, today = layout.numbers.get(first, 0), now[0] if now else 0
        words = f"{opening}{layout.words(keys)}"
        if number and today and number != today:
            words = words.replace(f"paragraph {number}", f"paragraph {number} (today {today})")
        return Where(words, layout.headings.get(first, ""), number, today)


class _Layout:
    """A baseline by its keys."""

    def __init__(self, baseline: Baseline) -> None:
        self.known = {block.key: block for block in baseline.blocks}
        self.numbers = paragraph_numbers(baseline)
        self.tables: dict[str, str] = {}
        self.headings: dict[str, str] = {}
        heading = ""
        for block in baseline.blocks:
            if block.kind == "heading":
                heading = words_of(block.passage) if block.level > 1 else ""
            if block.key in self.numbers or block.kind == "picture":
                self.headings[block.key] = heading
            if block.kind == "cell":
                self.tables.setdefault(block.key.rsplit("_", 2)[0], block.key)

    def first(self, key: str) -> str:
        """The key of the block that it begins with: of a table its first cell."""
        return self.tables.get(key, key)

    def words(self, keys: Sequence[str]) -> str:
        """“paragraph 7”, “paragraphs 7 to 9”, “row 2, column 1 of the table at paragraph 31”."""
        key = keys[0]
        if key == START:
            return "nothing: it opens the article"
        if key.startswith(INSERTED):
            return "a paragraph that the reviewer added"
        if key in self.tables:
            return f"the table at paragraph {self.numbers[self.tables[key]]}"
        block = self.known.get(key)
        if block is None:
            return "no paragraph"
        numbers = [self.numbers[each] for each in keys if each in self.numbers]
        if len(numbers) > 1:
            joint = "and" if len(numbers) == 2 else "to"
            return f"paragraphs {numbers[0]} {joint} {numbers[-1]}"
        match block.kind:
            case "reference":
                return f"source {block.level}"
            case "disclaimer":
                return "the disclaimer"
            case "picture":
                return "a picture"
            case "cell":
                _, row, column = key.rsplit("_", 2)
                line = f"row {int(row) + 1}, column {int(column) + 1}"
                return f"paragraph {self.numbers[key]}, {line} of its table"
            case _ if key in self.numbers:
                return f"paragraph {self.numbers[key]}"
            case _:
                return "words that the program prints"
