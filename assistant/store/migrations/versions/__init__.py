"""The changes of the tables, oldest first. Never edited once released."""
