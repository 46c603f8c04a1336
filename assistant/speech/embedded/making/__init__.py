"""How the embedded recogniser is made: its pronunciations, maps and weights. It runs none of it."""
