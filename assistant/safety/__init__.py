"""Hearing that somebody is in danger, whatever the open question. Pure."""
