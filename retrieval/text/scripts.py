"""Scripts whose words cannot be counted or cut at spaces, and letters that no English text needs."""

import re

_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
#: a run of a script that sets no spaces between words
SPACELESS = re.compile(f"[{_WITHOUT_SPACES}]+")
#: a character of a script whose words are two characters long or so: those, and Hangul
DENSE = re.compile(f"[{_WITHOUT_SPACES}\uac00-\ud7af]")
#: what English texts hardly have: one without it holds no capital or word of another alphabet, which need not be looked for
FOREIGN = re.compile("[^\x00-\x7f“”‘’–—…é\xa0]")
