"""Formulas that stand among words without delimiters: typed in Unicode (`xᵀ(A + Aᵀ)`), in LaTeX whose delimiters were
lost on the way (`(\\mu = 0)`), or as signs that came out of their places (`∥x∥2 2`)."""
