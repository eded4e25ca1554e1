//! Made-up reports, pieces of the sample, and random edits of them, from a seed alone.

use super::random::Random;
use unicode_normalization::UnicodeNormalization;

const WORDS: &[&str] = &[
    "kinh",
    "tế",
    "xã",
    "hội",
    "văn",
    "hóa",
    "phát",
    "triển",
    "nông",
    "nghiệp",
    "của",
    "và",
    "các",
    "trong",
    "huyện",
    "tỉnh",
    "đảng",
    "bộ",
    "chi",
    "công",
    "tác",
    "thực",
    "hiện",
    "nghị",
    "quyết",
    "đại",
    "biểu",
    "nhân",
    "dân",
    "an",
    "ninh",
    "quốc",
    "phòng",
    "giáo",
    "dục",
    "y",
    "môi",
    "trường",
    "rừng",
    "đường",
    "thôn",
    "giảm",
    "nghèo",
    "tăng",
    "đạt",
    "mục",
    "tiêu",
    "nhiệm",
    "kỳ",
    "cán",
    "kiểm",
    "tra",
    "giám",
    "sát",
    "dịch",
    "vụ",
    "thương",
    "mại",
    "đầu",
    "tư",
    "xây",
    "dựng",
    "Ủy",
    "ban",
    "hòa",
    "giải",
    "thúy",
    "**mạnh**",
    "_rõ_",
    "quý",
];

const FIGURES: &[&str] =
    &["12.500", "7,5%", "3/5", "2015-2020", "20/2/2020", "35-CT/TW", "1.234,5", "63", "XXI"];

fn words(random: &mut Random, n_words: usize) -> String {
    let mut text = Vec::with_capacity(n_words);
    for _ in 0..n_words {
        text.push(if random.below(9) == 0 { random.pick(FIGURES) } else { random.pick(WORDS) });
    }
    text.join(" ")
}

fn sentence(random: &mut Random) -> String {
    let (first, second) = (3 + random.below(8), 2 + random.below(8));
    format!("Trong {}, {}.", words(random, first), words(random, second))
}

fn paragraph(random: &mut Random) -> String {
    let n_sentences = 1 + random.below(4);
    (0..n_sentences).map(|_| sentence(random)).collect::<Vec<_>>().join(" ")
}

/// A block of a report: its text may hold several lines (a list, a table).
fn block(random: &mut Random, number: usize) -> String {
    match random.below(12) {
        0 => format!("## {}. {}", ["I", "II", "III", "IV"][number % 4], words(random, 4)),
        1 => format!("### {number}. {}", words(random, 3)),
        2 => format!("{}) {}", ["a", "b", "c", "d", "đ"][number % 5], paragraph(random)),
        3 => {
            (0..2 + random.below(3)).map(|_| format!("- {}", sentence(random))).collect::<Vec<_>>().join("\n")
        }
        4 => {
            let mut table = "| STT | Chỉ tiêu | Kết quả |\n|---|---|---|".to_owned();
            for row in 1..2 + random.below(4) {
                table.push_str(&format!("\n| {row} | {} | {} |", words(random, 4), random.pick(FIGURES)));
            }
            table
        }
        5 => format!("[^{number}]: {}", sentence(random)),
        6 => format!("> {}", sentence(random)),
        7 => ["Trong đó:", "Cụ thể:", "---", "<!-- ghi chú -->"][random.below(4)].to_owned(),
        _ => paragraph(random),
    }
}

/// A report of a few dozen blocks.
pub(crate) fn report(random: &mut Random) -> String {
    let n_blocks = random.below(22);
    let mut blocks: Vec<String> = Vec::new();
    if random.below(4) == 0 {
        blocks.push("---\ntitle: Báo cáo\n---".to_owned());
    }
    for number in 0..n_blocks {
        let text = block(random, number);
        blocks.push(text);
    }
    let mut text = blocks.join("\n\n");
    if random.below(8) != 0 {
        text.push('\n');
    }
    text
}

/// A run of one to thirty paragraphs, lists and tables of a draft.
pub(crate) fn piece(draft: &str, random: &mut Random) -> String {
    let blocks = blocks_of(draft);
    let start = random.below(blocks.len());
    let end = (start + 1 + random.below(30)).min(blocks.len());
    blocks[start..end].join("\n\n") + "\n"
}

fn blocks_of(source: &str) -> Vec<String> {
    source.trim_end_matches('\n').split("\n\n").filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The same report after one to six edits.
pub(crate) fn edited(source: &str, random: &mut Random) -> String {
    let mut blocks = blocks_of(source);
    for _ in 0..1 + random.below(6) {
        edit(&mut blocks, random);
    }
    let mut text = blocks.join("\n\n");
    match random.below(12) {
        0 => text = text.nfd().collect(),
        1 => text = text.replace('\n', "\r\n"),
        2 => text = text.replace("hóa", "hoá").replace("hòa", "hoà"),
        3 => text.insert(0, '\n'),
        _ => {}
    }
    if random.below(8) != 0 {
        text.push('\n');
    }
    text
}

fn edit(blocks: &mut Vec<String>, random: &mut Random) {
    if blocks.is_empty() || random.below(9) == 0 {
        let at = random.below(blocks.len() + 1);
        let number = random.below(9);
        let text = block(random, number);
        blocks.insert(at, text);
        return;
    }
    let at = random.below(blocks.len());
    if blocks[at].starts_with("| ") && random.below(2) == 0 {
        blocks[at] = table_edited(&blocks[at], random);
        return;
    }
    match random.below(10) {
        0 => drop(blocks.remove(at)),
        1 | 2 => {
            let block = blocks.remove(at);
            let to = random.below(blocks.len() + 1);
            blocks.insert(to, block);
        }
        3 => {
            if let Some((left, right)) = blocks[at].clone().split_once(". ") {
                blocks[at] = format!("{left}.");
                blocks.insert(at + 1, right.to_owned());
            }
        }
        4 if at + 1 < blocks.len() => {
            let next = blocks.remove(at + 1);
            blocks[at] = format!("{} {next}", blocks[at]);
        }
        5 => {
            // A run of blocks moves: a section, a list with its introduction.
            let end = (at + 1 + random.below(4)).min(blocks.len());
            let run: Vec<String> = blocks.drain(at..end).collect();
            let to = random.below(blocks.len() + 1);
            blocks.splice(to..to, run);
        }
        6 => blocks[at] = blocks[at].replacen(". ", ".\n", 1),
        7 => blocks[at] = blocks[at].replace("1.", "2.").replace("a)", "b)"),
        _ => blocks[at] = amend(&blocks[at], random),
    }
}

/// A table with a row moved, removed or doubled, or with a column added or removed.
fn table_edited(table: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    let n_head = 2.min(lines.len());
    let row = n_head + random.below(lines.len() - n_head);
    match random.below(5) {
        0 if row < lines.len() => drop(lines.remove(row)),
        1 if row < lines.len() => {
            let moved = lines.remove(row);
            let to = n_head + random.below(lines.len() + 1 - n_head);
            lines.insert(to, moved);
        }
        2 if row < lines.len() => lines.insert(row, lines[row].clone()),
        3 => {
            for (index, line) in lines.iter_mut().enumerate() {
                line.push_str(if index == 1 { "---|" } else { " mới |" });
            }
        }
        _ => {
            for line in &mut lines {
                if let Some((left, _)) = line.trim_end_matches('|').rsplit_once('|') {
                    *line = format!("{left}|");
                }
            }
        }
    }
    lines.join("\n")
}

fn amend(text: &str, random: &mut Random) -> String {
    let mut parts: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..1 + random.below(5) {
        let at = random.below(parts.len());
        match random.below(4) {
            0 if parts.len() > 2 => drop(parts.remove(at)),
            1 => parts.insert(at, random.pick(WORDS).to_owned()),
            2 => parts[at] = random.pick(FIGURES).to_owned(),
            _ => parts[at] = random.pick(WORDS).to_owned(),
        }
    }
    parts.join(" ")
}
