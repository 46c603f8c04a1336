"""What each paper says, as blocks: pure. How they look or feel is in `assistant.exports`."""
