"""Reading the weights of the ranking from ranking.yaml, every fault at once, and writing them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.configuration.yaml_files import BadConfiguration, Document, config_file, read_yaml
from retrieval.answering.factoid.scoring import FEATURES
from retrieval.answering.factoid.weights import Weights

NAME = "ranking.yaml"
#: the sections of the file, each a field of Weights, with what stands above it
_SECTIONS: dict[str, str] = {
    "sentence": "What each feature adds to a sentence's score, in nats; retrieval/answering/factoid says what it counts.",
    "sentence_with_reader": "The same where an encoder has read the sentences (onrecord reader).",
    "alone": "The same where sentences come without an archive, a headline, a date or neighbours (onrecord rank).",
    "alone_with_reader": "The same of these, where an encoder has read them.",
    "article": "What an article as a whole adds to its passages in a search, in the same measure (onrecord search).",
    "probability": "What speaks for the first sentence being right, in nats of its odds (factoid/confidence.py).",
    "probability_with_reader": "The same where an encoder has read the sentences.",
    "probability_at_hand": "What speaks for it where the story is the one that the conversation is about.",
    "probability_at_hand_with_reader": "The same where an encoder has read the sentences.",
}
_SHARES = ("minimum_probability", "minimum_probability_with_reader")
_PLAIN = (*_SHARES, "sentences_read")
_SENTENCES = frozenset(("sentence", "sentence_with_reader", "alone", "alone_with_reader"))


def load_weights(chosen: Path | None, minimum_probability: float | None = None) -> Weights:
    """Return the weights of the ranking.yaml beside the chosen configuration, or of the one that comes with the program.

    `minimum_probability` is that of the settings, which wins. Raises BadConfiguration with a line for every fault.
    """
    path = config_file(NAME, chosen)
    found = _weights_of(read_yaml(path)) if path.is_file() else Weights()
    if minimum_probability is None:
        return found
    return replace(found, minimum_probability=minimum_probability, minimum_probability_with_reader=minimum_probability)


def _weights_of(document: Document) -> Weights:
    faults: list[str] = []
    value: Any = document.value or {}
    if not isinstance(value, dict):
        raise BadConfiguration(f"{document.at(())}: sections are expected ({', '.join(_SECTIONS)}).")
    sections: dict[str, dict[str, float]] = {}
    plain = {name: getattr(Weights(), name) for name in _PLAIN}
    for key, content in value.items():
        if key in _SECTIONS and isinstance(content, dict):
            known = dict.fromkeys(FEATURES, 0.0) if key in _SENTENCES else getattr(Weights(), key)
            sections[key] = _numbers(document, key, content, known, faults)
        elif key in plain and isinstance(content, int | float) and not isinstance(content, bool):
            plain[key] = content
        else:
            faults.append(
                f"{document.at((key,))}: {key} is not understood; there are {', '.join((*_SECTIONS, *plain))}."
            )
    faults += [
        f"{document.at((name,))}: {name} has to be from 0 to 1." for name in _SHARES if not 0 <= plain[name] <= 1
    ]
    if not 1 <= plain["sentences_read"] <= 500:
        faults.append(f"{document.at(('sentences_read',))}: sentences_read has to be from 1 to 500.")
    if faults:
        raise BadConfiguration("\n".join(faults))
    fields: dict[str, Any] = {**sections, **{name: float(plain[name]) for name in _SHARES}}
    return Weights(**fields, sentences_read=int(plain["sentences_read"]))


def _numbers(
    document: Document, section: str, content: Mapping[str, Any], known: Mapping[str, float], faults: list[str]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, value in content.items():
        if key not in known:
            faults.append(f"{document.at((section, key))}: there is no {section}.{key}; there are {', '.join(known)}.")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            faults.append(f"{document.at((section, key))}: {section}.{key} has to be a number.")
        else:
            found[key] = float(value)
    return found


def written(weights: Weights) -> str:
    """Return the weights as the text of a ranking.yaml."""
    lines = [
        "# The weights of the ranking, set by `onrecord tune DATASET` or by hand: a larger number counts for more.",
        "",
        "# below this probability that the answer is there, the bot says that it has none",
        f"minimum_probability: {weights.minimum_probability}",
        "# the same where an encoder has read the sentences (onrecord reader)",
        f"minimum_probability_with_reader: {weights.minimum_probability_with_reader}",
        "# how many sentences are read closely for a question",
        f"sentences_read: {weights.sentences_read}",
    ]
    for name, heading in _SECTIONS.items():
        values = {key: value for key, value in getattr(weights, name).items() if value}
        lines += ["", f"# {heading}", f"{name}:" if values else f"{name}: {{}}"]
        lines += [f"  {key}: {value}" for key, value in values.items()]
    return "\n".join(lines) + "\n"
