"""What people say around a name: what leads to it, what follows it, what takes it back."""

from __future__ import annotations

import re

RELATIVE = (
    r"(?:fille|fils|femme|mari|epoux|epouse|conjointe?|compagne|compagnon|copine|copain|amie?|"
    r"s(?:oe|œ)urs?|frere|mere|pere|maman|papa|neveu|niece|cousine?|voisine?|filleule?|"
    r"belle[ -]fille|belle[ -]s(?:oe|œ)ur|beau[ -]fils|beau[ -]frere|gendre|tante|oncle|marraine"
    r"|parrain|"
    r"petite[ -]fille|petit[ -]fils|medecin|docteur|infirmiere|aide|"
    r"(?:grand|petit)e? (?:fille|fils|s(?:oe|œ)ur|frere))"
)
MINE = (
    rf"(?:(?:de )?(?:ma|mon|sa|son|notre|une?|la|le|l') ?(?:meilleure? |vieil(?:le)? "
    rf"|chere? |grande? |petite? )?{RELATIVE}(?: ainee?| cadette?| unique| prefere?e?)?)"
)
MY_EN = (
    r"(?:my (?:eldest |youngest |best )?(?:daughter|son|wife|husband|partner|sister|brother|mother|"
    r"father|friend|niece|nephew|neighbou?r|cousin|doctor|grandson|granddaughter))"
)
_TITLE = (
    r"(?:madame|monsieur|mademoiselle|mme|mlle|mr|mrs|ms|miss|docteur|dr|professeur|maitre)\b\.?"
)
_LABEL = (
    r"(?:mon|ma|mes|son|ses|le|les|sa|my|her|his|the|full)\s+(?:deuxieme |premier |vrai |first "
    r"|last "
    r"|full )?"
    r"(?:nom|noms|prenoms?|names?|surname|identite|personne de confiance|personne|patronyme"
    r"|maiden name)"
    r"(?: de famille| de naissance| de jeune fille| d'usage| d'epouse| marital| complet"
    r"| de femme(?! mariee)"
    r"| de femme mariee| de mariage"
    r"| et prenom| de bapteme)?"
)
_IS = (
    r"(?:c'est|ce sont|ce serait|c'etait|cest|c est|s'appelle|s appelle|se nomme|se prenomme"
    r"|est|sont|serait|sera|is|are|was|were|etait|:|=)"
)

_KIND_OF_NAME = (
    r"(?:de famille|de naissance|de jeune fille|d'usage|d'epouse|de femme mariee|marital)"
)

# Each is trimmed from the start as long as something remains after it.
CARRIERS = re.compile(
    r"(?:"
    r"[\s,;:.!…«»\"()*-]+"
    r"|(?:non|no)[\s,]+(?:juste|seulement|simplement|toujours|just|only|simply|still)(?=\s)"
    r"|(?:euh+|heu+|hum+|hem|um+|uh+|er|alors|donc|oui|ouais|d'accord|eh bien|et bien|ah|oh|ok"
    r"|okay|evidemment|naturellement|forcement|bien entendu|obviously|"
    r"attendez|attends|voyons|tenez|ecoutez|voila|bonjour|bonsoir|allo|well|yes|hello|hi|"
    r"s'il vous plait|non non|please|bon alors|bon ben|ben alors|ben euh|bon euh"
    r"|eh ben)(?=[\s,.…]|$)"
    r"|(?:bon|ben|bah|non|no|so|hein|mais|et|and)(?=\s*[,.…]|\s+(?:c'est|cest|c est|je |j'|moi"
    r"|elle |il |mon |ma |euh|alors|mettez|it's|oui |ouais |si |non ))"
    r"|(?:c'est|that's|it's) (?:bien )?(?:ca|cela|exact|exactement|right|it)(?=[\s,])"
    r"|(?:maintenant|aujourd'hui|a present|depuis|now)"
    r"(?=\s+(?:c'est|je |j'|on |elle |il |it's|i'm))"
    rf"|(?:moi|lui|elle|eux|ca)?[\s,]*(?:c'est|cest|ce serait|ce sera|c'etait|ca serait"
    rf"|il s'agit de|it's|it is|it would be|that's|that is"
    rf"|this is)(?=[\s,:])(?:\s+{_LABEL}(?=[\s,:]))?"
    r"|c est(?=\s)"
    r"|(?:moi[ ,]*)?(?:je\s+|j'|j\s+)(?:m'appelle|m appelle|me nomme|me prenomme|suis nee?|suis"
    r"|m'appelais|me suis appelee?|etais(?: une?)?|porte le nom de|signe)(?=[\s,:])"
    r"|(?:elle|il|moi|lui|eux|elles)(?=[\s,]+(?:elle|il|je|c'est|cest|on)\s)"
    r"|(?:elle|il|qui|on|lui|and)[\s,]*(?:s'appelle|s appelle|se nomme|se prenomme|m'appelle"
    r"|l'appelle)(?=[\s,:])"
    rf"|{_LABEL}\s*(?:a moi )?{_IS}?(?=[\s,:])"
    rf"|{MINE}\s*(?:qui )?(?:{_IS})?(?=[\s,:])"
    rf"|{MY_EN}\s*(?:who )?(?:is called|is named|{_IS})?(?=[\s,:])"
    r"|(?:my name's|i'm called|i am called|i'm|i am|(?:she|he)(?:'s| is) (?:called|named)|(?:her"
    r"|his) name's|called|named|call (?:her|him|me))(?=[\s,:])"
    r"|(?:je|j'|vous|on|i)\s*(?:voudrais|veux|aimerais|choisis|prefere|prefererais|designe"
    r"|prends|nomme|peux|pouvez"
    r"|peut|mettrais|dirais|souhaite|would like|want|choose)"
    r"(?: bien)?(?: (?:dire|mettre|noter|designer|choisir|nommer|prendre|que ce soit|ecrire"
    r"|to name|to choose))?(?=[\s,:])"
    r"|(?:mettez|notez|ecrivez|marquez|inscrivez|mets|note|put|write)(?: (?:moi|donc|plutot"
    r"|down))?(?=[\s,:])"
    rf"|nom {_KIND_OF_NAME}(?=[\s,:])"
    r"|(?:nee?|veuve|veuf|born)(?=\s)"
    r"|a\s+l'etat civil(?=[\s,:])"
    r"|(?:mon|ma|my) (?:pere|mere|father|mother|dad|mum)[\s,]+(?:s'appelait|se nommait|was called"
    r"|was)(?=\s)"
    r"|(?:avant|before)\s[^,]{3,30}?\s(?:c'etait|it was)(?=\s)"
    r"|(?:people|everybody|everyone|they|on|tout le monde)\s(?:call|calls|m'appelle)(?:\sme)?(?=\s)"
    r"|(?:appelez|prevenez|contactez|demandez|telephonez a|call|ring|phone|ask|tell)"
    r"(?=\s(?:ma|mon|mes|my)\s)"
    rf"|{_TITLE}(?=\s)"
    r")"
)
TRAILERS = re.compile(
    r"(?:[\s,;:.!…«»\"()*-]+"
    r"|(?<![^\s,.])(?:(?:avec )?(?:un |une |a )?(?:grand |capital )?[a-z](?: en)? (?:majuscule"
    r"|capitale)"
    r"|(?:with )?(?:a )?capital [a-z]|en (?:majuscules?|minuscules?|capitales?|lettres capitales))"
    r"|(?<![^\s,.])mais (?:on|tout le monde|les gens|everybody|they)\b.{0,40}"
    r"|(?<![^\s,.])(?:avant (?:de|d'|mon|ma|le|la|que)\b|before (?:i|my|the)\b).{0,40}"
    r"|(?<![^\s,.])comme (?:la|le|l'|les|ma|mon|tout|on|je|vous|dans|the|my)\b.{0,40}"
    r"|(?<![^\s,.])(?:voila|merci(?: bien| beaucoup)?|s'il vous plait|s'il te plait|please"
    r"|thank you|"
    r"c'est tout|c'est ca|hein|euh+|heu+|quoi|c'est bien ca|tout simplement|comme ca se prononce|"
    r"comme ca s'ecrit|c'est mon nom|c'est son nom|si vous voulez|je crois|je pense|je vous ai dit)"
    r"|(?<![^\s,.])(?:c'est\s+|it's\s+|de\s+|comme\s+)?(?:mon|son|le|my|her|his|the)"
    r" (?:nom|surname|maiden name)"
    rf"(?:\s{_KIND_OF_NAME})?"
    rf"|(?<![^\s,.]){_KIND_OF_NAME}"
    r"|(?<![^\s,.])(?:depuis|apres) (?:(?:mon|notre|le) mariage|que je (?:me )?suis mariee?)"
    rf"|(?<![^\s,.])(?:c'est\s+|qui est\s+|et c'est\s+|she is\s+|she's\s+|he's\s+"
    rf"|he is\s+)?(?:{MINE}|{MY_EN})"
    r")$"
)
SPELL_MARK = re.compile(
    r"\b(?:(?:alors )?(?:je|j)(?:'| )?(?:vous )?(?:l'|le |les |vous l')?epelle|"
    r"(?:que )?(?:ca|cela) s'(?:ecrit|epelle)|qui s'(?:ecrit|epelle)|s'ecrit|s'epelle|"
    r"(?:je vais |que je )?(?:vous )?(?:l'|le )epeler|lettre (?:a|par) lettre|"
    r"(?:it's |it is |that's )?(?:spelled|spelt)|i'll spell it|accents compris|ca fait"
    r"|ce qui (?:fait|donne)|ca donne)(?![a-z'])"
)
AGAIN = re.compile(
    r"[\s,;.…]+(?:(?:euh|ah|oh|mais)[\s,]+)*"
    r"(?:(?:mais(?= (?:mon|ma|son|le|en) (?:vrai|fait|nom|prenom)| (?:c'est|je m'appelle"
    r"|[ei]l(?:le)? s'appelle) (?!pas ))|but(?= (?:it's|it is|my|her|his)\b)"
    r"|non(?: non)?(?: pas)?|pardon"
    r"|je veux dire|je voulais dire|excusez[ -]moi|je me trompe|"
    r"je me suis trompee?|je dis des betises|plutot|enfin|ou plutot|no|sorry|i mean|rather)"
    r"(?:[\s,;.…]+|$))+"
)
NEXT_ONE = re.compile(
    r"[\s,]+(?:et|and) (?:le|mon|the|my) (?:deuxieme|second|troisieme|third|autre|middle)"
    r"(?: prenom| one| name)?(?: c'est| est| is)?(?=\s)"
    r"|[\s,]+(?:et )?(?:il )?y (?:a|avait) (?:aussi|encore)(?:[\s,]+euh+)*(?=\s)"
)
NOT_THAT = re.compile(r"^(?:non[\s,]+)?(?:pas|not) [^\s,]{2,20}(?: [^\s,]{2,20})?, (?=\w)")
DESCRIBES = re.compile(
    r"(?:c'est |it's |ce sera |ce serait |alors |eh bien )*"
    r"(?:(?:celui de |celle de |that of )?(?:mon|ma|mes|notre|my|our) "
    r"|(?:l'|l[ea] |un de |une de |the |one of )[^,]*\b(?:mes|my|nos|our) "
    r"|j'en ai |il y en a |i have )"
)
"""A part of a sentence that says who somebody is, without their name."""
TITLED_AFTER = re.compile(rf"^(?:l'|l[ea] |une? |the |a )[^,]*, (?={_TITLE}\s)")
RATHER_NOT = re.compile(
    r"(?:c'est |ce n'est )?pas (?P<wrong>[^,;]{2,40}?)(?:\s*,\s*|\s+)(?:mais |c'est )+"
)
AND_NOT = re.compile(r"[\s,]+(?:et )?(?:pas|non pas|not) (?!d'|de |une? )[^,;]{2,40}$")
QUESTION = re.compile(
    r"^(?:qui|quoi|comment|pourquoi|quand|combien|quel|quelle|lequel|est[- ]ce|c'est quoi"
    r"|c'est qui|"
    r"what|who|why|how|which|when|do you|can you|ou est|ou je|qu'est|faut[- ]il|dois[- ]je"
    r"|puis[- ]je)\b"
)

CLAUSE = re.compile(
    r"[\s,]+(?=(?:je|j'ai|qui|c'est|parce|mais|vous|on|elle|il|that|who|which|she's|he's"
    r"|since|depuis|quand|avant|because|when)[\s']|c'est)"
)
ANYBODY = (
    r"(?:l[ea]s? |the )(?:pompiers|samu|police|gendarmes?|gendarmerie|secours|mairie|ambulance)"
)
TITLED = re.compile(rf"\b(?:(?:{_TITLE}|nom de|called me|m'appelle(?:nt)?)\s+)+")
DENIED = re.compile(r"\b(?:pas|jamais|plus|non|sais|ne|not|never|no)\b|n't\b|\bn'")

BEFORE_A_NAME = re.compile(
    r"(?:s'appelle|s appelle|se nomme|m'appelle|m appelle|prenomme|nommee?|is called|is named"
    r"|named|called|my name is|name's|"
    r"\bc'est|\bce sera|\bce serait|it's|\bmadame|\bmonsieur|\bmademoiselle|\bmme|\bmlle|\bmr"
    r"|\bdocteur|\bdr\b\.?)"
    rf"\s+(?:avec\s+)?(?:{_TITLE}\s+)?"
)
