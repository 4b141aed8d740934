"""What was acknowledged stays, whoever is killed; nobody's update is lost."""

import random
import threading
import time
from collections.abc import Callable

import pytest

from negotiation import Dossier, store
from negotiation.store import Store
from tests.support.store_servers import ANN, NOW, Server, entry
from tests.support.store_writers import add, added, started, write_until_killed

KILLS = 25
WRITERS, TIMES = 20, 2


def killed_while_writing(
    url: str, rest: random.Random, apart: bool = False, strike: Callable[[], None] | None = None
) -> int:
    """Start a writer, let it save, kill it (or strike the server) at any moment of the time that a save takes; the
    last version that it told."""
    process, told = started(write_until_killed, url, "A-1", apart)
    try:
        assert told.poll(60)
        acknowledged, start = told.recv(), time.perf_counter()
        assert told.poll(60)
        time.sleep(rest.random() * (time.perf_counter() - start))
        strike() if strike else process.kill()
        process.kill()
        process.join(30)
        while told.poll(0):
            try:
                acknowledged = told.recv()
            except EOFError:
                break
        return acknowledged
    finally:
        process.kill()


def check_whole(opened: Store, acknowledged: int) -> None:
    """Nothing acknowledged is lost, every version is there with its audit row, and the trail holds."""
    line, history = store.line(opened, "A-1"), store.history(opened, "A-1")
    assert line.version >= acknowledged
    assert [each.line.version for each in history] == list(range(line.version, 0, -1))
    assert line.entry.paid == line.version - 1.0
    verdict = store.verify(opened)
    assert verdict.holds, verdict.breaks
    assert verdict.rows == line.version


@pytest.fixture
def written(store_: Store, gift_boxes: Dossier) -> Store:
    store.save(store_, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    return store_


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(written: Store, url: str) -> None:
    rest, last = random.Random(4), 0
    for _ in range(KILLS):
        acknowledged = killed_while_writing(url, rest)
        assert acknowledged > last
        check_whole(written, acknowledged)
        last = acknowledged


def test_a_store_that_commits_the_claim_and_its_audit_row_apart_is_caught(written: Store, url: str) -> None:
    rest = random.Random(4)

    def killed_often() -> None:
        for _ in range(KILLS):
            check_whole(written, killed_while_writing(url, rest, apart=True))

    with pytest.raises(AssertionError):
        killed_often()


def test_nothing_acknowledged_is_lost_when_the_server_is_struck_down(
    server: Server, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    url = server.new_database()
    store.save(opened(url), gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    for kill in range(3):
        acknowledged = killed_while_writing(url, random.Random(kill), strike=lambda: server.stop("immediate"))
        server.start()
        check_whole(opened(url), acknowledged)


def test_twenty_processes_at_once_lose_no_update(written: Store, url: str) -> None:
    people = [started(add, url, "A-1", TIMES) for _ in range(WRITERS)]
    outcomes = []
    for process, told in people:
        assert told.poll(90)
        outcomes.append(told.recv())
        process.join(30)
    saved, conflicts = (sum(each) for each in zip(*outcomes, strict=True))
    line = store.line(written, "A-1")
    assert saved == WRITERS * TIMES
    assert (line.version, line.entry.paid) == (1 + saved, float(saved))
    assert conflicts > 0
    check_whole(written, 1 + saved)


def test_twenty_threads_on_one_open_store_lose_no_update(written: Store) -> None:
    outcomes: list[tuple[int, int]] = []
    people = [threading.Thread(target=lambda: outcomes.append(added(written, "A-1", TIMES))) for _ in range(WRITERS)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sum(saved for saved, _ in outcomes) == WRITERS * TIMES
    check_whole(written, 1 + WRITERS * TIMES)
