"""Every command that the bot understands is in its menu, its help, its texts and the README, and none of them names another."""

import re
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from bot.telegram.introduction import MENU
from bot.views.texts import LANGUAGES, bundled_texts

#: sent by Telegram itself when a chat begins, and in no menu
BEGINNING = {"start"}
#: shown to those alone who run the bot
RUNNING = {"admin"}
#: what one says to Telegram's own bot to make a bot
BOTFATHER = {"newbot"}
_COMMAND = re.compile(r"(?<![\w/`.<])/([a-z]+)\b(?!/)")


@pytest.fixture
def understood(chat) -> set[str]:
    handlers = [handler for group in chat.application.handlers.values() for handler in group]
    return {name for handler in handlers if isinstance(handler, CommandHandler) for name in handler.commands}


def test_the_menu_holds_every_command_once(understood: set[str]) -> None:
    assert sorted(MENU) == sorted(understood - BEGINNING - RUNNING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_shows_every_command_of_the_menu_and_no_other(understood: set[str], language: str) -> None:
    named = set(_COMMAND.findall(bundled_texts(language)("help")))
    assert named - {"help"} == understood - BEGINNING - RUNNING - {"help"}
    assert set(_COMMAND.findall(bundled_texts(language)("help_admin"))) == RUNNING


def test_every_command_has_its_line_in_the_menu_and_every_line_its_command(understood: set[str]) -> None:
    keys = bundled_texts().keys()
    lines = {key.removeprefix("menu_") for key in keys if key.startswith("menu_")}
    assert lines == understood - BEGINNING
    assert all(bundled_texts()(f"menu_{name}").strip() for name in lines)


def test_no_text_names_a_command_that_is_not_understood(understood: set[str]) -> None:
    texts = bundled_texts()
    named = {key: set(_COMMAND.findall(str(texts.raw(key)))) for key in sorted(texts.keys())}
    assert not {key: names for key, names in named.items() if not names <= understood | BOTFATHER}


def test_the_readme_names_every_command_and_no_other(understood: set[str], repository: Path) -> None:
    readme = (repository / "README.md").read_text("utf-8")
    (section,) = re.findall(r"^## On Telegram\n(.*?)^## ", readme, re.S | re.M)
    named = set(re.findall(r"`/([a-z]+)[ `]", section))
    assert named - BOTFATHER == understood - BEGINNING


async def test_every_command_answers(chat, understood: set[str]) -> None:
    for name in sorted(understood):
        assert await chat.say(f"/{name}"), name
