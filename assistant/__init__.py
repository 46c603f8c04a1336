"""Vive Voix: a medical dossier, completed by word of mouth."""
