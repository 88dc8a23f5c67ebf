"""Lines that say the article is over, in the larger languages of the press: another language is another tuple."""

import re

_AFTER = {
    "en": (
        "about the authors?", "most (?:popular|read|viewed|shared|recent|commented).*", "trending(?: now| stories)?",
        "read next.*",
        "more (?:great )?(?:from|on|stories|news|in)\\b.{0,60}", "more (?:great )?.{2,30} stories",
        "what to read next", "up next",
        "(?:you may|you might) (?:also )?(?:like|be interested).*", "recommended(?: for you| stories| reading)?",
        "top stories",
        "related (?:articles?|stories|posts?|content|news|coverage)",
        "latest (?:news|stories|posts?|articles?|videos?)",
        "sponsored(?: content| stories)?", "from (?:around )?the web.*",
        "popular (?:articles?|stories|posts?|news|now)",
        "filed under:?.*", "comments are closed.*", "want more (?:stories|news).*", "sources?:?", "our sources:?",
        "references:?",
        "about this (?:article|statement|story):?", "in other news", "editors['’]? picks?", "don['’]t miss.{0,30}",
        "around the web", "hot topics",
        "elsewhere on .{2,30}", "advertise with us", "contact us", "about us",

        "next (?:article|story|post).*", "previous (?:article|story|post).*",
    ),
    "de": (
        "das könnte (?:sie|dich) auch interessieren", "mehr zum thema", "weitere artikel", "lesen sie auch",
        "auch interessant",
        "meistgelesen(?:e artikel)?", "verwandte artikel", "neueste (?:artikel|nachrichten|meldungen)",
        "über den autor", "quellen?:?",
    ),
    "fr": (
        "à lire (?:aussi|également)", "lire aussi", "sur le même (?:sujet|thème)",
        "articles? (?:liés|associés|similaires)", "les plus lus",
        "voir aussi", "dans la même (?:rubrique|catégorie)", "à propos de l['’]auteur",
    ),
    "es": (
        "(?:también )?(?:te|le) puede interesar", "noticias relacionadas", "artículos relacionados",
        "lo más (?:leído|visto)",
        "más noticias", "lea también", "ver también", "sobre el autor",
    ),
    "pt": (
        "você (?:também )?(?:pode|poderá) (?:gostar|se interessar).*", "leia (?:também|mais)", "veja (?:também|mais)",
        "notícias relacionadas", "posts? relacionados", "mais lidas", "últimas notícias", "sobre o autor",
        "publicidade",
    ),
    "it": ("leggi anche", "potrebbe(?:ro)? interessarti.*", "articoli correlati", "i più letti", "ultime notizie"),
    "nl": ("lees ook", "meest gelezen", "gerelateerde (?:artikelen|berichten)"),
    "sv": ("läs (?:också|mer|även)", "mest läst", "relaterade artiklar"),
    "pl": ("czytaj (?:także|też|więcej)", "zobacz także", "najczęściej czytane", "powiązane artykuły"),
    "tr": ("ilgili haberler", "çok okunanlar", "son haberler"),
    "ru": (
        "вам (?:также )?может (?:быть интересно|понравиться)", "(?:вам )?(?:также )?может (?:быть )?интересно",
        "читайте также",
        "похожие (?:статьи|записи|материалы)", "популярное", "самое (?:популярное|читаемое)", "свежие записи",
        "новости партн[её]ров",
        "вам также может быть интересно", "смотрите также", "рубрики", "последние новости",
    ),
    "zh": ("最新(?:文章|新聞|新闻|消息)", "相关(?:阅读|新闻|文章|推荐)", "相關(?:新聞|文章)", "热门(?:文章|新闻)",
           "延伸閱讀", "推荐阅读"),
    "ja": ("関連(?:記事|ニュース)", "人気記事", "おすすめ(?:記事)?", "あわせて読みたい"),
    "ko": ("관련 ?기사", "많이 본 .{1,8}", "주요 ?뉴스", "최신 ?뉴스"),
    "ar": ("اقرأ أيضا.*", "مواضيع ذات صلة", "الأكثر قراءة"),
}  # fmt: skip
_COMMENTS = {
    "en": (
        "(?:top (?:rated )?|reader |user |all )?comments?(?:\\s*[(:]?\\s*\\d+\\s*\\)?)?",
        "join the (?:conversation|discussion).*",
        "\\d+\\s+(?:comments?|responses?|replies|thoughts? on\\b.*|reactions?)",
        "leave a (?:reply|comment|response).*",
        "(?:post|add|write|submit) (?:a|your) comments?.*", "add your comments?.*",
        "(?:view|show|read|load) (?:the )?(?:all )?(?:\\d+ )?(?:discussion thread|comments).*",
    ),
    "de": ("(?:\\d+ )?kommentare?(?: \\(\\d+\\))?", "schreib(?:e|en sie) einen kommentar",
           "kommentar (?:schreiben|verfassen).*"),
    "fr": ("(?:\\d+ )?commentaires?(?: \\(\\d+\\))?", "laisser un commentaire", "poster un commentaire"),
    "es": ("(?:\\d+ )?comentarios?(?: \\(\\d+\\))?", "deja(?:r)? un comentario.*"),
    "pt": ("(?:\\d+ )?comentários?(?: \\(\\d+\\))?", "deixe (?:um|seu) comentário.*"),
    "it": ("(?:\\d+ )?commenti(?: \\(\\d+\\))?", "lascia un commento"),
    "nl": ("(?:\\d+ )?reacties(?: \\(\\d+\\))?", "geef een reactie"),
    "ru": ("(?:\\d+ )?комментари(?:й|и|ев|я)(?: \\(\\d+\\))?", "(?:добавить|оставить) комментарий.*", "обсудить"),
    "zh": ("(?:发表|网友)?评论", "(?:發表)?評論"),
    "ja": ("コメント(?:する)?",),
    "ko": ("댓글.{0,8}",),
}  # fmt: skip
_NOTICE = "(?:the )?(?:copyright|©|ⓒ|\\(c\\)).*|.{0,60}all rights reserved.*"
_AFTER_ARTICLE = re.compile(
    "(?:" + "|".join([_NOTICE, *(sign for signs in _AFTER.values() for sign in signs)]) + r")\W*", re.I
)
_OPENS_COMMENTS = re.compile("(?:" + "|".join(sign for signs in _COMMENTS.values() for sign in signs) + r")\W*", re.I)
_OF_COMMENTS = re.compile(
    r"\b\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|\b(?:says|said|wrote|"
    r"writes):\s*$|"
    r"\brepl(?:y|ies)\b|\b\d+ (?:votes?|likes?|points?)\b|\d{4}(?:,? at|,)? \d{1,2}:\d\d\s*(?:[ap]m)?\W*$|"
    r"^(?:like|report|flag|permalink|upvote|downvote|quote|antworten|répondre|responder|rispondi|ответить)\W*$",
    re.I,
)
#: such a line is short
_LONGEST = 90


_BIOGRAPHY = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?:\(@\w+\)\s+)?(?:is|was|has been|covers|writes|reports|joined|"
    r"works)\b.{0,160}"
    r"\b(?:writer|reporter|editor|correspondent|columnist|contributor|journalist|freelance|author of|covers|"
    r"covering|reporting on|writes about|producer|based in)\b",
)
_TAGS = re.compile(r"(?:tags?|topics?|keywords|schlagw(?:ö|o)rter|etiquetas|mots[- ]clés|теги|метки|标签)\W*", re.I)


def opens_tags(line: str) -> bool:
    """Tell the label of a list of tags, which stands on the next line."""
    return _TAGS.fullmatch(line) is not None


def is_after_article(line: str) -> bool:
    """Tell the heading of something that stands after articles: related stories, sources, a copyright notice."""
    return len(line) < _LONGEST and _AFTER_ARTICLE.fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Tell the heading of readers' comments, or of the form to write one."""
    return len(line) < 2 * _LONGEST and _OPENS_COMMENTS.fullmatch(line) is not None


def is_of_comments(line: str) -> bool:
    """Tell what stands beside a reader's comment: how long ago, "Reply", votes."""
    return len(line) < _LONGEST and _OF_COMMENTS.search(line) is not None


def is_biography(line: str) -> bool:
    """Tell what is said of an author below an article: "Ada Lund is a reporter who covers the coast."."""
    return _BIOGRAPHY.match(line) is not None
