"""The dossier as CDA R2 documents, as the French CI-SIS wants them (docs/reference/cda.md)."""
