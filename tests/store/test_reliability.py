"""What was acknowledged stays, whoever is killed; nobody's update is lost; a store that fails says how, and the claim is still in hand."""

import os
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from negotiation import BadInput, Dossier, dumps, store
from negotiation.store import Store
from tests.store.servers import ANN, AS_ROOT, BOB, NOW, Server, entry, later
from tests.store.writers import add, added, started, try_to_save, write_until_killed

KILLS = 25
WRITERS, TIMES = 20, 2


def killed_while_writing(url: str, rest: random.Random, apart: bool = False, strike: Callable[[], None] | None = None) -> int:
    """Start a writer, let it save, kill it (or strike the server) at any moment of the time that a save takes; the last version that it told."""
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


def test_nothing_acknowledged_is_lost_when_the_server_is_struck_down(server: Server, opened: Callable[[str], Store], gift_boxes: Dossier) -> None:
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


def codes(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def refuses(opened: Store, claim: Dossier, code: str) -> None:
    """Saving fails with this code, what was kept is as it was, and the claim in hand too."""
    before, heads = dumps(claim), [store.head(opened)]

    def saved_often() -> None:
        for place in range(200):
            store.save(opened, claim, entry(f"N-{place}"), BOB, 0, now=later(place))
            heads.append(store.head(opened))

    with pytest.raises(BadInput) as error:
        saved_often()
    assert codes(error) == [code]
    assert dumps(claim) == before
    assert store.head(opened) == heads[-1]
    assert store.verify(opened).holds


def test_a_full_disk_is_told_and_once_there_is_room_saving_works_again(sqlite: Store, gift_boxes: Dossier) -> None:
    def no_more_pages(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 30}")

    store.close_store(sqlite)
    event.listen(sqlite.engine, "connect", no_more_pages)
    refuses(sqlite, gift_boxes, "store_full")
    store.close_store(sqlite)
    event.remove(sqlite.engine, "connect", no_more_pages)
    assert store.save(sqlite, gift_boxes, entry("again"), BOB, 0, now=later(1)) == 1
    assert store.verify(sqlite).holds


@pytest.fixture
def small_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="negotiation-small-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    mounted = bool(shutil.which("mount")) and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        if not mounted:
            pytest.skip("this user may not mount a small disk")
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def test_a_disk_that_is_truly_full_is_told(small_disk: Path, opened: Callable[[str], Store], gift_boxes: Dossier) -> None:
    refuses(opened(f"sqlite:///{small_disk / 'claims.db'}"), gift_boxes, "store_full")


def test_a_server_whose_disk_is_full_is_told(server: Server, opened: Callable[[str], Store], gift_boxes: Dossier) -> None:
    full = opened(server.new_database())
    with full.engine.begin() as connection:
        connection.execute(text("CREATE FUNCTION full_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"))
        connection.execute(text("CREATE TRIGGER full_ BEFORE INSERT ON audit EXECUTE FUNCTION full_()"))
    refuses(full, gift_boxes, "store_full")


def test_a_store_that_may_only_be_read_is_told_and_still_read(url: str, opened: Callable[[str], Store], gift_boxes: Dossier) -> None:
    first = opened(url)
    store.save(first, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    read_only = url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true" if first.is_sqlite else url + "%20-c%20default_transaction_read_only%3Don"
    reader = opened(read_only)
    refuses(reader, gift_boxes, "store_read_only")
    assert store.load(reader, "A-1").dossier == gift_boxes


@pytest.mark.skipif(os.name == "nt", reason="rights of files are others on Windows")
def test_a_file_that_its_user_may_not_write_is_told() -> None:
    folder = Path(tempfile.mkdtemp(prefix="negotiation-locked-"))
    try:
        url = f"sqlite:///{folder / 'claims.db'}"
        opened = store.open_store(url)
        store.save(opened, None, entry("A-1"), ANN, 0, now=NOW)
        store.close_store(opened)
        for mode_of_folder in (0o755, 0o555):
            folder.chmod(mode_of_folder)
            (folder / "claims.db").chmod(0o444)
            process, told = started(try_to_save, url, AS_ROOT)
            assert told.poll(60)
            assert told.recv() == ["store_read_only"]
            process.join(30)
        process, told = started(try_to_save, f"sqlite:///{folder / 'new' / 'claims.db'}", AS_ROOT)
        assert told.poll(60)
        assert told.recv() == ["store_read_only"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_store_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for url in ("postgresql://ann:secret@127.0.0.1:1/claims", f"sqlite:///{tmp_path / 'file' / 'claims.db'}", f"sqlite:///{tmp_path}"):
        with pytest.raises(BadInput) as error:
            store.open_store(url)
        assert codes(error) == ["store_unreachable"]
        assert "secret" not in str(error.value)


def test_a_server_that_goes_away_is_told_and_found_again(server: Server, opened: Callable[[str], Store], gift_boxes: Dossier) -> None:
    kept = opened(server.new_database())
    store.save(kept, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    server.stop()
    try:
        for action in (lambda: store.load(kept, "A-1"), lambda: store.save(kept, gift_boxes, entry("A-1", paid=1.0), ANN, 1, now=later(1))):
            with pytest.raises(BadInput) as error:
                action()
            assert codes(error) == ["store_unreachable"]
    finally:
        server.start()
    assert store.save(kept, gift_boxes, entry("A-1", paid=1.0), ANN, 1, now=later(1)) == 2


def test_what_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "claims.db"
    file.write_bytes(b"Dear customer, this is no database. " * 100)
    with pytest.raises(BadInput) as error:
        store.open_store(f"sqlite:///{file}")
    assert codes(error) == ["store_damaged"]
    assert file.read_bytes() == b"Dear customer, this is no database. " * 100


def test_a_writer_who_waits_too_long_is_told(written: Store) -> None:
    with written.engine.connect().execution_options(writes=True) as holder, holder.begin():
        holder.execute(text("SELECT 1 FROM chain" if written.is_sqlite else "SELECT 1 FROM chain FOR UPDATE"))

        def impatient(connection: object, *_: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute("PRAGMA busy_timeout = 50" if written.is_sqlite else "SET SESSION lock_timeout = 50")
            connection.commit()  # type: ignore[attr-defined]

        event.listen(written.engine, "connect", impatient)
        with pytest.raises(BadInput) as error:
            store.save(written, None, entry("A-1", paid=1.0), BOB, 1, now=later(1))
        assert codes(error) == ["store_busy"]
        assert store.line(written, "A-1").version == 1
    assert store.save(written, None, entry("A-1", paid=1.0), BOB, 1, now=later(1)) == 2
