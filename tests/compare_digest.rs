//! The summary that a leader reads first: every changed figure, denial and hedge is listed, and nothing else.

use crate::digest_plants::{Plants, number, pair};
use vankien::compare::{CompareOptions, Digest, compare, digest};
use vankien::document::{Document, parse};
use vankien::render::{TerminalOptions, terminal};
use vankien::view::{BriefOf, Part, Side, SummaryOptions, summary_briefs};

const N_PAIRS: u64 = 320;

/// Share of what is listed that may be nothing planted, in percent.
const NOISE_MAX: usize = 10;

fn drafts() -> Vec<String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/drafts/moc-linh");
    let files = ["draft-1/political-report.md", "draft-2/political-report.md", "draft-3/political-report.md"];
    let files = files.iter().chain(&["draft-1/review-report.md", "draft-2/review-report.md"]);
    files.map(|file| std::fs::read_to_string(format!("{root}/{file}")).unwrap()).collect()
}

fn digested(before: &str, after: &str) -> Digest {
    let (before, after) = (parse(before.to_owned()), parse(after.to_owned()));
    digest(&compare(&before, &after, &CompareOptions::default()), &before, &after)
}

/// What a digest lists, in the form of what is planted.
fn listed(digest: &Digest) -> Plants {
    let mut found = Plants::default();
    for entry in &digest.figures {
        for _ in &entry.changed {
            found.figures.push((number(&entry.before), number(&entry.after)));
        }
    }
    found.gone = digest.gone_figures.iter().map(|it| number(&it.printed)).collect();
    found.new = digest.new_figures.iter().map(|it| number(&it.printed)).collect();
    found.words_gone =
        digest.words.iter().filter_map(|it| Some(it.before.as_ref()?.word.to_owned())).collect();
    found.words_new = digest.words.iter().filter_map(|it| Some(it.after.as_ref()?.word.to_owned())).collect();
    found.figures.sort();
    found.gone.sort();
    found.new.sort();
    found.words_gone.sort();
    found.words_new.sort();
    found
}

/// Planted, found and listed in excess.
#[derive(Default, Clone, Copy)]
struct Tally {
    planted: usize,
    found: usize,
    excess: usize,
}

fn tally<T: PartialEq + Clone + std::fmt::Debug>(
    name: &str,
    seed: u64,
    planted: &[T],
    listed: &[T],
    sum: &mut Tally,
) {
    let mut rest = listed.to_vec();
    for item in planted {
        sum.planted += 1;
        match rest.iter().position(|other| other == item) {
            Some(at) => {
                rest.remove(at);
                sum.found += 1;
            }
            None => println!("seed {seed}: {name} {item:?} is not listed"),
        }
    }
    sum.excess += rest.len();
    for item in rest {
        println!("seed {seed}: {name} {item:?} is listed and was not planted");
    }
}

#[test]
fn every_planted_change_is_listed_and_nothing_else() {
    let drafts = drafts();
    let names = [
        "changed figures",
        "figures gone",
        "figures new",
        "denials and hedges gone",
        "denials and hedges new",
    ];
    let mut sums = [Tally::default(); 5];
    for seed in 0..N_PAIRS {
        let pair = pair(&drafts, seed);
        let found = listed(&digested(&pair.before, &pair.after));
        let planted = &pair.plants;
        tally(names[0], seed, &planted.figures, &found.figures, &mut sums[0]);
        tally(names[1], seed, &planted.gone, &found.gone, &mut sums[1]);
        tally(names[2], seed, &planted.new, &found.new, &mut sums[2]);
        tally(names[3], seed, &planted.words_gone, &found.words_gone, &mut sums[3]);
        tally(names[4], seed, &planted.words_new, &found.words_new, &mut sums[4]);
    }
    println!("{N_PAIRS} pairs | planted | listed of these | listed besides");
    for (name, sum) in names.iter().zip(&sums) {
        println!("{name} | {} | {} | {}", sum.planted, sum.found, sum.excess);
    }
    for (name, sum) in names.iter().zip(&sums) {
        assert!(sum.planted > 30, "{name}: only {} planted", sum.planted);
        assert_eq!(sum.found, sum.planted, "{name}: not all are listed");
        let n_listed = sum.found + sum.excess;
        assert!(sum.excess * 100 <= n_listed * NOISE_MAX, "{name}: {} of {n_listed} are noise", sum.excess);
    }
}

#[test]
fn the_comparison_s_own_figures_are_those_that_were_planted() {
    let drafts = drafts();
    let mut sum = Tally::default();
    for seed in 0..N_PAIRS {
        let pair = pair(&drafts, seed);
        let (before, after) = (parse(pair.before), parse(pair.after));
        let comparison = compare(&before, &after, &CompareOptions::default());
        let figures = comparison.changes.iter().flat_map(|change| &change.figures);
        let listed: Vec<(String, String)> =
            figures.map(|it| (number(&it.before), number(&it.after))).collect();
        tally("figure", seed, &pair.plants.figures, &listed, &mut sum);
    }
    println!("{} planted, {} of these listed, {} besides", sum.planted, sum.found, sum.excess);
    assert!(sum.planted > 300, "only {} planted", sum.planted);
    assert_eq!((sum.found, sum.excess), (sum.planted, 0));
}

#[test]
fn a_draft_against_itself_gives_an_empty_summary() {
    for draft in drafts() {
        let digest = digested(&draft, &draft);
        assert!(digest.is_empty() && digest.sections.is_empty());
        assert_eq!(listed(&digest).figures.len() + digest.words.len() + digest.names.len(), 0);
    }
}

/// Changed figures as `before → after`, and denials and hedges as `- gone`, `+ new`.
fn shown(digest: &Digest) -> (Vec<String>, Vec<String>) {
    let figures = digest.figures.iter().map(|it| format!("{} → {} {}", it.before, it.after, it.unit));
    let gone = digest.words.iter().filter_map(|it| it.before.as_ref()).map(|it| format!("- {}", it.word));
    let new = digest.words.iter().filter_map(|it| it.after.as_ref()).map(|it| format!("+ {}", it.word));
    (figures.map(|it| it.trim_end().to_owned()).collect(), gone.chain(new).collect())
}

#[test]
fn the_sample_s_rounds_are_told_as_they_are() {
    let drafts = drafts();
    let (figures, words) = shown(&digested(&drafts[0], &drafts[1]));
    assert_eq!(figures, ["63 → 61,5 tỷ đồng", "92,6 → 90,4 %", "1,6 → 1,5 lần"]);
    assert_eq!(words, ["- ước", "+ chưa", "+ ít nhất"]);
    let digest = digested(&drafts[1], &drafts[2]);
    let (figures, words) = shown(&digest);
    let expected = [
        "12/12 → 11/12 chỉ tiêu chủ yếu",
        "45.520 → 45.250 tấn",
        "42,8 → 42,9 %",
        "482 → 486 tỷ đồng",
        "12,2 → 12,4 %/năm",
        "605 → 611 tỷ đồng",
        "11,9 → 12,1 %/năm",
        "1.110 → 1.125 tỷ đồng",
        "1,7 → 1,8 lần",
        "3,5%/năm → 3,3 điểm %/năm",
        "52,0 → 52,3 %",
        "13,5 → 13,8 điểm %",
        "27 → 28 chi bộ",
        "2 – 3 → 3 %/năm",
        "6 → 7 công trình trọng điểm",
        "358,5 → 387,0 tỷ đồng",
    ];
    let mut figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    figures.retain(|it| !expected.contains(it));
    assert_eq!((figures.len(), digest.figures.len()), (0, expected.len()), "{figures:?}");
    let gone = ["- ước đạt", "- từng bước", "- ước đạt", "- ước đạt", "- ước đạt", "- ước đạt", "- chưa"];
    assert_eq!(words, [&gone[..], &["+ bước đầu", "+ chưa"]].concat());
    let targets: Vec<&str> =
        digest.figures.iter().filter(|it| it.is_target).map(|it| it.after.as_str()).collect();
    assert_eq!(targets, ["3", "7", "387,0"]);
    let names: Vec<String> = digest.names.iter().map(|it| format!("{} → {}", it.before, it.after)).collect();
    assert_eq!(
        names,
        ["20/2/2020 → 31/5/2020", "12/NQ-HU → 12-NQ/HU", "31/11/2019 → 30/11/2019", "XXII → XXI"]
    );
}

/// The summary on a screen of 80 columns, both documents together.
fn on_screen(pairs: &[(&str, &str)]) -> String {
    let documents: Vec<(Document, Document)> = pairs
        .iter()
        .map(|(before, after)| (parse((*before).to_owned()), parse((*after).to_owned())))
        .collect();
    let digests: Vec<Digest> = documents
        .iter()
        .map(|(before, after)| digest(&compare(before, after, &CompareOptions::default()), before, after))
        .collect();
    let codes = Vec::new();
    let side = |document| Side { document, codes: &codes, label: "x" };
    let briefs: Vec<BriefOf<'_>> = documents
        .iter()
        .zip(&digests)
        .map(|((before, after), digest)| BriefOf { digest, before: side(before), after: side(after) })
        .collect();
    let pages = summary_briefs(&briefs, &SummaryOptions::default(), 45);
    let mut page = pages[0].clone();
    for next in &pages[1..] {
        page.parts.push(Part::Rule);
        page.parts.extend(next.parts.clone());
    }
    terminal(&page, &TerminalOptions { width: 80, colour: false })
}

#[test]
fn the_sample_s_summary_fits_on_one_screen_with_every_figure_and_word() {
    let drafts = drafts();
    let rounds = [
        vec![(drafts[0].as_str(), drafts[1].as_str()), (drafts[3].as_str(), drafts[4].as_str())],
        vec![(drafts[1].as_str(), drafts[2].as_str())],
    ];
    for pairs in rounds {
        let screen = on_screen(&pairs);
        let n_lines = screen.lines().count();
        assert!((10..=45).contains(&n_lines), "{n_lines} lines\n{screen}");
        assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        for (before, after) in pairs {
            let (figures, words) = shown(&digested(before, after));
            for figure in figures {
                assert!(
                    flat.contains(
                        figure.split(' ').take(3).collect::<Vec<_>>().join(" ").trim_end_matches('%')
                    ),
                    "{figure}\n{screen}"
                );
            }
            for word in words {
                assert!(flat.contains(&format!("“{}”", &word[2..])), "{word}\n{screen}");
            }
        }
    }
}

#[test]
fn a_summary_that_is_too_long_says_what_it_leaves_out() {
    let before: String =
        (0..120).map(|i| format!("Xã số {i} có tên riêng thu {} tấn thóc mùa.\n\n", 1000 + i)).collect();
    let after = before.replace("thu 10", "thu 20").replace("thu 11", "thu 21");
    let screen = on_screen(&[(&before, &after)]);
    assert!(screen.lines().count() <= 45, "{screen}");
    let n_listed = screen.matches(" → ").count() - screen.matches("x → x").count();
    let hidden: Vec<usize> = screen
        .split("… và ")
        .skip(1)
        .filter_map(|rest| rest.split(' ').next().and_then(|n| n.parse().ok()))
        .collect();
    assert_eq!(n_listed + hidden.iter().sum::<usize>(), 120, "{screen}");
}

const TABLE: &str = "| STT | Chỉ tiêu | Đơn vị tính | Năm 2020 |\n|---|---|---|---|\n\
                     | 1 | Thu ngân sách trên địa bàn | tỷ đồng | 63 |\n";

/// Before, after, changed figures, denials and hedges, number of places that still have the old figure.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], usize);

#[test]
fn traps_of_figures_and_words() {
    let cases: &[Case] = &[
        (
            "Thu ngân sách trên địa bàn năm 2020 ước 63 tỷ đồng.\n\n{table}",
            "Thu ngân sách trên địa bàn năm 2020 ước 61,5 tỷ đồng.\n\n{table}",
            &["63 → 61,5 tỷ đồng"],
            &[],
            1,
        ),
        ("Số xã tăng từ 5 lên 7 xã.", "Số xã tăng từ 7 lên 5 xã.", &["5 → 7", "7 → 5 xã"], &[], 0),
        (
            "Huyện chi 5 triệu đồng mỗi thôn.",
            "Huyện chi 5 tỷ đồng mỗi thôn.",
            &["5 triệu đồng → 5 tỷ đồng"],
            &[],
            0,
        ),
        ("Có 1508 hộ, đạt 5%, và 01 chợ.", "Có 1.508 hộ, đạt 5 %, và 1 chợ.", &[], &[], 0),
        ("Khóa XXI ban hành số 35-CT/TW năm 2019.", "Khóa XXII ban hành số 36-CT/TW năm 2020.", &[], &[], 0),
        ("Ba xã không đạt yêu cầu.", "Ba xã chưa đạt yêu cầu.", &[], &["- không", "+ chưa"], 0),
        ("Không gian văn hóa rộng, gần đây đông.", "Chốn văn hóa rộng, dạo này đông.", &[], &[], 0),
        ("Các xã đã hoàn thành nhiệm vụ.", "Các xã cơ bản hoàn thành nhiệm vụ.", &[], &["+ cơ bản"], 0),
        ("Nợ đọng xây dựng giảm.", "Nợ đọng xây dựng cơ bản giảm.", &[], &[], 0),
        ("Thu được 40 tạ chè.", "Thu được trên 40 tạ chè.", &[], &["+ trên"], 0),
        ("### Mục 3 cũ\n\nLời 1.", "### Mục 4 mới\n\nLời 1.", &[], &[], 0),
    ];
    for (before, after, figures, words, n_still) in cases {
        let digest = digested(&before.replace("{table}", TABLE), &after.replace("{table}", TABLE));
        let found = shown(&digest);
        assert_eq!(found.0, *figures, "{before}\n{after}");
        assert_eq!(found.1, *words, "{before}\n{after}");
        let still: usize = digest.figures.iter().map(|it| it.still.len()).sum();
        assert_eq!(still, *n_still, "{before}\n{after}");
    }
}
