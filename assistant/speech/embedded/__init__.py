"""The recogniser that needs no download: pocketsphinx, on closed answers.

Its acoustic model is English. French words are given to it as English phones ("oui" as W IY),
which works for a few words far apart in sound, and not for free speech: it says so, and the keys
or typing take over. Method: Qiao, Sherwani and Rosenfeld, "Small-vocabulary speech recognition for
resource-scarce languages", ACM DEV 2010.
"""
