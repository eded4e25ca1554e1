"""A Markdown text as a list of units that can be moved, split and merged, and their edits with known truth.

A deliberately plain reader of its own, so that the cases do not share the program's opinion on blocks: paragraphs,
list items on one line, table rows, headings; everything else (front matter, fences, lists inside lists) stays in
place as it is. A unit's text is kept in pieces `(text, edited)`, one list for each side.
"""

import re
from dataclasses import dataclass, field

from measure import tokens

HEADING = re.compile(r"(#{1,6}) +\S")
ITEM = re.compile(r"([-*+]) +\S")
ROW = re.compile(r"\|.*\|$")
DELIMITER = re.compile(r"\|[\s:|-]+\|$")
WORD = re.compile(r"(\w+(?:-\w+)*)([.,;:!?)]*)$")
LABEL = re.compile(r"(\d+|[IVXivx]+|[a-zđ])[.)]$")
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[^\W\d_a-zà-ỹđ])")


@dataclass
class Unit:
    """One movable thing of a document: its kind, the list or table it stands in, and its text on both sides."""

    name: int
    kind: str
    text: str
    group: int
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)

    def __post_init__(self):
        self.before, self.after = [(self.text, False)], [(self.text, False)]

    @property
    def level(self):
        """Depth of a heading; 9 for everything else."""
        return len(HEADING.match(self.text)[1]) if self.kind == "heading" else 9

    @property
    def weight(self):
        """Fine tokens of the unit."""
        return len(tokens(self.text))


def read(text):
    """The units of a Markdown text. White space between units is made regular (the cases do not test it)."""
    units = []
    for group, chunk in enumerate(chunks(text)):
        lines = chunk.split("\n")
        kind = kind_of(chunk, lines)
        if kind == "items":
            parts = [("item", line) for line in lines]
        elif kind == "rows":
            parts = [("head", "\n".join(lines[:2]))] + [("row", line) for line in lines[2:]]
        else:
            parts = [(kind, chunk)]
        units += [Unit(len(units) + n, part_kind, part, group) for n, (part_kind, part) in enumerate(parts)]
    return units


def chunks(text):
    """Stretches of text between empty lines; front matter and fences are kept whole."""
    result, open_fence, first = [], None, True
    for chunk in re.split(r"\n(?:[ \t]*\n)+", text.replace("\r\n", "\n").strip("\n")):
        if open_fence:
            result[-1] += "\n\n" + chunk
        else:
            result.append(chunk)
        for line in chunk.split("\n"):
            if first and line == "---":
                open_fence = "---"
            elif open_fence and line.strip() == open_fence:
                open_fence = None
            elif not open_fence and (fence := re.match(r" {0,3}(`{3,}|~{3,})", line)):
                open_fence = fence[1]
            first = False
    return [part for chunk in result for part in headings_apart(chunk)]


def headings_apart(chunk):
    """A heading that text follows without an empty line is a chunk of its own."""
    first, _, rest = chunk.partition("\n")
    return [first, *headings_apart(rest)] if rest and HEADING.match(first) else [chunk]


def kind_of(chunk, lines):
    """What a chunk is."""
    if HEADING.match(chunk) and len(lines) == 1:
        return "heading"
    if all(ITEM.match(line) for line in lines) and len({line[0] for line in lines}) == 1:
        return "items"
    if len(lines) > 2 and DELIMITER.match(lines[1]) and all(ROW.match(line) for line in lines):
        return "rows"
    plain = not re.match(r"[#>|<`~\-*+=\s]|\[|\d+[.)] |---", chunk)
    return "paragraph" if plain and not re.search(r"^\s|[`|]|\n[-=#>*+]|\n\d+[.)]", chunk) else "other"


def joined(units, side):
    """The pieces `(text, edited, unit)` of one side of a document."""
    result, previous = [], None
    for unit in units:
        if previous:
            result.append(("\n" if previous.group == unit.group else "\n\n", False, None))
        result += [(text, edited, unit.name) for text, edited in getattr(unit, side)]
        previous = unit
    return [*result, ("\n", False, None)]


def words_of(text):
    """A text as `[core, trail, space, may be edited]` for each word."""
    result = []
    for n, match in enumerate(re.finditer(r"(\S*)(\s*)", text)):
        if not match[0]:
            continue
        plain = WORD.match(match[1])
        editable = bool(plain) and not (n == 0 and LABEL.match(match[1]))
        core, trail = plain.groups() if plain else (match[1], "")
        result.append((core, trail, match[2], editable))
    return result


class Editor:
    """Edits words at random, with words and phrases of the same text, and keeps account of it."""

    def __init__(self, random, text):
        self.random = random
        self.vocabulary = [core for core, _, _, editable in words_of(text) if editable]

    def phrase(self, size, unlike):
        """Some words that stand together in the text; the first and last are not those they replace."""
        for _ in range(50):
            start = self.random.randrange(max(1, len(self.vocabulary) - size))
            found = self.vocabulary[start : start + size]
            if found and not {found[0], found[-1]} & set(unlike):
                break
        return " ".join(found)

    def runs(self, words, n_edits, style):
        """Which words to edit, as `(first, size)`: single words, or runs of up to six."""
        free = {n for n, word in enumerate(words) if word[3]}
        runs = []
        while n_edits > 0 and free:
            first = self.random.choice(sorted(free))
            size = 1 if style == "words" else self.random.randint(1, min(6, n_edits))
            size = next((n for n in range(size) if first + n not in free), size)
            runs.append((first, size))
            free -= set(range(first, first + size))
            n_edits -= size
        return sorted(runs)

    def edit(self, text, level, style):
        """Both sides of a text with a share of its words edited, as pieces `(text, edited)`."""
        words = words_of(text)
        n_editable = sum(word[3] for word in words)
        runs = dict(self.runs(words, round(level * n_editable), style))
        before, after, at = [], [], 0
        while at < len(words):
            if at not in runs:
                piece = ("".join(words[at][:3]), False)
                before.append(piece)
                after.append(piece)
                at += 1
                continue
            size = runs[at]
            self.edit_run(words[at : at + size], at + size == len(words), before, after)
            at += size
        return before, after

    def edit_run(self, run, is_last, before, after):
        """Replaces, deletes or puts something before a run of words."""
        kind = self.random.choices(("replace", "insert", "delete"), (6, 2, 2))[0]
        *body, (core, trail, space, _) = run
        old = "".join("".join(word[:3]) for word in body) + core
        if kind == "delete" and (is_last or trail):
            kind = "replace"
        if kind == "insert":
            after.append((self.phrase(len(run), [run[0][0]]) + " ", True))
            after.append((old + trail + space, False))
            before.append((old + trail + space, False))
        elif kind == "delete":
            before.append((old + space, True))
        else:
            new = self.phrase(max(1, len(run) + self.random.choice((-1, 0, 0, 1))) if body else 1, [run[0][0], core])
            before += [(old, True), (trail + space, False)]
            after += [(new, True), (trail + space, False)]
