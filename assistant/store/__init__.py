"""Where dossiers and conversations are kept: encrypted, on SQLite or PostgreSQL."""
