"""Sound in, what was heard out; a sentence in, sound out: the same parts for every channel.

Knows neither the dossier's store nor the engine: a channel joins the two.
"""
