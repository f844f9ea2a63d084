"""Ids of the styles and lists in styles/review.docx, and the measures of its page."""

from __future__ import annotations

# --- paragraph styles

TITLE = "Title"
STANDFIRST = "Subtitle"
HEADING = "Heading"
"""With the level behind it: Heading2 is what <h2> is elsewhere, the title being level 1."""
LEVELS = 6
BODY = "BodyText"
BULLETED = "ListBullet"
NUMBERED = "ListNumber"
CONTINUED = "ListContinue"
CAPTION = "Caption"
QUOTE = "Quote"
FIGURE = "JPFigure"
FIGURE_CAPTION = "JPFigureCaption"
CALLOUT = "JPCallout"
CALLOUT_WORD = "JPCalloutWord"
ALERT = "JPAlert"
ALERT_WORD = "JPAlertWord"
KEY_HEADING = "JPKeyHeading"
KEY_MESSAGE = "JPKeyMessage"
REFERENCE = "JPReference"
CATEGORY = "JPCategory"
STAMP = "JPStamp"
DISCLAIMER = "JPDisclaimer"
FACT = "JPFact"
MISSING = "JPMissing"
CELL = "JPTableText"
HEAD_CELL = "JPTableHeading"
AFTER_TABLE = "JPAfterTable"
REVIEW = "JPReview"
"""What the styles of the page for reviewers begin with."""
REVIEW_HEADING = "JPReviewHeading"
REVIEW_SUBHEADING = "JPReviewSubheading"
REVIEW_TEXT = "JPReviewText"
REVIEW_FACT = "JPReviewFact"
REVIEW_CELL = "JPReviewCell"
REVIEW_HEAD_CELL = "JPReviewHeadCell"
HEADER = "Header"
FOOTER = "Footer"

# --- character and table styles

CITATION = "JPCitation"
LINK = "Hyperlink"
LABEL = "JPLabel"
HEADER_STAMP = "JPHeaderStamp"
TABLE = "JPTable"

# --- lists: ids of w:num in the template; what a document adds counts on from LAST_LIST

BULLETS = 1
NUMBERS = 2
REFERENCES = 3
LAST_LIST = 3
NUMBERS_ABSTRACT = 2
REFERENCES_ABSTRACT = 3
DEEPEST = 8
"""The last of the nine levels that Word gives a list, counted from 0."""

# --- measures, in twentieths of a point

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
LEADING_MARGIN = 1644
"""29 mm: the line numbers stand here."""
TRAILING_MARGIN = 3402
"""60 mm: room for a reviewer's pen, and a line of readable length."""
TOP_MARGIN = 1531
BOTTOM_MARGIN = 1531
HEADER_MARGIN = 680
FOOTER_MARGIN = 567
MARGIN_OVERHANG = 2495
"""44 mm by which header, footer and the tables for reviewers reach into the trailing margin."""
TEXT_WIDTH = PAGE_WIDTH - LEADING_MARGIN - TRAILING_MARGIN
WHOLE_WIDTH = TEXT_WIDTH + MARGIN_OVERHANG
STEP = 397
"""The indent of one level of a list: 7 mm."""
BOX_INDENT = 227
"""How far the words of a box stand in from its coloured bar."""
AFTER_BOX = 280
AFTER_LIST = 160
"""The space behind the last paragraph of a box and of a list."""
