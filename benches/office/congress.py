#!/usr/bin/env python3
"""Makes a congress with a thousand comments, all decided, through the program's own commands; seeded.

    congress.py FOLDER [--binary PATH] [--comments N]      writes FOLDER/repository and FOLDER/slips

The sample's units and draft; every unit sends one CSV slip; the comments speak of paragraphs of the draft by code,
with a passage quoted from it. Same arguments, same repository. What is not done here: any measuring (`run`).
"""

import argparse
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "drafts/moc-linh"
OPENING = (
    "Đề nghị nêu rõ hơn",
    "Đề nghị bổ sung số liệu về",
    "Cần viết gọn lại đoạn về",
    "Đề nghị cân nhắc từ ngữ khi nói về",
)
CLOSING = (
    "cho sát với tình hình ở cơ sở.",
    "để đảng viên dễ theo dõi và giám sát việc thực hiện.",
    "vì số liệu này chưa khớp với báo cáo tổng kết của đơn vị; đề nghị Tiểu ban rà soát lại trước khi trình.",
    "và gắn với trách nhiệm của từng cơ quan, có thời hạn hoàn thành cụ thể.",
)
REASONS = (
    "Nội dung này thuộc chương trình hành động, không thuộc báo cáo chính trị.",
    "Đã có ở phần nhiệm vụ, giải pháp chủ yếu; Tiểu ban giữ như dự thảo để báo cáo khỏi trùng lặp.",
    "Số liệu lấy theo cơ quan thống kê, thống nhất trong toàn báo cáo.",
)
OUTCOMES = ("accepted", "partly_accepted", "rejected", "noted", "rejected", "accepted")


class Program:
    """The program on one repository, at a clock that goes on by a minute with every command."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.minute = binary, folder, 0

    def __call__(self, *arguments, init=False):
        """Runs a command and gives its standard output."""
        day, minute = divmod(self.minute, 1440)
        self.minute += 1
        clock = f"2020-{3 + day // 28:02}-{1 + day % 28:02}T{minute // 60:02}:{minute % 60:02}:00+07:00"
        where = [] if init else ["--repo", str(self.folder)]
        command = [self.binary, "--lang", "en", "--by", "chief", "--clock", clock, *where, *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | {"HOME": str(self.folder.parent)}
        )
        if done.returncode:
            sys.exit(f"{' '.join(command[8:])}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout


def passages(program, draft):
    """The paragraphs of the frozen draft that can be quoted: code and words."""
    same = json.loads(program("compare", draft, draft, "--format", "json", "--all"))
    blocks = sorted((b for change in same["changes"] for b in change["after"]), key=lambda b: b["index"])
    blocks = [b for b in blocks if not b["text"].startswith("---\n")]
    manifest = (program.folder / "rounds/1.yaml").read_text(encoding="utf-8")
    kinds = re.findall(r"- code: (\w+)\s+type: (\w+)", manifest)
    if len(kinds) != len(blocks):
        sys.exit("the manifest and the comparison do not cut the draft alike")
    found = [
        (code, re.sub(r"\[\^\w+\]|\*", "", b["text"]).split())
        for (code, kind), b in zip(kinds, blocks)
        if kind == "paragraph"
    ]
    return [(code, words) for code, words in found if len(words) > 12]


def slip(rng, places, name, count):
    """The rows of one unit's slip."""
    rows = [["Đơn vị", name], ["Đợt", "1"]]
    rows.append(["Mã", "Văn kiện", "Vị trí", "Trích nguyên văn", "Nội dung góp ý", "Đề nghị sửa thành", "Lý do"])
    for _ in range(count):
        code, words = rng.choice(places)
        start = rng.randrange(len(words) - 8)
        quote = " ".join(words[start : start + rng.randrange(4, 8)])
        text = f"{rng.choice(OPENING)} “{quote}” {rng.choice(CLOSING)}"
        rows.append(
            [code, "Báo cáo chính trị", "", quote, text, "", rng.choice(("", "Theo thảo luận tại hội nghị đảng viên."))]
        )
    return rows


def make(binary, folder, n_comments, seed=1):
    """Makes the repository in `folder`, which must not exist, the slips beside it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    program = Program(binary, folder)
    document = ["--document", "political-report=Báo cáo chính trị"]
    about = ["--congress-no", "XXII", "--committee-no", "XXI", "--term", "2020-2025", "--level", "district"]
    name = ["--name", "Đại hội đại biểu Đảng bộ huyện Mộc Lĩnh"]
    program("init", folder, *name, *about, *document, "--units", SAMPLE / "units.yaml", init=True)
    draft = SAMPLE / "draft-2/political-report.md"
    shutil.copy(draft, folder / "drafts/political-report.md")
    program("draft", "save", "--reason", "bản đầu")
    program(
        "round",
        "open",
        1,
        "--draft",
        "political-report=1",
        "--audience",
        "all",
        "--due-at",
        "2020-12-31T17:00",
        "--confirm",
        "round-1",
    )
    write_slips(rng, passages(program, draft), folder.parent / "slips", n_comments)
    program("comments", "import", folder.parent / "slips")
    decide(program, rng, n_comments)


def write_slips(rng, places, slips, n_comments):
    """One slip for each unit that was asked, the comments spread evenly."""
    slips.mkdir()
    found = re.findall(r"- id: (\w+)\s+name: (.+)", (SAMPLE / "units.yaml").read_text(encoding="utf-8"))
    units = found[: max(1, min(len(found), n_comments))][:50]
    for at, (unit, name) in enumerate(units):
        count = n_comments // len(units) + (at < n_comments % len(units))
        with open(slips / f"{unit}.csv", "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(slip(rng, places, name.strip(), count))


def decide(program, rng, n_comments):
    """A decision on every comment."""
    rows = json.loads(program("synthesis", 1, "--json"))
    ids = [c["id"] for d in rows["documents"] for row in d["rows"] for c in row["comments"]]
    if len(ids) != n_comments:
        sys.exit(f"{len(ids)} comments instead of {n_comments}")
    for comment in ids:
        outcome = rng.choice(OUTCOMES)
        given = ["--reason", rng.choice(REASONS)]
        if outcome == "partly_accepted":
            given += ["--wording", "tăng cường kiểm tra, giám sát"]
        program("decide", comment, outcome, *given)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--binary", default=str(ROOT / "target/release/vankien"))
    parser.add_argument("--comments", type=int, default=1000)
    given = parser.parse_args()
    make(given.binary, given.folder.resolve() / "repository", given.comments)
