"""What people say around an address and between its parts."""

from __future__ import annotations

import re

from assistant.answers.address_words import MONTHS, STREETS

CARRIER = re.compile(
    r"(?:[\s,;:.!-]+"
    r"|(?:euh+|heu+|alors|donc|oui|ouais|bon|ben|bah|ah|oh|voila|attendez|eh bien|well|um|uh|yes"
    r"|so|moi|bonjour)(?=[\s,.])"
    r"|(?:mon|son|l'|notre|my|her|his|the)\s*(?:adresse|address)(?:\s+(?:postale|exacte"
    r"|complete))?(?:\s+(?:c'est|est|is))?(?=[\s,:])"
    r"|(?:(?:je|j'|j|on|elle|il|nous|i|she|he)\s*)?(?:habite|demeure|reside|vis|vit|loge|suis"
    r"|sommes|habitons|live|lives|am)(?:\s+(?:toujours|seule?|actuellement|maintenant))?(?=[\s,:])"
    r"|(?:c'est|cest|c est|it's|it is|that's)(?=[\s,:])"
    r"|(?:il|elle|on) est(?=\s(?:au?x?\s|a l|\d))"
    r"|(?:i'm|she's|he's|we're|they're|they live|we live|we are|she is|he is)(?=\s)"
    r"|(?:au |chez nous |a la maison )?(?:le )?(?:numero|number)(?=\s)|at(?=\s)"
    r"|(?:domiciliee?|situee?)(?=\s)"
    r"|chez (?:moi|nous|lui|elle|eux)(?=[\s,]+(?:au|a|dans|\d))"
    r"|(?:au|a la|a l'|dans (?:la|le|l'|un|une)|dans)(?=\s*(?:\d|@"
    r"|rue|avenue|boulevard|place|chemin|impasse|allee|route|quai|cours|square|residence|hameau"
    r"|lieu|maison|ehpad))"
    r")"
)
TRAILER = re.compile(
    r"(?:[\s,;:.!-]+|(?:\ben |,\s*)france|\b(?:voila|merci|s'il vous plait|c'est tout|hein"
    r"|please|thank you|c'est ca|euh+))$"
)
POSTCODE_WORD = re.compile(
    r"(?:(?:le |mon |et |avec )*(?:code postal|code postale|le code|cp|postcode"
    r"|zip code)(?:\s+(?:c'est|est|de|le|is))*)(?=[\s,:]|$)"
)
TOWN_WAY = re.compile(
    r"(?:^|(?<=[\s,]))(?:a|au|aux|dans la ville de|sur la commune de|commune de|la commune de"
    r"|ville de|la ville c'est|et c'est a|c'est a|in)\s+(?=\S)"
)

SECOND_STREET = re.compile(rf"(?<=\w)[\s,]+(?:(?:au )?(?:\d|{'|'.join(STREETS)}\b))")
SENTENCE = re.compile(
    r"\b(?:meme|pareil|adresse|toujours|quelque part|je|j'ai|vous|ne|pas|que|qui|quoi|pourquoi"
    r"|comment|sais|veux|voudrais|est-ce|parce"
    r"|n'ai|no|not|know|want|c'est quoi|elle|il|d'accord|we|she|he|they|agreed|knows)\b"
)
NOISE = re.compile(r"(?:euh+|heu+|ben|bah|bon|alors|oui|non|voila|merci|c'est|[\s,.!])+")

NOT_A_POSTCODE = re.compile(
    "".join(f"(?<!{word} )" for word in ("bp", "cs", *sorted(MONTHS))) + r"\b(?P<digits>\d{3,8})$"
)
HAMLET = re.compile(r"le (?:bourg|village|hameau)\b|ker\w+|route|hameau")
AGAIN = re.compile(
    r"[\s,]+(?:euh[\s,]+)?(?:(?:non|pardon|je me trompe|plutot|excusez[ -]moi|no|sorry)[\s,]+)+"
)

NUMBER_LAST = re.compile(r"[\s,]+(?:c'est |et )*(?:au |le |du )?numero ")

LEADS_TO_IT = re.compile(
    r"\b(?:habit\w+|demeur\w+|resid\w+|vis|vit|vivons|log\w+|suis|est|sommes|c'est|adresse|toujours|depuis|change\w*|live[sd]?|living|address|is|am|are"
    r"|still|at|i'm|we're|they're)\b"
)
ONLY_SMALL = re.compile(r"(?:(?:au|le|la|les|a|l'|the|at|numero)\b[\s,]*)*")
TOWN_FIRST = re.compile(r"(?:a|au|aux|in) (?P<town>[^,\d]{2,40}), *(?=\S)")
