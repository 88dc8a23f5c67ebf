"""What the program says of its own accord where there is nothing to quote; bot/ may say it in other words."""

TOO_LONG = "That is longer than the {limit} characters I can read as a question. Please ask in a sentence or two."
EMPTY = "I have no stories yet."
SMALL_TALK = {
    "greeting": "Hello. Ask about the news, and I answer with the exact sentences and their source.",
    "thanks": "You're welcome.",
    "bye": "Goodbye.",
    "about": "I answer questions about the news with exact sentences from my stories, who said them and where they stand.",
    "nothing": "I can read questions in words. Ask about a name, a place or an event.",
}
NOTHING_BEFORE = "I do not know yet what that refers to. Ask with a name, a place or an event."
NO_STORY = "I have no story about “{topic}”."
NOT_ON = "{speaker} is quoted in my stories, but not on “{topic}”."
NO_MORE = "That is all that my stories quote of {speaker} on this."
