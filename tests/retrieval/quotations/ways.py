"""What is quoted in texts, as lines that a person can read, and the files of such lines.

    python tests/retrieval/quotations/ways.py

writes the lines of every file anew, for `git diff` to show what has changed: a change that is not meant is a fault.
"""

import re
import sys
from pathlib import Path

DATA = Path(__file__).parent / "data"
QUALITY = Path(__file__).parents[2] / "quality" / "data"
STORIES = DATA / "stories.txt"
#: the files of short texts, those in another language than English with its code: "spoken.de.txt"
SPOKEN = tuple(sorted(DATA.glob("spoken*.txt")))


def read_stories() -> dict[str, str]:
    """Return the texts of the stories by headline."""
    text = (QUALITY / "quotations.txt").read_text("utf-8")
    parts = re.sub(r"^#.*\n", "", text, flags=re.M).split("\n=====\n")
    told = (part.partition("\n---\n")[0].strip().partition("\n") for part in parts)
    return {headline.strip(): text.strip() for headline, _, text in told}


def read(file: Path) -> dict[str, list[str]]:
    """Return each line of text with the lines below it that say what is quoted in it."""
    found: dict[str, list[str]] = {}
    text = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[text].append(line.strip())
        elif line and not line.startswith("#"):
            text = line
            assert text not in found, text
            found[text] = []
    return found


def language_of(file: Path) -> str:
    """Return the language of the texts of a file."""
    return file.suffixes[0].strip(".") if len(file.suffixes) > 1 else "en"


def quoted_in(text: str, language: str = "en") -> list[str]:
    """Return a line for each quotation: kind, words, mention of the speaker = name, role; cue, confidence."""
    from retrieval.quotations import find_quotations

    lines = []
    for one in find_quotations(text, language=language):
        words = " … ".join(text[start:end] for start, end in one.fragments)
        speaker = one.speaker
        who = f"{speaker.text} = {speaker.name or '–'}, {speaker.role or '–'}" if speaker else "–"
        line = f"{one.kind.value} | {words} | {who} | {one.cue.text if one.cue else '–'} | {one.confidence:.2f}"
        lines.append(line.replace("\n", "\\n"))
    return lines


def renew() -> None:
    """Write every file anew."""
    for file in SPOKEN:
        lines = []
        for line in file.read_text("utf-8").splitlines():
            if not line.startswith("  "):
                lines.append(line)
                if line and not line.startswith("#"):
                    lines += [f"  {told}" for told in quoted_in(line.replace("\\n", "\n"), language_of(file))]
        file.write_text("\n".join(lines) + "\n", "utf-8")
    lines = ["# What is quoted in the stories of the quality tests, in the form of spoken.txt."]
    for headline, text in read_stories().items():
        lines += ["", headline, *(f"  {told}" for told in quoted_in(text))]
    STORIES.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    renew()
