"""Reports → one page for an editor: the article as it stands with the changes in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from journalpress.assets import styles_dir
from journalpress.edition.wording import direction
from journalpress.review.findings import Finding
from journalpress.review.forms import FormCell, form_cells
from journalpress.review.record import Record, ReturnedFile
from journalpress.review.report import Report
from journalpress.review.report_article import Line, changed_article
from journalpress.review.report_markup import (
    Author,
    authors_of,
    lines_html,
    pieces_html,
    visible,
    words_html,
)
from journalpress.review.report_places import Places
from journalpress.review.report_words import (
    LOCAL_TIMES,
    SILENT,
    author_words,
    counted,
    flat,
    hand_date,
    is_contested,
    is_lost,
    is_settled,
    kind_words,
    looks_change,
    next_steps,
    pieces_of,
    shortened,
    sign_off_words,
    state_words,
    style_words,
    summary_of,
    threads,
    versions_of,
)
from journalpress.theme import Theme
from journalpress.writers.pages import render
from journalpress.writers.tokens import night_css, tokens_css

DEEPEST = 6
_SHOWN_IN_PLACE = frozenset(
    {"edit", "split", "insert", "delete", "row-insert", "row-delete", "column-insert",
     "column-delete"}
)  # fmt: skip


def html_report(reports: Sequence[Report], theme: Theme) -> str:
    """The page: styles inside it, no script, nothing fetched from anywhere."""
    authors = authors_of(reports)
    alone = len(reports) == 1
    title = (
        f"Review of “{reports[0].title}”" if alone
        else f"Review of {counted(len(reports), 'article')}"
    )  # fmt: skip
    pages = [_Page(report, authors, level=2 if alone else 3) for report in reports]
    body = "\n".join(page.html(titled=not alone) for page in pages)
    style = "\n".join(
        (
            tokens_css(theme),
            night_css(theme),
            *((styles_dir() / name).read_text("utf-8") for name in ("base.css", "review.css")),
        )
    )
    heading = "".join(map(words_html, title))
    return render("review/report.html.j2", body=body, title=visible(title), heading=heading,
                  style=style)  # fmt: skip


class _Page:
    """One article's part of the page; its headings begin at `level`."""

    def __init__(self, report: Report, authors: Mapping[str, Author], *, level: int) -> None:
        self._report = report
        self._authors = authors
        self._level = level
        self._places = Places(report)
        self._lines, self._left = changed_article(report, authors, self._places, self._link)

    def html(self, *, titled: bool) -> str:
        report = self._report
        parts = [f'<p class="counts">{words_html(summary_of(report))}</p>']
        parts.append(
            f'<p class="which">{words_html(report.slug)}, version '
            f"{report.today.article.version}</p>"
        )
        parts += [
            self._section("findings", "What is to decide", self._index()),
            self._section("copies", "What came back", "".join(self._copies())),
            self._section("text", "The article with the changes", self._article()),
            self._section("lost", "Without a place", self._cards(is_lost)),
            self._section(
                "whole", "Beside no paragraph", self._cards(lambda each: not is_lost(each))
            ),
            self._section("settled", "Settled", self._settled()),
            self._section("next", "What to do next", self._next()),
        ]
        inner = "\n".join(filter(None, parts))
        if not titled:
            return inner
        name = f"{self._id('title')}"
        heading = f'<h2 id="{name}">{self._own(report.title)}</h2>'
        return f'<section class="case" aria-labelledby="{name}">{heading}{inner}</section>'

    def _section(self, name: str, heading: str, inner: str) -> str:
        if not inner:
            return ""
        tag, anchor = f"h{self._level}", self._id(name)
        return (
            f'<section class="{name}" aria-labelledby="{anchor}">'
            f'<{tag} id="{anchor}">{heading}</{tag}>{inner}</section>'
        )

    # --- the summary

    def _index(self) -> str:
        open_ones = [each for each in self._report.findings if not is_settled(each)]
        if not open_ones:
            return "<p>Nothing: every finding is decided.</p>"
        listed = "".join(
            f'<li><a href="{self._link(each.id)}"><code>{escape(each.id)}</code> '
            f"{words_html(kind_words(each))}</a> {self._place(each)} "
            f"{self._badge(each)}<bdi>{words_html(author_words(each))}</bdi> {_state(each)}</li>"
            for each in open_ones
        )
        return f'{self._legend()}<ul class="index">{listed}</ul>'

    def _legend(self) -> str:
        names = dict.fromkeys(author_words(each) for each in self._report.findings)
        listed = "".join(
            f'<li><span class="sign by-{author.tone}">{author.sign}</span> '
            f"<bdi>{words_html(author.name)}</bdi>: "
            f'<ins class="by-{author.tone}">inserted</ins> '
            f'<del class="by-{author.tone}">deleted</del></li>'
            for author in (self._authors[name] for name in names)
        )
        contested = '<li><mark class="contested">words</mark> that are in conflict</li>'
        return f'<ul class="legend" aria-label="Signs">{listed}{contested}</ul>'

    def _place(self, finding: Finding) -> str:
        where = self._places.where(finding)
        heading = f", “{self._own(shortened(where.heading, 60))}”" if where.heading else ""
        return f'<span class="place">{words_html(where.words)}{heading}</span>'

    # --- the copies

    def _copies(self) -> Iterator[str]:
        for record in self._report.records:
            for file in record.files:
                yield self._copy(record, file)

    def _copy(self, record: Record, file: ReturnedFile) -> str:
        baseline, tag = record.baseline, f"h{min(self._level + 1, DEEPEST)}"
        who = words_html(baseline.recipient or "A copy for nobody by name")
        facts = (
            ("File", words_html(file.name)),
            ("Review", f"<code>{words_html(baseline.review)}</code>, version {baseline.version}"),
            ("Read on", words_html(file.read)),
        )
        told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
        notices = "".join(f'<p class="notice">{lines_html(each)}</p>' for each in file.notices)
        cells = form_cells(file.filled, baseline, self._report.lang)
        return (
            f'<div class="copy"><{tag}><bdi>{who}</bdi></{tag}><dl>{told}</dl>{notices}'
            f"{self._filled(cells)}</div>"
        )

    def _filled(self, cells: Sequence[FormCell]) -> str:
        listed: list[str] = []
        for (form, row), group in groupby(cells, lambda each: (each.form, each.row)):
            line = list(group)
            if form == "sign":
                listed.append(f"<b>Sign-off, line {row}:</b> {words_html(sign_off_words(line))}")
                continue
            name = {"claim": f"Claim {row}", "open": f"Sentence without a source {row}"}
            for each in line:
                about = f" <q>{self._own(each.sentence)}</q>" if each.sentence else ""
                listed.append(
                    f"<b>{name.get(form, 'Beside the forms')}:</b>{about} {_foreign(each.words)}"
                )
        items = "".join(f"<li>{each}</li>" for each in listed)
        return f'<p class="label">Filled in</p><ul class="filled">{items}</ul>' if items else ""

    # --- the article

    def _article(self) -> str:
        report = self._report
        made: list[str] = []
        for kind, group in groupby(self._lines, _list_of):
            rows = "".join(self._line(each) for each in group)
            made.append(f"<{kind}>{rows}</{kind}>" if kind else rows)
        lang, way = escape(report.lang), direction(report.lang)
        return (
            f'<p class="times">{LOCAL_TIMES}</p>'
            f'<div class="changed" lang="{lang}" dir="{way}">{"".join(made)}</div>'
        )

    def _line(self, line: Line) -> str:
        match line.kind:
            case "heading":
                tag = f"h{min(self._level + line.level, DEEPEST)}"
                said = f"<{tag}>{line.html}</{tag}>"
            case "cell":
                said = line.html if line.html.startswith("<div") else f"<p>{line.html}</p>"
            case "item":
                said = _item(f"{line.number}." if line.number else "•", line)
            case "reference":
                said = _item(f"{line.number}." if line.number else "+", line)
            case _:
                said = f'<p class="{line.kind}">{line.html}</p>'
        boxes = "".join(map(self._box, _one_of_each_conflict(line.findings)))
        notes = "".join(map(self._card, threads(line.findings)))
        aside = f'<div class="notes" lang="en" dir="ltr">{notes}</div>' if notes else ""
        row = f'<div class="row {line.mark}"><div class="said">{said}{boxes}</div>{aside}</div>'
        if line.kind not in ("item", "reference"):
            return row
        value = f' value="{line.number}"' if line.number else ""
        return f"<li{value}>{row}</li>"

    def _box(self, finding: Finding) -> str:
        """All texts of a conflict side by side."""
        told = "".join(
            f"<div><dt>{words_html(each.label)}</dt><dd>{self._own(each.before)}"
            f"<b>{self._own(each.words or '(nothing)')}</b>{self._own(each.behind)}</dd></div>"
            for each in versions_of(finding, self._report)
        )
        return (
            f'<div class="box" lang="en" dir="ltr" role="group" '
            f'aria-label="Conflict {escape(finding.id)}">'
            f'<p class="label">Conflict <code>{escape(finding.id)}</code></p><dl>{told}</dl></div>'
        )

    # --- cards

    def _card(self, finding: Finding, *, whole: bool = False) -> str:
        """What is known of a finding; `whole` tells its words and place too."""
        change, author = finding.change, self._authors[author_words(finding)]
        reply = " reply" if finding.remark and finding.remark.parent else ""
        date = hand_date(finding)
        silent = f", <em>{SILENT}</em>" if change and change.silent else ""
        parts = [
            f'<p class="head">{self._badge(finding)}<b>{words_html(kind_words(finding))}</b> '
            f"<code>{escape(finding.id)}</code> {_state(finding)}</p>",
            f'<p class="who"><bdi>{words_html(author.name)}</bdi>'
            f"{', ' + words_html(date) if date else ''}{silent}</p>",
        ]
        if whole:
            parts.append(
                f"<p>{self._place(finding)}, <bdi>{words_html(finding.file.name)}</bdi></p>"
            )
        if finding.remark:
            parts.append(self._remark(finding, whole=whole or bool(finding.remark.quoted)))
        elif whole or (change and change.kind not in _SHOWN_IN_PLACE) or finding.state == "hand":
            words = pieces_html(pieces_of(finding), author)
            parts.append(
                f'<p class="words" lang="{escape(self._report.lang)}" dir="auto">{words}</p>'
            )
        parts += [f"<p>{each}</p>" for each in self._details(finding)]
        return (
            f'<div class="card by-{author.tone}{reply}" id="{self._link(finding.id)[1:]}" '
            f'role="group" aria-label="Finding {escape(finding.id)}">{"".join(parts)}</div>'
        )

    def _remark(self, finding: Finding, *, whole: bool) -> str:
        remark = finding.remark
        if remark is None:
            return ""
        quoted = ""
        if remark.quoted and not remark.parent and whole:
            quoted = f'<p class="quoted">on <q>{self._own(shortened(remark.quoted))}</q></p>'
        done = '<p class="silent">resolved in Word</p>' if remark.done else ""
        return f'{quoted}<p class="remark">{_foreign(remark.words)}</p>{done}'

    def _details(self, finding: Finding) -> Iterator[str]:
        change = finding.change
        if change:
            if looks := looks_change(change):
                yield words_html(looks)
            if change.kind == "move":
                yield words_html(f"now {self._places.destination(finding)}")
            if change.kind == "restyle":
                yield f"it was a {style_words(change.styles[1])}"
            if len(finding.readings) > 1:
                for number, each in enumerate(finding.readings, 1):
                    said = self._own(flat(each.change.after))
                    yield f"<b>{number}:</b> {said} ({words_html(each.note)})"
        if finding.why:
            yield words_html(finding.why)
        known = {each.id: author_words(each) for each in self._report.findings}
        for opening, ids in (("the same as", finding.same), ("against", finding.against),
                             ("in the same paragraph:", finding.near)):  # fmt: skip
            told = ", ".join(
                f'<a href="{self._link(each)}"><code>{escape(each)}</code></a> '
                f"(<bdi>{words_html(known[each])}</bdi>)"
                for each in ids
                if each in known
            )
            if told:
                yield f"{opening} {told}"

    def _cards(self, wanted: Callable[[Finding], bool]) -> str:
        cards = "".join(self._card(each, whole=True) for each in threads(self._left)
                        if wanted(each))  # fmt: skip
        return f'<div class="cards">{cards}</div>' if cards else ""

    def _settled(self) -> str:
        cards = "".join(
            self._card(each, whole=True) for each in threads(self._report.findings)
            if is_settled(each)
        )  # fmt: skip
        return f'<div class="cards">{cards}</div>' if cards else ""

    def _next(self) -> str:
        listed = "".join(
            f"<div><dt><code>{words_html(command)}</code></dt><dd>{words_html(what)}</dd></div>"
            for command, what in next_steps(self._report)
        )
        return f'<dl class="steps">{listed}</dl>' if listed else ""

    # --- small parts

    def _badge(self, finding: Finding) -> str:
        author = self._authors[author_words(finding)]
        return f'<span class="sign by-{author.tone}" aria-hidden="true">{author.sign}</span> '

    def _own(self, words: str) -> str:
        """Words in the article's language."""
        lang, way = escape(self._report.lang), direction(self._report.lang)
        return f'<bdi lang="{lang}" dir="{way}">{words_html(words)}</bdi>' if words else ""

    def _id(self, name: str) -> str:
        return escape(f"{self._report.slug}-{name}")

    def _link(self, finding: str) -> str:
        return escape(f"#{self._report.slug}-f-{finding}")


def _item(sign: str, line: Line) -> str:
    level = min(line.level, 4) if line.kind == "item" else 1
    bullet = f'<span class="bullet" aria-hidden="true">{sign}</span>'
    return f'<div class="item level-{level}">{bullet}{line.html}</div>'


def _list_of(line: Line) -> str:
    if line.kind == "reference" or (line.kind == "item" and line.number):
        return "ol"
    return "ul" if line.kind == "item" else ""


def _one_of_each_conflict(findings: Sequence[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in findings:
        if is_contested(each) and each.id not in seen:
            seen.update((*each.against, *each.same))
            yield each


def _state(finding: Finding) -> str:
    kind = "contested" if is_contested(finding) else finding.state
    return f'<span class="state {kind}">{words_html(state_words(finding))}</span>'


def _foreign(words: str) -> str:
    """Words of a reviewer, in whatever language."""
    return f'<bdi lang="" dir="auto">{lines_html(words)}</bdi>'
