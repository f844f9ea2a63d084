"""Report → today's article, paragraph by paragraph, with the changes in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journalpress.model import Article, List, Paragraph, every_block
from journalpress.passage import Passage, text_of
from journalpress.review.change import START
from journalpress.review.findings import IN_THE_ARTICLE, Finding
from journalpress.review.rebase import Target
from journalpress.review.report import Report
from journalpress.review.report_markup import (
    Author,
    PassageMarkup,
    changed_html,
    contested_html,
    label_html,
    looks_html,
)
from journalpress.review.report_places import Places
from journalpress.review.report_words import (
    author_words,
    is_contested,
    is_lost,
    is_settled,
)
from journalpress.reviewcopy import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or table of the page: what it is, its HTML, the findings told beside it.

    `number` is that of an item in its list, or of a source, 0 for none; `mark` says “new”, “gone”
    or "" of the whole.
    """

    kind: BlockKind
    level: int
    html: str
    findings: tuple[Finding, ...] = ()
    number: int = 0
    mark: str = ""


def changed_article(
    report: Report, authors: Mapping[str, Author], places: Places, link: Callable[[str], str]
) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The article's lines, and the findings that stand beside none of them.

    What is settled is in neither. `link` gives the address of a finding by its id.
    """
    made = _Article(report, authors, places, link)
    lines = tuple(made.lines())
    beside = {each.id for line in lines for each in line.findings}
    left = tuple(each for each in report.findings if not is_settled(each) and each.id not in beside)
    return lines, left


class _Article:
    def __init__(
        self,
        report: Report,
        authors: Mapping[str, Author],
        places: Places,
        link: Callable[[str], str],
    ) -> None:
        self._report = report
        self._authors = authors
        self._link = link
        self._markup = PassageMarkup(report)
        self._ordered = _ordered(report.today.article)
        blocks = report.today.baseline.blocks
        names = {each.key for each in blocks}
        names |= {each.key.rsplit("_", 2)[0] for each in blocks if each.kind == "cell"}
        self._beside: dict[str, list[Finding]] = defaultdict(list)
        self._words: dict[str, list[Finding]] = defaultdict(list)
        self._gone: dict[str, list[Finding]] = defaultdict(list)
        self._behind: dict[str, list[Finding]] = defaultdict(list)
        self._tables: dict[str, list[Finding]] = defaultdict(list)
        self._told_behind: set[str] = set()
        for each in report.findings:
            if not is_settled(each) and not is_lost(each):
                self._place(each, places, names)

    def _place(self, finding: Finding, places: Places, names: set[str]) -> None:
        """Notes where in the article it is shown, and beside which paragraph it is told."""
        change, target = finding.change, finding.target
        in_place = change is not None and target is not None and finding.state in IN_THE_ARTICLE
        keys = tuple(key for key in places.today_keys(finding) if key in names)
        if not in_place or change is None or target is None:
            if keys:
                self._beside[keys[0]].append(finding)
            return
        match change.kind:
            case "edit" | "split":
                self._words[target.key].append(finding)
                keys = (target.key,)
            case "insert":
                self._behind[target.place].append(finding)
                self._told_behind.add(finding.id)
                return
            case "delete" | "merge":
                for key in target.keys:
                    self._gone[key].append(finding)
                keys = target.keys
                if change.kind == "merge":
                    # What two paragraphs become stands before what is new behind them.
                    self._behind[target.keys[-1]].insert(0, finding)
            case "move":
                self._behind[target.place].append(finding)
                keys = target.keys
            case "restyle":
                keys = (target.key,)
            case _:
                self._tables[target.place].append(finding)
                keys = (target.place,)
        keys = tuple(key for key in keys if key in names) or keys
        if keys:
            self._beside[keys[0]].append(finding)

    # --- lines

    def lines(self) -> Iterator[Line]:
        """Every paragraph in order, what is new behind the one that it follows."""
        yield from self._new(START)
        blocks = self._report.today.baseline.blocks
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if block.kind != "cell":
                yield self._line(block)
                yield from self._new(block.key)
                at += 1
                continue
            key = block.key.rsplit("_", 2)[0]
            cells = [each for each in blocks[at:] if each.key.rsplit("_", 2)[0] == key]
            yield self._table(key, cells)
            yield from self._new(key)
            at += len(cells)

    def _line(self, block: Block) -> Line:
        gone = self._gone[block.key]
        html = self._block(block)
        if block.kind == "picture":
            html = label_html("Picture:") + html
        if any(each.change and each.change.kind == "move" for each in self._beside[block.key]):
            html = label_html("moved away from here:") + html
        number = block.level if block.kind == "reference" else self._ordered.get(block.key, 0)
        return Line(
            kind=block.kind,
            level=block.level,
            html=html,
            findings=tuple(self._beside[block.key]),
            number=number,
            mark="gone" if any(not is_contested(each) for each in gone) else "",
        )

    def _block(self, block: Block) -> str:
        """The words of a paragraph or cell with the changes in them."""
        gone = self._gone[block.key]
        signs = "".join(self._sign(each) for each in self._beside[block.key]
                        if each not in self._words[block.key] and each not in gone)  # fmt: skip
        if not gone:
            return self._changed(block.passage, self._words[block.key]) + signs
        words = self._markup.html(block.passage)
        if any(map(is_contested, gone)):
            return f"{contested_html(words)}{''.join(map(self._sign, gone))}{signs}"
        author = self._author(gone[0])
        return f"{changed_html('del', words, author)}{''.join(map(self._sign, gone))}{signs}"

    def _new(self, key: str) -> Iterator[Line]:
        """What comes behind this paragraph."""
        for finding in self._behind[key]:
            change, target = finding.change, finding.target
            if change is None or target is None:
                continue
            told = (finding,) if finding.id in self._told_behind else ()
            author, sign = self._author(finding), self._sign(finding)
            if change.kind == "insert":
                style = change.styles[0]
                html = changed_html("ins", self._markup.html(target.after), author) + sign
                yield Line(style.kind, style.level, html, told, 0, "new")
            elif change.kind == "merge":
                if not is_contested(finding):
                    html = changed_html("ins", self._markup.html(target.after), author) + sign
                    style = change.styles[0]
                    yield Line(style.kind, style.level, html, told, 0, "new")
            else:
                for block in self._report.today.baseline.blocks:
                    if block.key in target.keys:
                        words = self._markup.html(block.passage)
                        html = f"{label_html('moved here:')}{words}{sign}"
                        yield Line(
                            block.kind, block.level, html, told, 0, f"moved by-{author.tone}"
                        )

    # --- words

    def _changed(self, passage: Passage, findings: Sequence[Finding]) -> str:
        """The words with each change where it would be made; where two clash, today's words."""
        made: list[str] = []
        at = 0
        for group in _groups(findings):
            targets = [each.target for each in group if each.target]
            start = min(each.start for each in targets)
            end = max(each.end for each in targets)
            made.append(self._markup.html(passage[at:start]))
            made.append(self._group(passage[start:end], group, targets))
            at = end
        made.append(self._markup.html(passage[at:]))
        return "".join(made)

    def _group(self, today: Passage, group: Sequence[Finding], targets: Sequence[Target]) -> str:
        words = self._markup.html(today)
        signs = "".join(map(self._sign, group))
        alike = len({(each.start, each.end, each.after) for each in targets}) == 1
        if not alike or any(map(is_contested, group)):
            return f"{contested_html(words)}{signs}"
        author = self._author(group[0])
        after = self._markup.html(targets[0].after)
        if text_of(today) == text_of(targets[0].after):
            return f"{looks_html(after, author)}{signs}"
        gone = changed_html("del", words, author)
        return f"{gone}<wbr/>{changed_html('ins', after, author)}{signs}"

    def _sign(self, finding: Finding) -> str:
        author = self._author(finding)
        return (
            f'<a class="sign by-{author.tone}" href="{self._link(finding.id)}" '
            f'aria-label="finding {finding.id}">{author.sign}</a>'
        )

    def _author(self, finding: Finding) -> Author:
        return self._authors[author_words(finding)]

    # --- tables

    def _table(self, key: str, cells: Sequence[Block]) -> Line:
        here = {tuple(map(int, each.key.rsplit("_", 2)[1:])): each for each in cells}
        rows = self._order(key, "row", 1 + max(row for row, _ in here))
        columns = self._order(key, "column", 1 + max(column for _, column in here))
        gone = {(each.change.kind.partition("-")[0], each.target.at): each
                for each in self._tables[key]
                if each.change and each.target and each.change.kind.endswith("delete")}  # fmt: skip
        made: list[str] = []
        for row in rows:
            inner = [
                self._cell(here, row, column, gone, first=number == 0, head=row == 0 or made == [])
                for number, column in enumerate(columns)
            ]
            made.append(f"<tr>{''.join(inner)}</tr>")
        beside = [
            *self._beside[key],
            *(each for block in cells for each in self._beside[block.key]),
        ]
        html = (
            '<div class="scrolls" tabindex="0" role="group" aria-label="Table">'
            f"<table>{''.join(made)}</table></div>"
        )
        return Line("cell", 0, html, tuple(beside))

    def _order(self, key: str, line: str, size: int) -> list[int | Finding]:
        """Today's rows or columns by number, new ones as findings behind those they follow."""
        new: dict[int, list[Finding]] = defaultdict(list)
        for each in self._tables[key]:
            if each.change and each.target and each.change.kind == f"{line}-insert":
                new[each.target.at].append(each)
        order: list[int | Finding] = [*new[-1]]
        for number in range(size):
            order += [number, *new[number]]
        return order

    def _cell(
        self,
        here: Mapping[tuple[int, ...], Block],
        row: int | Finding,
        column: int | Finding,
        gone: Mapping[tuple[str, int], Finding],
        *,
        first: bool,
        head: bool,
    ) -> str:
        tag = 'th scope="col"' if head else "td"
        if isinstance(row, Finding):
            at = column if isinstance(column, int) else -1
            return self._new_cell(row, at, tag, signed=first)
        if isinstance(column, Finding):
            return self._new_cell(column, row, tag, signed=head)
        block = here.get((row, column))
        taken = gone.get(("row", row)) or gone.get(("column", column))
        if taken is None:
            return f"<{tag}>{self._block(block) if block else ''}</{tag[:2]}>"
        words = self._markup.html(block.passage) if block else ""
        inner = (
            contested_html(words)
            if is_contested(taken)
            else changed_html("del", words, self._author(taken))
        )
        opens = first if taken is gone.get(("row", row)) else head
        return f"<{tag}>{inner}{self._sign(taken) if opens else ''}</{tag[:2]}>"

    def _new_cell(self, finding: Finding, at: int, tag: str, *, signed: bool) -> str:
        """A cell of a new row or column, at this place among today's columns or rows."""
        cells = finding.target.cells if finding.target else ()
        words = self._markup.html(cells[at]) if 0 <= at < len(cells) else ""
        inner = changed_html("ins", words, self._author(finding))
        sign = self._sign(finding) if signed else ""
        return f'<{tag} class="new">{inner}{sign}</{tag[:2]}>'


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The changes of one paragraph by place; those that meet the same words together."""
    groups: list[list[Finding]] = []
    end = -1
    known = [(each.target, each) for each in findings if each.target]
    for target, each in sorted(known, key=lambda pair: (pair[0].start, pair[0].end)):
        last = groups[-1] if groups else []
        meets = target.start < end or any(
            each.id in other.against or each.id in other.same for other in last
        )
        if meets:
            last.append(each)
        else:
            groups.append([each])
        end = max(end, target.end) if meets else target.end
    return groups


def _ordered(article: Article) -> Mapping[str, int]:
    """The number of each item of a numbered list, by the key of its first paragraph."""
    found: dict[str, int] = {}
    for block in every_block(article.body):
        if isinstance(block, List) and block.ordered:
            for number, item in enumerate(block.items, block.start):
                if item.blocks and isinstance(item.blocks[0], Paragraph):
                    found[item.blocks[0].prose.key] = number
    return found
