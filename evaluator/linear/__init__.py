"""Matrices and vectors as homework writes them: what each name is, which sizes fit, and whether two formulas agree.

Where the order of factors matters SymPy's products of plain symbols prove too much. Here every name gets a type and
sizes (`typing`), formulas are tried on random arrays of sizes that all differ (`instances`), and a normal form of words
that do not commute proves what it can (`words`).
"""
