"""The talk on the page, by forms alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from assistant.conversation import Replied, Said
from assistant.steps import QUESTIONS
from assistant.store.errors import StoreUnavailable
from assistant.store.store import Store
from channels.web.page import COMMANDS
from tests.web.conftest import ESSENTIAL, Site

Visited = Callable[..., None]


def test_the_essential_is_completed_by_forms_alone(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne(until=None)
        assert "Nous avons fini" in jeanne.text

    visited(happens)
    (listed,) = store.dossiers()
    dossier = store.dossier(listed.id)
    assert dossier.value("identity.phone") == "+33612345678"
    answer = dossier.answer("identity.birth_name")
    assert answer is not None
    assert (answer.value, answer.channel) == ("Lefèvre", "web")


def test_a_new_browser_is_asked_whether_there_is_a_dossier(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        browser = site.browser()
        await browser.opens()
        assert browser.client.cookies.get("vivevoix") is None, "nobody began yet"
        await browser.begins(anew=False)
        assert browser.heading == "Avez-vous déjà un dossier avec moi ?"
        assert browser.choices == ["Oui", "Non"]
        assert "tapez" not in browser.text, "there are no keys here"

    visited(happens)
    assert list(store.dossiers()) == []


def test_in_english_every_word_of_the_page_is_english(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        browser = site.browser("en-GB,en;q=0.9,fr;q=0.8")
        await browser.begins("en")
        assert browser.page.get("lang") == "en"
        assert browser.choices == ["Yes", "No"]
        await browser.says("Yes")
        assert browser.heading == "Are you eighteen or over?"
        assert "Répéter" not in browser.text

    visited(happens)


def test_the_language_is_a_button_away_and_says_its_own_name(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        (button,) = jeanne.page.xpath("//button[@value='language']")
        assert (button.get("lang"), button.text) == ("en", "English")
        await jeanne.asks("language")
        assert jeanne.page.get("lang") == "en"

    visited(happens)


def test_a_form_that_is_sent_twice_answers_once(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        mark = jeanne.mark
        await asyncio.gather(jeanne.says("Lefèvre", mark), jeanne.says("Lefèvre", mark))
        assert jeanne.heading == "Votre nom de naissance est Lefèvre. Est-ce exact ?"
        await jeanne.says("Lefèvre", mark)
        assert jeanne.heading == "Votre nom de naissance est Lefèvre. Est-ce exact ?"

    visited(happens)


def test_a_form_of_an_old_page_shows_the_question_that_is_open_now(
    visited: Visited, store: Store
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        old = jeanne.mark
        await jeanne.says("Lefèvre")
        await jeanne.says("Oui")
        now = jeanne.heading
        await jeanne.says("Martin", old)
        assert jeanne.heading == now

    visited(happens)
    (listed,) = store.dossiers()
    assert store.dossier(listed.id).value("identity.birth_name") == "Lefèvre"


def test_an_answer_to_what_was_answered_elsewhere_meanwhile_is_no_answer(
    visited: Visited, store: Store
) -> None:
    """Jeanne goes on by telephone; the page at the pharmacy still asks for her birth name."""

    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        number, code = _codes(store, await _new_code(jeanne))
        await _calls(site, number, code)
        await _phones(site, "Lefèvre")
        await jeanne.says("Durand")
        assert jeanne.heading == "Votre nom de naissance est Lefèvre. Est-ce exact ?"
        assert "Voici où nous en sommes" in jeanne.text

    visited(happens)


async def _new_code(jeanne: Any) -> str:
    await jeanne.says("mon code secret")
    return str(jeanne.text)


def _codes(store: Store, text: str) -> tuple[str, str]:
    told = text.partition("secret : ")[2]
    return next(iter(store.dossiers())).id, told[:11].replace(" ", "")


async def _phones(site: Site, text: str) -> Replied:
    return await site.conversation.turn(Said("phone:1", "phone", text))


async def _calls(site: Site, number: str, code: str) -> Replied:
    for said in ("start", "oui", number):
        await _phones(site, said)
    return await _phones(site, code)


@pytest.mark.parametrize("field", ["identity.birth_name", "identity.doctor"])
def test_a_button_is_a_command_and_never_an_answer(
    visited: Visited, store: Store, field: str
) -> None:
    """At a name "aide" alone may be somebody's."""

    async def happens(site: Site) -> None:
        jeanne = await site.jeanne(field)
        for command in ("repeat", "help", "why", "human", "pause", "resume", "skip", "back"):
            await jeanne.asks(command)
            assert "Est-ce exact" not in jeanne.heading, f"{command} was taken for a name"
        await jeanne.asks("stop")
        assert "Au revoir" in jeanne.text

    visited(happens)
    (listed,) = store.dossiers()
    assert store.dossier(listed.id).value(field) is None


def test_the_buttons_stand_at_the_same_places_on_every_page(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        browser = site.browser()
        await browser.begins()
        orders = set()
        for said in ("Oui", "Oui", "Non", "normale"):
            commands = browser.page.xpath("//form[@class='commands']//button/@value")
            orders.add(tuple(commands)[:8])
            await browser.says(said)
        assert orders == {COMMANDS}

    visited(happens)


def test_after_a_pause_the_button_is_to_go_on(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        question = jeanne.heading
        await jeanne.asks("pause")
        assert "Prenez votre temps" in jeanne.heading
        await jeanne.asks("resume")
        assert jeanne.heading == question

    visited(happens)


def test_an_emergency_stands_alone(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        question = jeanne.heading
        await jeanne.says("j'ai très mal à la poitrine")
        assert "15" in jeanne.text
        assert question not in jeanne.text
        await jeanne.opens()
        assert question not in jeanne.text, "loaded again"

    visited(happens)


def test_how_much_is_left_is_told_in_plain_words(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        assert "questions sur votre identité" in jeanne.text

    visited(happens)


def test_the_title_says_the_question_and_never_an_answer(visited: Visited) -> None:
    """A browser keeps the titles of pages in its history, for whoever comes next."""

    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        assert jeanne.title == f"{jeanne.heading} – Vive Voix"
        await jeanne.says("Lefèvre")
        assert "Lefèvre" in jeanne.heading
        assert jeanne.title == "À vérifier – Vive Voix"

    visited(happens)


def test_what_was_said_comes_before_the_question_and_the_question_before_the_form(
    visited: Visited,
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        sent = await jeanne.says("06")
        assert sent.headers["Location"] == "/#reply"
        reply, _, ways = jeanne.page.find(".//main").getchildren()
        assert (reply.get("id"), reply.get("tabindex")) == ("reply", "-1")
        assert reply[-1].tag == "h1" or reply[-2].tag == "h1"
        assert [form.tag for form in ways if form.tag != "p"] == ["form", "form"]

    visited(happens)


def test_killed_and_started_again_the_page_stands_where_it_stood(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        await jeanne.says("Lefèvre")
        shown = jeanne.text
        await site.stops()
        await site.starts()
        await jeanne.opens()
        assert jeanne.text == shown
        await jeanne.says("Oui")
        assert "Lefèvre" not in jeanne.text

    visited(happens)


def test_killed_between_an_answer_and_its_page_nothing_is_asked_twice(
    visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        mark = jeanne.mark
        with monkeypatch.context() as killed:

            async def dies(*_: object) -> None:
                raise StoreUnavailable("gone")

            killed.setattr(site.desk.sessions, "keep_reply", dies)
            await jeanne.says("Lefèvre", mark)
        assert jeanne.reply.status_code == 500
        await jeanne.says("Lefèvre", mark)
        assert jeanne.heading == "Votre nom de naissance est Lefèvre. Est-ce exact ?"

    visited(happens)


def test_two_people_at_once_do_not_see_each_other(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne, paul = await asyncio.gather(site.jeanne(), site.jeanne())
        await asyncio.gather(jeanne.says("Lefèvre"), paul.says("Durand"))
        assert "Durand" not in jeanne.text
        assert "Lefèvre" not in paul.text

    visited(happens)
    assert len(list(store.dossiers())) == 2


def test_who_stops_leaves_nothing_behind_in_the_browser(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        await jeanne.says("Lefèvre")
        stolen = jeanne.client.cookies.get("vivevoix")
        await jeanne.asks("stop")
        assert "Au revoir" in jeanne.heading
        assert jeanne.client.cookies.get("vivevoix") is None
        await jeanne.opens()
        assert "Lefèvre" not in jeanne.text
        jeanne.client.cookies.set("vivevoix", stolen or "")
        await jeanne.opens()
        assert "Lefèvre" not in jeanne.text, "the cookie opens nothing any more"

    visited(happens)


def test_who_does_not_agree_is_let_go_and_nothing_is_kept(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        browser = site.browser()
        await browser.begins()
        await browser.says("Non")
        assert "Je n'ai rien gardé" in browser.text
        assert browser.client.cookies.get("vivevoix") is None

    visited(happens)
    assert list(store.dossiers()) == []


def test_a_page_left_alone_shows_nothing_before_the_secret_code(
    visited: Visited, store: Store
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        _, code = _codes(store, await _new_code(jeanne))
        await jeanne.says("Lefèvre")
        left, old = jeanne.client.cookies.get("vivevoix"), jeanne.mark
        site.clock.passes(minutes=16)
        await jeanne.says("Oui", old)
        await jeanne.opens()
        assert "Lefèvre" not in jeanne.text
        await jeanne.sends("/again", {})
        assert jeanne.client.cookies.get("vivevoix") != left, "it was before others"
        assert "code secret" in jeanne.heading
        assert "identité" not in jeanne.text
        await jeanne.says("000000")
        assert "n'ouvre rien" in jeanne.text
        await jeanne.says(next(iter(store.dossiers())).id)
        await jeanne.says(code)
        assert jeanne.heading == "Votre nom de naissance est Lefèvre. Est-ce exact ?"

    visited(happens)


def test_a_page_that_is_left_open_closes_itself_without_a_script(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        for path in ("/", "/papers"):
            await jeanne.opens(path)
            (closes,) = jeanne.page.xpath("//meta[@http-equiv='refresh']/@content")
            assert closes == "901;url=/"

    visited(happens)


def test_who_comes_next_to_a_page_left_alone_begins_a_dossier_of_their_own(
    visited: Visited, store: Store
) -> None:
    async def happens(site: Site) -> None:
        browser = await site.jeanne()
        await browser.says("Lefèvre")
        site.clock.passes(minutes=16)
        await browser.begins()
        await site.walk(browser).until("identity.birth_name")
        assert "Lefèvre" not in browser.text

    visited(happens)
    assert len(list(store.dossiers())) == 2


def test_a_page_that_is_answered_stays_open(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        for _ in range(3):
            site.clock.passes(minutes=14)
            await jeanne.asks("why")
        assert "nom de naissance" in jeanne.heading

    visited(happens)


def test_the_codes_of_a_page_open_the_dossier_in_another_browser(
    visited: Visited, store: Store
) -> None:
    async def happens(site: Site) -> None:
        jeanne = site.browser()
        await jeanne.begins()
        await jeanne.says("Oui")
        await jeanne.says("Oui")
        told = jeanne.text
        assert "Notez ces deux numéros" in told
        number, code = _codes(store, told)
        later = site.browser()
        await later.begins(anew=False)
        for said in ("Oui", number, code):
            await later.says(said)
        assert "près de vous" in later.heading

    visited(happens)
    assert len(list(store.dossiers())) == 1


def test_when_the_store_is_away_it_is_said_and_the_page_comes_back(
    visited: Visited, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        question, mark = jeanne.heading, jeanne.mark
        with monkeypatch.context() as away:

            def nothing(_: str) -> None:
                raise StoreUnavailable("locked")

            away.setattr(store, "turn", nothing)
            await jeanne.says("Lefèvre", mark)
            assert jeanne.reply.status_code == 500
            assert "Rien de ce qui était gardé n'est perdu" in jeanne.text
        await jeanne.opens()
        assert jeanne.heading == question

    visited(happens)


def test_each_answer_has_the_keyboard_that_suits_it(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = site.browser()
        await jeanne.begins(anew=False)
        await jeanne.says("Oui")
        keyboards = {"numeric": jeanne.page.xpath("//input[@id='said']/@inputmode")}
        jeanne = await site.jeanne("identity.phone")
        keyboards["tel"] = jeanne.page.xpath("//input[@id='said']/@inputmode")
        assert keyboards == {"numeric": ["numeric"], "tel": ["tel"]}

    visited(happens)
    assert QUESTIONS["identity.phone"].kind.name == "phone"
    assert ESSENTIAL["welcome.scope"] == "l'essentiel"
