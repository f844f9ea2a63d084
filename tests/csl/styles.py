"""One line makes a style: `style_of('<text variable="title"/>')` prints titles."""

from __future__ import annotations

from journalpress.csl.style import read_style
from journalpress.csl.types import ReferenceStyle

NAMES = """\
<macro name="people">
  <names variable="author">
    <name name-as-sort-order="all" sort-separator=" " initialize-with=""
          delimiter-precedes-last="always"/>
    <substitute><names variable="editor"/></substitute>
  </names>
</macro>
<macro name="address">
  <choose>
    <if variable="DOI"><text variable="DOI" prefix="https://doi.org/"/></if>
    <else><text variable="URL"/></else>
  </choose>
</macro>
"""

NUMERIC = """\
<text variable="citation-number" suffix=". "/>
<group delimiter=". ">
  <text macro="people"/>
  <text variable="title"/>
  <names variable="editor"><label prefix=" (" suffix=")"/></names>
  <group delimiter=" ">
    <text variable="container-title" font-style="italic"/>
    <text variable="volume" font-weight="bold"/>
    <text variable="page"/>
    <date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>
  </group>
  <text macro="address"/>
</group>
"""
"""Names, title, journal in italics, volume in bold, year in brackets."""

AUTHOR_DATE = """\
<group delimiter=", ">
  <group delimiter=" ">
    <text macro="people"/>
    <choose>
      <if variable="issued">
        <group prefix="(" suffix=")">
          <date variable="issued"><date-part name="year"/></date>
          <text variable="year-suffix"/>
        </group>
      </if>
      <else><text term="no date" form="short" prefix="(" suffix=")"/></else>
    </choose>
  </group>
  <text variable="title" quotes="true" text-case="sentence"/>
  <group delimiter=" " prefix="[" suffix="]">
    <text term="accessed"/>
    <date variable="accessed" form="text"/>
  </group>
</group>
"""
"""Names, year in brackets with its letter, title in quotes, the day of the visit."""


def style_text(
    layout: str, *, about: str = "", style: str = "", bibliography: str = "", rest: str = ""
) -> str:
    """A style as XML with this layout; the others are attributes, or elements between."""
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {style}>
<info><title>Invented</title><id>invented</id><updated>2026-01-01T00:00:00Z</updated>{about}</info>
{NAMES}{rest}
<citation disambiguate-add-year-suffix="true"><layout><text variable="title"/></layout></citation>
<bibliography {bibliography}><layout suffix=".">{layout}</layout></bibliography>
</style>
"""


def style_of(layout: str, **parts: str) -> ReferenceStyle:
    """The same, read."""
    return read_style(style_text(layout, **parts).encode(), "styles/invented.csl")
