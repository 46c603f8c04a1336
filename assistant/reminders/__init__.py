"""Reminders: what is due is told once, on the channel chosen, or else at the next talk."""
