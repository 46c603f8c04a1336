"""What makes each wish count in law: one file a wish. Pure."""
