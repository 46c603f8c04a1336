"""The emergency card: what rescuers must know at once, if the person wants it shown."""
