"""Tests of journalpress.readers.formulas: a formula on one line, from MathML and from Word."""

from __future__ import annotations

import pytest
from lxml import etree

from journalpress.readers.formulas import formula_line

_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("mathml", "line"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "2 1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<mn>4</mn><mo>×</mo><msup><mn>10</mn><mn>9</mn></msup>", "4 × 10⁹"),
        ("<msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup>", "10⁻³"),
        ("<msup><mi>e</mi><mrow><mi>k</mi><mi>t</mi></mrow></msup>", "e^kt"),
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO₂"),
        ("<msubsup><mi>Ca</mi><mn>1</mn><mn>2</mn></msubsup>", "Ca₁²"),
        ("<msqrt><mi>h</mi><mo>·</mo><mi>w</mi></msqrt>", "√(h · w)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√(x)"),
        ('<mfenced open="[" close="]"><mi>x</mi><mi>y</mi></mfenced>', "[x, y]"),
        (
            "<semantics><mrow><mi>x</mi></mrow><annotation>\\frac{x}{1}</annotation></semantics>",
            "x",
        ),
    ],
)
def test_mathml_keeps_its_strokes(mathml: str, line: str) -> None:
    """A half is never read as twelve, a power never as a number of many digits."""
    assert formula_line(etree.fromstring(f"<math>{mathml}</math>")) == line


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("omml", "line"),
    [
        (f"<m:f><m:fPr/><m:num>{_run('1')}</m:num><m:den>{_run('2')}</m:den></m:f>", "1/2"),
        (
            f"{_run('2')}<m:f><m:num>{_run('1')}</m:num><m:den>{_run('2')}</m:den></m:f>",
            "2 1/2",
        ),
        (f"<m:sSup><m:e>{_run('10')}</m:e><m:sup>{_run('9')}</m:sup></m:sSup>", "10⁹"),
        (f"<m:sSub><m:e>{_run('CO')}</m:e><m:sub>{_run('2')}</m:sub></m:sSub>", "CO₂"),
        (f"<m:rad><m:deg/><m:e>{_run('x')}</m:e></m:rad>", "√(x)"),
        (
            f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'
            f"<m:e>{_run('x')}</m:e></m:d>",
            "[x]",
        ),
    ],
)
def test_word_keeps_its_strokes(omml: str, line: str) -> None:
    """Word's own elements say the same as MathML."""
    assert formula_line(etree.fromstring(f"<m:oMath {_M}>{omml}</m:oMath>")) == line
