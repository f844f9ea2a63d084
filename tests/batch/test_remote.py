"""A keeper makes what it is asked under guard, is used again, and ends when nobody needs it."""

import os
import pickle
import re
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.batch import remote
from journalpress.batch.remote import (
    Ended,
    Keeper,
    Order,
    differences,
    fingerprint,
    made_there,
    order_of,
    request_of,
)
from journalpress.batch.workers import Guard
from journalpress.errors import EnvironmentFailure
from journalpress.limits import DEFAULT_LIMITS, Limits
from tests.batch.stubs import numbers, spin


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> Iterator[Order]:
    """That of text files; what keeps them finds our stubs, and is ended afterwards."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    yield order_of(Limits(worker_seconds=20, worker_megabytes=900), {"text"})
    for each in remote._idle:
        each.close()
    remote._idle.clear()


def ended(request: bytes, order: Order) -> Ended:
    """What became of it in a worker."""
    told = pickle.loads(made_there(request, order, order.guard.seconds))
    assert isinstance(told, Ended)
    return told


def test_a_fingerprint_is_of_all_that_makes_files() -> None:
    """Versions can be read, folders have digests."""
    found = dict(fingerprint(drawn=False))

    assert {"journalpress", "zlib", "weasyprint", "EbookLib", "python-docx"} <= set(found)
    assert {len(found[each]) for each in ("modules", "styles", "templates")} == {64}
    assert found["Python"].startswith("3.")
    assert all(found.values())


@pytest.mark.tool
def test_a_page_takes_pango_too() -> None:
    """The system's own, which no library's version tells."""
    drawn = dict(fingerprint(drawn=True))

    assert set(drawn) - set(dict(fingerprint(drawn=False))) == {"Pango"}
    assert re.fullmatch(r"1\.\d+\.\d+", drawn["Pango"])


def test_a_difference_is_told_so_that_it_can_be_mended() -> None:
    """Versions of both, no digests, and what is missing on one side."""
    here = (("weasyprint", "70.0"), ("styles", "a" * 64), ("Pango", "1.50.12"), ("zlib", "1.3"))
    there = (("weasyprint", "69.0"), ("styles", "b" * 64), ("zlib", "1.3"), ("lxml", "5"))

    assert differences(here, here) == ""
    assert differences(there, here) == (
        "weasyprint 69.0 there, 70.0 here, other styles, Pango missing there, 1.50.12 here, "
        "lxml 5 there, missing here"
    )


def test_a_worker_that_came_later_is_checked_too(order: Order) -> None:
    """With its first task, before it starts anything."""
    other = replace(order, fingerprint=(*order.fingerprint[1:], ("journalpress", "9")))

    told = ended(request_of(numbers, ""), other)

    assert isinstance(told.error, EnvironmentFailure)
    assert "has another program: journalpress 0.1.0 there, 9 here" in str(told.error)
    assert told.error.hint
    assert remote._idle == []


@pytest.mark.parametrize(
    ("formats", "drawn"),
    [({"html", "docx"}, False), pytest.param({"pdf"}, True, marks=pytest.mark.tool)],
)
def test_an_order_says_how(formats: set[str], drawn: bool) -> None:
    """The journal's limits, and what a guarded process loads before it is asked."""
    made = order_of(DEFAULT_LIMITS, formats)

    assert made.drawn is drawn
    assert made.guard == Guard(60, 1_500)
    assert ("journalpress.batch.warm" in made.preload) is drawn
    assert hash(made) == hash(order_of(DEFAULT_LIMITS, formats))


@pytest.mark.tool
def test_a_keeper_is_used_again(order: Order) -> None:
    """One guarded process for one task after another; another order has another."""
    first = ended(request_of(numbers, ""), order)
    second = ended(request_of(numbers, ""), order)
    third = ended(request_of(numbers, ""), replace(order, guard=Guard(30, 800)))

    assert first.result is not None
    assert first == second
    assert third.result not in (None, first.result)
    assert len(remote._idle) == 2


@pytest.mark.tool
def test_a_keeper_that_is_gone_costs_nothing(order: Order) -> None:
    """Between two tasks another is started; in a task it is told as lost."""
    first = ended(request_of(numbers, ""), order)
    (keeper,) = remote._idle
    keeper.close()
    assert keeper.ended

    second = ended(request_of(numbers, ""), order)

    assert None not in (first.result, second.result)
    assert first != second
    hangs = Keeper(order)
    assert hangs.make(request_of(spin, ""), 0.05) is None
    hangs.close()


@pytest.mark.tool
@pytest.mark.parametrize("how", ["its worker is gone", "nothing to do"])
def test_a_keeper_ends_by_itself(
    order: Order, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    """In the middle of a task that never ends, or idle; its folder is gone with it."""
    idle = how == "nothing to do"
    monkeypatch.setattr(remote, "IDLE_SECONDS", 0.05 if idle else 60)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (asked, asks), (hears, told) = os.pipe(), os.pipe()
    with (
        os.fdopen(asked, "rb") as source,
        os.fdopen(told, "wb") as sink,
        os.fdopen(hears, "rb") as answers,
    ):
        keeper = threading.Thread(target=remote.keep, args=(source, sink))
        with os.fdopen(asks, "wb") as worker:
            keeper.start()
            pickle.dump((order, request_of(numbers if idle else spin, "")), worker)
            worker.flush()
            if idle:
                assert pickle.loads(pickle.load(answers)).error is None
                keeper.join()
        keeper.join()

    assert list(tmp_path.glob("journalpress-*")) == []
