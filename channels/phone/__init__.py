"""The telephone (docs/how-to/telephone.md): SIP and RTP, Asterisk's AudioSocket, or webhooks.

Sound has a clock of its own, so it has a process of its own: `gateway` holds the calls, and
`switchboard`, in the main process, presents each as a `Line`. `channel.PHONE` is what `start` runs.
"""
