"""The Streamlit pages, a folder each; session, widgets and shell are shared. Streamlit lives here and in app.py
only."""
