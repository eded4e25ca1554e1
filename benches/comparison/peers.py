"""The tools that the program is measured beside, and how each one's output is read as operations.

Every tool is given its best documented way of showing words and moves, and no tuning. Word tools get the same text as
a minimal DOCX: one paragraph for each paragraph, heading, list item and table row, line breaks kept.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import score
from measure import BREAK, SAME, side, states, tokens
from pairs import HERE, WORK

ALL_LINES = "-U100000000"
SLOW = 3  # seconds; what takes longer is run once, as chance matters less there
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = W[1:-1]


def merged(operations):
    """Operations with neighbours of one kind and mark joined."""
    groups = []
    for kind, text, mark in operations:
        if groups and kind != "|" and groups[-1][0] == kind and groups[-1][2] == mark:
            groups[-1][1].append(text)
        else:
            groups.append((kind, [text], mark))
    return [(kind, "".join(texts), mark) for kind, texts, mark in groups]


class Tool:
    """One tool: its name, what it needs, its command, and how its output is read."""

    name = ""
    moves = False
    exact = "bytes"

    def ready(self):
        """Whether it is installed."""
        return True

    def inputs(self, before, after, folder):
        """The files to give it; made outside the time that is measured."""
        return before, after

    def command(self, before, after, out):
        """The command that writes the comparison to its standard output, or to `out`."""
        raise NotImplementedError

    def read(self, output, out):
        """Its output as operations."""
        raise NotImplementedError


class Ours(Tool):
    """vankien; read by block, which says more than operations do."""

    name, moves = "vankien", True

    def command(self, before, after, out):
        return [score.binary(), "compare", before, after, "--format", "json", "--all"]


class GitWords(Tool):
    """git's words, in the form made for programs."""

    name = "git --word-diff"

    def command(self, before, after, out):
        return ["git", "diff", "--no-index", "--no-ext-diff", ALL_LINES, "--word-diff=porcelain", before, after]

    def read(self, output, out):
        operations = []
        for line in body(output.decode("utf-8", "replace")):
            kind = {" ": "=", "+": "+", "-": "-"}.get(line[:1])
            operations.append((kind, line[1:], None) if kind else ("=", "\n", None))
        return merged(operations)


class GitMoved(Tool):
    """git's lines with moved ones told by their colour."""

    name, moves = "git --color-moved", True
    colours = {"old": "red", "new": "green", "oldMoved": "magenta", "newMoved": "cyan"}
    codes = {"31": ("-", None), "32": ("+", None), "35": ("-", "m"), "36": ("+", "m")}

    def command(self, before, after, out):
        named = self.colours | {"oldMovedAlternative": "magenta", "newMovedAlternative": "cyan", "context": "normal"}
        settings = [part for name, colour in named.items() for part in ("-c", f"color.diff.{name}={colour}")]
        options = ["--no-index", "--no-ext-diff", ALL_LINES, "--color=always", "--color-moved"]
        return ["git", *settings, "diff", *options, before, after]

    def read(self, output, out):
        operations = []
        for line in body(output.decode("utf-8", "replace")):
            colour = re.match(r"\x1b\[(\d+)m", line)
            plain = re.sub(r"\x1b\[\d*m", "", line)
            if plain.startswith("\\"):
                continue
            kind, mark = self.codes.get(colour[1], ("=", None)) if colour else ("=", None)
            operations.append((kind, plain[1:] + "\n", mark))
        return merged(operations)


def body(text):
    """The lines of a git diff behind its heads."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if "@@ -" in line), len(lines))
    return [line for line in lines[start + 1 : -1] if "@@ -" not in line]


class DwDiff(Tool):
    """dwdiff with punctuation as delimiters; marks that no text holds."""

    name = "dwdiff -P"
    marks = "\ue000\ue001\ue002\ue003"

    def ready(self):
        return installed("dwdiff")

    def command(self, before, after, out):
        pairs = zip(("-w", "-x", "-y", "-z"), self.marks)
        return ["env", "LC_ALL=C.UTF-8", "dwdiff", "-P", *(p for pair in pairs for p in pair), before, after]

    def read(self, output, out):
        operations, kind = [], "="
        for part in re.split(f"([{self.marks}])", output.decode("utf-8", "replace")):
            if part and part in self.marks:
                kind = {self.marks[0]: "-", self.marks[2]: "+"}.get(part, "=")
            elif part:
                operations.append((kind, part, None))
        return merged(operations)


class Prosediff(Tool):
    """prosediff, asked through its library for what its HTML report shows."""

    name, moves, exact = "prosediff", True, "words"
    python = WORK / "venv/bin/python"

    def ready(self):
        return self.python.exists()

    def command(self, before, after, out):
        return [str(self.python), str(HERE / "peer_prosediff.py"), before, after]

    def read(self, output, out):
        operations = []
        for row in json.loads(output):
            if row["kind"] == "skip":
                continue
            operations += self.row(row)
            operations.append(("=", "\n\n", None))
        return merged(operations)

    def row(self, row):
        """One row: its two sides put together again where it stands on both."""
        left, right = pieces(row["left"], "del"), pieces(row["right"], "ins")
        if row["kind"] in ("equal", "replace"):
            return woven(left, right)
        whole = row["kind"].startswith("moved")
        own, kind = (left, "-") if row["kind"] in ("moved-out", "delete") else (right, "+")
        return [(kind, text, "m" if moved or (whole and not changed) else None) for text, changed, moved in own]


def pieces(markup, tag):
    """A line's markup as `(text, changed, moved)`; what it adds for paper is left out."""
    result, stack = [], []
    for part in re.split(r"(<[^>]+>)", markup):
        if part.startswith("</"):
            stack.pop()
        elif part.startswith("<"):
            stack.append(part)
        elif part and not any("print-note" in open_tag for open_tag in stack):
            changed = any(open_tag.startswith(f"<{tag}") for open_tag in stack)
            moved = any('class="moved' in open_tag for open_tag in stack)
            result.append((html.unescape(part), changed, moved and not changed))
    return result


def woven(left, right):
    """Two sides of one line as operations; the text that neither side marks is what they have in common."""
    result, at = [], 0
    for text, changed, moved in left:
        if changed or moved:
            result.append(("-", text, "m" if moved else None))
            continue
        need = text
        while need and at < len(right):
            other, is_new, is_moved = right[at]
            if is_new or is_moved:
                result.append(("+", other, "m" if is_moved else None))
                at += 1
                continue
            common = common_start(need, other)
            if not common:
                break
            result.append(("=", common, None))
            need = need[len(common) :]
            right[at] = (other[len(common) :], False, False)
            at += not right[at][0]
        if need:
            result.append(("-", need, None))
    result += [("+", text, "m" if moved else None) for text, _, moved in right[at:] if text]
    return result


def common_start(one, other):
    """What two texts begin with alike."""
    size = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return one[:size]


class Docxodus(Tool):
    """Docxodus, the engine of python-redlines, with its detection of moves."""

    name, moves, exact = "Docxodus (python-redlines)", True, "words"

    def ready(self):
        return (WORK / "docxodus.path").exists()

    def inputs(self, before, after, folder):
        made = []
        for name, path in (("before", before), ("after", after)):
            made.append(str(Path(folder) / f"{name}.docx"))
            write_docx(score.text_of(path), made[-1])
        return made

    def command(self, before, after, out):
        program = (WORK / "docxodus.path").read_text().strip()
        return [program, before, after, out, "--author=x", "--detect-moves"]

    def read(self, output, out):
        with zipfile.ZipFile(out) as archive:
            root = ElementTree.fromstring(archive.read("word/document.xml"))
        operations = []
        for paragraph in root.iter(f"{W}p"):
            operations += runs(paragraph, "=", None)
            operations.append(paragraph_end(paragraph))
        return merged(operations)


def runs(element, kind, mark):
    """The text below an element as operations, by the tracked changes around it."""
    result = []
    for child in element:
        tag = child.tag.removeprefix(W)
        if tag in ("t", "delText"):
            result.append((kind, child.text or "", mark))
        elif tag in ("br", "cr"):
            result.append((kind, "\n", mark))
        elif tag in ("ins", "del"):
            result += runs(child, "+" if tag == "ins" else "-", None)
        elif tag in ("moveFrom", "moveTo"):
            result += runs(child, "+" if tag == "moveTo" else "-", "m")
        elif tag not in ("pPr", "rPr"):
            result += runs(child, kind, mark)
    return result


def paragraph_end(paragraph):
    """A paragraph's mark, which may itself be inserted or deleted."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    for tag, kind in (("ins", "+"), ("moveTo", "+"), ("del", "-"), ("moveFrom", "-")):
        if marks is not None and marks.find(W + tag) is not None:
            return (kind, "\n\n", None)
    return ("=", "\n\n", None)


def write_docx(text, path):
    """A minimal Word file of a Markdown text."""
    starts = r"\n(?=#|\||[-*+] |\d+[.)] )"
    paragraphs = [p for chunk in re.split(r"\n\s*\n", text.strip()) for p in re.split(starts, chunk)]
    body_xml = "".join(f"<w:p><w:r>{run_xml(p)}</w:r></w:p>" for p in paragraphs)
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body_xml}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)


def run_xml(text):
    """A run's text with its line breaks."""
    lines = (re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", line) for line in text.split("\n"))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t>' for line in lines)


def installed(program):
    """Whether a program can be started."""
    return subprocess.run(["which", program], capture_output=True).returncode == 0


TOOLS = (Ours(), GitWords(), GitMoved(), DwDiff(), Docxodus(), Prosediff())


def aligned(found, states_found, wanted):
    """States for the wanted tokens, from those of a tool that may have lost or changed some of them.

    Both lists are walked together; where they differ, the nearest place where three tokens agree again is looked for.
    """
    if found == wanted:
        return states_found
    result, at, own = [SAME] * len(wanted), 0, 0
    while at < len(wanted) and own < len(found):
        if found[own] == wanted[at]:
            result[at] = states_found[own]
            at, own = at + 1, own + 1
            continue
        skip_own, skip = resynchronised(found, own, wanted, at)
        at, own = at + skip, own + skip_own
    return result


def resynchronised(found, own, wanted, at, reach=300):
    """How far to go on in both lists until three tokens agree."""
    for distance in range(1, reach):
        for skip in range(distance + 1):
            left, right = own + distance - skip, at + skip
            if found[left : left + 3] == wanted[right : right + 3]:
                return distance - skip, skip
    return reach, reach


def run_timed(command, output, seconds):
    """Runs a command; what it took, or None when it failed or did not end in time."""
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        timed = [sys.executable, "-S", "-I", str(HERE / "timed.py"), result.name, str(seconds), output]
        subprocess.run([*timed, *map(str, command)], check=True)
        taken = json.loads(Path(result.name).read_text())
    return taken if taken["code"] in (0, 1) else None


def run(tool, before, after, seconds=60, n_runs=1):
    """One comparison: operations, states of both sides, exactness and what it took; None when there is no result."""
    with tempfile.TemporaryDirectory() as folder:
        left, right = tool.inputs(str(before), str(after), folder)
        output, out = f"{folder}/output", f"{folder}/result.docx"
        best = None
        for _ in range(n_runs):
            taken = run_timed(tool.command(left, right, out), output, seconds)
            if taken is None:
                return None
            best = taken if best is None or taken["cpu"] < best["cpu"] else best
            if taken["cpu"] > SLOW:
                break
        texts = score.text_of(before), score.text_of(after)
        if isinstance(tool, Ours):
            return best | read_ours(Path(output).read_bytes(), texts)
        return best | read_peer(tool, Path(output).read_bytes(), out, texts)


def read_ours(output, texts):
    """Our comparison, by block."""
    comparison = json.loads(output)
    figures, left, right = score.scored(*texts, comparison, minimum=1)
    exact = [figures["exact_before"], figures["exact_after"]]
    words = [figures["words_before"], figures["words_after"]]
    return {"operations": score.operations(comparison), "states": (left, right), "exact": exact, "words": words}


def read_peer(tool, output, out, texts):
    """A peer's comparison, by its operations. No output at all means that it found nothing to tell."""
    operations = tool.read(output, out) or [("=", texts[0], None), BREAK]
    found = [states(side(operations, own)) for own in "-+"]
    wanted = [tokens(text) for text in texts]
    return {
        "operations": operations,
        "states": tuple(aligned(words, marks, want) for (_, words, marks), want in zip(found, wanted)),
        "exact": [text == raw for (text, _, _), raw in zip(found, texts)],
        "words": [words == want for (_, words, _), want in zip(found, wanted)],
    }
