"""A Markdown file becomes a copy in which markup is blank: same length, so every offset is the file's own (law 1).

Code, link targets, raw HTML tags, comments and emphasis marks are blanked; the words that a reader sees stay. What
can go wrong: markup that Markdown itself would not read as such is left as text.
"""

from __future__ import annotations

import re

MARKUP = re.compile(
    r"(?P<fence>^[ \t]{0,3}(?P<tick>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]{0,3}(?P=tick)[`~]*[ \t]*$|\Z))"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<code>(?P<mark>`+)(?!`)[^`].*?(?<!`)(?P=mark)(?!`))"
    r"|(?P<target>(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\))"
    r"|(?P<reference>^[ \t]{0,3}\[[^\]\n]+\]:[^\n]*$)"
    r"|(?P<address><https?://[^>\s]*>|\bhttps?://\S+)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,2000}>)"
    r"|(?P<entity>&nbsp;|&#160;|&#xa0;)"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?])_{1,3}(?!\w)|~~|!?\[(?=[^\]\n]{0,500}\]\()|\](?=\())",
    re.DOTALL | re.MULTILINE,
)
NOT_BREAKS = re.compile(r"[^\r\n]")


def masked(text: str) -> str:
    """The text with Markdown's markup replaced by spaces; line breaks stay, the length stays."""
    return MARKUP.sub(lambda match: NOT_BREAKS.sub(" ", match.group()), text)
