"""Share bars: lines that hold only names of platforms and the words around them."""

import re

PLATFORM = (
    r"(?:twitter|facebook|instagram|tiktok|linkedin|whatsapp|pinterest|reddit|telegram|youtube|snapchat|"
    r"flipboard|threads|"
    r"google ?\+|google news|google|tumblr|e-?mail|mastodon|bluesky|spotify|apple podcasts|weibo|wechat|vk|"
    r"line|sms|print|rss|x)"
)
_SHARE_WORD = re.compile(
    rf"(?:share|tweet|pin|post|save|send|follow|like|print|copy|link|on|to|via|this|by|or|and|comments?|more|"
    rf"shares?|\d+|{PLATFORM})",
    re.I,
)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*\+?")


def is_share_bar(line: str) -> bool:
    """Tell whether a line holds only names of platforms and the words around them: "Share on Facebook Email".

    >>> is_share_bar("Share on Facebook Email")
    True
    >>> is_share_bar("Share prices fell")
    False
    """
    words = _WORDS.findall(line)
    return (
        0 < len(words) <= 14 and all(_SHARE_WORD.fullmatch(word) for word in words) and not all(map(str.isdigit, words))
    )
