"""imports/profile.toml: where a site keeps its titles, texts and dates, as CSS selectors."""

from __future__ import annotations

from dataclasses import dataclass, fields

import cssselect2
from lxml.html import HtmlElement

from journalpress.errors import InputError
from journalpress.tables import read_toml

PROFILE_FILE = "profile.toml"
"""Its name in the folder imports/ of a journal."""


@dataclass(frozen=True, slots=True)
class Profile:
    """CSS selectors by what they find; "" where the reader finds it by itself.

    `article` is the element that holds the text, `references` the list of sources, `drop` all that
    is left out. The others name the element whose words are the field.
    """

    article: str = ""
    title: str = ""
    standfirst: str = ""
    category: str = ""
    published: str = ""
    updated: str = ""
    reviewed: str = ""
    author: str = ""
    reviewer: str = ""
    disclaimer: str = ""
    references: str = ""
    drop: str = ""


NO_PROFILE = Profile()


def read_profile(data: bytes, *, file: str) -> Profile:
    """The profile that a TOML file of `key = "selector"` lines holds.

    Raises InputError, a line a problem, for another kind of file, an unknown key and a selector
    that is none.
    """
    table, problems = read_toml(data, file=file)
    if table is None:
        raise InputError("\n".join(str(each) for each in problems))
    found = {field.name: table.text(field.name) for field in fields(Profile)}
    for name, selector in found.items():
        try:
            if selector:
                cssselect2.compile_selector_list(selector)
        except cssselect2.SelectorError as error:
            table.complain(name, f"“{selector}” is no CSS selector: {error}")
    table.close()
    if table.problems:
        raise InputError("\n".join(str(each) for each in table.problems))
    return Profile(**found)


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that a selector finds, in their order; none for ""."""
    if not selector:
        return []
    wrapper = cssselect2.ElementWrapper.from_html_root(root)
    return [each.etree_element for each in wrapper.query_all(selector)]
