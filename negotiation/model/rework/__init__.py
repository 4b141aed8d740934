"""How the goods are put right: cost lines, steps on working days, transport, lateness; what each remedy costs and when
it arrives."""
