"""The database's versions, by Alembic. `HEAD` is the newest; a test holds it to the files."""

HEAD = "0001"
