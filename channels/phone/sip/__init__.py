"""Calls by SIP (RFC 3261) and RTP (RFC 3550), on aiosipua and aiortp. Only the gateway imports it.

Those two libraries are alpha and pinned: what they lack or get wrong is mended here, each time with
the reason beside it, and nowhere else.
"""
