"""Each language is recognised on the article, and a question in it shares terms with its article."""

import pytest

from retrieval.domain import Article, Block, BlockKind
from retrieval.text.detection import detect_among, detect_language
from retrieval.text.passages import passages
from retrieval.text.terms import question_words

TEXTS = {
    "en": "The council of Oskar voted on Monday to rebuild the old theatre by the river, the mayor said in a statement.",
    "ru": "Городской совет Оскара в понедельник проголосовал за восстановление старого театра у реки, сообщила мэр.",
    "de": "Der Stadtrat von Oskar hat am Montag beschlossen, das alte Theater am Fluss wieder aufzubauen, sagte die Bürgermeisterin.",
    "ar": "صوت مجلس المدينة يوم الاثنين على إعادة بناء المسرح القديم على ضفة النهر، حسبما قالت رئيسة البلدية في بيان.",
    "zh": "奥斯卡市议会星期一投票决定重建河边的旧剧院，市长在声明中说，工程将于五月开始。",
    "fr": "Le conseil municipal d'Oskar a voté lundi la reconstruction du vieux théâtre au bord de la rivière, a déclaré la maire.",
    "es": "El consejo de Oskar votó el lunes a favor de reconstruir el viejo teatro junto al río, dijo la alcaldesa en un comunicado.",
    "tr": "Oskar belediye meclisi pazartesi günü nehir kıyısındaki eski tiyatronun yeniden inşa edilmesine karar verdi.",
}
QUESTIONS = {
    "ru": "Когда начнётся восстановление театров?",
    "de": "Wer hat das alte Theater wieder aufgebaut?",
    "ar": "متى تبدأ إعادة بناء المسرح؟",
    "zh": "剧院什么时候重建？",
    "fr": "Qui a reconstruit le théâtre ?",
    "es": "¿Quién reconstruye el teatro?",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_an_article_is_detected(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "12:30", "Oskar!", "U.S. 3-2"])
def test_too_little_text_is_taken_for_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert detect_language(TEXTS["ru"] * 60 + TEXTS["en"] * 600) == "ru"


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_shares_terms_with_an_article_in_its_language(language: str) -> None:
    text = TEXTS[language]
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), language=language)
    held = {term for passage in passages(article) for term in passage.searched_terms()}
    asked = {term for word in question_words(QUESTIONS[language], TEXTS) for term in word.terms}
    assert len(held & asked) >= 2


def test_of_a_few_languages_a_sentence_is_in_the_one_whose_commonest_words_it_holds() -> None:
    codes = ["de", "fr", "es", "it", "pt", "ru"]
    assert detect_among("«Никто нас не предупредил», — сказал рыбак.", codes) == "ru"
    assert detect_among("„Das ist falsch“, sagte die Abgeordnete.", codes) == "de"
    assert detect_among("“I have no idea,” he told Le Monde.", codes) == "en"
    assert detect_among("", codes) == "en"


def test_a_language_that_is_not_asked_for_is_not_found() -> None:
    assert detect_among("Die Fähre kam zu spät.", ["fr"]) == "en"
