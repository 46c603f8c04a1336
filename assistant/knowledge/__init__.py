"""What the assistant knows of the dossier, the law and its limits: data, each with its source."""
