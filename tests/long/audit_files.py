"""Random drafts in Markdown, their revisions and random slips with odd words; seeded.

Headings, paragraphs, nested lists, tables, footnotes, quotations, Vietnamese words in both forms, and characters that
files stumble over: marks of XML, of Markdown and of formulas, quotation marks, blanks of all kinds, letters of other
scripts, control and direction characters. What is not done here: writing Word or Excel files.
"""

import random
import re
import unicodedata
from pathlib import Path

from foreign_files import escaped, sentences

ODD = (
    "<script>alert(1)</script>",
    "a & b &amp; c",
    "=1+2",
    "+84 912",
    "-10%",
    "@SUM(A1)",
    "5 < 7 > 3",
    '"trích"',
    "“ngoặc”",
    "‘đơn’",
    "Đ/c",
    "ﬁ",
    "日本語",
    "العربية",
    "עברית",
    "😀",
    "e\u0302\u0301",
    "\u00a0khoảng\u00a0cứng",
    "\u200bkhông\u200brộng",
    "\u202eđảo\u202c",
    "gạch–ngang—dài",
    "…",
    "½ ²",
    "_x000D_",
    "]]>",
    "{=openxml}",
    "C:\\tệp\\a",
    "https://vi.du/?a=1&b=2",
    "a|b",
    "*sao*",
    "_gạch_",
    "`mã`",
    "$x$",
    "~~bỏ~~",
    "1. số đầu",
    "# thăng",
    "| ống",
)
NASTY = ODD + ("\u0001\u0008", "\u000b", "\ufffe", "-- ", "=cmd|' /C calc'!A0", "\ufeff", "'nháy", "_x0041_")


class Draft:
    """One random draft as a list of blocks, each a text of Markdown."""

    def __init__(self, seed):
        self.rng = random.Random(f"draft {seed}")
        self.pool = sentences()
        self.notes = 0

    def words(self, n):
        """Words with looks and oddities, as Markdown."""
        found = []
        for _ in range(n):
            text = self.rng.choice(self.pool)
            text = unicodedata.normalize("NFD", text) if self.rng.random() < 0.1 else text
            parts = text.split()
            if self.rng.random() < 0.4:
                parts.insert(self.rng.randrange(1, len(parts)), self.rng.choice(ODD))
            at = self.rng.randrange(len(parts))
            marks = self.rng.choice(("", "", "**", "*", "***"))
            middle = " ".join(parts[at : at + 3])
            plain = middle.strip() == middle and middle and middle[0].isalnum() and middle[-1].isalnum()
            marks = marks if plain else ""
            pieces = [" ".join(parts[:at]), f"{marks}{escaped(middle)}{marks}", " ".join(parts[at + 3 :])]
            found.append(" ".join(p for p in (escaped(pieces[0]), pieces[1], escaped(pieces[2])) if p))
        return " ".join(found)

    def noted(self, text, notes):
        """A text, now and then with a note."""
        if self.rng.random() < 0.2:
            self.notes += 1
            notes.append(f"[^{self.notes}]: {self.words(1)}")
            return f"{text}[^{self.notes}]"
        return text

    def block(self, notes):
        """A paragraph, list, table or quotation."""
        kind = self.rng.choice(("p", "p", "p", "list", "table", "quote"))
        if kind == "p":
            return self.noted(self.words(self.rng.randrange(1, 4)), notes)
        if kind == "quote":
            return "> " + self.words(1)
        if kind == "list":
            mark = self.rng.choice(("-", "1.", "a)"))
            lines = []
            for number in range(self.rng.randrange(2, 6)):
                if mark == "a)":
                    lines.append(f"{chr(97 + number)}\\) {self.words(1)}\n")
                    continue
                lines.append(f"{mark if mark == '-' else f'{number + 1}.'} {self.noted(self.words(1), notes)}")
                if self.rng.random() < 0.3:
                    lines.append(f"   - {self.words(1)}")
            return "\n".join(lines).rstrip("\n")
        width = self.rng.randrange(2, 5)
        rows = [[" ".join(self.words(1).split()[: self.rng.randrange(1, 5)]) for _ in range(width)] for _ in range(4)]
        rows = [
            [re.sub(r"^[*]+|[*]+$|(?<!\\)[*]|\\$|\[\^\d+\]", "", c).replace("\\|", "ống") for c in row] for row in rows
        ]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])

    def blocks(self):
        """The blocks of the draft, notes behind the paragraphs that they belong to."""
        found = [f"# {self.heading()}"]
        for number in range(self.rng.randrange(2, 6)):
            found.append(f"## {'I' * (number % 3 + 1)}. {self.heading()}")
            for _ in range(self.rng.randrange(1, 6)):
                notes = []
                found.append(self.block(notes))
                found += notes
                if self.rng.random() < 0.2:
                    found.append(f"### {self.rng.randrange(1, 9)}. {self.heading()}")
        return found

    def heading(self):
        """A heading."""
        return escaped(" ".join(self.rng.choice(self.pool).split()[:7]).rstrip(".;,"))

    def revised(self, blocks):
        """The blocks after some edits; notes stay, so that none is without its text."""
        blocks = list(blocks)
        free = [n for n, b in enumerate(blocks) if not re.search(r"\[\^", b) and not b.startswith("# ")]
        self.rng.shuffle(free)
        for n in free[:4]:
            act = self.rng.choice(("words", "drop", "add"))
            if act == "words" and not re.match(r"[|>#]|[-\d]", blocks[n]):
                blocks[n] = f"{self.words(1)} {blocks[n]}"
            elif act == "drop":
                blocks[n] = ""
            else:
                blocks[n] += f"\n\n{self.words(1)}"
        plain = [n for n, b in enumerate(blocks) if b and "[^" not in b and not b.startswith("#")]
        if len(plain) > 2:
            one, other = self.rng.sample(plain, 2)
            blocks[one], blocks[other] = blocks[other], blocks[one]
        return [b for b in blocks if b]


def markdown(blocks, title):
    """A draft file."""
    head = f"---\ntitle: {title}\ndocument: political-report\ndraft_no: 1\n---\n\n"
    return head + "\n\n".join(blocks) + "\n"


def slip(seed, n_rows=12):
    """Rows of a slip with odd words."""
    rng = random.Random(f"slip {seed}")
    pool = sentences()
    rows = [["Đơn vị", "Đảng bộ xã Thủy Khê"], ["Đợt", "1"]]
    rows.append(["Mã", "Văn kiện", "Vị trí", "Trích nguyên văn", "Nội dung góp ý", "Đề nghị sửa thành", "Lý do"])
    for _ in range(n_rows):
        words = [rng.choice(NASTY), rng.choice(pool), rng.choice(NASTY)]
        rows.append(
            [
                "P2",
                "Báo cáo",
                "",
                "",
                " ".join(words[rng.randrange(2) :]),
                rng.choice(("", rng.choice(NASTY) + " chữ")),
                "",
            ]
        )
    return rows


def root():
    """The project's folder."""
    return Path(__file__).resolve().parents[2]
