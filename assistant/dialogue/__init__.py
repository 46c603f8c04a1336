"""One exchange at a time: what was said, what it means for the open question, what is replied.

Pure: knows neither Rasa nor a database. `actions/` calls `reply` and `ask`, and keeps the result.
"""
