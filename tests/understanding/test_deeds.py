"""What was done with a paper is told in many ways; what was not done, or is asked, is no deed."""

from __future__ import annotations

import pytest

from assistant.answers.kind import Lang
from assistant.understanding.deeds import deed_in
from assistant.words.words import words_in


@pytest.mark.parametrize(
    ("lang", "said", "what", "wish"),
    [
        ("fr", "j'ai signé mes directives", "signed", "directives"),
        ("fr", "ça y est, j'ai signé mes directives hier", "signed", "directives"),
        ("fr", "mes directives sont signées", "signed", "directives"),
        ("fr", "nous avons signé la feuille tous les deux", "signed", None),
        ("fr", "j'ai signé pour ma personne de confiance", "signed", "trusted_person"),
        ("fr", "je l'ai donné à mon médecin", "deposited", None),
        ("fr", "j'ai remis mes directives à ma fille Claire", "deposited", "directives"),
        ("fr", "je révoque mes directives", "revoked", "directives"),
        ("fr", "je veux annuler ma personne de confiance", "revoked", "trusted_person"),
        ("fr", "je retire mon refus", "revoked", "organ_donation"),
        ("fr", "je ne veux plus de mes directives", "revoked", "directives"),
        ("fr", "j'ai imprimé mes directives", "printed", "directives"),
        ("fr", "ma personne de confiance a accepté", "accepted", "trusted_person"),
        ("fr", "ma personne de confiance refuse", "refused", "trusted_person"),
        ("fr", "j'ai donné le message", "asked", "trusted_person"),
        ("fr", "je me suis inscrite au registre des refus", "registered", "organ_donation"),
        ("en", "I have signed my directives", "signed", "directives"),
        ("en", "I gave it to my doctor", "deposited", None),
        ("en", "I revoke my directives", "revoked", "directives"),
        ("en", "my trusted person has agreed", "accepted", "trusted_person"),
        ("en", "I gave the message", "asked", "trusted_person"),
    ],
)
def test_a_deed_is_heard(lang: Lang, said: str, what: str, wish: str | None) -> None:
    deed = deed_in(said, words_in(lang))
    assert deed is not None
    assert (deed.what, deed.wish) == (what, wish)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "je n'ai pas signé mes directives"),
        ("fr", "je n'ai pas encore signé mes directives"),
        ("fr", "quand j'aurai signé mes directives"),
        ("fr", "si j'ai signé mes directives, que se passe-t-il"),
        ("fr", "est-ce que j'ai signé mes directives ?"),
        ("fr", "je veux signer mes directives"),
        ("fr", "je ne veux pas annuler mes directives"),
        ("fr", "je n'annule pas mes directives"),
        ("fr", "comment je révoque mes directives ?"),
        ("fr", "j'annule"),
        ("fr", "elle a refusé"),
        ("fr", "je refuse"),
        ("fr", "mes directives"),
        ("fr", "j'ai donné du sang"),
        ("en", "I have not signed my directives"),
        ("en", "I don't want to revoke my directives"),
        ("en", "can I revoke my directives?"),
        ("en", "I cancel"),
    ],
)
def test_what_was_not_done_is_no_deed(lang: Lang, said: str) -> None:
    deed = deed_in(said, words_in(lang))
    assert deed is None or (deed.what == "deposited" and deed.wish is None)


def test_whom_the_paper_was_given_to_is_kept_in_the_persons_own_words() -> None:
    deed = deed_in("j'ai remis mes directives à ma fille Claire.", words_in("fr"))
    assert deed is not None
    assert deed.to_whom == "ma fille Claire"


def test_where_anything_may_be_an_answer_only_a_named_wish_tells_a_deed() -> None:
    assert deed_in("je l'ai donné à mon médecin", words_in("fr"), named_only=True) is None
    assert deed_in("je révoque mes directives", words_in("fr"), named_only=True) is not None
