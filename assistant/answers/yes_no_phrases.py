"""How people say yes and no, hesitate, and take it back, in French and English."""

from __future__ import annotations

from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.answers.tokens import phrases

Sort: TypeAlias = Literal["yes", "no", "doubt"]
Phrases: TypeAlias = tuple[tuple[str, ...], ...]

YES: dict[Lang, Phrases] = {
    "fr": phrases(
        "oui|ca oui|tout est bon|tout est juste|tout est exact|tout est correct|ouais|ouaip|ouai"
        "|ui|wi|voui|vi|yes|yep|ok|okay|oki|d accord|d acc|entendu|voila|exact|exactement"
        "|c est exact|c est ca|c est cela|c est bien ca|c est bien cela|c est juste|c est vrai"
        "|c est correct|correct|c est bon|c est tout a fait ca|tout a fait|tout juste|absolument"
        "|effectivement|en effet|affirmatif|parfait|parfaitement|c est parfait|carrement|bien sur"
        "|bien sur que oui|bien entendu|evidemment|certainement|certes|naturellement|assurement"
        "|volontiers|avec plaisir|avec joie|je veux bien|je le veux bien|je veux bien oui"
        "|je le veux|je le souhaite|j accepte|je suis d accord|on est d accord|je suis pour"
        "|sans probleme|pas de probleme|aucun probleme|pas de souci|pas de soucis|aucun souci"
        "|ca marche|ca roule|ca me va|ca me convient|si si|mais si|ah si|oh si|oh que si"
        "|ah que si|bien sur que si|que oui|oh que oui|ah que oui|c est fait|je confirme"
        "|je vous le confirme|vous avez raison|c est bien moi|je crois bien|je crois que oui"
        "|je pense que oui|il me semble que oui|je dirais oui|je dirais que oui|plutot oui"
        "|avec grand plaisir|mais certainement|pour sur|dame oui|ma foi oui|affirmativement"
        "|tres bien|ca me ferait plaisir|j aimerais bien|je voudrais bien|c est d accord|allez y"
        "|allons y|faites|faites donc|banco|vas y|je n ai rien contre|ca ne me derange pas"
        "|ca me derange pas|ca ne me gene pas|je n y vois pas d inconvenient|pas d inconvenient"
        "|cent pour cent|c est bien cela oui|je vous en prie|c est sur|tout bon|c est tout bon"
        "|vous pensez bien|je pense bien|tu penses bien"
    ),
    "en": phrases(
        "yes|yeah|yep|yup|yea|aye|oui|sure|surely|of course|certainly|absolutely|definitely"
        "|indeed|correct|right|exactly|precisely|that s right|that s correct|that is right"
        "|that is correct|that s it|that s true|it is|i do|i am|i have|i did|i would|i will"
        "|i agree|agreed|i accept|please do|yes please|go ahead|ok|okay|all right|alright|fine"
        "|by all means|gladly|with pleasure|i d like that|i d love to|i would like that"
        "|no problem|no objection|i don t mind|i think so|i believe so|i hope so|you bet"
        "|very well|sounds good|affirmative|naturally|quite so|quite right|spot on|i confirm"
        "|he does|she does|they do|he is|she is|they are|he has|she has|i can|i should think so"
        "|i should hope so|rather so"
    ),
}
NO: dict[Lang, Phrases] = {
    "fr": phrases(
        "non|nan|nann|nope|no|nenni|que nenni|que non|oh que non|ah que non|non merci|merci non"
        "|pas du tout|du tout|absolument pas|surtout pas|certainement pas|surement pas"
        "|bien sur que non|evidemment non|evidemment que non|evidemment pas|pas question"
        "|hors de question|il n en est pas question|c est hors de question|jamais"
        "|jamais de la vie|en aucun cas|aucunement|nullement|negatif|pas encore|toujours pas"
        "|pas pour le moment|pas pour l instant|pas maintenant|pas aujourd hui|pas ca"
        "|c est pas ca|ce n est pas ca|ce n est pas exact|c est pas exact|c est faux|faux|inexact"
        "|incorrect|c est pas juste|ce n est pas juste|c est pas bon|ce n est pas bon"
        "|ce n est pas vrai|c est pas vrai|vous vous trompez|vous faites erreur|c est une erreur"
        "|erreur|pas exactement|pas d accord|je ne suis pas d accord|je suis pas d accord"
        "|je suis contre|je refuse|je ne veux pas|je veux pas|je n en veux pas|j en veux pas"
        "|je ne souhaite pas|je souhaite pas|je n accepte pas|j accepte pas|je ne crois pas"
        "|je crois pas|je crois que non|je pense pas|je ne pense pas|je pense que non"
        "|il me semble que non|je dirais non|je dirais que non|plutot non|plutot pas"
        "|je prefere pas|je ne prefere pas|je prefererais pas|j aime mieux pas"
        "|je ne le souhaite pas|je ne le veux pas|je le veux pas|non non|ah ca non|ca non|pas moi"
        "|moi non plus|non plus|sans facon|sans facon merci|ce n est pas la peine"
        "|c est pas la peine|pas la peine|pas besoin|inutile|rien du tout|point du tout"
        "|pensez vous|pas le moins du monde|c est inutile|je n y tiens pas|j y tiens pas"
        "|je n ai pas envie|j ai pas envie|pas envie|tout sauf ca|en rien|pas correct|pas exact"
        "|dame non|ma foi non|c est pas fait|ce n est pas fait|pas bon|pas juste|loin de la"
    ),
    "en": phrases(
        "no|nope|nah|nay|non|not at all|absolutely not|certainly not|definitely not|of course not"
        "|surely not|no way|never|not yet|not now|not today|not me|no thank you|no thanks|i don t"
        "|i do not|i am not|i m not|i haven t|i have not|i didn t|i did not|i can t|i cannot"
        "|i won t|i wouldn t|i will not|i refuse|i disagree|i object|i don t agree"
        "|i don t want to|i don t want|i do not want|i don t think so|i do not think so"
        "|i don t believe so|i think not|i d rather not|i would rather not|i prefer not"
        "|out of the question|that s wrong|wrong|incorrect|that s not right|that is not right"
        "|that s not it|that s not correct|not correct|not right|that is wrong|that s not true"
        "|false|negative|by no means|no chance|not really no|he doesn t|she doesn t|they don t"
        "|it isn t|it s not|it is not|he isn t|she isn t|nothing|don t bother|no need"
        "|there s no need|not worth it"
    ),
}
DOUBT: dict[Lang, Phrases] = {
    "fr": phrases(
        "peut etre|ptet|p t etre|oui et non|ni oui ni non|ca depend|cela depend|tout depend"
        "|faut voir|il faut voir|il faudrait voir|on verra|je verrai|je vais voir|a voir|pas sur"
        "|pas sure|je suis pas sur|je ne suis pas sur|je suis pas sure|je ne suis pas sure"
        "|je ne sais pas|je sais pas|j sais pas|chais pas|je ne sais plus|je sais plus"
        "|je ne sais trop|je n en sais rien|j en sais rien|j hesite|j ai un doute|je doute"
        "|je reflechis|il faut que je reflechisse|je vais reflechir|je dois reflechir"
        "|je voudrais reflechir|laissez moi reflechir|bof|mouais|moui|moue|plus ou moins"
        "|pas forcement|pas toujours|pas vraiment|pas tellement|pas trop|pas specialement"
        "|pas tout a fait|presque|probablement|sans doute|probable|possible|c est possible"
        "|possiblement|eventuellement|normalement|en principe|je suppose|j imagine|si on veut"
        "|si vous voulez|si tu veux|comme vous voulez|comme vous voudrez|si vous le dites"
        "|si vous y tenez|pourquoi pas|je ne me prononce pas|couci couca|a moitie|un peu"
        "|en partie|pas certain|pas certaine|aucune idee|je ne me souviens|je me souviens"
        "|je me rappelle|je ne me rappelle|pas facile|difficile a dire|qui sait|va savoir"
        "|ni l un ni l autre|parfois|des fois|quelquefois|ca se peut|il se peut|je crois|je pense"
        "|je ne dis pas non|je dis pas non|je ne dirais pas non|je ne peux pas dire|surement"
        "|dans un sens|oui non|non oui|oui mais non|non mais oui|pas a ma connaissance"
        "|pas que je sache|il parait|jamais dit|j ai dit oui|j ai dit non|dire oui|dire non"
        "|dit oui|dit non"
    ),
    "en": phrases(
        "maybe|perhaps|possibly|probably|yes and no|neither yes nor no|it depends|that depends"
        "|not sure|i m not sure|i am not sure|unsure|i don t know|i do not know|dunno|don t know"
        "|i couldn t say|hard to say|i wonder|i doubt|i have doubts|let me think"
        "|i ll think about it|i ll see|we ll see|i suppose|i suppose so|i guess|i guess so"
        "|more or less|sort of|kind of|not really|not quite|not always|not exactly|sometimes"
        "|if you like|if you want|as you like|if you say so|why not|could be|might be|i think"
        "|i believe|i can t remember|i don t remember|in a way|yes but no|said yes|said no"
        "|say yes|say no|not necessarily|not entirely|almost|not that i know of"
    ),
}
LEADS: dict[Lang, Phrases] = {
    "fr": phrases(
        "ah|oh|eh|he|ha|hein|euh|heu|hum|hmm|ben|bah|beh|bon|bien|eh bien|eh ben|et bien|alors"
        "|alors la|mais|donc|et|ma foi|mon dieu|ma reponse c est|ma reponse est|la reponse est"
        "|la reponse c est|c est|moi|moi c est|pour moi|pour moi c est|moi je dis|moi je dirais"
        "|je dis|je dirais|je dirais que|je reponds|je vous reponds|je vous dis|la|ca|ca c est"
        "|s il vous plait|madame|monsieur|mademoiselle|docteur|a|je vous dirais|attendez"
        "|un instant|allo|bonjour|merci|sincerement|franchement|honnetement|ecoutez|vous savez"
        "|je crois bien que|tiens|tenez|disons|enfin|ba|be|eu|o|hou la|houla|oula|pardi"
        "|personnellement|je vais dire|je vais vous dire|quand meme|dame|mince"
    ),
    "en": phrases(
        "oh|ah|er|um|uh|hmm|well|so|and|then|my answer is|the answer is|i say|i d say|i would say"
        "|it s a|that s a|for me|me|dear|my dear|honestly|frankly|look|listen|hello|you know"
        "|thank you|thanks|ooh|why|goodness|but"
    ),
}
IS_SI: dict[Lang, str] = {"fr": "si", "en": ""}
NOT_A_NO: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"loin", "seulement"}),
    "en": frozenset({"matter", "idea", "doubt", "one"}),
}

# Words that make a noun of the yes-like word before them, or turn it into something else.
TURNS: dict[Lang, frozenset[tuple[str, str]]] = {
    "fr": frozenset(
        {
            ("voila", "mon"), ("voila", "ma"), ("voila", "le"), ("voila", "la"), ("faites", "voir"),
            ("jamais", "dit"), ("vrai", "que"),
        }
    ),
    "en": frozenset({("right", "now"), ("fine", "print"), ("have", "a"), ("right", "hand")}),
}  # fmt: skip

UNDONE: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"pas", "plus", "jamais", "ne", "n"}),
    "en": frozenset({"not", "t", "never"}),
}
WITH_MORE = phrases(
    "i do|i am|i have|i did|i would|i will|it is|he does|she does|they do|he is|she is|they are"
    "|he has|she has|i don t|i do not|i am not|i m not|i haven t|i have not|i didn t|i did not"
    "|i can t|i cannot|i can|i won t|i wouldn t|i will not|he doesn t|she doesn t|they don t"
    "|it isn t|it s not|it is not|he isn t|she isn t|no one"
)
"""Answers when nothing follows them; "I have two sons" is another sentence."""

AGAIN: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"enfin", "mais", "pardon", "plutot", "ou", "et", "euh", "ah", "bah", "ben"}),
    "en": frozenset({"well", "but", "actually", "rather", "or", "sorry", "and", "er"}),
}
CONDITIONS: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"si", "sauf", "quand", "seulement", "condition", "pourvu", "tant"}),
    "en": frozenset({"if", "unless", "when", "only", "provided"}),
}
PLAIN: dict[Sort, frozenset[str]] = {
    "yes": frozenset({"oui", "ouais", "yes", "yeah"}),
    "no": frozenset({"non", "nan", "no", "nope"}),
    "doubt": frozenset(),
}

COURTESY: dict[Lang, Phrases] = {
    "fr": phrases("s il vous plait|s il te plait|merci beaucoup|merci bien|merci|madame|monsieur"),
    "en": phrases("please|thank you very much|thank you|thanks|dear|love|madam|sir"),
}
