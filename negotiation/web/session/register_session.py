"""The register that is looked at in this session (the team's own, a file, or our sample), valued once until something
in it changes; and the file that was uploaded last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negotiation.claim.summary.claim_summary import MODEL_VERSION
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import entries_of
from negotiation.finance.register_file.column_mapping import Columns, ColumnsMissing
from negotiation.finance.reporting_settings import Team
from negotiation.i18n.catalogue import say
from negotiation.presentation.exposure.text import how_exposure
from negotiation.services.view_register import (
    SEED,
    RegisterFile,
    RegisterView,
    UploadedRegister,
    day_of_register,
    read_register_file,
    source_of_register,
    view_register,
)
from negotiation.web.session.session_context import context_now
from negotiation.web.session.session_state import (
    REGISTER_COLUMNS_ASKED,
    REGISTER_FILE,
    REGISTER_IMPORTED,
    REGISTER_KIND,
    REGISTER_PROBLEMS,
    REGISTER_VIEW,
)
from negotiation.web.session.team_settings import team_setting

NO_CURRENCY, UNCLEAR = "currency_missing", "unclear_date"
"""The reasons for which rows are left out until an answer is given: no currency, and dates in which day and month
could be swapped."""


def notes_of(book: RegisterView, lang: str) -> Callable[[], tuple[str, ...]]:
    """The lines below a picture or a table of a register: day, model version, seed, and how its figures are
    computed."""
    return lambda: (
        say(
            lang,
            "exposure.stamp",
            today=book.today,
            version=MODEL_VERSION,
            seed=SEED,
            rows=len(book.position.converted),
            currency=book.currency,
        ),
        *how_exposure(book.position, lang),
    )


def register_kind() -> str:
    """Which register is looked at: the team's own (`store`), our `sample` or a `file`; the team's own until another
    is chosen."""
    return str(REGISTER_KIND.get())


def register_now(lang: str) -> RegisterView | None:
    """The register, valued anew only when its claims, its settings, its day or its words changed; None while it is
    empty.

    A store out of reach raises BadInput.
    """
    kind, file, context = register_kind(), _file(), context_now(lang)
    (policy, measured), (team, version) = team_setting(ProvisionPolicy), team_setting(Team)
    key = (kind, source_of_register(context, kind, file), day_of_register(context, kind), measured, version)
    return REGISTER_VIEW.get(key, lambda: view_register(context, kind, policy, team, file))


def _file() -> RegisterFile | None:
    found: RegisterFile | None = REGISTER_FILE.get()
    return found


def choose_register(kind: str) -> None:
    """Look at another register."""
    REGISTER_KIND.put(kind)


def take_upload(name: str, data: bytes) -> None:
    """Lay a register from a file open."""
    REGISTER_COLUMNS_ASKED.forget()
    read_upload(UploadedRegister(name, data), "upload")


def read_upload(again: UploadedRegister, place: str) -> None:
    """Read a file with what was said of it; what is wrong with it is shown at the `place` from which it was read.

    A file in which columns that are needed were not found stays at hand with its columns, so that they can be chosen.
    """
    REGISTER_PROBLEMS.put((place, ()))
    try:
        found = read_register_file(context_now(), again)
    except ColumnsMissing as error:
        REGISTER_COLUMNS_ASKED.put((again, error.columns))
        return
    except BadInput as error:
        REGISTER_PROBLEMS.put((place, error.problems))
        return
    REGISTER_COLUMNS_ASKED.forget()
    REGISTER_IMPORTED.forget()
    REGISTER_FILE.put(found)
    choose_register("file")


def problems_at(place: str) -> tuple[Problem, ...]:
    """What was wrong with the last file that was read from there."""
    where, problems = REGISTER_PROBLEMS.get()
    return tuple(problems) if where == place else ()


def asking_now() -> tuple[UploadedRegister, Columns] | None:
    """The file whose columns are asked for, and what they are."""
    found: tuple[UploadedRegister, Columns] | None = REGISTER_COLUMNS_ASKED.get()
    return found


def file_again() -> UploadedRegister | None:
    """The file that lies open, to be read once more."""
    file = _file()
    return file.upload if file is not None and register_kind() == "file" else None


def last_file() -> RegisterFile | None:
    """The file that was added to the team's own register last, and what became of it."""
    return _file() if REGISTER_IMPORTED.get() is not None else None


def entries_in(book: RegisterView) -> Sequence[Entry]:
    """The lines of a register as entries."""
    return entries_of(book.position.converted.register)
