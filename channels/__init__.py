"""The ways to talk with a person, one file or folder each; all of them through `Conversation`."""
