"""`references:`, `bibliography:` and the journal's sources → the sources of one article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from journalpress.model import Source
from journalpress.readers.bibliography import ENDINGS, is_bibliography, read_bibliography
from journalpress.readers.findings import Findings, nearest
from journalpress.readers.markdown.frontmatter import FrontMatter
from journalpress.readers.sources import source_from, stands_twice
from journalpress.readers.stringtree import Node, Scalar


@dataclass(frozen=True, slots=True)
class Known:
    """The article's own list, and every source that it may cite, by key."""

    listed: tuple[Source, ...]
    by_key: Mapping[str, Source]

    @property
    def listed_keys(self) -> tuple[str, ...]:
        """The keys of the article's own list, in its order."""
        return tuple(source.key for source in self.listed)

    def sources_for(self, cited: tuple[str, ...]) -> tuple[Source, ...]:
        """The list, then what is cited beyond it in order of first mention."""
        others = (key for key in cited if key not in self.listed_keys and key in self.by_key)
        return (*self.listed, *(self.by_key[key] for key in others))


def read_references(
    front: FrontMatter,
    shared: Mapping[str, Source],
    bibliography: Callable[[str], bytes | None],
    findings: Findings,
) -> Known:
    """The sources of an article; what its list says twice or names in vain is a Problem."""
    elsewhere = dict(shared)
    for source in _from_file(front, bibliography, findings):
        other = shared.get(source.key)
        if other and other != source:
            _note_two_contents(source.key, findings, front.lines["bibliography"])
        elsewhere[source.key] = source
    listed: list[Source] = []
    for node in front.references:
        found = _entry(node, elsewhere, findings)
        if found and not stands_twice(found, listed, findings, line=node.line):
            listed.append(found)
    return Known(tuple(listed), {**elsewhere, **{source.key: source for source in listed}})


def _entry(node: Node, elsewhere: Mapping[str, Source], findings: Findings) -> Source | None:
    """One entry of the list: a source, or the id of one that stands elsewhere."""
    if isinstance(node, Scalar):
        if node.text in elsewhere:
            return elsewhere[node.text]
        like = nearest(node.text, elsewhere)
        findings.note(
            "JP010",
            f"references names “{node.text}”, which is in no list of sources",
            f"do you mean {like}?" if like else "add it to references.yaml, or write it out here",
            line=node.line,
        )
        return None
    source = source_from(node, findings)
    if source and source.key in elsewhere and elsewhere[source.key] != source:
        _note_two_contents(source.key, findings, node.line)
    return source


def _note_two_contents(key: str, findings: Findings, line: int) -> None:
    findings.note(
        "JP014",
        f"the source “{key}” stands elsewhere with other content",
        "write only its id here, or give this one another id",
        line=line,
    )


def _from_file(
    front: FrontMatter, bibliography: Callable[[str], bytes | None], findings: Findings
) -> tuple[Source, ...]:
    """The sources of the file that `bibliography:` names."""
    name = front.bibliography
    if not name:
        return ()
    line = front.lines["bibliography"]
    data = bibliography(name)
    if data is None:
        hint = "name a file beside references.yaml, as seen from the article"
        findings.note("JP019", f"there is no file of sources called “{name}”", hint, line=line)
        return ()
    if not is_bibliography(name):
        hint = f"export the list in a form that ends in {', '.join(ENDINGS)}"
        findings.note("JP019", f"“{name}” is not a list of sources", hint, line=line)
        return ()
    sources, problems = read_bibliography(data, name)
    findings.take(replace(found, article=found.article) for found in problems)
    return sources
