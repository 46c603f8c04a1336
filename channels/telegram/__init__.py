"""Telegram: the chat, its voice messages and its photographs (docs/how-to/telegram.md).

`channel.TELEGRAM` is what `start` runs. An update goes through `arriving`, then `desk`, which
holds the order; `sending` brings the reply back.
"""
