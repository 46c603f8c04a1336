"""The papers to sign, in French, because French doctors and judges read them."""
