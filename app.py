"""The claim negotiation calculator as pages: configuration, language, navigation, and one edge for everything
unforeseen; nothing else."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.causes import page as causes
from negotiation.web.claim import page as claim
from negotiation.web.customer import page as customer
from negotiation.web.exposure import page as exposure
from negotiation.web.figures import page as figures
from negotiation.web.negotiate import page as negotiate
from negotiation.web.options import page as options
from negotiation.web.playbook import page as playbook
from negotiation.web.rework import page as rework
from negotiation.web.session.session_state import LANGUAGE
from negotiation.web.share import page as share
from negotiation.web.shell.error_boundary import with_error_boundary
from negotiation.web.shell.header import header
from negotiation.web.shell.url_state import read_address, read_language, remember_language

NAMES = {"en": "English", "zh": "中文"}
# In the order of work; a first visit lands on the options of the sample.
PAGES: dict[str, tuple[Callable[[str], None], str]] = {
    "claim": (claim.page, ":material/assignment:"),
    "customer": (customer.page, ":material/handshake:"),
    "rework": (rework.page, ":material/build:"),
    "options": (options.page, ":material/balance:"),
    "negotiate": (negotiate.page, ":material/forum:"),
    "share": (share.page, ":material/send:"),
    "playbook": (playbook.page, ":material/menu_book:"),
    "causes": (causes.page, ":material/query_stats:"),
    "exposure": (exposure.page, ":material/account_balance:"),
    "figures": (figures.page, ":material/functions:"),
}


def show(name: str, lang: str) -> None:
    """One page below its header."""

    def work() -> None:
        trouble = read_address()
        header(lang, name, pages, trouble, bar)
        PAGES[name][0](lang)

    with_error_boundary(work, lang)


st.set_page_config(page_icon="📦", layout="wide")
read_language("zh" if str(st.context.locale or "").lower().startswith("zh") else "en")
chosen = str(LANGUAGE.get())
st.set_page_config(page_title=say(chosen, "app.title"))
pages = {
    name: st.Page(
        partial(show, name, chosen),
        title=say(chosen, f"page.{name}.title"),
        icon=icon,
        url_path=name,
        default=name == "options",
    )
    for name, (_, icon) in PAGES.items()
}
current = st.navigation(list(pages.values()), position="top")
bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
bar.segmented_control(
    "Language · 语言",
    LANGUAGES,
    format_func=NAMES.__getitem__,
    key=LANGUAGE.key,
    label_visibility="collapsed",
    required=True,
    on_change=remember_language,
)
current.run()
