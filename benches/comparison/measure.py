"""The yardstick: what a comparison of two texts costs its reader, and whether it is true.

A comparison is a list of operations `(kind, text, mark)` in reading order. `kind` is `=` (on both sides), `-` (before
only), `+` (after only) or `|` (a block ends here; the text counts on neither side). `mark` is `m` for words shown as
moved. Tools that differ in everything else can all be brought to this form.

The unit is the fine token: a run of letters and digits, or one other character that is no white space. What is not
done here: running a tool, or reading its output (`score.py`, `peers.py`).
"""

import re

TOKEN = re.compile(r"\w+|[^\w\s]")
SAME, CHANGED, MOVED, MOVED_CHANGED = range(4)
BREAK = ("|", "", None)


def tokens(text):
    """The fine tokens of a text, in order."""
    return TOKEN.findall(text)


def common_length(before, after):
    """Length of the longest common subsequence of two token lists, exact.

    One bit for each token of the longer list in one big integer (the known bit-vector method), so that a pair of
    700 KB takes seconds. Equal ends and tokens that stand on one side only are taken off first.
    """
    start, end = equal_ends(before, after)
    left, right = before[start : len(before) - end], after[start : len(after) - end]
    both = set(left) & set(right)
    left, right = [t for t in left if t in both], [t for t in right if t in both]
    if len(left) < len(right):
        left, right = right, left
    return start + end + bit_vector(left, right)


def equal_ends(before, after):
    """How many tokens are equal at the start and, after these, at the end."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def bit_vector(columns, rows):
    """Longest common subsequence of two lists; zero bits of the vector are the columns gained so far."""
    if not rows:
        return 0
    places = {}
    for at, token in enumerate(columns):
        places.setdefault(token, bytearray(len(columns) // 8 + 1))[at >> 3] |= 1 << (at & 7)
    masks = {token: int.from_bytes(bits, "little") for token, bits in places.items()}
    full = (1 << len(columns)) - 1
    vector = full
    for token in rows:
        hit = vector & masks[token]
        vector = ((vector + hit) | (vector - hit)) & full
    return len(columns) - vector.bit_count()


def side(operations, own):
    """The pieces `(text, state)` of one side (`own` is `-` or `+`) that a list of operations shows."""
    pieces = []
    for kind, text, mark in operations:
        if kind == "=":
            pieces.append((text, SAME))
        elif kind == own:
            pieces.append((text, MOVED if mark == "m" else CHANGED))
    return pieces


def states(pieces):
    """The text of the pieces, its tokens, and the state of each token.

    A token that a change touches anywhere is changed; one that is partly moved and partly untouched is moved.
    """
    rank = {SAME: 0, MOVED: 1, MOVED_CHANGED: 2, CHANGED: 3}
    text = "".join(piece for piece, _ in pieces)
    ends, place = [], 0
    for piece, state in pieces:
        place += len(piece)
        ends.append((place, state))
    words, found, at = [], [], 0
    for match in TOKEN.finditer(text):
        words.append(match.group())
        while ends[at][0] <= match.start():
            at += 1
        last, state = at, ends[at][1]
        while ends[last][0] < match.end():
            last += 1
            state = max(state, ends[last][1], key=rank.get)
        found.append(state)
    return text, words, found


def islands(operations):
    """Common runs of one or two tokens between two changes of one paragraph.

    A paragraph ends where a block ends or where common text holds an empty line. Changes of white space alone are
    looked through: the words on their two sides belong to one run.
    """
    count, run, after_change = 0, 0, False
    for kind, text, _ in operations:
        if kind == "|" or (kind == "=" and "\n\n" in text):
            run, after_change = 0, False
            continue
        size = len(tokens(text))
        if kind == "=":
            run += size
        elif size:
            count += after_change and 0 < run <= 2
            run, after_change = 0, True
    return count


def runs_and_plain_islands(operations):
    """Runs of changes, and islands counted in the plainer way that older figures were made with.

    That way looks at the first stretch of common text behind a change only: it takes two words at the end of one
    block for an island when the next change stands anywhere further on, and does not see that a stretch goes on
    behind a change of white space. Kept so that figures can be compared; `islands` is what is meant.
    """
    n_runs, n_islands, in_run, pending = 0, 0, False, None
    for kind, text, _ in operations:
        if kind == "|":
            in_run = False
            continue
        size = len(tokens(text))
        if kind == "=":
            if size and in_run:
                pending = size if "\n\n" not in text else None
            if size or "\n\n" in text:
                in_run = False
        elif size:
            if not in_run:
                n_runs += 1
                n_islands += pending is not None and pending <= 2
            in_run, pending = True, None
    return n_runs, n_islands


def least(before, after):
    """The least number of tokens that any comparison can mark: both sides less what they have in common, twice."""
    left, right = tokens(before), tokens(after)
    return len(left) + len(right) - 2 * common_length(left, right)


def measured(operations, before_states, after_states, minimum):
    """The figures of one comparison, from its operations and the token states of both sides."""
    both = before_states + after_states
    changed = sum(state in (CHANGED, MOVED_CHANGED) for state in both)
    n_runs, plain = runs_and_plain_islands(operations)
    true_islands = islands(operations)
    per_100 = 100 / (changed or 1)
    return {
        "economy": changed / minimum if minimum else None,
        "changed": changed,
        "minimum": minimum,
        "moved": sum(state == MOVED for state in both),
        "runs": n_runs,
        "islands": true_islands,
        "islands_plain": plain,
        "runs_per_100": n_runs * per_100,
        "islands_per_100": true_islands * per_100,
        "islands_plain_per_100": plain * per_100,
    }
