"""`python -m negotiation`: the command line."""

from negotiation.cli import run

if __name__ == "__main__":
    run()
