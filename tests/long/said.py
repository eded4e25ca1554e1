"""What Word files say, by readers that share nothing with the program: pandoc, and a resolver of tracked changes.

A text is a paragraph or, inside a table, a whole cell; notes come in the order of their references. Blanks are folded,
letters composed, texts without words left out. What is not done here: making files, running the program.
"""

import io
import json
import re
import subprocess
import unicodedata
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
SECONDS = 120
BODIES = ("Para", "Plain", "Header", "CodeBlock", "LineBlock", "RawBlock")


def folded(texts):
    """Texts as two readers must agree on them; a soft hyphen is no letter."""
    composed = (unicodedata.normalize("NFC", t.replace("\xad", "").replace("\u2011", "-")) for t in texts)
    return [t for t in (" ".join(t.split()) for t in composed) if t]


def by_pandoc(path, changes="accept"):
    """Texts and notes as pandoc reads a Word file."""
    command = ["pandoc", "-f", "docx", f"--track-changes={changes}", "-t", "json"]
    done = subprocess.run(command, input=without_fields(path), check=True, capture_output=True, timeout=SECONDS)
    tree = json.loads(done.stdout)
    texts, notes = [], []
    for name in ("title", "subtitle", "author", "date", "abstract"):
        meta(tree["meta"].get(name), texts, notes)
    blocks(tree["blocks"], texts, notes)
    return {"text": folded(texts), "notes": folded(notes)}


def without_fields(path):
    """A Word file whose simple fields are plain words: pandoc 2.17 leaves out what stands in them."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as target:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:fldSimple\b[^>]*[^/]>|</w:fldSimple>", b"", content)
            target.writestr(name, content)
    return out.getvalue()


def meta(value, texts, notes):
    """What pandoc takes out of the text because of its style."""
    if value is None:
        return
    if value["t"] == "MetaList":
        for inner in value["c"]:
            meta(inner, texts, notes)
    elif value["t"] == "MetaInlines":
        texts.append(inlines(value["c"], notes))
    elif value["t"] == "MetaBlocks":
        blocks(value["c"], texts, notes)


def blocks(value, texts, notes):
    """Blocks of pandoc's tree, in order."""
    if isinstance(value, list):
        for inner in value:
            blocks(inner, texts, notes)
        return
    if not isinstance(value, dict):
        return
    kind, content = value.get("t"), value.get("c")
    if kind in ("Para", "Plain"):
        texts.append(inlines(content, notes))
    elif kind == "Header":
        texts.append(inlines(content[2], notes))
    elif kind in ("CodeBlock", "RawBlock"):
        texts.append(content[1])
    elif kind == "DefinitionList":
        for term, definitions in content:
            texts.append(inlines(term, notes))
            blocks(definitions, texts, notes)
    elif kind == "Table":
        head, bodies, foot = content[3:6]
        for row in head[1] + [row for body in bodies for row in body[2] + body[3]] + foot[1]:
            for cell in row[1]:
                inner = []
                blocks(cell[4], inner, notes)
                texts.append(" ".join(inner))
    else:
        blocks(content, texts, notes)


def inlines(value, notes):
    """Words of a paragraph; notes are put aside."""
    if isinstance(value, list):
        return "".join(inlines(v, notes) for v in value)
    if not isinstance(value, dict):
        return ""
    kind, content = value.get("t"), value.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math", "RawInline"):
        return content[1]
    if kind == "Note":
        inner = []
        blocks(content, inner, notes)
        notes.append(" ".join(inner))
        return ""
    if kind in ("Link", "Image", "Span"):
        return inlines(content[1], notes)
    if kind == "Quoted":
        return inlines(content[1], notes)
    return inlines(content, notes)


def part(path, name):
    """A part of a Word file as a tree, or None."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name)) if name in archive.namelist() else None


class Resolver:
    """A Word file with all changes taken or none, read by itself."""

    def __init__(self, path, changes):
        self.gone = GONE[changes]
        self.notes, self.path = [], path
        self.parts = {kind: part(path, f"word/{kind}s.xml") for kind in ("footnote", "endnote")}

    def said(self):
        """Texts and notes."""
        body = part(self.path, "word/document.xml").find(f"{W}body")
        return {"text": folded(self.flow(body)), "notes": folded(self.notes)}

    def flow(self, parent):
        """Paragraphs and cells; words before a mark that is gone run on into the next paragraph."""
        found, carried = [], ""
        for child in parent:
            tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if tag == "p":
                carried += self.words(child)
                marks = child.find(f"{W}pPr/{W}rPr")
                if marks is None or not any(marks.find(W + g) is not None for g in self.gone):
                    found.append(carried)
                    carried = ""
            elif tag == "tbl":
                found += [carried] if carried else []
                carried = ""
                found += self.table(child)
            elif tag in ("sdt", "sdtContent", "customXml", "body"):
                found += self.flow(child)
        return found + ([carried] if carried else [])

    def table(self, table):
        """Cells of the rows that stay."""
        found = []
        for row in table.findall(f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and any(properties.find(W + g) is not None for g in self.gone):
                continue
            for cell in row.iter(f"{W}tc"):
                found.append(" ".join(self.flow(cell)))
        return found

    def words(self, node):
        """Words below a node that stay."""
        text = ""
        for child in node:
            tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if tag in ("t", "delText"):
                text += child.text or ""
            elif tag in ("tab", "br", "cr"):
                text += " "
            elif tag == "noBreakHyphen":
                text += "-"
            elif tag in ("footnoteReference", "endnoteReference"):
                self.note(tag.removesuffix("Reference"), child.get(f"{W}id"))
            elif tag not in self.gone and tag not in ("pPr", "rPr", "instrText", "delInstrText"):
                text += self.words(child)
        return text

    def note(self, kind, number):
        """A note whose reference stays."""
        root = self.parts[kind]
        found = root.find(f"{W}{kind}[@{W}id='{number}']") if root is not None else None
        self.notes.append(" ".join(self.flow(found)) if found is not None else f"{kind} {number} is missing")


def joined_before_note(path, changes):
    """Whether a paragraph whose end is gone runs on into one with a note: pandoc 2.17 puts its words into that note."""
    paragraphs = list(part(path, "word/document.xml").iter(f"{W}p"))
    for one, next_one in zip(paragraphs, paragraphs[1:]):
        marks = one.find(f"{W}pPr/{W}rPr")
        is_gone = marks is not None and any(marks.find(W + g) is not None for g in GONE[changes])
        if is_gone and any(True for _ in next_one.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
            return True
    return False


def same_letters(one, other):
    """Whether texts and notes together have the same letters, wherever they stand."""
    letters = [sorted("".join("".join(it["text"] + it["notes"]).split())) for it in (one, other)]
    return letters[0] == letters[1]


def numbered(path):
    """Texts of paragraphs that carry automatic numbers, directly or by their style: their labels may become text."""
    styles, by_style = part(path, "word/styles.xml"), set()
    based = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name, base = style.get(f"{W}styleId"), style.find(f"{W}basedOn")
        based[name] = base.get(f"{W}val") if base is not None else None
        if style.find(f"{W}pPr/{W}numPr") is not None:
            by_style.add(name)
    found = set()
    for paragraph in part(path, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        while name is not None and name not in by_style:
            name = based.get(name)
        if paragraph.find(f"{W}pPr/{W}numPr") is not None or name is not None:
            found.update(folded(["".join(plain(e) for e in paragraph.iter())]))
    return found


def plain(element):
    """The letters that an element stands for."""
    tag = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
    return {"tab": " ", "br": " ", "noBreakHyphen": "-"}.get(tag, (element.text or "") if tag == "t" else "")


LABEL = re.compile(r"^(?:[\w.]{1,8}[.):]|[–•·○▪■\-+*o§]|(?:\w+ ){1,4}\w*[.:]) ")


def without_labels(texts, wanted, auto):
    """Texts in which a label before an automatically numbered paragraph is taken off, where that makes them right."""
    wanted = set(wanted)
    result = []
    for text in texts:
        bare = LABEL.sub("", text, count=1)
        result.append(bare if text not in wanted and bare in auto else text)
    return result
