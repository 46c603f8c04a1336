"""Words that are no name, or none alone."""

from __future__ import annotations

NOISE = frozenset(
    [
        "euh", "heu", "hum", "hem", "um", "uh", "er", "alors", "donc", "oui", "ouais", "non", "ah",
        "oh", "ok", "okay", "bon", "ben", "bah", "hein", "voila", "merci", "bonjour", "bonsoir",
        "allo", "well", "yes", "no", "hello", "hi", "madame", "monsieur", "mademoiselle", "mme",
        "mlle", "mr", "mrs", "ms", "c'est", "nee", "ne",
    ]
)  # fmt: skip
SENTENCE = frozenset(
    [
        "je", "c'est", "quelqu'un", "j'ai", "j'avais", "j'en", "ne", "pas",
        "jamais", "vous", "que", "quoi", "parce",
        "ca", "cela", "pourquoi", "comment", "faut", "veux", "voudrais", "sais", "peux", "suis",
        "crois", "pense", "avez", "etes", "sommes", "avons", "n'ai", "n'est", "n'en", "n'y",
        "d'accord", "numero", "telephone", "avec", "sans", "i", "don't", "know", "want", "cannot",
        "what", "why", "because", "this", "that", "your", "you", "quelqu'un", "personne", "rien",
        "dossier", "medecin", "question", "repeter", "aujourd'hui",
    ]
)  # fmt: skip
FUNCTION = frozenset(
    [
        "il", "elle", "on", "tu", "nous", "ils", "elles", "est", "sont", "ai", "as", "a", "avait",
        "etait", "sera", "ou", "dans", "chez", "pour", "sur", "par", "mais", "si", "se", "son",
        "sa", "ses", "mon", "ma", "mes", "ce", "cette", "qui", "deux", "tous", "tout", "tres",
        "plus", "bien", "mal", "aussi", "encore", "is", "are", "was", "the", "my", "his", "her",
        "since", "when", "who", "it", "we", "they", "not", "and", "or", "for", "with", "to", "of",
    ]
)  # fmt: skip
NO_NAMES = frozenset(
    [
        "pardon", "attention", "dites", "regardez", "excusez", "desole", "desolee", "doucement",
        "minute", "mince", "zut", "tiens", "maintenant", "la", "ici", "voyez", "sorry", "wait",
        "look",
    ]
)  # fmt: skip

NOBODY = frozenset({"moi", "lui", "nous", "vous", "eux", "personne", "rien", "me", "nobody"})
SAME = frozenset({"meme", "pareil", "pareille", "idem", "toujours", "same"})
INDEFINITE = frozenset({"un", "une", "des", "celui", "celle", "quelque", "someone", "some"})
NOT_IN_A_NAME = (
    SENTENCE
    | FUNCTION
    | NOISE
    | frozenset(
        [
            "et", "au", "aux", "un", "une", "en", "qui", "dont", "lui", "son", "sa", "leur", "puis",
            "ensuite", "car", "quand", "deja", "oui", "mobile", "portable", "fixe", "domicile",
            "travail", "maison", "numero", "no", "tel", "joindre", "appeler", "prevenir", "habite",
            "demeure", "vit", "urgence", "confiance", "premier", "deuxieme", "contact", "adresse",
            "mail", "voisin", "voisine", "ami", "amie", "famille", "soir", "matin", "toujours",
            "souvent", "seulement", "comme", "celui", "celle", "aupres", "est", "sont", "at", "on",
            "her", "his", "phone", "number",
        ]
    )
)  # fmt: skip
