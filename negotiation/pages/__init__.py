"""The pages, one file each, and the form that makes a widget from a field's unit. Streamlit lives here and in app.py only."""
