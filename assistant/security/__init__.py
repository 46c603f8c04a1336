"""Keys and sealing: what stands between a dossier on disk and a reader. Knows no database.

A dossier is read with three things together: its sealed rows and wrapped key (the database), its
secret (`key_folder`) and the master key (`master_key`). Destroying the secret is the erasure: no
copy of the database, however old, can be read again, even with the master key.
"""
