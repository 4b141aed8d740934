"""The computed claim: `summarise(dossier)` behind every page and command, the forecasts of its remedies, its
bargaining."""
