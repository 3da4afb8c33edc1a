"""Words without their clothes: links, emphasis, entities, odd spaces and odd punctuation taken off a piece of text."""

from __future__ import annotations

import re

from rigcheck.pattern import lazy

_LINK = lazy(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<[^<>]*>|(?:[^()\s]|\([^()]*\))*)(?:\s+\"[^\"]*\")?\s*\)")
_IMAGE = lazy(r"!\[[^\]]*\]\([^)]*\)")
_KRAMDOWN = lazy(r"\{:[^}]*\}")
_BREAK = lazy(r"<br\s*/?>", re.IGNORECASE)
_TAG = lazy(r"</?[a-zA-Z][^<>]*>")
_STRUCK = lazy(r"^\s*(?:~~(?P<a>.+)~~|<(?:s|del|strike)>(?P<b>.+)</(?:s|del|strike)>)\s*$", re.IGNORECASE)
_EMPHASIS = lazy(r"\*{1,3}(?=\S)([^*]+?)\*{1,3}")
_UNDERSCORES = lazy(r"(?<![\w])_{1,2}(?=\S)([^_]+?)_{1,2}(?![\w])")
_ESCAPE = lazy(r"\\([\\`*_{}\[\]()#+\-.!|<>~&])")
_MARKS = lazy(r"([\\`*_{}\[\]<>|~&])")
_PROTECTED = lazy("[\ue000-\ue07f]")
_SPACES = lazy(r"[^\S\n]+")

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad®™©\ufffc", ""),
        **dict.fromkeys("\u00a0\u2007\u202f\u3000", " "),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("“”„″", '"'),
        **dict.fromkeys("‘’", "'"),
        "（": " (",
        "）": ") ",
        "：": ": ",
        "，": ", ",
        "＋": " + ",
        "／": "/",
        "＊": "*",
    }
)


def plain(text: str) -> str:
    """Return `text` with ordinary spaces and punctuation, without trade marks and invisible characters."""
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - a table of two thousand names that few lists need

        text = unescape(text)
    text = re.sub(r"\((?:R|TM|C)\)", "", text).translate(_CHARACTERS)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def without_markdown(text: str) -> str:
    """Return the words of a piece of Markdown: link texts without targets, no emphasis; `<br>` becomes a newline."""
    # Escaped characters hide in a private range while the marks around them are taken off.
    text = _ESCAPE.sub(lambda found: chr(0xE000 + ord(found[1])), text)
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = _KRAMDOWN.sub("", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", _EMPHASIS.sub(r"\1", text))
        text = re.sub(r"\*{2,3}", "", text)
    if "_" in text:
        text = _UNDERSCORES.sub(r"\1", text)
    text = text.replace("`", "").replace("~~", "")
    return plain(_PROTECTED.sub(lambda found: chr(ord(found[0]) - 0xE000), text))


def as_markdown(text: str) -> str:
    """Return Markdown that `without_markdown` turns back into `text`; escaped only where it has to be."""
    return _MARKS.sub(r"\\\1", text) if "|" in text or without_markdown(text) != text else text


def struck_out(text: str) -> bool:
    """Return whether the whole text is struck out."""
    return _STRUCK.match(text) is not None


def balanced(text: str) -> str:
    """Return `text` without closing brackets at its end that nothing opened."""
    while text.endswith((")", "]")):
        close = text[-1]
        if text.count(close) <= text.count("(" if close == ")" else "["):
            break
        text = text[:-1].rstrip()
    return text
