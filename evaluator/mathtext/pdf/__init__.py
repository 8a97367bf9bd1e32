"""PDF pages: glyphs with their places, out of which formulas become layout boxes and then LaTeX."""
