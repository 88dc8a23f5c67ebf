"""What a page adds to its article: invitations, labels, links to other stories, share bars, notices. Positive signs only.

Each pattern is a class of line that is never the article wherever it stands; what depends on the neighbours is decided by
those who see them (cleaning, flat pages).
"""

import re
from functools import cache, lru_cache

from retrieval.text.languages.page_words import page_words, plain_words
from retrieval.text.notices import any_of, holds, is_notice
from retrieval.text.share_bars import PLATFORM, is_share_bar

#: a whole line that is one label or button
_LABEL = re.compile(
    any_of(
        r"advert(?:isement|ising|isment|orial)?s?",
        r"(?:story|article) continues (?:below|after)(?: (?:the )?advertisement)?",
        r"(?:continue|keep) reading(?: below| the main story)?",
        r"sponsored(?: content| by.{0,30})?|promoted(?: content)?|paid (?:post|content)|ads?",
        r"show|hide|(?:read|see|view|show|load|learn|find out|watch|hear) (?:more|next|less|all|also|now|"
        r"full (?:article|story|bio))",
        r"more|next(?: (?:up|page|article|story|post))?|previous(?: (?:page|article|story|post))?|up next|"
        r"back to top",
        r"(?:return|scroll|go) to (?:top|main content)|skip to (?:main )?(?:content|navigation)|skip advertisement",
        r"related(?: (?:articles?|stor(?:y|ies)|links?|content|posts?|topics?|news|videos?|readings?|coverage|"
        r"tags?|searches))?",
        r"recommended(?: (?:for you|stories|reading))?|you (?:may|might) (?:also )?(?:like|be interested in)|"
        r"also read",
        r"most (?:popular|read|viewed|shared|commented|recent)|trending(?: now| stories)?|top stories|"
        r"latest (?:news|stories)",
        r"editors?['’]?s?['’]? picks?|(?:view|show|hide|read|leave|post|add|see|load)(?: (?:a|an|your|all|"
        r"more|\d{1,20}))? comments?",
        r"\d{0,20}\s{0,12}comments?(?: \(\d{1,20}\))?|no comments(?: yet)?\.*|join the (?:conversation|discussion)|"
        r"discuss(?: this)?",
        r"share(?: (?:this|it|now))?(?: (?:article|story|post|page|with your friends|on .{1,20}|"
        r"via .{1,20}))?|shares?|tweet|pin it",
        r"copy (?:this )?link(?: link copied)?|link copied!?|copied!?|save(?: (?:article|for later))?",
        r"print(?: (?:this )?(?:article|page|story))?|e-?mail(?: this(?: (?:article|page|story))?)?|send|"
        r"listen|subscribe(?: now)?",
        r"sign (?:up|in)(?: now)?|log ?(?:in|out)|register(?: now)?|newsletters?|follow(?: us)?|menu|search|"
        r"close|toggle .{1,30}",
        r"image|photos?|videos?|gallery|(?:open|view|enlarge|expand|close) (?:image|gallery|photo)s?(?: in gallery)?",
        r"video ad feedback|play|pause|mute|unmute|loading\.*|click to (?:enlarge|expand|play|view).{0,20}|enlarge",
        r"hide caption|toggle caption|caption|photo \d{1,20} of \d{1,20}|"
        r"image \d{1,20} of\s{0,12}/?\s{0,12}\d{1,20}|\d{1,20} ?/ ?\d{1,20}|transcript",
        r"thank you\.?|thanks for (?:reading|signing up|subscribing)\b.{0,40}|report (?:an error|a typo|this ad)",
        r"adjust font size:?|make me your homepage|tags?|topics?|filed under:?.{0,60}|all rights reserved\.?",
        # to read: "Temps de lecture : 4 minutes", "Lesezeit 4 Min.", "4 min read"; "The bus stood for 4 minutes" is none
        r"(?:[^\W\d]{1,20} ){0,4}[^\W\d]{1,20} ?: ?\d{1,3}\s?(?:min|мин)[^\W\d]{0,4}\.?|"
        r"(?:[^\W\d]{1,20} )?\d{1,3}\s?(?:min|мин)[^\W\d]{0,4}\.?(?: [^\W\d]{1,20}){0,3}",
        r"premium|source|via|by|updated|published|get (?:the )?app|download (?:the |our )?app|feedback|contact us",
    )
    + r"[\s:.…>»→▸▼]{0,60}",
    re.I,
)


@cache
def _service() -> re.Pattern[str]:
    """Return the pattern of buttons and remarks in any language."""
    return re.compile(rf"\W{{0,20}}{page_words('service')}[\s:.…>»→▸▼•]{{0,60}}", re.I)


_SIGNS_BEFORE = " …•*>»–—"
#: signs that point to something else, before what is no sentence: "📲 The news on your phone"
_POINTING = re.compile("[📲📱👉👇🔔📩📧📬📢📣🎧📺➡▶⏩💬]\ufe0f?\\s?.{0,140}[^.!?…]")


@cache
def _invitation() -> re.Pattern[str]:
    return re.compile(rf"[{_SIGNS_BEFORE}]{{0,20}}{page_words('invitation')}", re.I)


@cache
def _related_link() -> re.Pattern[str]:
    """Return the pattern of "Lire aussi | …", "Leia também: …"."""
    return re.compile(
        rf"\W{{0,20}}{page_words('related')}\s{{0,12}}[:：|»→]\s{{0,12}}(?=\S)|list \d{{1,20}} of \d{{1,20}}\s{{0,12}}(?=\S)",
        re.I,
    )


#: an imperative to sign up, follow or buy, at the start of a line or of a sentence in it
_INVITATION = re.compile(
    r"(?:^|[.!?:>►▶•*(–—-]\s{0,12})(?:(?:please|click (?:here )?(?:to|and)|and|you can(?: also)?|"
    r"don['’]t forget to|be sure to|to) )?"
    + any_of(
        r"sign up|subscribe|get a subscription|register|join (?:us|our|the)|get (?:our|the|your|all|more|"
        r"updates|breaking|daily|"
        r"free)|download (?:our|the)",
        r"delivered|like (?:us|our)|check out our|receive|become a",
    )
    + r"\b.{0,160}?\b"
    + any_of(
        r"newsletters?|inbox(?:es)?|e-?mails?|here|alerts?|app|podcast|channel|group|page|subscribers?|"
        r"subscriptions?|today|now|briefings?|roundup|updates?|magazine",
        r"facebook|twitter|telegram|whatsapp|instagram|youtube|free|member(?:ship)?",
    )
    + r"\b",
    re.I,
)
_SUBSCRIBE = re.compile(r"(?:subscribe|sign up)\b.{0,600}\bnewsletters?\b", re.I)
_NEWSLETTER = re.compile(
    any_of(
        r"\bnewsletters?\b.{0,80}\b(?:sign up|subscribe|click here|here\b[.!)]{0,60}$|inbox)",
        r"\b(?:sign up|signing up|subscribe|subscribing)\b.{0,60}\b(?:newsletter|inbox|e-?mail (?:list|"
        r"alerts?|updates?)|for free|here\b\s{0,12}[.!)]{0,60}$)",
        r"\b(?:delivered|sent|straight|right|directly)\b.{0,30}\bto your (?:inbox|phone|e-?mail)\b|\bin your inbox\b",
        r"\bnot a subscriber\?|\balready (?:a )?(?:subscriber|subscribed|registered|have an account|a member)\?",
        r"\bwould you like to receive\b.{0,60}\bnewsletter|\bnewsletter (?:provides|brings) you\b",
        r"\bversion of this (?:story|article|piece|column|post) (?:first |originally )?(?:appear(?:ed|s)|ran|"
        r"was published)\b.{0,80}\bnewsletter",
        r"\bconsider (?:supporting|subscribing|becoming)\b.{0,80}\b(?:journalism|subscriber|member|us)\b",
        r"\bsupport (?:local|our|independent|quality) journalism\b|\bfor (?:[\w ]{0,20})?subscribers(?: only)?:",
    ),
    re.I,
)
_FOLLOW_OPENING = re.compile(
    any_of(
        r"^\W{0,20}(?:(?:you can|please|and|also|stay connected|stay tuned|keep up with us)\W{1,20}){0,12}"
        r"(?:follow|like|find|join|connect with|friend|tweet|add|reach|contact|e-?mail|message|write to|"
        r"send (?:an )?(?:e-?mails?|tips)|dm)"
        rf"\b.{{0,120}}(?:\bon {PLATFORM}\b|@\w|\bat \S{{1,80}}\.\w|\bat \d|\bfacebook page\b|\bon social\b|\bvia e-?mail)",
        r"^\W{0,20}[\w ]{0,30}\bon social(?: media)?:|^\W{0,20}(?:twitter|facebook|instagram|"
        r"e-?mail):\s{0,12}\S{1,80}\s{0,12}$",
        r"^\W{0,20}(?:got|have) (?:a )?(?:tips?|questions?|comments?|an? idea|feedback|story|news)\b.{0,40}\?"
        r".{0,20}(?:e-?mail|contact|write|let us|tell|send|call|reach)",
        r"^@\w{1,60}$|^\S{1,80}@\S{1,80}\.\w{1,60}\W{0,20}$|^\W{0,20}more\b.{0,40}:\s{0,12}https?://|"
        r"^[A-Z ]{4,30}: follow our\b",
    ),
    re.I,
)
#: the same inside a line, which may be only where one of these words stands
_FOLLOW_WORDS = ("reach", "contact", "mail", "follow", "write to")
_FOLLOW_INSIDE = re.compile(
    any_of(
        r"\b(?:can|may) (?:also )?be (?:reached|contacted|e-?mailed|followed)\b.{0,60}(?:@|\d{3}|twitter|e-?mail)",
        r"\b(?:contact|reach|e-?mail|write to) (?:him|her|them|me|us|the (?:reporter|author|writer)) at \S{1,80}@",
        rf"\bfollow (?:him|her|them|me|us|[A-Z]\w{{1,60}}(?: [A-Z]\w{{1,60}})?)\b.{{0,40}}(?:@\w|\bon {PLATFORM}\b)",
    ),
    re.I,
)
#: without one of these a line asks for nothing: cheap tests before dear ones
_ADDRESS_WORDS = ("@", "twitter", "facebook", "instagram", "tiktok", "linkedin", "youtube", "telegram", "social", "mail",
                  "http", "?", "follow our")  # fmt: skip
_ADDRESS_FIGURES = re.compile(r"\bat \d|\d{3}")
_ASKING_WORDS = ("newsletter", "sign", "subscri", "inbox", "journalism", "to your", "already")
#: a label, a colon, and the headline or the link of something else
_LINK = re.compile(
    r"^[\s►▶▸•*➤>»–—-]{0,60}"
    + any_of(
        r"(?:read|see|watch|hear|find|know|learn) (?:more|also|next|now|all)(?: (?:on|about|from|in|at)\b.{0,40}?)?"
        r"(?::|\s{0,12}[>»|→–—]|\s{0,12}\(|\s{1,12}(?=[A-Z‘“'\"]))",
        r"(?:more|related|also|read|recommended|must[- ]read|must[- ]watch|don['’]t miss|watch|listen|next|"
        r"also on|see|learn more|"
        r"related (?:story|stories|video|article|news|coverage)|further reading|full coverage|full story|"
        r"from the archives?|"
        r"prep for the polls|stay in the conversation(?: on \w{1,60})?|need a break|start (?:the|your) day\b.{0,30}|"
        r"prefer to listen|follow every game|get the latest|sign up|subscribe|newsletter|download|shop|"
        r"save better, spend better|more from .{1,40}|read the .{1,40})\s{0,12}[:?|»](?!\s{0,12}\d\d)",
        # these labels open sentences too
        r"(?:opinion|editorial|in pictures|photos?|gallery|slideshow|graphic|video|podcasts?|live|"
        r"live updates?|live blog|"
        r"fact[- ]?check|explainer|explained|analysis|interactive|quiz|previously)\s{0,12}[:|"
        r"»](?!\s{0,12}\d\d).{0,200}(?<![.!”\"])$",
        r"click here\b|tap here\b|learn more\b.{0,40}$|(?:read|view|see|watch) (?:the )?(?:full|original|"
        r"complete|rest)\b.{0,60}$",
        r"(?:view|see|read|explore) (?:all|more|other)\b.{0,60}$",
        r"more (?:from|on|about|in|stories|news|coverage|photos?|videos?)\b.{0,60}(?<![.!?\"”])$",
    ),
    re.I,
)
#: symbols and bullets, and nothing that could be a word or a number
_NO_WORDS = re.compile(r"[\W_]*")
#: a line longer than a label needs one of these in it, in small letters, to be looked at closely
SIGNS = (
    "subscri", "newsletter", "inbox", "follow", "@", "copyright", "©", "ⓒ", "(c)", "rights reserved", "contribut",
    "wire ", "staff", "commission", "cookie", "privacy", "javascript", "browser", "journalism", "download", "click",
    "tap here", "independently", "prices", "our fact", "thank you for", "object to the use", "we will use",
    "by submitting", "by enter", "by regist", "by contin", "recaptcha", "terms of", "adblock", "ad block",
    "ad-block", "this video", "this story", "this article", "this report", "this post", "this content",
    "this feature", "error occ", "mail", "expressed", "opinion", "content partner", "may not be", "added to your",
    "source:", "video ad", "regist", "join ", "like us", "like our", "check out our", "receive", "become a",
    "reach ", "contact", "got a", "subject to change", "delivered", "already a", "support ", "on social", "sign up",
    "signing up", "sign-up", "you affected", "you been", "share your",
    "send us", "please include",
    "not involved in the creation", "the following content", "get our", "get the ",
    "get your", "get all", "get more", "get updates",
    "get breaking", "get daily", "get free", "have a tip", "have a question", "have a story", "have an idea",
)  # fmt: skip
#: furniture is short but for legal notices
_LABEL_SIZE, _LINK_SIZE, _CONTACT_SIZE, _INVITATION_SIZE, _NOTICE_SIZE = 90, 240, 330, 420, 1_200


def is_furniture(line: str) -> bool:
    """Tell whether a whole line or paragraph is furniture of its page by its own words.

    >>> is_furniture("Sign up for our newsletter")
    True
    >>> is_furniture("The council signed the treaty on Friday.")
    False
    """
    line = line.strip()
    return is_label(line) or is_link(line) or is_invitation_or_notice(line)


@lru_cache(maxsize=4_096)
def is_label(line: str) -> bool:
    """Tell a button, a heading of the page's own or a share bar; `line` has no white space around it."""
    return len(line) < _LABEL_SIZE and bool(
        _LABEL.fullmatch(line)
        or _POINTING.fullmatch(line)
        or _service().fullmatch(line)
        or _NO_WORDS.fullmatch(line)
        or is_share_bar(line)
    )


def is_link(line: str) -> bool:
    """Tell a label with the headline of another story: "Read more: …", "Related: …".

    >>> is_link("Read more: Ferry hits reef in fog")
    True
    """
    return (
        len(line) < _LINK_SIZE
        and (_LINK.match(line) is not None or _related_link().match(line) is not None)
        and not _is_told(line)
    )


@cache
def _unmarked_link() -> re.Pattern[str]:
    """Return the pattern of "Lire aussi Le pont rouvert", which has nothing but a capital behind its label."""
    return re.compile(
        rf"\W{{0,20}}{page_words('related')}\s{{1,12}}(?=(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ]))(?!.*[.!?…:]\W{{0,20}}$)", re.I
    )


def linked_headline(line: str) -> str | None:
    """Return the headline behind the label of a link to another story, None in other lines.

    >>> linked_headline("Lire aussi | Le pont rouvert")
    'Le pont rouvert'
    """
    if len(line) >= _LINK_SIZE:
        return None
    match = _related_link().match(line) or _unmarked_link().match(line)
    if match is None:
        return None
    title = line[match.end() :]
    return re.sub(
        rf"^{page_words('service')}\s+(?=\S)|(?<=\S)\s+{page_words('service')}$", "", title, flags=re.I
    ).strip()


@lru_cache(maxsize=2_048)
def is_invitation_or_notice(line: str) -> bool:
    """Tell an invitation to subscribe or follow, a contact line, a credit of the staff, or a legal notice."""
    if len(line) > _NOTICE_SIZE:
        return False
    small = line.lower()
    if small.lstrip(_SIGNS_BEFORE).startswith(plain_words("invitation")) and _invitation().fullmatch(line):
        return True
    if not any(map(small.__contains__, SIGNS)):
        return False
    if is_notice(line, small):
        return True
    if len(line) < _CONTACT_SIZE and _asks_to_follow(line, small) and not _is_told(line):
        return True
    invites = len(line) < _INVITATION_SIZE and holds(small, _ASKING_WORDS) and _NEWSLETTER.search(line)
    invites = invites or (len(line) < _LINK_SIZE and _INVITATION.search(line)) or _SUBSCRIBE.match(line)
    return bool(invites) and not _is_told(line)


def _asks_to_follow(line: str, small: str) -> bool:
    if not holds(small, _ADDRESS_WORDS) and not _ADDRESS_FIGURES.search(small):
        return False
    return _FOLLOW_OPENING.match(line) is not None or (
        holds(small, _FOLLOW_WORDS) and _FOLLOW_INSIDE.search(line) is not None
    )


_TOLD = re.compile(r"\b(?:said|says|told|according to|wrote|announced|reported)\b|[”\"]\s*$", re.I)


def _is_told(line: str) -> bool:
    """Tell a report about newsletters, links or subscriptions from an invitation to them: somebody says so."""
    return len(line) > 60 and _TOLD.search(line) is not None
