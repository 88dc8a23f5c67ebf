import json

from bot.cli import main


def test_the_people_of_the_archive_are_listed_with_their_role(tmp_path, capsys):
    page = tmp_path / "story.txt"
    page.write_text(
        "Lome opens its bridge\n\nLOME: The new bridge of Lome was opened to the public after three years of work.\n\n"
        "“We are proud of it,” said Ana Brill, the mayor of Lome, at the opening on Monday morning.\n\n"
        "Brill said the bridge had cost less than anybody in the town had feared it would.\n",
        "utf-8",
    )
    archive = ["--archive", str(tmp_path / "archive")]
    assert main([*archive, "add", str(page)]) == 0
    capsys.readouterr()
    assert main([*archive, "speakers"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split() == ["2", "Ana", "Brill,", "mayor", "of", "Lome"]
    assert main([*archive, "speakers", "Nobody"]) == 0
    assert "Nobody called Nobody" in capsys.readouterr().out


def test_who_is_who_is_corrected_by_hand(tmp_path, capsys):
    page = tmp_path / "story.txt"
    page.write_text(
        "Lome opens its bridge\n\nRobert Tarn said that the bridge was new.\n\nButch Tarn said that it was late.\n",
        "utf-8",
    )
    archive = ["--archive", str(tmp_path / "archive")]
    assert main([*archive, "add", str(page)]) == 0
    capsys.readouterr()
    assert main([*archive, "speakers", "--merge", "Robert Tarn", "Butch Tarn"]) == 0
    assert "Butch Tarn is Robert Tarn from now on." in capsys.readouterr().out
    assert main([*archive, "speakers"]) == 0
    assert capsys.readouterr().out.split() == ["2", "Robert", "Tarn", "(also", "Butch", "Tarn)"]
    assert main([*archive, "speakers", "--split", "Butch Tarn"]) == 0
    capsys.readouterr()
    assert main([*archive, "speakers"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main([*archive, "speakers", "--split", "Nobody Here"]) != 0
    assert "Nobody called Nobody Here is quoted." in capsys.readouterr().err


def test_whoever_was_merged_is_asked_for_by_either_name_until_parted(tmp_path, capsys):
    lines = [
        {"id": "a", "text": "Mayor José Tarn said that the pier was safe. “It holds,” Tarn said in the harbour of Lome on Monday."},
        {"id": "b", "text": "Pepe Tarn said that the lighthouse was sold to a baker. “It is bright,” Pepe Tarn said on Sunday."},
    ]  # fmt: skip
    page = tmp_path / "stories.jsonl"
    page.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    archive = ["--archive", str(tmp_path / "archive")]
    assert main([*archive, "add", str(page)]) == 0
    asked = [*archive, "ask", "What did José Tarn say about the lighthouse?"]
    shown = []
    for words in ((), ("--merge", "José Tarn", "Pepe Tarn"), ("--split", "Pepe Tarn")):
        assert not words or main([*archive, "speakers", *words]) == 0
        capsys.readouterr()
        assert main(asked) == 0
        shown.append("sold to a baker" in capsys.readouterr().out)
    assert shown == [False, True, False]
