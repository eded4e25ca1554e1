"""Puts into a Word file what Word itself leaves there: runs cut anywhere, spelling marks, smart tags, links, comments,
fields, content controls, bookmarks, tabs, breaks, hyphens of its own, automatic numbers. The words stay readable to
all. Seeded. What is not done here: tracked changes."""

import re
import zipfile

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def made(tag, **attributes):
    """An element of Word's namespace."""
    it = etree.Element(W + tag)
    for name, value in attributes.items():
        it.set(W + name, str(value))
    return it


def copied(run, text):
    """A run with the same looks and other words."""
    new = made("r", rsidR="00A1B2C3")
    looks = run.find(f"{W}rPr")
    if looks is not None:
        new.append(etree.fromstring(etree.tostring(looks)))
    words = made("t")
    words.text = text
    words.set(SPACE, "preserve")
    new.append(words)
    return new


class Disorder:
    """Works on one file."""

    def __init__(self, rng, kinds):
        self.rng, self.kinds, self.number, self.comments = rng, kinds, 9000, []

    def apply(self, source, target):
        """Reads a file and writes it in disorder."""
        with zipfile.ZipFile(source) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        root = etree.fromstring(parts["word/document.xml"])
        for paragraph in list(root.iter(f"{W}p")):
            self.paragraph(paragraph)
        if "numbers" in self.kinds and "word/numbering.xml" in parts:
            parts["word/numbering.xml"] = self.headings(root, parts["word/numbering.xml"])
        parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.comments:
            self.add_comments(parts)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    def next(self):
        """A new id."""
        self.number += 1
        return self.number

    def paragraph(self, paragraph):
        """One paragraph."""
        paragraph.set(W + "rsidR", f"{self.rng.randrange(16**8):08X}")
        for run in [r for r in paragraph if r.tag == f"{W}r"]:
            words = run.find(f"{W}t")
            if words is None or len(run) > 1 + (run.find(f"{W}rPr") is not None) or not (words.text or ""):
                continue
            self.run(paragraph, run, words.text)
        if "controls" in self.kinds and self.rng.random() < 0.1:
            self.control(paragraph)
        if "bookmarks" in self.kinds and self.rng.random() < 0.3:
            number = self.next()
            at = 1 if paragraph.find(f"{W}pPr") is not None else 0
            paragraph.insert(at, made("bookmarkStart", id=number, name=f"_Toc{number}"))
            paragraph.append(made("bookmarkEnd", id=number))

    def run(self, paragraph, run, text):
        """One run, cut and dressed."""
        cuts = (
            sorted(self.rng.sample(range(1, len(text)), min(len(text) - 1, self.rng.randrange(0, 4))))
            if len(text) > 1
            else []
        )
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)])]
        new = []
        for piece in pieces:
            new += self.dressed(run, piece)
        at = paragraph.index(run)
        paragraph.remove(run)
        for offset, it in enumerate(new):
            paragraph.insert(at + offset, it)

    def dressed(self, run, piece):
        """A piece of a run with what may stand in or around it."""
        it, chance = copied(run, piece), self.rng.random()
        if "hyphens" in self.kinds and "-" in piece.strip("-"):
            before, after = piece.split("-", 1)
            it = copied(run, before)
            it.append(made("noBreakHyphen"))
            it.append(copied(run, after).find(f"{W}t"))
        elif "hyphens" in self.kinds and len(piece) > 6 and chance < 0.3:
            it = copied(run, piece[:3])
            it.append(made("softHyphen"))
            it.append(copied(run, piece[3:]).find(f"{W}t"))
        elif "tabs" in self.kinds and " " in piece.strip() and chance < 0.15:
            before, after = re.split(" ", piece, maxsplit=1) if piece[0] != " " else (piece, "")
            it = copied(run, before)
            it.append(made(self.rng.choice(("tab", "br"))))
            it.append(copied(run, after).find(f"{W}t"))
        return self.wrapped(it, self.rng.random())

    def wrapped(self, it, chance):
        """A run with what may stand around it."""
        if "tags" in self.kinds and chance < 0.1:
            tag = made("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="place")
            tag.append(it)
            return [tag]
        if "spelling" in self.kinds and chance < 0.3:
            return [made("proofErr", type="spellStart"), it, made("proofErr", type="spellEnd")]
        if "links" in self.kinds and chance < 0.4:
            link = made("hyperlink", anchor="_Toc1")
            link.append(it)
            return [link]
        if "comments" in self.kinds and chance < 0.45:
            number = len(self.comments)
            self.comments.append(number)
            reference = made("r")
            reference.append(made("commentReference", id=number))
            return [made("commentRangeStart", id=number), it, made("commentRangeEnd", id=number), reference]
        if "fields" in self.kinds and chance < 0.5:
            field = made("fldSimple", instr=" DOCPROPERTY Title ")
            field.append(it)
            return [field]
        if "fields" in self.kinds and chance < 0.55:
            marks = [made("r") for _ in range(3)]
            for mark, kind in zip(marks, ("begin", "separate", "end")):
                mark.append(made("fldChar", fldCharType=kind))
            code = made("r")
            words = made("instrText")
            words.text = " REF _Toc1 "
            code.append(words)
            return [marks[0], code, marks[1], it, marks[2]]
        if "page" in self.kinds and chance < 0.6:
            place = 1 if it.find(f"{W}rPr") is not None else 0
            it.insert(place, made("lastRenderedPageBreak"))
        return [it]

    def control(self, paragraph):
        """A content control around the whole paragraph."""
        parent, at = paragraph.getparent(), paragraph.getparent().index(paragraph)
        if parent.tag != f"{W}body":
            return
        control, content = made("sdt"), made("sdtContent")
        properties = made("sdtPr")
        properties.append(made("id", val=self.next()))
        control.extend([properties, content])
        parent.remove(paragraph)
        content.append(paragraph)
        parent.insert(at, control)

    def headings(self, root, numbering):
        """Automatic numbers for headings: I., 1., a) by level."""
        part = etree.fromstring(numbering)
        abstract = made("abstractNum", abstractNumId=770)
        abstract.append(made("multiLevelType", val="multilevel"))
        for level, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))):
            it = made("lvl", ilvl=level)
            it.extend(
                [made("start", val=1), made("numFmt", val=form), made("lvlText", val=text), made("lvlJc", val="left")]
            )
            abstract.append(it)
        first = part.find(f"{W}num")
        part.insert(part.index(first) if first is not None else len(part), abstract)
        number = made("num", numId=770)
        number.append(made("abstractNumId", val=770))
        last = part.findall(f"{W}num")
        part.insert(part.index(last[-1]) + 1 if last else len(part), number)
        for paragraph in root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found = re.fullmatch(r"Heading([123])", style.get(W + "val")) if style is not None else None
            if found:
                numbers = made("numPr")
                numbers.extend([made("ilvl", val=int(found[1]) - 1), made("numId", val=770)])
                style.addnext(numbers)
        return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)

    def add_comments(self, parts):
        """The part that the comments stand in."""
        root = etree.Element(W + "comments", nsmap={"w": NS})
        for number in self.comments:
            comment = made("comment", id=number, author="Người đọc", initials="N", date="2020-05-01T08:00:00Z")
            paragraph = made("p")
            paragraph.append(copied(made("r"), "ý kiến không thuộc văn bản"))
            comment.append(paragraph)
            root.append(comment)
        parts["word/comments.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        kinds = parts["[Content_Types].xml"].decode()
        if "comments+xml" not in kinds:
            override = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS}"/></Types>'
            parts["[Content_Types].xml"] = kinds.replace("</Types>", override).encode()
            relations = parts["word/_rels/document.xml.rels"].decode()
            relation = f'<Relationship Id="rIdC" Type="{RELATION}" Target="comments.xml"/></Relationships>'
            parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()
