//! A saved e-mail: who sent it, what it says, and the files that hang on it. `mail_parser` is used here and nowhere else.
//!
//! Nothing is fetched and no markup is kept: a letter in HTML comes out as its words. Pictures that stand inside the
//! letter (a crest, a signature) are no attachments. Names of attachments lose their folders. No bytes make it panic.

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a mail holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// The name before the sender's address.
    pub sender: Option<String>,
    /// The sender's address.
    pub address: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its words.
    pub text: String,
    /// That it has words in a form that is not read.
    pub is_unread: bool,
    /// Attached files: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Most files that hang on one mail.
const FILES_MAX: usize = 200;

/// Reads a mail; `None` for what is none.
pub fn mail(bytes: &[u8]) -> Option<Mail> {
    catch_unwind(AssertUnwindSafe(|| read(bytes))).ok().flatten()
}

fn read(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from().and_then(|it| it.first());
    // Any text has a line that looks like a header; a mail says who sends it.
    if from.is_none() && message.subject().is_none() {
        return None;
    }
    let texts: Vec<String> = (0..message.text_body_count())
        .filter_map(|at| message.body_text(at))
        .map(|it| it.into_owned())
        .collect();
    let is_decoration = |part: &MessagePart<'_>| {
        let is_inline = matches!(part.body, PartType::InlineBinary(_)) && part.content_id().is_some();
        let is_picture = part.content_type().is_some_and(|it| it.ctype() == "image");
        is_inline && is_picture
    };
    let attached = message.attachments().filter(|part| !is_decoration(part)).take(FILES_MAX).enumerate();
    let mut files: Vec<(String, Vec<u8>)> = attached.map(|(at, part)| file(at, part)).collect();
    name_apart(&mut files);
    Some(Mail {
        sender: from.and_then(|it| it.name()).map(str::to_owned),
        address: from.and_then(|it| it.address()).map(str::to_owned),
        subject: message.subject().map(str::to_owned),
        text: texts.join("\n"),
        is_unread: false,
        files,
    })
}

fn file(at: usize, part: &MessagePart<'_>) -> (String, Vec<u8>) {
    let named = part.attachment_name().map(|name| name.replace('\\', "/"));
    let named =
        named.as_deref().and_then(|name| name.rsplit('/').next()).filter(|name| !name.trim().is_empty());
    let (otherwise, bytes) = match &part.body {
        PartType::Message(message) => ("eml", message.raw_message().to_vec()),
        PartType::Html(words) => ("html", words.as_bytes().to_vec()),
        _ => ("bin", part.contents().to_vec()),
    };
    let name = named.map_or_else(|| format!("{}.{otherwise}", at + 1), str::to_owned);
    // A mail that was sent on as an attachment is often named by its subject alone.
    let is_mail = matches!(part.body, PartType::Message(_)) && !name.to_lowercase().ends_with(".eml");
    (if is_mail { format!("{name}.eml") } else { name }, bytes)
}

/// The words of a letter in HTML.
pub(super) fn words_of_html(html: &str) -> String {
    mail_parser::decoders::html::html_to_text(html)
}

/// Two files of one name get a number.
pub(super) fn name_apart(files: &mut [(String, Vec<u8>)]) {
    for at in 1..files.len() {
        let (before, now) = files.split_at_mut(at);
        let same = before.iter().filter(|(name, _)| *name == now[0].0).count();
        if same > 0 {
            now[0].0 = format!("{}-{}", same + 1, now[0].0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?UTF-8?B?xJDhuqNuZyDhu6d5IHjDoyBUaOG7rQ==?= <x03@example.org>\r\n\
        Subject: =?UTF-8?Q?G=C3=B3p_=C3=BD?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>K\u{ed}nh g\u{1eed}i</p><p>Xin g\u{1eed}i k\u{e8}m.</p>\r\n\
        --b\r\nContent-Type: text/csv; name=\"C:\\\\a\\\\phieu.csv\"\r\nContent-Disposition: attachment\r\n\r\na;b\r\n\
        --b\r\nContent-Type: text/csv; name=\"phieu.csv\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nYztk\r\n\
        --b\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\nContent-ID: <x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n\
        --b--\r\n";

    #[test]
    fn a_mail_comes_apart_into_words_and_files() {
        let read = mail(MAIL.as_bytes()).unwrap();
        assert_eq!(
            (read.sender.as_deref(), read.address.as_deref()),
            (Some("Đảng ủy xã Thử"), Some("x03@example.org"))
        );
        assert_eq!(read.subject.as_deref(), Some("Góp ý"));
        assert!(read.text.contains("Kính gửi") && !read.text.contains('<'), "{}", read.text);
        let names: Vec<&str> = read.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["phieu.csv", "2-phieu.csv"]);
        assert_eq!(read.files[1].1, b"c;d");
    }

    #[test]
    fn what_is_no_mail_is_none_and_nothing_panics() {
        for bytes in [&b""[..], b"PK\x03\x04", b"\xff\xfe\0\0", b"abc"] {
            assert_eq!(mail(bytes), None, "{bytes:?}");
        }
        for n in (0..MAIL.len()).step_by(7) {
            let mut bytes = MAIL.as_bytes().to_vec();
            let _ = mail(&bytes[..n]);
            bytes[n] ^= 0xff;
            let _ = mail(&bytes);
        }
        let deep: String = (0..2_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect();
        let _ = mail(format!("From: a@b.c\r\n{deep}").as_bytes());
    }
}
