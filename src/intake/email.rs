//! A saved e-mail as the files that are in it: what hangs on it, and its own words where they ask for something.
//!
//! A letter that only says what hangs on it is no reply: it is named in a note. What was quoted from an earlier mail
//! below it is not the sender's. Who sent it is handed on as a hint, which is a name like that of a file.

use super::inside::Inside;
use super::slip::shown;
use super::{codes, letter};
use crate::archive::Mail;
use crate::problem::{Place, Problem};
use crate::text::plain;

/// The name that the words of a mail get as a file of its own.
const BODY: &str = "loi-thu.txt";

/// The files of a mail.
pub(super) fn files(mail: Mail, name: &str) -> Vec<Inside> {
    let hints: Vec<String> = hints(&mail);
    let words = own_words(&mail);
    let mut files: Vec<Inside> = Vec::new();
    let is_unread = mail.is_unread;
    let says = !words.trim().is_empty();
    let asks = says && (mail.files.is_empty() || asks_itself(&words, name));
    if asks {
        files.push(Inside { hints: hints.clone(), ..Inside::of(BODY, words.clone().into_bytes()) });
    }
    for (file, bytes) in mail.files {
        files.push(Inside { hints: hints.clone(), ..Inside::of(&file, bytes) });
    }
    if let (true, false, Some(first)) = (says, asks, files.first_mut()) {
        let problem = Problem::new(codes::MAIL_WORDS, Place::file(name));
        first.notes.push(problem.with("words", shown(&words)));
    }
    if let (true, Some(first)) = (is_unread, files.first_mut()) {
        first.notes.push(Problem::new(codes::MAIL_RTF, Place::file(name)));
    }
    files
}

/// Names by which the sender may be known, the surest first.
fn hints(mail: &Mail) -> Vec<String> {
    let account = mail.address.as_deref().and_then(|it| it.split('@').next());
    let all = [mail.sender.as_deref(), mail.subject.as_deref(), account];
    all.into_iter().flatten().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// Whether words ask for something besides that what hangs on them be read.
fn asks_itself(words: &str, name: &str) -> bool {
    let is_cover = |line: &str| {
        let key = plain(line).key;
        ["kem theo", "dinh kem", "gui kem", "kinh gui", "xin gui", "trong file", "tong hop", "xac nhan"]
            .iter()
            .any(|it| key.contains(it))
    };
    let own: Vec<&str> = words.lines().filter(|line| !is_cover(line)).collect();
    let read = letter::read(&letter::of_text(&own.join("\n")), name);
    read.reply.is_some_and(|reply| !reply.comments.is_empty())
}

/// The words of a mail without what was quoted below them; of one that was sent on, with it.
fn own_words(mail: &Mail) -> String {
    let subject = plain(mail.subject.as_deref().unwrap_or_default()).key;
    let is_sent_on = ["fwd:", "fw:", "chuyen tiep"].iter().any(|it| subject.trim_start().starts_with(it));
    let begins_quote = |line: &&str| {
        let key = plain(line).key;
        let key = key.trim();
        key.contains("original message")
            || key.ends_with("da viet:")
            || key.ends_with("wrote:")
            || key.starts_with("________________")
    };
    let lines = mail.text.lines().take_while(|line| is_sent_on || !begins_quote(line));
    let lines = lines.filter(|line| is_sent_on || !line.trim_start().starts_with('>'));
    lines.map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, files: usize, expected: &[&str]) {
        let attached = (0..files).map(|n| (format!("{n}.csv"), Vec::new())).collect();
        let mail = Mail { text: text.to_owned(), files: attached, ..Mail::default() };
        let found = super::files(mail, "a.eml");
        let names: Vec<&str> = found.iter().map(|it| it.member.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn words_of_a_mail_are_a_reply_only_where_they_ask_for_something() {
        check("Kính gửi Văn phòng,\nXin gửi kèm theo ý kiến góp ý, đề nghị tổng hợp.\n", 1, &["0.csv"]);
        check(
            "Kính gửi,\nĐề nghị bổ sung vào mục II.1 số liệu về nước sạch nông thôn.\n",
            1,
            &[BODY, "0.csv"],
        );
        check("Đơn vị nhất trí với dự thảo.\n", 0, &[BODY]);
        check("", 2, &["0.csv", "1.csv"]);
        check(
            "Vâng ạ.\n\nVào 10:00 ngày 5/4 Tổ biên tập đã viết:\n> Đề nghị bổ sung mục II.1 cho rõ\n",
            1,
            &["0.csv"],
        );
    }
}
