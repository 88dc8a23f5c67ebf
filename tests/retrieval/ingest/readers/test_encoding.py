"""Text is read in the encoding it is in: labels mean what they mean to browsers, and what has none is told by its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.readers.encoding import decoded
from retrieval.ingest.readers.file import read_page

RUSSIAN = "Плотину в Тарске поднимут на полметра до зимы, сообщила во вторник водная служба посёлка."
CHINESE = "塔恩的堤坝将在冬天之前加高半米，水务局星期二表示，潜水员用三天检查了基础，结果良好。"
JAPANESE = "ターンの堰は冬までに半メートル高くなると、水道局が火曜日に発表した。①"


def page(text: str, label: str, before: str = "") -> str:
    return f"<html><head>{before}<meta http-equiv=Content-Type content='text/html; charset={label}'><title>x</title></head><body><p>{text}"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("gb2312", "gbk", CHINESE + "镕"),
        ("x-sjis", "cp932", JAPANESE),
        ("big5", "big5", "塔恩的堤壩將在冬天之前加高半米"),
        ("euc-kr", "cp949", "타른의 보는 겨울 전에 반 미터 높아진다 똠"),
        ("iso-8859-1", "cp1252", "“Das Wehr”, sagt Bürgermeister Renn – 5 €"),
        ("us-ascii", "cp1252", "“Das Wehr”"),
        ("iso-8859-9", "cp1254", "Ağustos’ta"),
        ("utf-16", "utf-8", RUSSIAN),
    ],
)
def test_a_label_means_what_it_means_to_browsers(label: str, encoding: str, text: str) -> None:
    assert text in decoded(page(text, label).encode(encoding), is_page=True)[0]
    assert text in decoded(page(text, "").encode(encoding), label if label != "utf-16" else "utf-8", is_page=True)[0]


def test_what_the_server_says_goes_before_what_the_page_says() -> None:
    assert RUSSIAN in decoded(page(RUSSIAN, "koi8-r").encode("cp1251"), "windows-1251", is_page=True)[0]


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_goes_before_every_label(mark: str) -> None:
    assert RUSSIAN in decoded(page(RUSSIAN, "koi8-r").encode(mark), "windows-1251", is_page=True)[0]


def test_only_a_label_among_the_first_bytes_and_outside_comments_counts() -> None:
    late = page(RUSSIAN, "koi8-r", "<!-- " + "x" * 2_000 + " -->").encode("cp1251")
    commented = page(RUSSIAN, "windows-1251", "<!-- <meta charset=koi8-r> -->").encode("cp1251")
    assert RUSSIAN in decoded(late, is_page=True)[0]
    assert RUSSIAN in decoded(commented, is_page=True)[0]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("gb18030", CHINESE), ("euc-jp", JAPANESE[:-1]),
     ("cp1252", "Das Wehr von Brenn wird vor dem Winter erhöht, teilte die Behörde mit.")],
)  # fmt: skip
def test_what_nothing_labels_is_told_by_its_bytes(encoding: str, text: str) -> None:
    assert decoded((text * 3).encode(encoding))[0] == text * 3


def test_files_are_read_as_answers_of_servers_are() -> None:
    texts = "".join(f"<p>{RUSSIAN} Часть {n}.</p>" for n in range(4))
    found = read_page("page.html", page(f"<article>{texts}</article>", "windows-1251").encode("cp1251"))
    assert found.paragraphs == [f"{RUSSIAN} Часть {n}." for n in range(4)]


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "gb2312", "x-user-defined", "utf-7", "no-such", "iso-2022-jp"]),
)
def test_whatever_bytes_and_label_there_are_a_text_comes_out(data: bytes, label: str) -> None:
    assert isinstance(decoded(data, label, is_page=True)[0], str)
