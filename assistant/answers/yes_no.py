"""Yes and no as people say them, in French and English; doubt stays doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.answers.choice import CHOICE
from assistant.answers.kind import (
    Answer,
    Asked,
    Lang,
    NothingHeard,
    Refusal,
    Understood,
    Value,
)
from assistant.answers.tokens import Token, length_at, phrases, texts, tokens_of


@dataclass(frozen=True, slots=True)
class Doubtful(Refusal):
    """Neither a yes nor a no: "peut-être", "oui et non", a yes taken back by a no."""


Sort: TypeAlias = Literal["yes", "no", "doubt"]
_Phrases: TypeAlias = tuple[tuple[str, ...], ...]

_YES: dict[Lang, _Phrases] = {
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
_NO: dict[Lang, _Phrases] = {
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
_DOUBT: dict[Lang, _Phrases] = {
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
_LEADS: dict[Lang, _Phrases] = {
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
_IS_SI: dict[Lang, str] = {"fr": "si", "en": ""}
_NOT_A_NO: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"loin", "seulement"}),
    "en": frozenset({"matter", "idea", "doubt", "one"}),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A yes, a no or a doubt: tokens `first` up to but not including `last`."""

    sort: Sort
    first: int
    last: int


def _mark_at(words: Sequence[str], at: int, lang: Lang) -> _Mark | None:
    """The longest yes, no or doubt that begins at a word."""
    best: _Mark | None = None
    tables: tuple[tuple[Sort, _Phrases], ...] = (
        ("doubt", _DOUBT[lang]),
        ("no", _NO[lang]),
        ("yes", _YES[lang]),
    )
    for sort, table in tables:
        length = length_at(words, at, table)
        if length and (best is None or length > best.last - best.first):
            best = _Mark(sort, at, at + length)
    return best


def _is_alone(tokens: Sequence[Token], mark: _Mark, lang: Lang) -> bool:
    """Whether a mark of one word is not the start of another expression ("non loin", "na")."""
    after = tokens[mark.last].text if mark.last < len(tokens) else ""
    close = mark.last < len(tokens) and not tokens[mark.last].gap.strip(" \u00a0\u202f")
    if mark.last - mark.first > 1 or not close:
        return True
    return not (mark.sort == "no" and after in _NOT_A_NO[lang])


def _leading(tokens: Sequence[Token], lang: Lang) -> list[_Mark]:
    """The yes, no and doubt that open the sentence, one after the other, fillers between them."""
    words = texts(tokens)
    marks: list[_Mark] = []
    at = 0
    while at < len(words):
        mark = _mark_at(words, at, lang)
        length = length_at(words, at, _LEADS[lang])
        if mark and length > mark.last - mark.first and mark.sort != "doubt":
            mark = None
        if mark and _is_alone(tokens, mark, lang) and _goes_on_well(tokens, mark, lang):
            marks.append(mark)
            at = mark.last
            continue
        if words[at] == _IS_SI[lang] and _si_is_a_yes(tokens, at):
            marks.append(_Mark("yes", at, at + 1))
            length = 1
        if not length:
            break
        at += length
    return marks


def _si_is_a_yes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "si" is an answer, not the start of a condition ("si je peux")."""
    return at + 1 == len(tokens) or bool(tokens[at + 1].gap.strip())


# Words that make a noun of the yes-like word before them, or turn it into something else.
_TURNS: dict[Lang, frozenset[tuple[str, str]]] = {
    "fr": frozenset(
        {
            ("voila", "mon"), ("voila", "ma"), ("voila", "le"), ("voila", "la"), ("faites", "voir"),
            ("jamais", "dit"), ("vrai", "que"),
        }
    ),
    "en": frozenset({("right", "now"), ("fine", "print"), ("have", "a"), ("right", "hand")}),
}  # fmt: skip


_UNDONE: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"pas", "plus", "jamais", "ne", "n"}),
    "en": frozenset({"not", "t", "never"}),
}
_WITH_MORE = phrases(
    "i do|i am|i have|i did|i would|i will|it is|he does|she does|they do|he is|she is|they are"
    "|he has|she has|i don t|i do not|i am not|i m not|i haven t|i have not|i didn t|i did not"
    "|i can t|i cannot|i can|i won t|i wouldn t|i will not|he doesn t|she doesn t|they don t"
    "|it isn t|it s not|it is not|he isn t|she isn t|no one"
)
"""Answers when nothing follows them; "I have two sons" is another sentence."""


def _goes_on_well(tokens: Sequence[Token], mark: _Mark, lang: Lang) -> bool:
    """Whether what follows leaves the mark what it is: not "ça me va pas", "I have two sons"."""
    if mark.last == len(tokens):
        return True
    after, said = tokens[mark.last], texts(tokens[mark.first : mark.last])
    if any(c in after.gap for c in ",;.!?…"):
        return True
    if said in _WITH_MORE or (said[-1], after.text) in _TURNS[lang]:
        return False
    undone = mark.sort == "yes" and len(said) > 1 and said != ("d", "accord")
    return not (undone and after.text in _UNDONE[lang])


def _later(tokens: Sequence[Token], start: int, lang: Lang) -> list[_Mark]:
    """The marks in the rest of the sentence that answer again: after a pause, or at its end."""
    words = texts(tokens)
    marks: list[_Mark] = []
    at = start
    while at < len(words):
        mark = _mark_at(words, at, lang)
        if mark is None or not _is_alone(tokens, mark, lang):
            at += 1
            continue
        if _answers_again(tokens, mark, start, lang):
            marks.append(mark)
        at = mark.last
    return marks


_AGAIN: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"enfin", "mais", "pardon", "plutot", "ou", "et", "euh", "ah", "bah", "ben"}),
    "en": frozenset({"well", "but", "actually", "rather", "or", "sorry", "and", "er"}),
}
_CONDITIONS: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"si", "sauf", "quand", "seulement", "condition", "pourvu", "tant"}),
    "en": frozenset({"if", "unless", "when", "only", "provided"}),
}
_PLAIN: dict[Sort, frozenset[str]] = {
    "yes": frozenset({"oui", "ouais", "yes", "yeah"}),
    "no": frozenset({"non", "nan", "no", "nope"}),
    "doubt": frozenset(),
}


def _answers_again(tokens: Sequence[Token], mark: _Mark, start: int, lang: Lang) -> bool:
    """Whether a later yes, no or doubt is an answer of its own.

    A doubt or a refusal in several words always is; a bare "oui" or "non" when it is at the end
    of the sentence or follows a pause or a word such as "enfin".
    """
    before = tokens[mark.first - 1].text if mark.first else ""
    paused = any(c in tokens[mark.first].gap for c in ",;.!?…") or before in _AGAIN[lang]
    if mark.sort == "doubt":
        return paused or mark.last - mark.first > 1 or mark.first == start
    if mark.last - mark.first > 1:
        return mark.sort == "no"
    plain = tokens[mark.first].text in _PLAIN[mark.sort]
    return plain and (paused or mark.last == len(tokens))


def _verdict(marks: Sequence[_Mark]) -> bool | None:
    """True or False when every mark says so; None when one doubts or two disagree."""
    sorts = {mark.sort for mark in marks}
    return (sorts == {"yes"}) if len(sorts) == 1 and "doubt" not in sorts else None


def _closing(tokens: Sequence[Token], lang: Lang) -> bool | None:
    """The yes or no that ends a sentence: "elle est au courant, oui", "… , bien sûr"."""
    words = texts(tokens)
    pauses = [i for i, token in enumerate(tokens) if i and any(c in token.gap for c in ",;.!…")]
    if pauses:
        clause = tokens[pauses[-1] :]
        marks = _leading(clause, lang)
        if marks and marks[-1].last == len(clause):
            return _verdict(marks)
    if not words or words[-1] not in _PLAIN["yes"] | _PLAIN["no"]:
        return None
    said_so = len(words) > 1 and words[-2] in ("que", "dis", "dirais", "say")
    if said_so or len(words) <= SHORT_SENTENCE:
        return words[-1] in _PLAIN["yes"]
    return None


def _is_conditional(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether the answer hangs on something: "si mon fils est d'accord, alors oui"."""
    return any(word in _CONDITIONS[lang] for word in texts(tokens))


SHORT_SENTENCE = 8  # words, in which an "oui" at the end without a pause is the answer
LONGEST_ANSWER = 60  # words; a yes or no is looked for in the first ones of a longer speech


def leading_yes_no(said: str, lang: Lang) -> tuple[bool, str] | None:
    """The yes or no that a sentence opens with, and the rest of the sentence.

    None when it opens with neither, or when it doubts or takes the answer back further on.
    """
    tokens = tokens_of(said)[:LONGEST_ANSWER]
    leading = _leading(tokens, lang)
    if not leading or _is_doubted(said, tokens, leading, lang):
        return None
    verdict = _verdict(leading)
    if verdict is None:
        return None
    return verdict, _rest(said, tokens_of(said), leading[-1].last, lang)


_COURTESY: dict[Lang, _Phrases] = {
    "fr": phrases("s il vous plait|s il te plait|merci beaucoup|merci bien|merci|madame|monsieur"),
    "en": phrases("please|thank you very much|thank you|thanks|dear|love|madam|sir"),
}


def _rest(said: str, tokens: Sequence[Token], at: int, lang: Lang) -> str:
    """What follows the answer; nothing when it is only politeness."""
    start = tokens[at - 1].end
    words = texts(tokens[:LONGEST_ANSWER])
    while at < len(tokens):
        length = length_at(words, at, _COURTESY[lang]) or length_at(words, at, _LEADS[lang])
        if not length:
            return said[start:].strip(" \t\n\r\u00a0\u202f,.;:!?…-–—")
        at += length
    return ""


def _is_doubted(said: str, tokens: Sequence[Token], leading: Sequence[_Mark], lang: Lang) -> bool:
    """Whether what follows the first answer doubts or contradicts it, or asks it back."""
    later = _later(tokens, leading[-1].last, lang)
    if said.rstrip().endswith("?") and leading[0].first and leading[-1].last == len(tokens):
        return True  # "c'est bien, non ?"
    if any(mark.sort == "doubt" for mark in (*leading, *later)):
        return True
    first = leading[0].sort
    if first == "no":
        # "non, ce n'est pas la peine" agrees; "non, oui, c'est ça" does not
        return any(mark.sort == "yes" for mark in (*leading, *later))
    tagged = said.rstrip().endswith("?") and bool(later)
    return tagged or any(mark.sort == "no" for mark in (*leading, *later))


def _in_their_own_way(said: str, asked: Asked) -> Answer:
    """A yes or no without either word: "ma fille est à côté", as the question's words tell it."""
    if not asked.options or said.rstrip().endswith("?"):
        return NothingHeard()
    chosen = CHOICE.understand(said, asked)
    if isinstance(chosen, Understood):
        return Understood(chosen.value == "yes")
    return NothingHeard()


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes is true, no is false."""

    name: str = "yes_no"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, Doubtful)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The yes or no that opens or ends what was said, whatever follows it.

        Refuses with `Doubtful` when it is said with doubt, or taken back ("oui, enfin non").
        """
        tokens = tokens_of(said)[:LONGEST_ANSWER]
        leading = _leading(tokens, asked.lang)
        if leading:
            verdict = _verdict(leading)
            if verdict is None or _is_doubted(said, tokens, leading, asked.lang):
                return Doubtful()
            return Understood(verdict)
        if any(mark.sort == "doubt" for mark in _later(tokens, 0, asked.lang)):
            return Doubtful()
        closing = _closing(tokens, asked.lang)
        if closing is None:
            return _in_their_own_way(said, asked)
        if said.rstrip().endswith("?") or _is_conditional(tokens, asked.lang):
            return Doubtful()
        return Understood(closing)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """1 is yes, 2 is no."""
        return Understood(keys == "1") if keys in ("1", "2") else NothingHeard()

    def say_back(self, value: Value, asked: Asked) -> str:
        """As "oui" or "non"; "yes" or "no"."""
        words = {"fr": ("oui", "non"), "en": ("yes", "no")}[asked.lang]
        return words[0] if value is True else words[1]


YES_NO = YesNo()
