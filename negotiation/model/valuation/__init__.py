"""Offers and no deal, valued for both parties: claim cost, net, break-even chance, credit exposure, litigation."""
