# Problems of a draft's structure (D001–D037).

problem-D001 = `{ $text }` looks like a heading but is only a paragraph in Markdown
    .hint = put `#` marks for the heading's level before it and keep the printed number
    .example = I. ĐẶC ĐIỂM TÌNH HÌNH

problem-D002 = `{ $text }` looks like a heading but becomes a list item in Markdown
    .hint = write it as a heading: `### 1. …`
    .example = 1. Về kinh tế

problem-D003 = the line `{ $text }` is run together with the line before it
    .hint = leave a blank line between the two, or write headings
    .example = a) Về kinh tế ⏎ b) Về xã hội

problem-D004 = the number `{ $number }` at the start turns the paragraph into a list
    .hint = put a word before it, such as `Năm { $number }`, or write `{ $number }\.`
    .example = 2020. Toàn huyện có 14 xã

problem-D005 = the line `{ $text }` breaks off the paragraph and becomes a list
    .hint = write the paragraph on one line; if it is a list, leave a blank line before it
    .example = Thu ngân sách giảm ⏎ - 6% so với năm trước

problem-D006 = the item with `{ $bullet }` is level with items with `{ $first }` and makes a list of its own
    .hint = indent it by two spaces if it is a sub-point: `  + …`, else use the same mark
    .example = - Ý lớn ⏎ + Ý con

problem-D007 = `{ $text }` begins with a dash or sign that is no list mark in Markdown
    .hint = write a hyphen and a space instead: `- …`
    .example = – Tập trung chỉ đạo

problem-D008 = the line drawn under `{ $text }` makes it a heading
    .hint = remove the line; if it is a heading, write it with `#`
    .example = Kết quả chung ⏎ -----

problem-D009 = `{ $text }` is indented by a tab or four spaces and becomes a code block
    .hint = remove the indent
    .example = {"    "}Thu ngân sách đạt khá

problem-D010 = the line begins with a no-break or other unusual space
    .hint = delete the spaces at the start of the line
    .example = {"\u00A0"}Kinh tế phát triển

problem-D011 = `{ $marker }` alone on a line makes an empty list item
    .hint = delete the line or write the item's text
    .example = *

problem-D012 = the minus in `{ $text }` is read as a list mark
    .hint = write `giảm …%` (a decrease of …) instead of the minus
    .example = - 5% so với năm trước

problem-D013 = a rule stands in the text
    .hint = delete it; the layout draws its own lines
    .example = ***

problem-D014 = there is HTML in the text: `{ $text }`
    .hint = write it in Markdown or remove it
    .example = <div align="center">ĐẢNG BỘ HUYỆN</div>

problem-D015 = the paragraph is broken into { $lines } lines
    .hint = write one paragraph per line, so that drafts compare well
    .example = Kinh tế của huyện ⏎ phát triển khá

problem-D016 = `{ $text }` looks like a page number left over from pasting
    .hint = delete the line
    .example = Trang 12/45

problem-D017 = there is a tab inside the line
    .hint = write a space instead; if it is a table, make a Markdown table
    .example = Xã Thủy Khê ⇥ 12 ⇥ 15

problem-D018 = a word is cut by a hyphen at the end of the line
    .hint = join the word and remove the line break
    .example = công nghiệp hóa, hiện đại hóa nông nghiệp và nông- ⏎ thôn

problem-D019 = `{ $text }` comes back { $times } times like a running head left over from pasting
    .hint = delete these lines
    .example = Dự thảo báo cáo chính trị

problem-D020 = `{ $missing }` is missing before `{ $label }`
    .hint = number again or add what is missing
    .example = 1. … 2. … 4. …

problem-D021 = `{ $label }` has the same number as `{ $other }` above
    .hint = number again
    .example = 4. Quốc phòng … 4. Xây dựng Đảng

problem-D022 = `{ $label }` stands behind `{ $other }`, out of order
    .hint = change their places or number again
    .example = 1. … 3. … 2. …

problem-D023 = `{ $label }` is numbered in another style than `{ $other }` on the same level
    .hint = use one style for all on a level
    .example = 1. … II. … 3. …

problem-D024 = `{ $label }` does not fit the section `{ $other }` that holds it
    .hint = correct the number or move it to its section
    .example = 2. Văn hóa … 1.3. Thương mại

problem-D025 = `{ $label }` begins again without a new section
    .hint = go on counting or put a heading before it
    .example = 1. … 2. … 1. …

problem-D026 = `{ $missing }` is missing before `{ $label }`: the letter after d is đ
    .hint = use the order a, b, c, d, đ, e, g
    .example = d) … e) …

problem-D027 = `{ $label }` is no letter of the Vietnamese order
    .hint = use the order a, b, c, d, đ, e, g, h, i, k
    .example = e) … f) …

problem-D030 = a heading of level { $level } stands right inside level { $above } and skips the level between
    .hint = correct the number of `#` marks
    .example = ## I. … #### 1. …

problem-D031 = the section `{ $text }` has no text
    .hint = write its text or remove the heading
    .example = ### 1. Thuận lợi ⏎ ### 2. Khó khăn

problem-D032 = the id `{ $id }` already belongs to another heading
    .hint = choose another id
    .example = ## I. Kết quả {"\u007B"}#kinh-te{"\u007D"}

problem-D033 = the footnote `{ $note }` is referred to but not defined
    .hint = write its text at the end of the section: `[^{ $note }]: …`
    .example = đạt 63%[^5]

problem-D034 = the footnote `{ $note }` is defined but nothing refers to it
    .hint = put `[^{ $note }]` where it belongs or delete the footnote
    .example = [^5]: Số liệu đến ngày 31/12/2019

problem-D035 = the footnote `{ $note }` is defined twice
    .hint = remove one or give it another name
    .example = [^1]: … ⏎ [^1]: …

problem-D036 = the row has { $cells } cells where the table has { $columns } columns
    .hint = add or remove `|` to match the header row
    .example = | 1 | Thu nhập | 35 | 38,2 | thừa |

problem-D037 = the heading has no text
    .hint = write its title or delete the line
    .example = ###
