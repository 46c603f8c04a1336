"""Calls by way of Twilio, or whoever speaks its language: opt-in, as the sound goes through them.

Twilio asks what to say and hands over what was pressed or understood, by web requests that it
signs. No sound comes here.
"""
