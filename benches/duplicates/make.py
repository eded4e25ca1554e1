#!/usr/bin/env python3
"""Makes a congress whose units send thousands of comments, some of them the same point in other words; seeded.

    make.py FOLDER [--binary PATH] [--comments N] [--seed N]     writes FOLDER/repository and FOLDER/truth.json

A point is one of ten wishes about a stretch of the sample's draft, in one of four wordings, some without tone marks or in the
other tone style. Every wish comes back on other stretches, and every stretch carries other wishes. `truth.json`
gives each comment's point by its id.
"""

import argparse
import csv
import itertools
import json
import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "drafts/moc-linh/draft-2/political-report.md"
UNITS = 400
# A wish in four wordings.
WISHES = (
    ("Đề nghị bổ sung số liệu so sánh với nhiệm kỳ trước", "Cần có số liệu so sánh với nhiệm kỳ trước", "Bổ sung số liệu so sánh nhiệm kỳ trước", "Nên thêm số liệu để so sánh với nhiệm kỳ trước"),
    ("Đề nghị nêu rõ cơ quan chịu trách nhiệm và thời hạn", "Cần ghi rõ cơ quan chịu trách nhiệm, thời hạn", "Nêu rõ thời hạn và cơ quan chịu trách nhiệm", "Nên xác định rõ cơ quan chịu trách nhiệm và thời hạn"),
    ("Nhận định này chưa sát thực tế ở cơ sở, đề nghị viết lại", "Đề nghị viết lại vì nhận định chưa sát thực tế cơ sở", "Nhận định chưa sát thực tế cơ sở, cần viết lại", "Viết lại nhận định cho sát thực tế ở cơ sở"),
    ("Đề nghị nêu tên các mô hình tiêu biểu làm dẫn chứng", "Cần nêu tên mô hình tiêu biểu để làm dẫn chứng", "Nêu dẫn chứng bằng tên các mô hình tiêu biểu", "Nên có dẫn chứng là tên các mô hình tiêu biểu"),
    ("Đề nghị phân tích thêm nguyên nhân chủ quan của hạn chế", "Cần phân tích thêm nguyên nhân chủ quan của hạn chế", "Phân tích thêm nguyên nhân chủ quan của các hạn chế", "Nên phân tích nguyên nhân chủ quan của hạn chế nhiều hơn"),
    ("Đề nghị rút gọn đoạn này, chỉ giữ ý chính", "Đoạn này cần rút gọn, chỉ giữ ý chính", "Rút gọn đoạn, giữ lại ý chính", "Nên rút gọn đoạn này và chỉ giữ ý chính"),
    ("Đề nghị bổ sung nguồn kinh phí thực hiện", "Cần bổ sung nguồn kinh phí để thực hiện", "Bổ sung kinh phí thực hiện", "Nên nói thêm về nguồn kinh phí thực hiện"),
    ("Đề nghị cân nhắc vì trùng với kế hoạch của ngành", "Cần cân nhắc do trùng kế hoạch của ngành", "Trùng với kế hoạch của ngành, đề nghị cân nhắc", "Nên cân nhắc vì nội dung trùng kế hoạch ngành"),
    ("Đề nghị đánh giá sự hài lòng của người dân", "Cần đánh giá mức độ hài lòng của người dân", "Bổ sung đánh giá về sự hài lòng của người dân", "Nên có đánh giá của người dân về mức độ hài lòng"),
    ("Đề nghị rà soát con số này với niên giám thống kê", "Cần rà soát lại con số với niên giám thống kê", "Rà soát con số này theo niên giám thống kê", "Con số này nên rà soát với niên giám thống kê"),
)


def passages():
    """The paragraphs that can be quoted: words without marks."""
    text = DRAFT.read_text(encoding="utf-8").split("\n\n")
    plain = [re.sub(r"\[\^\w+\]|[*_]", "", it).split() for it in text if it[:1].isalpha()]
    return [words for words in plain if len(words) > 24]


def typed(text, rng):
    """As one unit in six types it: without tone marks, or in the other tone style."""
    kind = rng.random()
    if kind < 0.08:
        bare = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        return "".join(bare).replace("đ", "d").replace("Đ", "D")
    if kind < 0.16:
        for new, old in (("hoà", "hòa"), ("hoá", "hóa"), ("uỷ", "ủy"), ("thuỷ", "thủy")):
            text = text.replace(old, new)
    return text


def comments(n_comments, rng):
    """Unit, quote, text and point of each comment: paragraph, stretch of it, wish. No unit makes one point twice."""
    stretches = [
        (paragraph, start, " ".join(words[start : start + 9]).strip(" .,;:"))
        for paragraph, words in enumerate(passages())
        for start in range(0, len(words) - 9, 12)
    ]
    points = [(*it, wish) for it in stretches for wish in range(len(WISHES))]
    rng.shuffle(points)
    found = []
    # A large round has more points than the draft has stretches; some then come back in crowds.
    for paragraph, start, quote, wish in itertools.cycle(points):
        size = rng.choice((2, 2, 3, 4, 6)) if rng.random() < 0.2 else 1
        for unit in rng.sample(range(1, UNITS + 1), size):
            text = typed(f"{rng.choice(WISHES[wish])}: “{quote}”.", rng)
            found.append((unit, quote, text, [paragraph, start, wish]))
        if len(found) >= n_comments:
            return found[:n_comments]


def make(binary, folder, n_comments, seed):
    """Makes the repository, takes the replies in and writes the truth."""
    rng = random.Random(seed)
    inbox, repository = folder / "inbox", folder / "repository"
    inbox.mkdir(parents=True)
    registry = folder / "units.yaml"
    lines = ["schema: vankien/units/1", "units:"]
    lines += [f"- {{id: u{n:03}, name: Đảng bộ xã Thử Nghiệm {n:03}, kind: commune_committee}}" for n in range(1, UNITS + 1)]
    registry.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = {}
    for unit, quote, text, point in comments(n_comments, rng):
        rows.setdefault(unit, []).append((quote, text, point))
    truth = {}
    for unit, points in rows.items():
        with (inbox / f"u{unit:03}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerows([["Đơn vị", f"u{unit:03}"], ["Đợt", "1"], ["STT", "Văn kiện", "Trích nguyên văn", "Nội dung góp ý"]])
            for number, (quote, text, point) in enumerate(points, 1):
                writer.writerow([number, "Báo cáo chính trị", quote, text])
                truth[f"1-u{unit:03}-{number}"] = point

    def program(*arguments, where=("--repo", str(repository))):
        command = [binary, "--by", "chief", "--clock", "2020-03-01T08:00:00+07:00", *where, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")

    about = ["--name", "Đại hội thử", "--congress-no", "I", "--committee-no", "I", "--term", "2020-2025", "--level", "province"]
    program("init", repository, *about, "--document", "political-report=Báo cáo chính trị", "--units", registry, where=())
    (repository / "drafts/political-report.md").write_bytes(DRAFT.read_bytes())
    program("draft", "save", "--reason", "bản đầu")
    opened = ["--draft", "political-report=1", "--audience", "all", "--due-at", "2020-12-31T17:00", "--confirm", "round-1"]
    program("round", "open", 1, *opened)
    program("--quiet", "comments", "import", inbox)
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--binary", default=str(ROOT / "target/release/vankien"))
    arguments.add_argument("--comments", type=int, default=23000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    make(given.binary, given.folder, given.comments, given.seed)
