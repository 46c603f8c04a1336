"""What is kept: dossiers and conversations, sealed, one turn of talk in one transaction.

`store.Store.open` is the way in. Imports SQLAlchemy; the steps and the answers do not import it.
"""
