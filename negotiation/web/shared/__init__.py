"""Parts of a page that several pages show: tables of the contract and of a remedy, and who is beside a message."""
