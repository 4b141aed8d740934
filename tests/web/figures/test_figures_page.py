"""The page Figures: all of them, and those in which a text occurs."""

import pytest

from negotiation.figure_register import FIGURES, figure
from negotiation.i18n.catalogue import LANGUAGES, say
from tests.support.app import healthy, open_app, said, to_page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_figures_stand_in_a_table_and_a_text_finds_one(lang: str) -> None:
    app = to_page(open_app(lang), "figures")
    assert len(app.dataframe[0].value) == len(FIGURES)
    assert say(lang, "figures_page.lead") in said(app)
    name = say(lang, "figure.net_to_us.name")
    healthy(app.text_input(key="figures_find").set_value("outcomes.py · net_to_us").run())
    assert not app.dataframe
    assert f"**{name}**" in said(app)
    assert app.code[0].value == figure("net_to_us").formula
    assert "negotiation/model/valuation/outcomes.py" in said(app).replace("\\", "")
    healthy(app.text_input(key="figures_find").set_value("<b>nothing*").run())
    assert not app.dataframe
    assert "nothing" in app.info[0].value
