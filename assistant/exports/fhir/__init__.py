"""The dossier as a FHIR R4 document: an International Patient Summary (docs/reference/fhir.md)."""
