# Files that come in: tables, encodings, archives, e-mail (from I050).

problem-I050 = { $count } lines below the table were not taken as comments: "{ $words }"
    .hint = read them; add what is a comment with `vankien comments add`
    .example = Tổng cộng: 5 ý kiến ⏎ T/M ĐẢNG ỦY

problem-I051 = { $count } rows leave their place blank; it was read as the one above (rows { $rows })
    .hint = look at these rows; where a comment is about the whole, place it with `vankien comments place`
    .example = a merged or empty cell below `Mục II.1`

problem-I052 = this cell is the date `{ $value }`; Excel probably changed what was typed{ $known ->
        [0] {""}
       *[other] : perhaps `{ $typed }`
    }
    .hint = ask the unit, or make the column Text and type the cell again; the comment is taken in
    .example = `5-6` typed, `5-Jun` shown

problem-I053 = this cell is the number `{ $value }` below a section that ends in 9, probably `{ $typed }` without its last digit
    .hint = hold it against the draft; if so, place the comment with `vankien comments place`
    .example = 2.9 ⏎ 2.1

problem-I054 = the table has no header row; its columns were read as number, place and comment
    .hint = look at the comments; ask the unit to keep the header row of the slip next time
    .example = 1 | Mục II.1 | Đề nghị nói rõ hơn

problem-I055 = this cell stands beside the table and was not read: "{ $words }"
    .hint = if it is a comment, move it to the column `Nội dung góp ý` and import again
    .example = a note to the right of the table

problem-I056 = this sheet has no table of comments and was not read: "{ $words }"
    .hint = if there are comments in it, put them below the header row of the slip and import again
    .example = a sheet `Hướng dẫn`

problem-I057 = converted from { $encoding } to Unicode ({ $possible } of { $words } words with marks can be read): "{ $before }" to "{ $after }"
    .hint = read some of the comments again; the file is kept byte for byte
    .example = §Ò nghÞ bæ sung c©y ¨n qu¶ (TCVN3)

problem-I071 = the archive cannot be opened: { $reason }
    .hint = it is kept; ask the unit for the single files, or for a .zip without a password
    .example = a .zip cut short

problem-I072 = this file cannot be unpacked: { $reason }
    .hint = the other files were read; look at this one in the archive, and import it by itself if it is a reply
    .example = two files of one name, or the name `../../x`

problem-I073 = this file of the archive needs a password
    .hint = ask the unit for the password, unpack it and import that file; or ask for it without a password
    .example = a locked góp-ý.zip

problem-I074 = the archive stands inside of more than { $limit } others and was not opened
    .hint = unpack it, and import the files or the folder
    .example = a.zip/b.zip/c.zip

problem-I065 = the saved e-mail cannot be read
    .hint = open it and save it again as `.eml`, or save what hangs on it and import those files
    .example = an .eml cut short

problem-I066 = the words of the e-mail only say what hangs on it and were not taken as a comment: "{ $words }"
    .hint = read them; add what is a comment with `vankien comments add`
    .example = Xin gửi kèm theo phiếu góp ý

problem-I067 = the PDF cannot be read: { $reason }
    .hint = it is kept; ask the unit to send it again, best as the Word file
    .example = a .pdf cut short
pdf-broken = broken ({ $reason })
pdf-locked = locked by a password
pdf-no-letters = what is printed stands for no letters (a font is missing, or is one of its own)
pdf-too-large = longer than { $max } pages, or too many letters

problem-I068 = the PDF has a table of comments; cells of a table cannot be told apart in a PDF, so it was not read
    .hint = ask the unit for the Word or Excel file, or type it with `vankien comments add`
    .example = a slip printed as PDF

problem-I069 = { $pages } of { $of } pages of the PDF have parts that cannot be read (pictures, a font that is not in the file, or broken)
    .hint = look at these pages; add what is a comment with `vankien comments add`
    .example = a signed and sealed page that was scanned

problem-I080 = the PDF is under a password and cannot be opened
    .hint = it is kept; ask the unit for a PDF without a password, or for the Word file
    .example = a letter as PDF that asks for a password

problem-I081 = { $kind ->
        [word] the Word file is under a password and cannot be opened
        [excel] the Excel file is under a password and cannot be opened
       *[other] the file is under a password and cannot be opened
    }
    .hint = it is kept; write to the unit: "The file with your comments is under a password and cannot be opened. Please take the password off (File → Info → Protect → Encrypt with Password, leave it blank) and send it again"
    .example = a .docx or .xlsx that asks for a password

problem-I082 = a file of old Word (.doc) cannot be read
    .hint = it is kept; open it in Word or LibreOffice, save it as .docx and import that; or write to the unit: "Please open the file with your comments in Word, choose Save As, Word Document (*.docx), and send it again"
    .example = gop-y.doc saved by Word 97-2003

problem-I083 = a packed file of this kind (`.{ $extension }`) cannot be opened here
    .hint = it is kept; unpack it and import the files; or write to the unit: "Please send the files with your comments one by one, not packed, or packed as .zip"
    .example = gop-y.rar, gop-y.7z

problem-I084 = the words of the e-mail are in Outlook's RTF, which is not read; what hangs on it is
    .hint = open the mail; add what is a comment with `vankien comments add`
    .example = a .msg whose words are RTF only

problem-C027 = this is a further page of a letter that waits to be typed, and no reply of its own
    .hint = type all pages into one reply with `vankien comments add`
    .example = x03_trang2.jpg
