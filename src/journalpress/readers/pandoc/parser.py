"""A parser of the Markdown that pandoc and static-site generators read: CommonMark and more.

What it adds to CommonMark are tables, definition lists, footnotes, fenced divs, bracketed spans,
sub- and superscripts, citations by key, and one token for what no article holds (mathematics,
shortcodes), so that no asterisk inside it is taken for emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from journalpress.readers.pandoc.block_rules import (
    admonition,
    div,
    grid_table,
    no_term,
    pipe_table,
    ruled_table,
)
from journalpress.readers.pandoc.heading_links import read_heading_links
from journalpress.readers.spans import read_span

PARSER_NESTING = 400
"""Below this depth markdown-it drops text without a word; its commonmark preset has 20."""

LONGEST = 500
"""So many characters a formula, a shortcode or struck words may have: a sign that opens one and is
never closed costs no more than that."""

KEY = r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[\w](?:[:.#$%&+?<>~/-]?[\w])*))"
"""A citation key behind its @ (pandoc's manual, “Citation syntax”)."""

_CITED = re.compile(r"(?:^|(?<=[\s;(\[]))(?P<minus>-?)@" + KEY)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})$")
_LONGEST_ENTITY = 34
_BARE_KEY = re.compile(r"(?P<minus>-?)@" + KEY)
_BEHIND_KEY = re.compile(r"[ \t]?\[(?P<locator>[^\[\]@^]+)\](?![(\[{])")
_DOLLARS = re.compile(
    r"\$\$(?:[^$\\]|\\.)+\$\$"
    r"|\$(?![\s$])(?:[^$\\]|\\.)*?(?<![\s\\])\$(?![\d$])",
    re.DOTALL,
)
_BACKSLASHES = re.compile(
    rf"\\\\?\(.{{1,{LONGEST}}}?\\\\?\)|\\\\?\[.{{1,{LONGEST}}}?\\\\?\]", re.DOTALL
)
_TEMPLATE = re.compile(rf"\{{\{{.{{0,{LONGEST}}}?\}}\}}|\{{%.{{0,{LONGEST}}}?%\}}", re.DOTALL)
_NO_BREAK = re.compile(r"(?<=[\w.,])\\ (?=\w)")
_TEX = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})+")
_TEMPLATE_LINK = re.compile(
    r"\(\s*(?P<address>[^()\s{}]*(?:\{\{.*?\}\}|\{%.*?%\})[^\s()]*)\s*\)", re.DOTALL
)
_QUOTED_NAME = re.compile(r"[\"'“”‘’]([^\"'“”‘’]+)[\"'“”‘’]")
_BARE_NAME = re.compile(r"(?:relref|ref|link|post_url)\s+([^\s%}>|]+)")
_SPAN_ATTRIBUTES = re.compile(r"\{:?(?=\s*(?:[.#][\w-]|-\s*\}|[\w-]+=))([^{}\n]*)\}")
_SCRIPT = {"~": ("sub", re.compile(r"~((?:[^\s~\\]|\\.)+)~")),
           "^": ("sup", re.compile(r"\^((?:[^\s^\[\\]|\\.)(?:[^\s^\\]|\\.)*)\^"))}  # fmt: skip
_STRUCK = re.compile(rf"~~(?=\S).{{1,{LONGEST}}}?(?<=\S)~~", re.DOTALL)


def make_parser() -> MarkdownIt:
    """The parser; `parse` with what `environment` gives."""
    parser = MarkdownIt("commonmark", {"maxNesting": PARSER_NESTING, "html": True})
    parser.enable("table")
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, move_to_end=False)
    for name, rule in (
        ("mathematics", _mathematics),
        ("template", _template),
        ("tex", _tex),
    ):
        parser.inline.ruler.before("escape", name, rule)
    parser.inline.ruler.before("escape", "no_break", _no_break)
    parser.inline.ruler.before("emphasis", "script", _script)
    for name, rule in (
        ("template_link", _template_link),
        ("numbered_link", _numbered_link),
        ("span", _span),
        ("cluster", _cluster),
    ):
        parser.inline.ruler.before("link", name, rule)
    parser.inline.ruler.before("link", "key", _key)
    read_heading_links(parser)
    ends = ["paragraph", "blockquote", "reference", "list"]
    parser.block.ruler.before("fence", "div", div, {"alt": ends})
    parser.block.ruler.before("fence", "admonition", admonition, {"alt": ends})
    parser.block.ruler.before("deflist", "no_term", no_term)
    parser.block.ruler.before("table", "pipe_table", pipe_table)
    parser.block.ruler.before("code", "ruled_table", ruled_table)
    parser.block.ruler.before("hr", "grid_table", grid_table)
    parser.validateLink = _sees_every_link  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = _as_typed  # type: ignore[method-assign, assignment]
    return parser


def environment(keys: Collection[str]) -> dict[str, Any]:
    """What one parsing needs to know and leaves behind; `keys` are those of all known sources."""
    return {"keys": frozenset(keys), "definitions_used": set()}


def inline_tokens(parser: MarkdownIt, source: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a stretch of words that stands in some other token."""
    tokens: list[Token] = []
    parser.inline.parse(source, parser, env, tokens)
    return tokens


def _sees_every_link(_url: str) -> bool:
    return True


def _as_typed(url: str) -> str:
    return url


# --- citations


def cited_in(content: str) -> list[tuple[str, str]]:
    """The parts of a cluster that name a source, each as its words and its key."""
    found: list[tuple[str, str]] = []
    for part in parts_of(content):
        if hit := _CITED.search(part):
            found.append((part, hit["braced"] or hit["key"]))
    return found


def parts_of(content: str) -> list[str]:
    """What stands between the semicolons of a cluster; those in brackets or braces are words."""
    parts, depth, begin = [], 0, 0
    for at, character in enumerate(content):
        escaped = at and content[at - 1] == "\\"
        if character in "[{(" and not escaped:
            depth += 1
        elif character in "]})" and not escaped:
            depth -= 1
        elif character == ";" and depth <= 0 and not (escaped or _ends_entity(content, at)):
            parts.append(content[begin:at])
            begin = at + 1
    return [*parts, content[begin:]]


def _ends_entity(content: str, at: int) -> bool:
    return _ENTITY.search(content, max(0, at - _LONGEST_ENTITY), at) is not None


def split_part(part: str) -> tuple[str, str, str] | None:
    """The words before the key, the key, and what follows it; None where there is no key."""
    hit = _CITED.search(part)
    if hit is None:
        return None
    return part[: hit.start()], hit["braced"] or hit["key"], part[hit.end() :]


def _cluster(state: StateInline, silent: bool) -> bool:
    """`[see @key, p. 3; -@other]` → a token `cluster`, if it names a source that is known."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or state.src[end + 1 : end + 2] in ("(", "["):
        return False
    content = state.src[state.pos + 1 : end]
    if "@" not in content:
        return False
    cited = cited_in(content)
    if not cited or not any(key in state.env["keys"] for _, key in cited):
        return False
    if not silent:
        token = state.push("cluster", "", 0)
        token.content = content
    state.pos = end + 1
    return True


def _key(state: StateInline, silent: bool) -> bool:
    """`@key [p. 3]` in a sentence → a token `key`, if the source is known."""
    if state.src[state.pos] not in "@-":
        return False
    before = state.src[state.pos - 1 : state.pos]
    found = _BARE_KEY.match(state.src, state.pos, state.posMax)
    if not found or before.isalnum() or before in ("@", ".", "/", "_", "\\"):
        return False
    key = found["braced"] or found["key"]
    if key not in state.env["keys"]:
        return False
    locator = _BEHIND_KEY.match(state.src, found.end(), state.posMax)
    end = locator.end() if locator else found.end()
    if not silent:
        token = state.push("key", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {
            "key": key,
            "locator": locator["locator"] if locator else "",
            "suppressed": bool(found["minus"]),
        }
    state.pos = end
    return True


def _numbered_link(state: StateInline, silent: bool) -> bool:
    """`[3]`, with `[3]: https://…` elsewhere → a token `numbered`: a source by its number."""
    found = re.compile(r"\[(\d{1,3})\](?:\[\])?(?![(\[])").match(state.src, state.pos, state.posMax)
    if not found:
        return False
    label = normalizeReference(found[1])
    if label not in state.env.get("references", {}):
        return False
    if not silent:
        token = state.push("numbered", "", 0)
        token.content = found[1]
        state.env["definitions_used"].add(label)
    state.pos = found.end()
    return True


# --- what no article holds


def _mathematics(state: StateInline, silent: bool) -> bool:
    r"""`$x^2$`, `$$…$$`, `\(…\)`, `\[…\]` → a token `verbatim`."""
    sign = state.src[state.pos]
    if sign not in "$\\" or not _closes(state, sign):
        return False
    expression = _DOLLARS if state.src[state.pos] == "$" else _BACKSLASHES
    found = expression.match(state.src, state.pos, state.posMax)
    if not found or not _is_formula(found[0]):
        return False
    return _push_verbatim(state, silent, found, "a formula")


def _closes(state: StateInline, sign: str) -> bool:
    """Whether the sign stands further on in this leaf; looked up once, or it would be quadratic."""
    source, found = state.env.get("last_signs", ("", {}))
    if source is not state.src:
        found = {}
        state.env["last_signs"] = (state.src, found)
    if sign not in found:
        found[sign] = state.src.rfind(sign)
    return bool(found[sign] > state.pos)


def _is_formula(words: str) -> bool:
    r"""`\(` is a bracket that somebody escaped, unless signs of a formula stand behind it."""
    return words.startswith("$") or bool(re.search(r"[=^_+<>\\]\s*\w|\w\s*[=^_+<>]", words[2:-2]))


def _template(state: StateInline, silent: bool) -> bool:
    """`{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}` → a token `verbatim`."""
    if state.src[state.pos] != "{" or not _closes(state, "}"):
        return False
    found = _TEMPLATE.match(state.src, state.pos, state.posMax)
    return bool(found) and _push_verbatim(state, silent, found, "a shortcode")


def _tex(state: StateInline, silent: bool) -> bool:
    r"""`\textbf{words}`, `\cite[p. 3]{key}` → a token `verbatim`."""
    found = _TEX.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    return bool(found) and _push_verbatim(state, silent, found, "a command of TeX")


def _push_verbatim(
    state: StateInline, silent: bool, found: re.Match[str] | None, what: str
) -> bool:
    assert found
    if not silent:
        token = state.push("verbatim", "", 0)
        token.content = found[0]
        token.info = what
    state.pos = found.end()
    return True


def _template_link(state: StateInline, silent: bool) -> bool:
    """`[words]({{< ref "lupus.md" >}})` → a link to lupus.md."""
    if state.src[state.pos] != "[":
        return False
    start, end_of_all = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _TEMPLATE_LINK.match(state.src, end + 1, end_of_all) if end >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": _address_in(found["address"])}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
    state.pos, state.posMax = found.end(), end_of_all
    return True


def _address_in(template: str) -> str:
    """The address or file name that a template puts into a link."""
    name = _QUOTED_NAME.search(template) or _BARE_NAME.search(template)
    rest = _TEMPLATE.sub("", template)
    if name and re.search(r"\b(?:relref|ref|link|post_url)\b|\|", template):
        is_name = re.search(r"\b(?:relref|ref|post_url)\b", template) and "." not in name[1]
        return f"{name[1]}{'.md' if is_name and '#' not in name[1] else ''}{rest}"
    return rest or template


# --- marks


def _no_break(state: StateInline, silent: bool) -> bool:
    r"""`Dr.\ Smith` → a space at which no line breaks."""
    # Elsewhere the sign stands for itself, as CommonMark has it.
    if not _NO_BREAK.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.push("text", "", 0).content = "\u00a0"
    state.pos += 2
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=fr .class}`, where the braces hold what looks like attributes."""
    return read_span(state, silent, _SPAN_ATTRIBUTES)


def _script(state: StateInline, silent: bool) -> bool:
    """`H~2~O`, `m^2^` → `script_open` … `script_close`; `~~struck~~` → a token `verbatim`."""
    sign = state.src[state.pos]
    if sign not in _SCRIPT:
        return False
    if not _closes(state, sign):
        return False
    if struck := _STRUCK.match(state.src, state.pos, state.posMax):
        return _push_verbatim(state, silent, struck, "words struck out")
    name, pattern = _SCRIPT[sign]
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        end_of_all = state.posMax
        state.pos, state.posMax = found.start(1), found.end(1)
        state.push("script_open", name, 1)
        state.md.inline.tokenize(state)
        state.push("script_close", name, -1)
        state.posMax = end_of_all
    state.pos = found.end()
    return True
