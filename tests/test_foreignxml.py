"""XML from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from journalpress.foreignxml import foreign_xml


def test_nothing_is_fetched_and_nothing_expanded(tmp_path: Path) -> None:
    """An entity stays an entity, whether it names a file or ten of its kind."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    named = f'<!DOCTYPE a [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY b "&f;&f;">]>'
    root = foreign_xml(f"{named}<a>x&f;y&b;<!-- no --><?no?></a>".encode())

    assert b"secret" not in etree.tostring(root, with_tail=False)
    assert [isinstance(each, etree._Entity) for each in root] == [True, True]


def test_what_is_no_xml_is_refused() -> None:
    """With lxml's own error, which says where."""
    with pytest.raises(etree.XMLSyntaxError):
        foreign_xml(b"<a><b></a>")
