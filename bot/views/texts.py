"""The words shown to users: `config/texts/`, a file a language, by key, with named places to fill in and plural forms."""

import datetime as dt
import functools
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.views.locales import day, isolated, number, plural, plurals

#: the language of texts that another language lacks, and of who has none that there is
DEFAULT = "en"
#: every language of the interface, in the order in which they are offered
LANGUAGES = ("en", "ru", "es", "ar", "fa", "id", "de", "zh", "fr", "pt")

#: a text, or its forms by plural category
Text = str | Mapping[str, str]


class Texts:
    """The texts of one language by key. Calling one fills its places: `texts("too_many", seconds=5)`.

    A text with plural forms takes the one of its `count`. An unknown key is a programmer's error.
    """

    def __init__(self, texts: Mapping[str, Text], language: str = DEFAULT, fallback: "Texts | None" = None) -> None:
        self._texts = dict(texts)
        self.language = language
        self._fallback = fallback

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with its `{places}` filled: numbers as the language writes them, words isolated."""
        text = self._texts.get(key)
        if text is None:
            if self._fallback is None:
                raise KeyError(key)
            return self._fallback(key, **values)
        if not isinstance(text, str):
            count = values.get("count")
            form = plural(self.language, count) if isinstance(count, int) else "other"
            text = text.get(form) or text["other"]
        return text.format(**{name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> str:
        if isinstance(value, int):
            return self.number(value)
        return self.isolated(str(value))

    def number(self, value: int) -> str:
        """Return a number as the language writes it."""
        return number(self.language, value)

    def day(self, when: dt.date, key: str = "day") -> str:
        """Return a day by the language's pattern `key`."""
        return day(self.language, when, self(key))

    def short_day(self, published: str | None) -> str | None:
        """Return "28 Jun 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
        return self.written(published, ("day", "month"))

    def long_day(self, published: str | None) -> str | None:
        """Return "28 June 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
        return self.written(published, ("day_long", "month_long"))

    def moment(self, published: str | None) -> str | None:
        """Return a short day, with its time of day where that is stated: an hour makes a difference in the news."""
        day, stated = self.short_day(published), (published or "")[10:16]
        return f"{day}, {stated[1:]}" if day and stated[:1] in {"T", " "} and stated[3:4] == ":" else day

    def written(self, published: str | None, patterns: tuple[str, str]) -> str | None:
        """Return a day, or a month, by the language's pattern for it; a year as it is."""
        if not published:
            return None
        try:
            numbers = [int(part) for part in published[:10].split("-")]
            if len(numbers) == 1:
                return str(numbers[0])
            when = dt.date(*[*numbers, 1][:3])
        except ValueError:
            return None
        return self.day(when, patterns[len(numbers) == 2])

    def isolated(self, text: str) -> str:
        """Return foreign text so that its direction changes nothing around it."""
        return isolated(self.language, text)

    def keys(self) -> frozenset[str]:
        """Return every key there is in this language."""
        return frozenset(self._texts)

    def raw(self, key: str) -> Text:
        """Return a text with its places unfilled, or its plural forms."""
        return self._texts[key]


class Languages:
    """The texts of every language, each read when it is first spoken. `chosen` is the configuration file in use."""

    def __init__(self, chosen: Path | None = None) -> None:
        self._chosen = chosen
        self._read: dict[str, Texts] = {}

    def __getitem__(self, language: str) -> Texts:
        """Return the texts of a language that there is."""
        if language not in self._read:
            self._read[language] = load_texts(self._chosen, language)
        return self._read[language]


def checked_languages(chosen: Path | None = None) -> Languages:
    """Return the texts of every language, those that an operator has written read at once, so that faults are told at once."""
    languages = Languages(chosen)
    for language in LANGUAGES:
        if language == DEFAULT or (chosen is not None and (chosen.parent / f"texts/{language}.yaml").is_file()):
            languages[language]
    return languages


def known_language(code: str | None) -> str | None:
    """Return the language of the interface that a code of Telegram's stands for, None where there is none.

    >>> known_language("pt-br"), known_language("zh-hans"), known_language("nl")
    ('pt', 'zh', None)
    """
    language = (code or "").replace("_", "-").partition("-")[0].casefold()
    return language if language in LANGUAGES else None


def load_texts(chosen: Path | None = None, language: str = DEFAULT) -> Texts:
    """Return the bundled texts of a language, those of an operator laid over them.

    The operator's lie beside the configuration file `chosen`, in texts/LANGUAGE.yaml; those in English may be in texts.yaml.
    Raises BadConfiguration, a line a fault, for an unknown key, a value that is no text, or a place that does not exist.
    """
    from bot.configuration.yaml_files import shipped_folder

    shipped = shipped_folder() / "texts"
    texts = dict(_shipped(language))
    fallback = None if language == DEFAULT else load_texts(chosen)
    known = texts if fallback is None else {**{key: fallback.raw(key) for key in fallback.keys()}, **texts}  # noqa: SIM118
    names = (f"texts/{language}.yaml", *(("texts.yaml",) if language == DEFAULT else ()))
    for own in (chosen.parent / name for name in names) if chosen is not None else ():
        if own.is_file() and own.parent.resolve() != shipped.resolve():
            texts |= _own(own, known, language)
    return Texts(texts, language, fallback)


@functools.cache
def _shipped(language: str) -> Mapping[str, Text]:
    """Return the texts that come with the program: English ones are needed for every other language too."""
    from bot.configuration.yaml_files import read_yaml, shipped_folder

    return dict(_items(read_yaml(shipped_folder() / "texts" / f"{language}.yaml").value))


def _own(path: Path, known: Mapping[str, Text], language: str) -> dict[str, Text]:
    """Return the texts of an operator's file."""
    from bot.configuration.yaml_files import BadConfiguration, read_yaml

    document = read_yaml(path)
    texts: dict[str, Text] = {}
    faults: list[str] = []
    for key, value in _items(document.value):
        fault = f"there is no text {key}" if key not in known else _fault(key, value, known[key], language)
        if fault:
            faults.append(f"{document.at((key,))}: {fault}.")
        else:
            texts[key] = value
    if faults:
        raise BadConfiguration("\n".join(faults))
    return texts


def _fault(key: str, value: Any, known: Text, language: str) -> str | None:
    """Return what is wrong with an operator's text, None where nothing is."""
    forms = value if isinstance(value, dict) else {"other": value}
    if not all(isinstance(form, str) for form in forms.values()) or "other" not in forms:
        return f"{key} has to be a text"
    if isinstance(value, dict) and (strange := sorted(forms.keys() - plurals(language))):
        return f"{key} has a form {strange[0]}, which the language has not"
    unknown = {name for form in forms.values() for name in places(form)} - places(known)
    return f"{key} has no place {{{min(unknown)}}}" if unknown else None


def _items(value: object) -> Iterator[tuple[str, Any]]:
    yield from value.items() if isinstance(value, dict) else ()


def places(text: Text) -> set[str]:
    """Return the names in braces; a brace that is not closed counts as a place that no text has.

    >>> sorted(places({"one": "one story", "other": "{count} stories"}))
    ['count']
    """
    forms = (text,) if isinstance(text, str) else text.values()
    try:
        return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}
    except ValueError:
        return {"…"}


@functools.cache
def bundled_texts(language: str = DEFAULT) -> Texts:
    """Return the texts of a language that ship with the program."""
    return load_texts(language=language)
