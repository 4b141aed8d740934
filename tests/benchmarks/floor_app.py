"""The emptiest app with a slider: what Streamlit itself costs from a key press to words on the screen."""

import streamlit as st

st.subheader(f"value {st.slider('Extra orders', 0, 24, 3)}", anchor=False)
