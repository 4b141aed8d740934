"""Use cases: what a person does with a claim, without Streamlit: the page, the command line and a test call the same
function."""
