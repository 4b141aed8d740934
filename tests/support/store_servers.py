"""What the tests of the store share: people, entries, and a PostgreSQL server of our own on a free port of this
machine."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pg8000
from sqlalchemy import select, update

from negotiation.finance.register.entry import Entry
from negotiation.store import Person, PromisedAmount, Store
from negotiation.store.audit_chain import writing
from negotiation.store.claims import claim_row, columns_changed, insert_version, stamp
from negotiation.store.connection import reading
from negotiation.store.row_mapping import to_major
from negotiation.store.sql_tables import CLAIMS, PROMISED

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
"""PostgreSQL refuses to run as root: then it runs as the user postgres."""

KINDS = ("sqlite", "postgresql")
ANN, BOB = Person("Ann Lee", "sales"), Person("Bob 王", "finance")
NOW = datetime(2026, 3, 2, 9, 30, 0, 123456, UTC)


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def entry(code: str = "A-1", **fields: object) -> Entry:
    given: dict[str, object] = {
        "title": "Gift boxes in the wrong style",
        "customer": "Müller & Söhne",
        "owner": "Ann Lee",
        "team": "North",
        "cause": "wrong_product",
        "currency": "USD",
        "opened": date(2026, 2, 1),
        "claimed": 5_500.25,
        "accepted": 2_000.0,
        "chance": 0.75,
        "low": 1_000.0,
        "likely": 2_000.0,
        "high": 4_000.0,
        "receivable": 12_000.0,
    }
    return Entry(code=code, **{**given, **fields})  # type: ignore[arg-type]


class Server:
    """A PostgreSQL server with its own folder and port; started and stopped by us only."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="negotiation-pg-"))
        self.data, self.user = self.folder / "data", "postgres" if AS_ROOT else getpass.getuser()
        if AS_ROOT:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run(
            "initdb",
            "-D",
            str(self.data),
            "-A",
            "trust",
            "-U",
            self.user,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def run(self, name: str, *words: str) -> None:
        before = ["runuser", "-u", "postgres", "--"] if AS_ROOT else []
        subprocess.run(
            [*before, str(self.binaries / name), *words], check=True, cwd=self.folder, capture_output=True, timeout=120
        )

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} "
            f"-c max_connections=60 -c fsync=off"
        )
        self.run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def new_database(self) -> str:
        """An empty schema of its own, by its URL: as good as a database, and much quicker made."""
        name = f"claims_{uuid.uuid4().hex}"
        with closing(
            pg8000.connect(user=self.user, host="127.0.0.1", port=self.port, database="postgres")
        ) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"CREATE SCHEMA {name}")
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/postgres?options=-c%20search_path%3D{name}"

    def end(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def binaries() -> Path | None:
    """The folder of PostgreSQL's server programs: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    folders = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def promised_with(store: Store, code: str) -> tuple[PromisedAmount, ...]:
    """What is noted as promised with a claim, read from the table."""
    query = select(PROMISED).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id).where(CLAIMS.c.code == code)
    with reading(store) as connection:
        rows = connection.execute(query.order_by(PROMISED.c.place)).mappings().all()
    return tuple(PromisedAmount(row["form"], to_major(row["minor"], row["digits"]), row["day"]) for row in rows)


def archive(store: Store, code: str, who: Person, *, now: datetime, archived: bool = True) -> None:
    """Take a claim out of the register, or put it back, as version 0.1 could: such claims are still in databases."""
    with writing(store, who, now) as work:
        old = claim_row(work.connection, code)
        row, version = {**old, "archived": archived}, old["version"] + 1
        columns = {"archived": archived, "version": version, **stamp(work)}
        work.connection.execute(update(CLAIMS).where(CLAIMS.c.id == old["id"]).values(**columns))
        action, changes = "archived" if archived else "restored", columns_changed(old, row)
        insert_version(work, old["id"], row, old["document"], version, action, changes)
