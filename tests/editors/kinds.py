"""The kinds of edit that a reviewer makes, each on one article: what is done, what must be found.

What must be found is computed from the article and the edit, never from a reader of ours.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from journalpress.model import Article, Figure, cited_keys, every_block, every_prose, plain
from journalpress.reviewcopy import bookmark_name, reference_bookmark
from tests.copies import sample_article
from tests.editions import png
from tests.editors.libreoffice import Edit, edit

SLUG = "car-t-beyond-cancer"
"""It holds a list of each kind, a table, a picture, links, grouped citations, boxes."""

NARROW_SPACE = "\u202f"
"""It stands before a citation."""


@dataclass(frozen=True, slots=True)
class Found:
    """A change that must be found: its kind, and the keys of the blocks that it concerns.

    Each of `must` is named, any of `may` can be, one of both is, and no other.
    """

    kind: str
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that must be found: its words, the blocks that it stands on."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Edits of one kind, and what follows from them.

    `records` are the elements that LibreOffice writes where changes are recorded, none where it
    records nothing. `now` are words that stand in the file afterwards, `gone` words that do not;
    `paragraphs` is by how many there are more when nothing is recorded. `unrecorded` says that the
    records do not tell what was there before: the change is a silent one even so.

    `aside` is what LibreOffice itself changes nearby, with recording on and off: it stands in the
    file as if the person had done it, so it must be found too.
    """

    edits: tuple[Edit, ...]
    found: tuple[Found, ...]
    records: frozenset[str]
    now: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    paragraphs: int = 0
    unrecorded: bool = False
    aside: Mapping[bool, Found] = field(default_factory=dict)

    def expected(self, *, tracked: bool) -> tuple[Found, ...]:
        """All that must be found."""
        return (*self.found, *(self.aside[each] for each in self.aside if each == tracked))


class Blocks:
    """The keys of the article's blocks, found by the words with which they begin."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._all = tuple(every_prose(article))

    def __call__(self, words: str) -> str:
        """The key of the one block that begins with these words."""
        (key,) = (each.key for each in self._all if plain(each.inlines).startswith(words))
        return key

    def run(self, first: str, last: str) -> frozenset[str]:
        """The keys of all blocks from one to another."""
        keys = [each.key for each in self._all]
        return frozenset(keys[keys.index(self(first)) : keys.index(self(last)) + 1])

    def table(self, words: str) -> str:
        """The key of the table in which a cell begins with these words."""
        return self(words).rsplit("_", 2)[0]

    def reference(self, source: str) -> str:
        """The bookmark of the reference to a source that the article cites."""
        assert source in cited_keys(self._article)
        return reference_bookmark(source)

    @property
    def disclaimer(self) -> str:
        """The key of the house's disclaimer, which is no part of the article."""
        return "disclaimer"

    @property
    def figure(self) -> str:
        """The key of the only picture."""
        (figure,) = (each for each in every_block(self._article.body) if isinstance(each, Figure))
        return figure.key


Kind: TypeAlias = Callable[[Blocks], Case]
KINDS: list[Kind] = []


def kind(function: Kind) -> Kind:
    """Enters the function in KINDS."""
    KINDS.append(function)
    return function


def case_of(kind: Kind) -> Case:
    """What is done and what must be found in the article SLUG."""
    return kind(Blocks(sample_article(SLUG)))


def _case(
    *edits: Edit,
    found: tuple[Found, ...] | Found = (),
    records: str = "",
    now: str = "",
    gone: str = "",
    notes: tuple[Note, ...] = (),
    paragraphs: int = 0,
    unrecorded: bool = False,
    aside: Mapping[bool, Found] = MappingProxyType({}),
) -> Case:
    return Case(
        edits=edits,
        found=found if isinstance(found, tuple) else (found,),
        records=frozenset(records.split()),
        now=tuple(filter(None, now.split("|"))),
        gone=tuple(filter(None, gone.split("|"))),
        notes=notes,
        paragraphs=paragraphs,
        unrecorded=unrecorded,
        aside=aside,
    )


def _found(kind: str, *keys: str) -> Found:
    return Found(kind, must=frozenset(keys))


def _some(kind: str, *keys: str) -> Found:
    return Found(kind, may=frozenset(keys))


at = bookmark_name


# --- words ------------------------------------------------------------------------------------


@kind
def words_inserted_at_the_start(block: Blocks) -> Case:
    """Typed before the first word."""
    key = block("CAR-T stands for")
    done = edit("insert", at=at(key), words="In short, ", after="")
    return _case(done, found=_found("edit", key), records="ins", now="In short, CAR-T stands for")


@kind
def words_inserted_inside(block: Blocks) -> Case:
    """Typed between two words."""
    key = block("CAR-T stands for")
    done = edit("insert", at=at(key), words=" own", after="T-cells from your")
    return _case(done, found=_found("edit", key), records="ins", now="from your own blood")


@kind
def words_inserted_at_the_end(block: Blocks) -> Case:
    """Typed behind the last full stop, after a citation."""
    key = block("CAR-T stands for")
    done = edit("insert", at=at(key), words=" Ask us.")
    return _case(done, found=_found("edit", key), records="ins", now="]. Ask us.")


@kind
def words_deleted(block: Blocks) -> Case:
    """Half a sentence selected and deleted."""
    key = block("Before the cells go back")
    done = edit("delete", at=at(key), words=" It makes room for them.")
    return _case(done, found=_found("edit", key), records="del", gone="makes room")


@kind
def words_replaced(block: Blocks) -> Case:
    """A word typed over."""
    key = block("Before the cells go back")
    done = edit("replace", at=at(key), words="chemotherapy", by="strong medicine")
    return _case(
        done, found=_found("edit", key), records="ins del", now="short course of strong medicine"
    )


@kind
def paragraph_rewritten(block: Blocks) -> Case:
    """Other words typed over all of it, its citation gone."""
    key = block("The first five.")
    words = "Five young adults were treated in Erlangen first; each was well again for some months."
    done = edit("rewrite", at=at(key), by=words)
    return _case(
        done, found=_found("edit", key), records="ins del", now=words, gone="The first five."
    )


@kind
def standfirst_edited(block: Blocks) -> Case:
    """A word of the standfirst typed over."""
    key = block("A treatment built for blood cancer")
    done = edit("replace", at=at(key), words="encouraging", by="promising")
    return _case(done, found=_found("edit", key), records="ins del", now="reports are promising")


@kind
def words_in_a_box_edited(block: Blocks) -> Case:
    """A word in a warning typed over."""
    key = block("No reputable clinic sells")
    done = edit("replace", at=at(key), words="do not travel", by="do not go")
    return _case(done, found=_found("edit", key), records="ins del", now="and do not go. Talk")


# --- paragraphs -------------------------------------------------------------------------------


@kind
def paragraph_deleted(block: Blocks) -> Case:
    """A paragraph selected with its end and deleted."""
    key = block("Ordinary medicines for these")
    done = edit("delete_paragraph", at=at(key))
    return _case(
        done, found=_found("delete", key), records="del", gone="Ordinary medicines", paragraphs=-1
    )


@kind
def paragraph_added(block: Blocks) -> Case:
    """Enter at the end of a paragraph, then words."""
    key = block("Ordinary medicines for these")
    done = edit("add_paragraph", after=at(key), words="Nobody can promise that today.")
    return _case(
        done, found=_found("insert", key), records="ins", now="Nobody can promise", paragraphs=1
    )


@kind
def paragraph_split(block: Blocks) -> Case:
    """Enter in front of a sentence."""
    key = block("Ordinary medicines for these")
    done = edit("split", at=at(key), before="The idea behind CAR-T")
    return _case(done, found=_found("split", key), records="ins", paragraphs=1)


@kind
def paragraphs_merged(block: Blocks) -> Case:
    """Delete at the end of a paragraph."""
    key, following = block("Ordinary medicines for these"), block("That is still an idea")
    done = edit("merge", at=at(key))
    return _case(done, found=_found("merge", key, following), records="del", paragraphs=-1)


@kind
def paragraph_moved(block: Blocks) -> Case:
    """Cut, and pasted two paragraphs further up.

    Where that is recorded, LibreOffice gives the heading behind the gap the style of what is gone.
    """
    key, heading = block("That is still an idea"), block("What has been reported")
    done = edit(
        "move",
        first=at(key),
        until=at(heading),
        before=at(block("B-cells help to protect")),
    )
    return _case(
        done,
        found=_found("move", key),
        records="moveFrom moveTo",
        now="shown to last for life.B-cells help",
        aside={True: _found("restyle", heading)},
    )


@kind
def section_moved(block: Blocks) -> Case:
    """A heading with its paragraph cut, and pasted before a longer section."""
    keys = block.run("In one paragraph", "A single treatment that quietens")
    done = edit(
        "move",
        first=at(block("In one paragraph")),
        until=at("fixed_6"),
        before=at(block("Common questions")),
    )
    return _case(
        done,
        found=Found("move", must=keys),
        records="moveFrom moveTo",
        now="have to come first.Common questions",
    )


@kind
def section_with_a_table_moved(block: Blocks) -> Case:
    """A heading, a paragraph and a table cut, and pasted before a longer section."""
    table = block.table("Laboratory work")
    done = edit(
        "move",
        first=at(block("Where it stands")),
        until=at(block("What can go wrong")),
        before=at(block("What has been reported")),
    )
    keys = block.run("Where it stands", "Up to about two years")
    cells = frozenset(key for key in keys if key.startswith(f"{table}_"))
    return _case(
        done,
        found=Found("move", must=(keys - cells) | {table}),
        records="moveFrom moveTo",
        now="date of this review.The evidence ladder|published series[3]What has been",
    )


# --- headings ---------------------------------------------------------------------------------


@kind
def heading_edited(block: Blocks) -> Case:
    """A word of a heading typed over."""
    key = block("Why try it in")
    done = edit("replace", at=at(key), words="Why try", by="Why use")
    return _case(done, found=_found("edit", key), records="ins del", now="Why use it in")


@kind
def heading_level_changed(block: Blocks) -> Case:
    """A heading given the style of the level below."""
    key = block("Why try it in")
    done = edit("restyle", at=at(key), style="Heading 3")
    return _case(done, found=_found("restyle", key), records="pPrChange")


@kind
def title_edited(block: Blocks) -> Case:
    """A word of the title typed over."""
    key = block("CAR-T beyond cancer")
    done = edit("replace", at=at(key), words="could it reset", by="can it calm")
    return _case(done, found=_found("edit", key), records="ins del", now="can it calm the")


@kind
def question_edited(block: Blocks) -> Case:
    """A word of a question typed over."""
    key = block("Can the clinic refer me")
    done = edit("replace", at=at(key), words="the clinic", by="my doctor")
    return _case(done, found=_found("edit", key), records="ins del", now="Can my doctor refer me?")


# --- lists ------------------------------------------------------------------------------------


@kind
def list_item_added(block: Blocks) -> Case:
    """Enter at the end of an item, then words."""
    key = block("Infection")
    done = edit("add_paragraph", after=at(key), words="Tiredness for some weeks.")
    return _case(
        done,
        found=_found("insert", key),
        records="ins",
        now="Tiredness for some weeks.",
        paragraphs=1,
    )


@kind
def list_item_deleted(block: Blocks) -> Case:
    """An item of a numbered list deleted."""
    key = block("Raise it with the consultant")
    done = edit("delete_paragraph", at=at(key))
    return _case(
        done, found=_found("delete", key), records="del", gone="Raise it with", paragraphs=-1
    )


@kind
def list_item_moved(block: Blocks) -> Case:
    """The third item cut, and pasted before the first."""
    key = block("Infection")
    done = edit(
        "move",
        first=at(key),
        until=at(block("Effects of the chemotherapy")),
        before=at(block("Cytokine release syndrome (CRS)")),
    )
    return _case(
        done,
        found=_found("move", key),
        records="moveFrom moveTo",
        now="to be repeated.Cytokine release",
    )


# --- tables -----------------------------------------------------------------------------------


@kind
def table_cell_edited(block: Blocks) -> Case:
    """A word in a cell typed over."""
    key = block("Done for several cancers")
    done = edit("replace", at=at(key), words="several", by="many")
    return _case(done, found=_found("edit", key), records="ins del", now="Done for many cancers")


@kind
def table_cell_emptied(block: Blocks) -> Case:
    """All words of a cell deleted."""
    key = block("Done for several cancers")
    done = edit("delete", at=at(key), words="Done for several cancers")
    return _case(done, found=_found("edit", key), records="del", gone="several cancers")


@kind
def table_row_added(block: Blocks) -> Case:
    """A row inserted below the third, and filled."""
    table = block.table("Laboratory work")
    done = edit(
        "insert_row",
        at=at(block("Done for several cancers")),
        words=["Price: who pays?", "The health service", "The trial"],
    )
    return _case(
        done,
        found=_some("row-insert", *(f"{table}_3_{column}" for column in range(3))),
        records="ins",
        now="Price: who pays?|The trial",
        paragraphs=3,
    )


@kind
def table_row_deleted(block: Blocks) -> Case:
    """The third row deleted."""
    table = block.table("Laboratory work")
    done = edit("delete_row", at=at(block("Done for several cancers")))
    return _case(
        done,
        found=_some("row-delete", *(f"{table}_3_{column}" for column in range(3))),
        records="del",
        gone="Comparative trials: is|Done for several",
        paragraphs=-3,
    )


@kind
def table_column_added(block: Blocks) -> Case:
    """A column inserted behind the second, and filled; LibreOffice records its words alone."""
    table = block.table("Laboratory work")
    words = ["Other uses", "Begun", "None", "Not yet", "No", "Unknown"]
    done = edit("insert_column", at=at(block("Done for several cancers")), words=words)
    return _case(
        done,
        found=_some("column-insert", *(f"{table}_{row}_1" for row in range(6))),
        records="ins",
        now="Other uses|Not yet",
        paragraphs=6,
    )


@kind
def table_column_deleted(block: Blocks) -> Case:
    """The second column deleted; LibreOffice records nothing."""
    table = block.table("Laboratory work")
    done = edit("delete_column", at=at(block("Done for several cancers")))
    return _case(
        done,
        found=_some("column-delete", *(f"{table}_{row}_1" for row in range(6))),
        gone="Blood cancers|Done for several cancers",
        paragraphs=-6,
    )


@kind
def caption_edited(block: Blocks) -> Case:
    """A word of the table's caption typed over."""
    key = block("The evidence ladder for CAR-T")
    done = edit("replace", at=at(key), words="June", by="July")
    return _case(done, found=_found("edit", key), records="ins del", now="it in July 2026")


# --- looks and links --------------------------------------------------------------------------


@kind
def words_made_bold(block: Blocks) -> Case:
    """Words selected and made bold."""
    key = block("CAR-T stands for")
    done = edit("look", at=at(key), words="one lock", command="Bold")
    return _case(done, found=_found("edit", key), records="rPrChange")


@kind
def words_made_plain(block: Blocks) -> Case:
    """Bold words selected and made plain."""
    key = block("What happened to the B-cells.")
    done = edit("look", at=at(key), words="What happened to the B-cells.", command="Bold")
    return _case(done, found=_found("edit", key), records="rPrChange")


@kind
def words_made_italic(block: Blocks) -> Case:
    """Words selected and made italic."""
    key = block("CAR-T stands for")
    done = edit("look", at=at(key), words="chimeric antigen receptor", command="Italic")
    return _case(done, found=_found("edit", key), records="rPrChange")


@kind
def link_target_changed(block: Blocks) -> Case:
    """A link's address changed, its words kept."""
    key = block("You can read about taking part")
    done = edit(
        "retarget",
        at=at(key),
        words="NHS information on clinical trials",
        href="https://www.nhs.uk/tests-and-treatments/",
    )
    return _case(done, found=_found("edit", key), unrecorded=True, records="rPrChange")


# --- citations and sources --------------------------------------------------------------------


@kind
def citation_deleted(block: Blocks) -> Case:
    """Both numbers with their brackets deleted."""
    key = block("What happened to the B-cells.")
    done = edit("delete", at=at(key), words=f"{NARROW_SPACE}[2,3]")
    return _case(done, found=_found("edit", key), records="del", now="disease stayed quiet.")


@kind
def citation_retyped(block: Blocks) -> Case:
    """Other numbers typed over the links."""
    key = block("What happened to the B-cells.")
    done = edit("replace", at=at(key), words="[2,3]", by="[2,4]")
    return _case(done, found=_found("edit", key), records="ins del", now="[2,4].")


@kind
def citation_added(block: Blocks) -> Case:
    """A number in brackets typed at the end of a sentence."""
    key = block("These reports had no comparison")
    done = edit("insert", at=at(key), words=" [3]", after="no comparison group")
    return _case(done, found=_found("edit", key), records="ins", now="no comparison group [3].")


@kind
def reference_edited(block: Blocks) -> Case:
    """Words of a source typed over."""
    place = block.reference("muller2024")
    done = edit("replace", at=place, words="case series", by="series of cases")
    return _case(
        done, found=_found("edit", "muller2024"), records="ins del", now="a series of cases with"
    )


@kind
def reference_added(block: Blocks) -> Case:
    """A source typed below the last."""
    words = "Okafor A. Cell therapy in the clinic. Journal of Examples. 2026;1(2):3–4."
    done = edit("add_paragraph", after=block.reference("schett2024"), words=words)
    return _case(done, found=_found("insert", "schett2024"), records="ins", now=words, paragraphs=1)


@kind
def cited_reference_deleted(block: Blocks) -> Case:
    """A source deleted that the text still cites.

    Where that is silent, LibreOffice puts the link at its end on all words of the next source.
    """
    done = edit("delete_paragraph", at=block.reference("muller2024"))
    return _case(
        done,
        found=_found("delete", "muller2024"),
        records="del",
        gone="Taubmann",
        aside={False: _found("edit", "schett2024")},
        paragraphs=-1,
    )


# --- what is watched --------------------------------------------------------------------------


@kind
def picture_replaced(block: Blocks) -> Case:
    """Another picture put in its place; LibreOffice records nothing."""
    picture = base64.b64encode(png().data).decode()
    done = edit("replace_picture", at=at(block.figure), picture=picture)
    return _case(done, found=_found("picture", block.figure))


@kind
def disclaimer_edited(block: Blocks) -> Case:
    """A word of the disclaimer typed over."""
    done = edit("replace", at=at(block.disclaimer), words="for adults", by="for everybody")
    return _case(
        done,
        found=_found("edit", block.disclaimer),
        records="ins del",
        now="information for everybody",
    )


# --- comments ---------------------------------------------------------------------------------


@kind
def comment_on_words(block: Blocks) -> Case:
    """A comment on three words: no change of the text."""
    key = block("CAR-T stands for")
    text = "Say this in plain words."
    done = edit("comment", at=at(key), words="chimeric antigen receptor", text=text)
    return _case(done, notes=(Note(text, (key,)),))


@kind
def comment_across_paragraphs(block: Blocks) -> Case:
    """A comment from one paragraph into the next."""
    key, following = block("B-cells help to protect"), block("Ordinary medicines for these")
    text = "These two say the same."
    done = edit(
        "comment",
        at=at(key),
        words="B-cells help",
        to=at(following),
        to_words="immune response down",
        text=text,
    )
    return _case(done, notes=(Note(text, (key, following)),))


# --- together ---------------------------------------------------------------------------------


@kind
def all_changes_accepted(block: Blocks) -> Case:
    """Edits recorded, then all accepted: nothing in the file tells of them."""
    one, two = block("Before the cells go back"), block("Ordinary medicines for these")
    return _case(
        edit("replace", at=at(one), words="chemotherapy", by="strong medicine"),
        edit("add_paragraph", after=at(two), words="Nobody can promise that today."),
        edit("accept_all"),
        found=(_found("edit", one), _found("insert", two)),
        now="strong medicine|Nobody can promise",
        paragraphs=1,
    )


@kind
def edits_in_many_places(block: Blocks) -> Case:
    """An afternoon's work: each of its edits is found at its own block."""
    first, item = block("Most people first hear"), block("Infection")
    cell, last = block("Done for several cancers"), block("We can write to your hospital")
    return _case(
        edit("insert", at=at(first), words=" blood", after="certain"),
        edit("delete_paragraph", at=at(item)),
        edit("replace", at=at(cell), words="several", by="many"),
        edit("split", at=at(last), before="We cannot enrol"),
        edit("replace", at=at(block.disclaimer), words="for adults", by="for everybody"),
        found=(
            _found("edit", first),
            _found("delete", item),
            _found("edit", cell),
            _found("split", last),
            _found("edit", block.disclaimer),
        ),
        records="ins del",
        now="for certain blood blood cancers|Done for many",
    )
