//! The container of old Office files: what is in one, and a mail that Outlook saved. `cfb` is used here and nowhere else.
//!
//! Says whether it is an old Word or Excel file, a new one under a password or a mail; reads the mail only. Nothing is
//! decrypted and no object is run. What comes out of a container is never more than the container, whatever it says of
//! its own sizes; a mail inside of a mail inside of a mail is left.

use super::mail::{Mail, name_apart, words_of_html};
use crate::text::{decode_windows_1258, nfc};
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The first bytes of a container.
pub const OLE_SIGN: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OleKind {
    /// A file of Office under a password.
    Locked,
    /// A file of old Word.
    Word,
    /// A file of old Excel.
    Excel,
    /// A mail that Outlook saved.
    Mail,
    /// Something else, or a broken one.
    Other,
}

/// What a container is; none where the bytes are no container.
pub fn ole_kind(bytes: &[u8]) -> Option<OleKind> {
    if !bytes.starts_with(OLE_SIGN) {
        return None;
    }
    let kind = || {
        let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
        let marks = [
            ("/EncryptedPackage", OleKind::Locked),
            ("/__properties_version1.0", OleKind::Mail),
            ("/WordDocument", OleKind::Word),
            ("/Workbook", OleKind::Excel),
            ("/Book", OleKind::Excel),
        ];
        marks.iter().find(|(path, _)| file.is_stream(path)).map(|(_, kind)| *kind)
    };
    let found = catch_unwind(AssertUnwindSafe(kind)).ok().flatten();
    Some(found.unwrap_or(OleKind::Other))
}

/// Whether an old Word file is under a password: the first part of its text says so.
pub fn is_locked_word(bytes: &[u8]) -> bool {
    let read = || {
        let mut head = [0_u8; 12];
        let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
        file.open_stream("/WordDocument").ok()?.read_exact(&mut head).ok()?;
        Some(head[11] & 1 == 1)
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten().unwrap_or(false)
}

/// Most files that hang on one mail.
const FILES_MAX: usize = 200;
/// How deep mails in mails are opened.
const NESTED_MAX: usize = 2;

/// Reads a mail that Outlook saved (`.msg`); `None` for what is none.
pub fn outlook_mail(bytes: &[u8]) -> Option<Mail> {
    if ole_kind(bytes) != Some(OleKind::Mail) {
        return None;
    }
    let read = || {
        let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
        let mut message = Message { file, left: bytes.len() as u64 };
        let mut mail = message.mail("/", 1);
        name_apart(&mut mail.files);
        Some(mail)
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

/// Properties of a mail and of what hangs on it, by number.
mod property {
    pub(super) const SUBJECT: &str = "0037";
    pub(super) const SENT_FOR: &str = "0042";
    pub(super) const SENDER: &str = "0C1A";
    pub(super) const ADDRESS: &str = "0C1F";
    pub(super) const SMTP_ADDRESS: &str = "5D01";
    pub(super) const BODY: &str = "1000";
    pub(super) const HTML: &str = "1013";
    pub(super) const PACKED_RTF: &str = "1009";
    pub(super) const DATA: &str = "3701";
    pub(super) const SHORT_NAME: &str = "3704";
    pub(super) const NAME: &str = "3707";
    pub(super) const DISPLAYED: &str = "3001";
    pub(super) const CONTENT_ID: &str = "3712";
}

struct Message<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// How many bytes may still come out.
    left: u64,
}

impl Message<'_> {
    fn mail(&mut self, at: &str, depth: usize) -> Mail {
        let sender = self.words(at, property::SENDER).or_else(|| self.words(at, property::SENT_FOR));
        let address = self.words(at, property::SMTP_ADDRESS).or_else(|| self.words(at, property::ADDRESS));
        let plain = self.words(at, property::BODY).filter(|it| !it.trim().is_empty());
        let text = plain.or_else(|| self.html(at)).unwrap_or_default();
        let has_rtf = self.file.is_stream(format!("{at}__substg1.0_{}0102", property::PACKED_RTF));
        let mut mail = Mail {
            sender,
            address: address.filter(|it| it.contains('@')),
            subject: self.words(at, property::SUBJECT),
            is_unread: has_rtf && text.trim().is_empty(),
            text: nfc(&text).into_owned(),
            files: Vec::new(),
        };
        for holder in self.attached(at) {
            self.attachment(&holder, depth, &mut mail.files);
        }
        mail
    }

    /// The folders of what hangs on a mail, in their order.
    fn attached(&self, at: &str) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(at) else { return Vec::new() };
        let names = entries.filter(|it| it.is_storage()).map(|it| it.name().to_owned());
        let mut names: Vec<String> = names.filter(|it| it.starts_with("__attach_version1.0_")).collect();
        names.sort();
        names.into_iter().take(FILES_MAX).map(|name| format!("{at}{name}/")).collect()
    }

    fn attachment(&mut self, at: &str, depth: usize, files: &mut Vec<(String, Vec<u8>)>) {
        if files.len() >= FILES_MAX {
            return;
        }
        let name = [property::NAME, property::SHORT_NAME, property::DISPLAYED];
        let name = name.iter().find_map(|it| self.words(at, it)).unwrap_or_default();
        let name = name.replace('\\', "/");
        let name = name.rsplit('/').next().unwrap_or_default().trim();
        let name = if name.is_empty() { format!("{}.bin", files.len() + 1) } else { name.to_owned() };
        let inner = format!("{at}__substg1.0_{}000D/", property::DATA);
        if self.file.is_storage(&inner) {
            if depth < NESTED_MAX && self.file.is_stream(format!("{inner}__properties_version1.0")) {
                let mail = self.mail(&inner, depth + 1);
                if !mail.text.trim().is_empty() {
                    files.push((format!("{name}.txt"), mail.text.into_bytes()));
                }
                files.extend(mail.files);
            }
            return;
        }
        let Some(bytes) = self.stream(&format!("{at}__substg1.0_{}0102", property::DATA)) else { return };
        let is_picture =
            ["png", "jpg", "jpeg", "gif", "bmp"].iter().any(|it| name.to_lowercase().ends_with(it));
        // A crest or a signature stands inside the letter.
        if is_picture && self.words(at, property::CONTENT_ID).is_some() {
            return;
        }
        files.push((name, bytes));
    }

    /// A property that is words: in Unicode, or in the old encoding of Windows for Vietnamese.
    fn words(&mut self, at: &str, property: &str) -> Option<String> {
        let unicode = self.stream(&format!("{at}__substg1.0_{property}001F"));
        let words = match unicode {
            Some(bytes) => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
            None => {
                let bytes = self.stream(&format!("{at}__substg1.0_{property}001E"))?;
                std::str::from_utf8(&bytes).map_or_else(|_| decode_windows_1258(&bytes), str::to_owned)
            }
        };
        let words: String = words;
        Some(words.trim_end_matches('\0').to_owned()).filter(|it| !it.is_empty())
    }

    fn html(&mut self, at: &str) -> Option<String> {
        let bytes = self.stream(&format!("{at}__substg1.0_{}0102", property::HTML));
        let html = match bytes {
            Some(bytes) => match String::from_utf8(bytes) {
                Ok(html) => html,
                Err(error) => decode_windows_1258(error.as_bytes()),
            },
            None => self.words(at, property::HTML)?,
        };
        Some(words_of_html(&html))
    }

    /// The bytes of a stream; none where there is none, or more than the file can hold.
    fn stream(&mut self, path: &str) -> Option<Vec<u8>> {
        if !self.file.is_stream(path) {
            return None;
        }
        let mut bytes = Vec::new();
        let left = self.left;
        let mut stream = self.file.open_stream(path).ok()?;
        (&mut stream).take(left + 1).read_to_end(&mut bytes).ok()?;
        self.left = left.checked_sub(bytes.len() as u64)?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, bytes) in streams {
            if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
                file.create_storage_all(folder).unwrap();
            }
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn wide(words: &str) -> Vec<u8> {
        words.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn containers_are_told_apart() {
        let check =
            |stream: &str, kind: OleKind| assert_eq!(ole_kind(&container(&[(stream, b"x")])), Some(kind));
        check("/EncryptedPackage", OleKind::Locked);
        check("/WordDocument", OleKind::Word);
        check("/Workbook", OleKind::Excel);
        check("/__properties_version1.0", OleKind::Mail);
        check("/x", OleKind::Other);
        assert_eq!(ole_kind(OLE_SIGN), Some(OleKind::Other));
        assert_eq!(ole_kind(b"PK"), None);
        assert!(is_locked_word(&container(&[("/WordDocument", &[1; 12])])));
        assert!(!is_locked_word(&container(&[("/WordDocument", &[0; 12])])));
    }

    #[test]
    fn a_mail_of_outlook_comes_apart_into_words_and_files() {
        let (subject, name, body) = (wide("Góp ý"), wide("C:\\a\\phiếu.csv"), wide("Xin gửi kèm."));
        let (inner, picture) = (wide("Đề nghị bỏ câu cuối"), wide("crest.png"));
        let mail = container(&[
            ("/__properties_version1.0", b""),
            ("/__substg1.0_0037001F", &subject),
            ("/__substg1.0_0C1A001E", b"Van phong"),
            ("/__substg1.0_5D01001F", &wide("x03@example.org")),
            ("/__substg1.0_1000001F", &body),
            ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &name),
            ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"a;b"),
            ("/__attach_version1.0_#00000001/__substg1.0_3707001F", &picture),
            ("/__attach_version1.0_#00000001/__substg1.0_3712001F", &wide("id")),
            ("/__attach_version1.0_#00000001/__substg1.0_37010102", b"png"),
            ("/__attach_version1.0_#00000002/__substg1.0_3001001F", &wide("Thư chuyển")),
            ("/__attach_version1.0_#00000002/__substg1.0_3701000D/__properties_version1.0", b""),
            ("/__attach_version1.0_#00000002/__substg1.0_3701000D/__substg1.0_1000001F", &inner),
        ]);
        let read = outlook_mail(&mail).unwrap();
        assert_eq!(read.subject.as_deref(), Some("Góp ý"));
        assert_eq!(
            (read.sender.as_deref(), read.address.as_deref()),
            (Some("Van phong"), Some("x03@example.org"))
        );
        assert_eq!(read.text, "Xin gửi kèm.");
        let files: Vec<(&str, &[u8])> =
            read.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(files, [("phiếu.csv", &b"a;b"[..]), ("Thư chuyển.txt", "Đề nghị bỏ câu cuối".as_bytes())]);
    }

    #[test]
    fn a_letter_in_html_comes_out_as_words_and_one_in_rtf_is_told() {
        let html = "<html><body><p>Kính gửi</p><p>Bỏ câu &quot;cuối&quot;</p></body></html>".as_bytes();
        let read =
            outlook_mail(&container(&[("/__properties_version1.0", b""), ("/__substg1.0_10130102", html)]));
        let read = read.unwrap();
        assert!(read.text.contains("Bỏ câu \"cuối\"") && !read.text.contains('<'), "{}", read.text);
        let rtf = container(&[("/__properties_version1.0", b""), ("/__substg1.0_10090102", b"LZFu")]);
        assert!(outlook_mail(&rtf).unwrap().is_unread);
    }

    #[test]
    fn no_damage_makes_it_panic() {
        let mail = container(&[("/__properties_version1.0", b""), ("/__substg1.0_1000001F", &wide("x"))]);
        for n in (0..mail.len()).step_by(37) {
            let mut bytes = mail.clone();
            bytes[n] ^= 0xff;
            let _ = outlook_mail(&bytes);
            let _ = outlook_mail(&mail[..n]);
        }
    }
}
