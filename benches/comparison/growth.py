"""Pairs of any size: the sample's paragraphs again and again, each time with other numbers and words, then edited.

Seeded: the same size and share give the same pair everywhere. No two paragraphs are alike, as in a real document.
"""

import random
import re

import score
from units import Editor, read

SIZES_KB = (50, 100, 200, 400, 800, 1600, 3200, 5000)


def varied(rng, text, words):
    """A paragraph with its numbers and about every eighth word changed, so that it is another paragraph."""
    text = re.sub(r"\d+", lambda m: str(rng.randrange(10 ** len(m[0]))), text)
    return re.sub(r"[^\W\d_]+", lambda m: rng.choice(words) if rng.random() < 0.12 else m[0], text)


def document(rng, kilobytes):
    """A document of about that size: its units and its words."""
    sources = sorted((score.ROOT / "drafts/moc-linh").glob("draft-*/*.md"))[:2]
    units = [u for path in sources for u in read(score.text_of(path)) if u.kind in ("heading", "paragraph", "item")]
    words = re.findall(r"[^\W\d_]+", " ".join(u.text for u in units))
    result, size, number = [], 0, 0
    while size < kilobytes * 1024:
        unit = units[number % len(units)]
        number += 1
        mark = re.match(r"#+ |[-*] ", unit.text)
        start = mark[0] if mark else ""
        text = start + varied(rng, unit.text[len(start) :], words)
        result.append(text)
        size += len(text.encode()) + 2
    return result


def pair(kilobytes, share, seed=1):
    """A pair of about that size in which about this share of the words is edited, some paragraphs moved or new."""
    rng = random.Random(f"{seed} {kilobytes} {share}")
    before = document(rng, kilobytes)
    editor = Editor(rng, "\n\n".join(before[:400]))
    after = [edited(rng, editor, text, share) for text in before]
    for _ in range(max(1, len(after) // 200)):
        text = after.pop(rng.randrange(len(after)))
        after.insert(rng.randrange(len(after)), text)
    return "\n\n".join(before) + "\n", "\n\n".join(t for t in after if t) + "\n"


def edited(rng, editor, text, share):
    """One paragraph after the edits: rewritten wholly, changed in places, or untouched."""
    whole, touched = 0.6 * share, min(1.0, 5 * share)
    chance = rng.random()
    if chance < whole:
        return editor.phrase(max(3, len(text.split())), []) + "."
    if chance < whole + touched * (1 - whole):
        level = min(0.9, (1.5 + share) * (share - whole) / (1 - whole) / touched)
        return "".join(piece for piece, _ in editor.edit(text, level, "phrases")[1])
    return text
