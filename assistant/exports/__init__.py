"""A dossier in the forms that others read."""
