"""What a person receives: files and pictures read, described and made ready to be kept.

`receive.receive` is the way in. Nothing here keeps anything, and nothing readable is written to
disk: separate programs are spoken to through pipes and may write no file at all.
"""
