"""What a sentence gives to whom, before it is known whom the mention stands for."""

from dataclasses import dataclass

from retrieval.quotations.mentions import Phrase


@dataclass(slots=True)
class Attribution:
    """What is attributed to whom, as ranges of tokens of one sentence.

    `antecedent` is what a relative pronoun as subject stands for; `about` says that the contents are only what was spoken
    of ("criticized the plan"), not what was said.
    """

    subject: Phrase | None
    contents: list[Phrase]
    cue: Phrase | None = None
    antecedent: Phrase | None = None
    about: bool = False
    confidence: float = 0.9
    #: who passes the words on
    via: Phrase | None = None
