"""What an utterance means, seen the open question. Pure."""
