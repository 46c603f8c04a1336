"""Keys and sealing: nothing that a person said stands unencrypted on a disk."""
