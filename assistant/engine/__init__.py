"""Rasa, run in this process: training, loading, and a turn in and replies out."""
