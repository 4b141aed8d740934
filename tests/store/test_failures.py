"""A store that is full, read-only, out of reach, damaged or busy says so, keeps what it had, and leaves the claim in
hand as it is."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from negotiation import BadInput, Dossier, dumps, store
from negotiation.store import Store
from tests.support.store_servers import ANN, AS_ROOT, BOB, NOW, Server, entry, later
from tests.support.store_writers import started, try_to_save


def codes(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def refuses(opened: Store, claim: Dossier, code: str) -> None:
    """Saving fails with this code, what was kept is as it was, and the claim in hand too."""
    before, heads = dumps(claim), [store.trail_end(opened)]

    def saved_often() -> None:
        for place in range(200):
            store.save(opened, claim, entry(f"N-{place}"), BOB, 0, now=later(place))
            heads.append(store.trail_end(opened))

    with pytest.raises(BadInput) as error:
        saved_often()
    assert codes(error) == [code]
    assert dumps(claim) == before
    assert store.trail_end(opened) == heads[-1]
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


def test_a_disk_that_is_truly_full_is_told(
    small_disk: Path, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    refuses(opened(f"sqlite:///{small_disk / 'claims.db'}"), gift_boxes, "store_full")


def test_a_server_whose_disk_is_full_is_told(
    server: Server, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    full = opened(server.new_database())
    with full.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION full_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"
            )
        )
        connection.execute(text("CREATE TRIGGER full_ BEFORE INSERT ON audit EXECUTE FUNCTION full_()"))
    refuses(full, gift_boxes, "store_full")


def test_a_store_that_may_only_be_read_is_told_and_still_read(
    url: str, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    first = opened(url)
    store.save(first, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    read_only = (
        url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
        if first.is_sqlite
        else url + "%20-c%20default_transaction_read_only%3Don"
    )
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
    for url in (
        "postgresql://ann:secret@127.0.0.1:1/claims",
        f"sqlite:///{tmp_path / 'file' / 'claims.db'}",
        f"sqlite:///{tmp_path}",
    ):
        with pytest.raises(BadInput) as error:
            store.open_store(url)
        assert codes(error) == ["store_unreachable"]
        assert "secret" not in str(error.value)


def test_a_server_that_goes_away_is_told_and_found_again(
    server: Server, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    kept = opened(server.new_database())
    store.save(kept, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    server.stop()
    try:
        for action in (
            lambda: store.load(kept, "A-1"),
            lambda: store.save(kept, gift_boxes, entry("A-1", paid=1.0), ANN, 1, now=later(1)),
        ):
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


def test_a_writer_who_waits_too_long_is_told(store_: Store) -> None:
    store.save(store_, None, entry("A-1"), ANN, 0, now=NOW)
    with store_.engine.connect().execution_options(writes=True) as holder, holder.begin():
        holder.execute(text("SELECT 1 FROM chain" if store_.is_sqlite else "SELECT 1 FROM chain FOR UPDATE"))

        def impatient(connection: object, *_: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute("PRAGMA busy_timeout = 50" if store_.is_sqlite else "SET SESSION lock_timeout = 50")
            connection.commit()  # type: ignore[attr-defined]

        event.listen(store_.engine, "connect", impatient)
        with pytest.raises(BadInput) as error:
            store.save(store_, None, entry("A-1", paid=1.0), BOB, 1, now=later(1))
        assert codes(error) == ["store_busy"]
        assert store.line(store_, "A-1").version == 1
    assert store.save(store_, None, entry("A-1", paid=1.0), BOB, 1, now=later(1)) == 2
