"""The documents of the embedded index: its schema and that of the format before, passages, the state, the dictionary."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import tantivy

from retrieval.index.compression import FEW, MANY, Compression, trained
from retrieval.index.stored import StoredPassage
from retrieval.text.terms import VERSION as ANALYZER

#: the article id of the documents that hold the index's state, and of the one that holds what passages are compressed with
STATE, DICTIONARY = "\x00state", "\x00dictionary"
#: changed with the schema, the stored form of a passage or how passages are cut; an index of another format, or of
#: another version of the analyzer, stands at position 0 and is built anew from the archive
FORMAT = 3
#: the state of an index without passages
EMPTY = dict.fromkeys(("position", "passages", "terms", "removed", "serial", "states"), 0) | {
    "format": FORMAT,
    "analyzer": ANALYZER,
}
#: state documents kept before the old ones are removed
STATES = 100


def _build_schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("lines", tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("kept", stored=True)
    builder.add_integer_field("length", fast=True)
    builder.add_integer_field("serial", fast=True)
    return builder.build()


def _build_older_schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("lines", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("packed", stored=True)
    builder.add_integer_field("length", fast=True)
    builder.add_integer_field("serial", fast=True)
    return builder.build()


SCHEMA = _build_schema()
#: format 2: passages as they are
OLDER_SCHEMA = _build_older_schema()


def open_folder(folder: Path) -> Any:
    """Open the index in a folder, in either schema, or make an empty one; raise ValueError for what is neither."""
    try:
        index = tantivy.Index(SCHEMA, str(folder))
    except ValueError:
        try:
            index = tantivy.Index(OLDER_SCHEMA, str(folder))
        except ValueError as error:
            raise ValueError(str(error)) from error
    index.config_reader("manual")
    return index


def is_whole(meta: Path) -> bool:
    """Say whether the list of an index's segments can be read."""
    try:
        return "segments" in json.loads(meta.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def document(passage: StoredPassage, compression: Compression) -> Any:
    """Return the document of a passage."""
    made = tantivy.Document()
    made.add_text("article", passage.article_id)
    made.add_text("lines", passage.lines)
    made.add_bytes("kept", compression.pack(passage))
    made.add_integer("length", passage.length)
    return made


def with_dictionary(
    writer: Any, state: dict[str, int], compression: Compression, add: Iterator[StoredPassage]
) -> Iterator[StoredPassage]:
    """Give what is added back; where the index has no dictionary and this is enough to train one, that is added first."""
    if state.get("dictionary"):
        return add
    first = list(islice(add, 2 * MANY))
    dictionary = trained(first) if len(first) >= FEW else None
    if dictionary is not None:
        compression.learn(dictionary)
        made = tantivy.Document()
        made.add_text("article", DICTIONARY)
        made.add_bytes("kept", dictionary)
        writer.add_document(made)
        state["dictionary"] = compression.identity
    return chain(first, add)


def commit(writer: Any, state: dict[str, int]) -> None:
    """Add the new state and commit everything together."""
    state["serial"] += 1
    state["states"] += 1
    if state["states"] > STATES:
        writer.delete_documents_by_term("article", STATE)
        state["states"] = 1
    made = tantivy.Document()
    made.add_text("article", STATE)
    made.add_bytes("kept", json.dumps(state).encode())
    made.add_integer("serial", state["serial"])
    writer.add_document(made)
    writer.commit()
