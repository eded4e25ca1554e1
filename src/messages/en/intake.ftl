# Files that units send: problems in reading, and limits (I001–I027).

problem-I001 = the file is larger than { $megabytes } MB
    .hint = split it into smaller files and import them
    .example = (a Markdown file of 8 MB)

problem-I002 = there is not a word in the file
    .hint = ask the unit; if it has no comment, record `vankien reply add UNIT --no-comment`
    .example = (an empty file)

problem-I003 = the file is not text
    .hint = open it in the program that made it, save it as text in UTF-8 and import that
    .example = (a file with a NUL byte, or UTF-16 cut short)

problem-I004 = the file is not Unicode, it looks like { $encoding }
    .hint = open it, save it in UTF-8 (in Excel: `CSV UTF-8`), look whether the letters are right and import that
    .example = (a CSV file saved in Windows-1258)

problem-I005 = the letters of the file are { $encoding } and cannot be read
    .hint = the file is kept; ask the unit for a copy in a Unicode font (Times New Roman)
    .example = §Ò nghÞ bæ sung c©y ¨n qu¶

problem-I006 = { $kind ->
        [word] Word files (`.{ $extension }`) are not read by this version
        [sheet] spreadsheets (`.{ $extension }`) are not read by this version
        [picture] there is no text to read in a picture (`.{ $extension }`)
        [scan] the PDF is a scan: its pages are pictures, without words to read
        [office] the file ends in `.{ $extension }` but is a Word, Excel or packed file inside
        [archive] a packed file (`.{ $extension }`) is not a reply
       *[other] a file of this form (`.{ $extension }`) is not a reply
    }
    .hint = { $kind ->
        [sheet] open it, save it as `CSV UTF-8` and import the CSV file
        [archive] unpack it and import the files or the folder
        [scan] type it in with `vankien comments add`, or ask the unit for the Word file
        [picture] type it in with `vankien comments add`, or into a CSV slip
       *[other] copy its words into a CSV slip, a Markdown or a YAML file and import that
    }
    .example = gop-y.docx

problem-I007 = the form of this file is none of those of a reply
    .hint = use a CSV slip with its header row, or a Markdown (`.md`) or YAML (`.yaml`) file that begins with `schema: vankien/reply/1`
    .example = (a `.txt` file without the slip's header row)

problem-I008 = the front matter does not stand between two lines `---`
    .hint = write a line `---` before and a line `---` after the keys such as `unit:` and `round:`
    .example = schema: vankien/reply/1 ⏎ unit: x03 ⏎ ⏎ ## mục 1.1

problem-I009 = the Markdown file has no front matter that names the unit and the round
    .hint = add at the top: `---`, `schema: vankien/reply/1`, `unit: …`, `round: …`, `---`; or name the unit at the import
    .example = ## mục 1.1 ⏎ ⏎ Đề nghị viết gọn

problem-I010 = the reply says nothing: it has neither comments nor a state
    .hint = ask the unit; silence is not agreement, so write `state: agree` or `state: no_comment` only where the unit says so
    .example = (a slip with nothing but its header row)

problem-I011 = the state says that the unit agrees or has no comment, but { $n ->
        [one] there is { $n } comment
       *[other] there are { $n } comments
    }
    .hint = look at `state` again: it may be `agree_with_changes` or `comments`; the comments are imported all the same
    .example = state: agree ⏎ comments: (one comment)

problem-I012 = this comment has no words
    .hint = write what the unit asks for, or delete the row or heading
    .example = ;Báo cáo chính trị;mục 1.1;;;;

problem-I013 = this comment is longer than { $limit } characters
    .hint = split it into several comments
    .example = (a cell of 40,000 characters)

problem-I014 = there are new words but not the words of the draft that they replace, so no edit was made of them
    .hint = put the draft's words in the column `Trích nguyên văn` or behind `>`; the new words are kept in the comment
    .example = Đề nghị sửa thành: bước đầu hình thành

problem-I015 = the body has several paragraphs without headings or a list, so it was taken as one comment
    .hint = if there are several comments in it, use `vankien comments split`
    .example = Mục 1 còn dài. ⏎ ⏎ Mục 2 nên thêm số liệu.

problem-I016 = the letters of this comment look like { $encoding }
    .hint = the comment is kept as it is; ask the unit to send it again in a Unicode font
    .example = ;Báo cáo chính trị;mục 2;;§Ò nghÞ bæ sung c©y ¨n qu¶;;

problem-I017 = `{ $value }` in the column `Mã` is not a block code
    .hint = write the code printed in the draft, such as `P12`, or leave it empty; the comment is imported all the same
    .example = mục 1;Báo cáo chính trị;;;Viết gọn;;

problem-I018 = there are more than { $limit } comments in the file
    .hint = split it into several files and import them
    .example = (a slip of 60,000 rows)

problem-I019 = the slip's header row was not found; the columns needed are { $expected }, the file begins with `{ $found }`
    .hint = keep the header row of the slip and put `;` between the columns
    .example = Đơn vị;x03 ⏎ mục 1.1;viết gọn

problem-I020 = the slip has no column for the comments; the columns needed are { $expected }, the file has `{ $found }`
    .hint = add the column `Nội dung góp ý`
    .example = Văn kiện;Vị trí;Lý do

problem-I021 = the column `{ $column }` has words but is not one of the slip, so it was not read
    .hint = if these are comments, move them to the column `Nội dung góp ý`
    .example = Vị trí;Nội dung góp ý;Người ghi

problem-I022 = the column `{ $column }` stands twice
    .hint = keep one of them and import again
    .example = Vị trí;Nội dung góp ý;Góp ý

problem-I023 = the row has { $cells } cells but the header row has only { $columns } columns
    .hint = put words that hold the separator between quotation marks `"…"`; this row was not imported
    .example = ;Báo cáo chính trị;mục 1;;viết gọn; rõ hơn;;;

problem-I024 = the quotation mark opened in this row is not closed
    .hint = close it, or write two of them `""` where it belongs to the words; this row was not imported
    .example = ;Báo cáo chính trị;mục 1;;"viết gọn;;

problem-I025 = `{ $value }` on the line `{ $label }` cannot be read, it needs { $form }
    .hint = mend the line, or leave it empty if you do not know
    .example = Đợt;hai

problem-I026 = the line `{ $label }` above the table is not used
    .hint = nothing to do unless it is a comment; comments stand in the table
    .example = Người lập phiếu;Văn phòng

problem-I027 = the line `{ $label }` stands twice: `{ $first }` and `{ $second }`; the first is used
    .hint = delete the wrong one and import again
    .example = Đơn vị;x03 ⏎ Đơn vị;x04

intake-columns = `Mã; Văn kiện; Vị trí; Trích nguyên văn; Nội dung góp ý; Đề nghị sửa thành; Lý do`
intake-form-number = a number, such as `2`
intake-form-date = day, month and year, such as `12/4/2020`
intake-form-channel = one of: slip, letter, meeting, minutes, online, portal, phone
intake-encoding-tcvn3 = the old font TCVN3 (`.VnTime`)
intake-encoding-vni = the old font VNI
intake-encoding-viscii = the old encoding VISCII
intake-encoding-windows-1258 = the encoding Windows-1258
intake-encoding-misread = UTF-8 saved in a wrong encoding
intake-encoding-unknown = another encoding

limit-file = Size of a file
limit-yaml = Size of a YAML file
limit-yaml-depth = Levels of nesting in YAML
limit-markdown = Size of a Markdown file
limit-letter = Size of a letter in running text
limit-slip = Size of a CSV slip
limit-slip-rows = Rows of a slip, comments of a file
limit-slip-columns = Columns of a slip
limit-cell = Characters of a cell or a comment
problem-I028 = the workbook cannot be read: { $reason }
    .hint = open it in Excel, save it as .xlsx without a password, and import it again
    .example = an .xlsx with a password, or cut short
workbook-broken = broken, or locked by a password ({ $reason })
workbook-locked = locked by a password
workbook-too-large = more than { $max } cells with words
limit-workbook-cells = Cells with words in a workbook
limit-workbook = Words in a workbook
problem-I029 = the Word file cannot be read: { $reason }
    .hint = open it in Word, save it as .docx without a password, and import it again
    .example = a .docx cut short
problem-I030 = a tracked change is still open: { $kind ->
        [inserted] inserted
        [deleted] deleted
        [moved] moved
       *[looks] other looks
    }{ $words }{ $by }
    .hint = in Word choose Review, Accept All or Reject All and save; or run this again with `--accept` (takes all) or `--reject` (takes none)
    .example = a file with changes that nobody accepted
problem-I031 = cannot be carried to Markdown: { $what ->
        [equation] an equation
        [picture] a picture
        [textbox] a text box
        [comment] a comment of Word
        [object] an embedded object
        [symbol] a sign of a symbol font
        [note] a footnote without text or inside another
        [nested] a table in a cell of another (its words stay, its cells go)
        [table] a table in a footnote
        [margin] words at the top or the foot of the pages
        [hidden] hidden words
        [strike] struck words (the words stay, the line goes)
        [raised] raised or lowered words (the words stay, the looks go)
        [looks] bold or italics inside a word (the words stay, the looks go)
       *[other] a file inside the file
    }{ $words }{ $has_near ->
        [0] {""}
       *[other] , near "{ $near }"
    }{ $page ->
        [0] {""}
       *[other] {" "}(page { $page })
    }
    .hint = look at that place in the Word file, and say it in words where needed
    .example = a picture in paragraph 12
problem-I032 = the table has merged cells: the first one has the words, the others are empty
    .hint = hold the table against the Word file
    .example = a cell over two rows
problem-I033 = words in the old font { $what }: "{ $before }", probably "{ $after }"
    .hint = run this again with `--convert` to have them as Unicode (`--dry-run` shows them first), or convert them in Word and import it again
    .example = a paragraph typed in .VnTime
problem-I034 = converted from the old font { $what }: "{ $before }" to "{ $after }"
    .hint = read this paragraph again
    .example = a paragraph typed in VNI-Times
problem-I035 = the Word file has no table of comments (with a header row of { $expected })
    .hint = copy its words into the table of the slip, or type them with `vankien comments add`
    .example = a letter of running text
problem-I036 = { $count } paragraphs outside the tables were not taken as comments:{ $words }
    .hint = read them in the file; add what is a comment with `vankien comments add`
    .example = the opening words and the signature of a slip
problem-I060 = the process that read this file had to stop half way: { $reason }
    .hint = the file is kept as it is; open it in Word or Excel, save it as a new file and import that one, or type it in with `vankien comments add`
    .example = a file that was broken on purpose or is far too heavy
reader-broke-memory = it needs more than { $limit } MB of memory
reader-broke-time = it was not done after { $limit } seconds of computing
reader-broke-other = an unforeseen fault
limit-reader-memory = Memory of a process that reads files
limit-reader-seconds = Time of the processor to read one file
problem-I061 = neither a comment nor agreement was found in this running text
    .hint = read the file; type its comments with `vankien comments add`, or record agreement with `vankien reply add`
    .example = a letter that only says that the papers have arrived
problem-I062 = the file is the draft sent back, without comments and without tracked changes
    .hint = ask the unit what it changed; hold it against the draft with `vankien compare`, then type the comments with `vankien comments add`
    .example = a draft that was edited in place
word-no-body = the file has no body of Word
word-part-broken = part { $part }: { $reason }
