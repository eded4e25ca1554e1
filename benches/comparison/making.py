"""Makes cases with known truth from real documents: moves, splits and merges, with words edited on the way.

Seeded: same documents and seed, same cases. What is made is known by construction. What is not done here: running a
comparison and judging it (`cases.py`).
"""

import random
import re
from collections import Counter
from dataclasses import dataclass

from measure import TOKEN
from units import SENTENCE_END, Editor, Unit, joined, read

LEVELS = (0, 5, 15, 30)
STYLES = ("words", "phrases")
MOVE_KINDS = ("paragraph", "short", "section", "renumbered", "item", "row", "swap", "mixed")
SPLIT_KINDS = ("split", "split-item")
MERGE_KINDS = ("merge", "merge-item")
KINDS = MOVE_KINDS + SPLIT_KINDS + MERGE_KINDS


@dataclass
class Case:
    """A pair of texts and what was done: which units moved (several readings may be right), which words were edited."""

    name: str
    kind: str
    level: int
    style: str
    before: list
    after: list
    moved: list

    def text(self, side):
        """The file of one side."""
        return "".join(text for text, _, _ in getattr(self, side))

    def truth(self, side):
        """For each token of one side: was it edited, and the unit it belongs to."""
        result = []
        for text, edited, unit in getattr(self, side):
            result += [(edited, unit)] * len(TOKEN.findall(text))
        return result


class Impossible(Exception):
    """This document (or window of it) has nothing to make such a case from."""


def heaviest_in_order(weights, order):
    """The heaviest set of units that keep their order; `order` is the new order of the old positions."""
    best = []
    for at, unit in enumerate(order):
        before = [n for n in range(at) if order[n] < unit]
        previous = max(before, key=lambda n: best[n][0], default=None)
        best.append((weights[unit] + (best[previous][0] if previous is not None else 0), previous))
    at = max(range(len(best)), key=lambda n: best[n][0], default=None)
    kept = set()
    while at is not None:
        kept.add(order[at])
        at = best[at][1]
    return kept


def window(rng, units, size):
    """A stretch of the document that begins with a heading, where there is one."""
    if len(units) <= size:
        return list(units)
    heads = [n for n, u in enumerate(units) if u.kind == "heading" and n + size // 2 < len(units)]
    start = rng.choice(heads or [0])
    return units[start : start + size]


def fresh(units):
    """Units that can be edited without touching the document that they come from."""
    return [Unit(u.name, u.kind, u.text, u.group) for u in units]


def n_words(unit):
    """Words of letters: what tells one list item or table row from another."""
    return sum(word.isalpha() for word in re.findall(r"\w+", unit.text))


def section_end(units, start):
    """Where the section of a heading ends."""
    level = units[start].level
    return next((n for n in range(start + 1, len(units)) if units[n].level <= level), len(units))


class Maker:
    """Makes one case from one document."""

    def __init__(self, rng, document, level, style):
        self.rng, self.share, self.style = rng, level / 100, style
        self.units = fresh(window(rng, document, rng.choice((40, 80, 140))))
        self.order = list(self.units)
        self.editor = Editor(rng, "\n\n".join(u.text for u in self.units))
        self.intended = set()

    def edit(self, unit):
        """Edits a unit's words at the case's level."""
        if self.share:
            unit.before, unit.after = self.editor.edit(unit.text, self.share, self.style)

    def some(self, fits, low, high):
        """Up to `high` units of a kind, at least `low`, not neighbours of each other."""
        texts = Counter(u.text for u in self.order)
        found = [u for u in self.order if fits(u) and texts[u.text] == 1 and n_words(u) > 2]
        self.rng.shuffle(found)
        chosen = []
        for unit in found:
            if all(abs(unit.name - other.name) > 1 for other in chosen):
                chosen.append(unit)
            if len(chosen) == high:
                break
        if len(chosen) < low:
            raise Impossible
        return chosen

    def passed(self, start, end, to):
        """Weight of what a stretch is moved past."""
        between = self.order[to:start] if to < start else self.order[end:to]
        return sum(u.weight for u in between)

    def move(self, start, end, targets):
        """Moves a stretch to one of the places, far enough that nobody would say that the others moved."""
        weight = sum(u.weight for u in self.order[start:end])
        far = [t for t in targets if not start <= t <= end and self.passed(start, end, t) >= 2 * weight]
        if not far:
            raise Impossible
        to = self.rng.choice(far)
        moved = self.order[start:end]
        rest = self.order[:start] + self.order[end:]
        to -= (end - start) if to > start else 0
        self.order = rest[:to] + moved + rest[to:]
        self.intended |= {u.name for u in moved}
        for unit in moved:
            self.edit(unit)

    def borders(self):
        """Places where a paragraph can be put: before a paragraph or a heading, never inside a list or table."""
        fits = ("paragraph", "heading")
        return [n for n, u in enumerate(self.order) if n and u.kind in fits and u.level > 1]

    def move_blocks(self, low_words, high_words):
        """Moves one to four paragraphs, each by itself."""
        wanted = self.rng.randint(1, 4)
        for unit in self.some(lambda u: u.kind == "paragraph" and low_words <= u.weight <= high_words, 1, wanted):
            at = self.order.index(unit)
            self.move(at, at + 1, self.borders())

    def listed(self):
        """Turns a run of paragraphs into a list, so that there are items to work with."""
        runs = [
            n
            for n in range(len(self.order) - 4)
            if all(u.kind == "paragraph" and "\n" not in u.text for u in self.order[n : n + 4])
        ]
        if not runs:
            return
        at = end = self.rng.choice(runs)
        group = self.order[at].group
        while end < len(self.order) and self.order[end].kind == "paragraph" and "\n" not in self.order[end].text:
            unit = self.order[end]
            self.order[end] = Unit(unit.name, "item", "- " + unit.text, group)
            end += 1
        self.units = list(self.order)

    def move_in_groups(self, kind):
        """Moves one to three list items or table rows inside their list or table."""
        for unit in self.some(lambda u: u.kind == kind and n_words(u) > 5, 1, self.rng.randint(1, 3)):
            at = self.order.index(unit)
            inside = [n for n, u in enumerate(self.order) if u.group == unit.group and u.kind == kind]
            self.move(at, at + 1, [*inside, inside[-1] + 1])

    def move_sections(self):
        """Moves one or two whole sections before other sections of the same depth."""
        for _ in range(self.rng.randint(1, 2)):
            starts = [n for n, u in enumerate(self.order) if u.kind == "heading" and section_end(self.order, n) > n + 1]
            starts = [n for n in starts if self.order[n].name not in self.intended]
            self.rng.shuffle(starts)
            for start in starts:
                end, level = section_end(self.order, start), self.order[start].level
                targets = [n for n, u in enumerate(self.order) if n and u.level == level]
                try:
                    self.move(start, end, [*targets, len(self.order)])
                    break
                except Impossible:
                    continue
        if not self.intended:
            raise Impossible

    def renumber(self):
        """Gives headings of one parent their numbers in order again, as an editor does after a move."""
        for level in range(1, 7):
            found, groups = [], []
            for unit in [*self.order, None]:
                if unit is None or unit.level < level:
                    groups.append(found)
                    found = []
                elif unit.level == level:
                    found.append(unit)
            for group in groups:
                self.renumber_group(group)

    def renumber_group(self, group):
        """The numbers that a row of headings had, given out again in order."""
        labelled = [(u, u.text.split(" ", 2)) for u in group]
        labelled = [(u, parts) for u, parts in labelled if len(parts) == 3 and parts[1].rstrip(".)").isalnum()]
        labels = [parts[1] for _, parts in labelled]
        in_order = [p[1] for _, p in sorted(labelled, key=lambda pair: pair[0].name)]
        if not all(label[-1] in ".)" and len(label) < 6 for label in labels):
            return
        for (unit, parts), label in zip(labelled, in_order):
            if label != parts[1]:
                marks, old, rest = parts
                unit.before = [(marks + " ", False), (old, True), (" " + rest, False)]
                unit.after = [(marks + " ", False), (label, True), (" " + rest, False)]

    def swap(self):
        """Two neighbours change places. Either may be called the one that moved."""
        fits = [u.kind == "paragraph" and n_words(u) > 7 for u in self.order]
        pairs = [n for n in range(len(fits) - 1) if fits[n] and fits[n + 1]]
        if not pairs:
            raise Impossible
        at = self.rng.choice(pairs)
        first, second = self.order[at : at + 2]
        self.order[at : at + 2] = [second, first]
        self.edit(self.rng.choice((first, second)))
        self.intended = {min(first, second, key=lambda u: u.weight).name}
        return [{first.name}, {second.name}]

    def mixed(self):
        """Moved paragraphs with deleted, new and amended ones around them."""
        self.move_blocks(8, 400)
        for unit in self.some(lambda u: u.kind == "paragraph" and u.name not in self.intended, 2, 5):
            at = self.order.index(unit)
            done = self.rng.choice(("delete", "add", "amend"))
            if done == "amend":
                unit.before, unit.after = self.editor.edit(unit.text, 0.1, self.style)
            elif done == "delete":
                unit.before, unit.after = [(unit.text, True)], []
            else:
                words = [self.editor.phrase(self.rng.randint(2, 6), []) for _ in range(self.rng.randint(3, 9))]
                new = Unit(10_000 + at, "paragraph", " ".join(words) + ".", -at)
                new.before, new.after = [], [(new.text, True)]
                self.order.insert(at, new)

    def sentences(self, kind, low):
        """Units with at least `low` sentences, none of them tiny."""
        return lambda u: u.kind == kind and len(SENTENCE_END.split(u.text)) >= low and u.weight >= 8 * low

    def split(self, kind):
        """Cuts one to three paragraphs or items in two or three at sentence ends, then edits their words."""
        for unit in self.some(self.sentences(kind, 2), 1, self.rng.randint(1, 3)):
            self.edit(unit)
            whole = unit.after
            unit.after = cut(self.rng, whole, "\n\n" if kind == "paragraph" else f"\n{unit.text[0]} ")
            if unit.after == whole:  # the edits took every sentence end away
                raise Impossible

    def merge(self, kind):
        """Joins two neighbouring paragraphs or items, one to three times, then edits their words."""
        pairs = [
            (a, b)
            for a, b in zip(self.order, self.order[1:])
            if a.kind == b.kind == kind and min(a.weight, b.weight) >= 8 and (kind == "paragraph" or a.group == b.group)
        ]
        self.rng.shuffle(pairs)
        used = set()
        for first, second in pairs[: self.rng.randint(1, 3)]:
            if {first.name, second.name} & used:
                continue
            used |= {first.name, second.name}
            self.edit(first)
            self.edit(second)
            if kind == "item":
                second.before, second.after = without_marker(second.before), without_marker(second.after)
                second.before.insert(0, (f"{second.text[:2]}", True))
            first.after = [*first.after, (" ", False), *second.after]
            second.after = []
        if not used:
            raise Impossible

    def case(self, name, kind, level):
        """Makes the case."""
        readings = None
        if kind.endswith("item") and self.rng.random() < 0.7:
            self.listed()
        if kind == "paragraph":
            self.move_blocks(15, 600)
        elif kind == "short":
            self.move_blocks(3, 14)
        elif kind in ("section", "renumbered"):
            self.move_sections()
            if kind == "renumbered":
                self.renumber()
        elif kind in ("item", "row"):
            self.move_in_groups(kind)
        elif kind == "swap":
            readings = self.swap()
        elif kind == "mixed":
            self.mixed()
        else:
            done, _, what = kind.partition("-")
            getattr(self, done)(what or "paragraph")
        before = [u for u in self.units if u.before]
        after = [u for u in self.order if u.after]
        if kind in MOVE_KINDS and not readings:
            readings = [self.intended, self.canonical()]
        sides = joined(before, "before"), joined(after, "after")
        return Case(name, kind, level, self.style, *sides, readings or [set()])

    def canonical(self):
        """The units that moved when the heaviest set in order is said to have stayed."""
        both = {u.name: u.weight for u in self.order if u.before and u.after}
        kept = heaviest_in_order(both, [u.name for u in self.order if u.name in both])
        return set(both) - kept


def cut(rng, pieces, gap):
    """Pieces cut at one or two sentence ends; the marker of a new item counts as edited."""
    text = "".join(text for text, _ in pieces)
    ends = [m.start() for m in SENTENCE_END.finditer(text)]
    if not ends:
        return pieces
    chosen = set(rng.sample(ends, min(len(ends), rng.randint(1, 2))))
    result, place = [], 0
    for text, edited in pieces:
        last = 0
        for end in sorted(chosen):
            if place <= end < place + len(text):
                result += [(text[last : end - place], edited), (gap, True)]
                last = end - place + 1
        result.append((text[last:], edited))
        place += len(text)
    return result


def without_marker(pieces):
    """Pieces of an item without the list marker at their start."""
    (text, edited), *rest = pieces
    return [(text[2:], edited), *rest]


def cases(sources, per, seed, kinds=KINDS, styles=STYLES):
    """`per` cases for each kind, level and style, from the given texts in turn."""
    documents = [read(text) for text in sources]
    for kind in kinds:
        for level in LEVELS:
            for style in styles if level else styles[:1]:
                yield from some_cases(documents, per, (seed, kind, level, style))


def some_cases(documents, per, key):
    """Cases of one kind, level and style; a document without what is needed is passed over."""
    seed, kind, level, style = key
    made = tries = 0
    while made < per and tries < 60 * per:
        rng = random.Random(f"{seed} {kind} {level} {style} {tries}")
        document = documents[tries % len(documents)]
        tries += 1
        try:
            yield Maker(rng, document, level, style).case(f"{kind}-{level}-{style}-{made}", kind, level)
            made += 1
        except Impossible:
            continue
