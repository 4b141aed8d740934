"""Names that `vulture` finds no reader for in the product, and why they stay. What is read again leaves this list."""

# ruff: noqa: B018
# mypy: ignore-errors

from unittest.mock import MagicMock

_ = MagicMock()

# Shown in the notebooks and named in the public interface.
_.fit_sbg
_.off_by
_.survival
_.residual_lifetime
_.expected_orders

# Part of a result that a caller reads from Python, checked by the tests.
_.asks
_.date_format
_.disclosed_low
_.done_late
_.expense
_.given_back
_.internal
_.mean_error
_.outstanding
_.planned_by_now
_.revenue_cut

# Read by the name of its column.
_.disputed

# The values that a code may have, as its docstring names them.
_.ADVICE
_.CREDIT_FLAGS
_.DISCLOSURES
_.DISCOUNTINGS
_.DOUBTS
_.LEANINGS
_.LIKELIHOODS
_.READ_AS
_.UNSURE

# One function of several that share a pass over the flows.
_.present_values

# For the pages that open the samples of an installed package.
_.sample_folder

# The tables that triggers guard, held against the schema by a test.
_.FOR_GOOD

# Called or read by SQLAlchemy and Alembic.
_.cache_ok
_.down_revision
_.impl
_.process_bind_param
_.process_result_value

# Written to numpy, openpyxl, python-pptx, plotly and xlsxwriter, which read them.
_._blob
_._prepare_formula
_.alignment
_.author
_.auto_size
_.dash_style
_.default_factory
_.gap_width
_.has_data_labels
_.has_legend
_.has_major_gridlines
_.has_title
_.horz_banding
_.include_in_layout
_.invert_if_negative
_.last_modified_by
_.major_tick_mark
_.major_unit
_.maximum_scale
_.minimum_scale
_.modified
_.number_format
_.number_format_is_linked
_.reverse_order
_.slide_height
_.slide_width
_.space_after
_.tick_label_position
_.turbo_add_enabled
_.vertical_anchor
_.visible
_.word_wrap
_.writeable

# Read by the script that writes docs/figures.md, and by the test of the figures.
_.figures_of_command
_.function_of

# Called by Python for a name that the public interface imports late.
_.__getattr__
