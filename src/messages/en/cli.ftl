# Help texts of the command line.
cli-about = vankien keeps a congress's draft documents, freezes rounds, takes in comments, records decisions, and shows which words changed because of which comment
cli-usage = Usage
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-global-options = Options of every command
cli-examples = Examples
cli-usage-all = vankien <command> [options]
cli-more = `vankien <command> -h` shows usage and examples of a command
cli-or = or
cli-default = default: { $value }
cli-possible = values: { $values }

group-prepare = Prepare
group-round = Comment rounds
group-comments = Comments
group-outputs = Results
group-keep = Keep safe

arg-repo = the congress's folder (default: where you are)
arg-lang = language: vi or en
arg-json = print the answer as JSON
arg-quiet = say nothing but the answer and errors
arg-color = colour: auto, always, never
arg-by = your role (chief, secretary …); remembered for next time
arg-as-of = as of this date (2020-05-01 or 1/5/2020); touches reports only
arg-dry-run = show what would be done, write nothing
arg-clock = time to record (2020-05-01T08:00:00+07:00) instead of the machine's clock
arg-help = show help
arg-version = show the version

cmd-init = make a new repository for a congress
    .dir = the new folder
    .name = name of the congress
    .congress_no = ordinal of the congress (XXII)
    .committee_no = number of the reporting committee (XXI)
    .term = term (2020-2025)
    .level = level (district, province …)
    .documents = a document as id=title; may be given several times
    .units = a units.yaml that lists the units
    .examples =
        vankien init dai-hoi --name "Đại hội Đảng bộ huyện Mộc Lĩnh" --congress-no XXII --committee-no XXI --term 2020-2025
        vankien init dai-hoi --document political-report="Báo cáo chính trị" --document review-report="Báo cáo kiểm điểm"
cmd-demo = build the sample congress with its three rounds, then do the whole job once
    .dir = the new folder
    .examples =
        vankien demo lam-thu
cmd-check = find everything wrong in the drafts and in the repository's files
    .round = only the drafts frozen in this round
    .limits = print the limits for incoming files
    .codes = list every kind of problem with an example
    .examples =
        vankien check
        vankien check --round 2 --json
        vankien check --codes
cmd-status = where you are: rounds, replies, open items, the next thing to do
    .examples =
        vankien status
cmd-draft = the working drafts: save, outline, figures, export to Word
cmd-draft-save = save the edits made in drafts/ and record why
    .comments = ids of the comments that the edits carry out
    .reason = the editor's reason where no comment asked for it
    .older = the file looks like an older copy: keep what was saved since, or mine, as it is
    .examples =
        vankien draft save --for 2-x03-4
        vankien draft save --reason "cập nhật số liệu đến 31/12/2019"
cmd-draft-outline = headings with block codes and owners
    .document = id of the document
    .round = as frozen in this round
    .examples =
        vankien draft outline --document political-report
cmd-draft-figures = every figure, where it stands, what disagrees
    .document = id of the document
    .round = as frozen in this round
    .examples =
        vankien draft figures --document political-report
cmd-draft-export = a draft as a Word or PDF file to read, print and edit
    .document = id of the document; without it, one file for each
    .round = as frozen in this round (default: the working draft)
    .format = docx, pdf; where left out, by the ending of --output, else docx
    .output = file to write (default: named by document and round, in the current folder)
    .codes = print the block codes before the blocks
    .comments = open comments as Word comments beside their paragraphs
    .line_numbers = (PDF) number the lines in the margin, from 1 on every page
    .font_dir = (PDF) folder of fonts that come first, such as Times New Roman; default: the font inside the program
    .reference = a Word file for styles: letters, sizes and spaces are those of its styles
    .examples =
        vankien draft export political-report -o bao-cao-chinh-tri.docx
        vankien draft export --round 2 --codes
        vankien draft export --round 2 --format pdf --line-numbers
cmd-draft-import = take a Word file into the working draft: merged by paragraph, not saved yet
    .file = the Word file (.docx); one that this program exported knows its document and its base
    .document = id of the document, where the file does not say
    .accept = where the file has open tracked changes: take them all
    .reject = where the file has open tracked changes: take none
    .convert = convert words in old fonts (.VnTime, VNI) to Unicode
    .examples =
        vankien draft import bao-cao-da-sua.docx
        vankien draft import bao-cao.docx --document political-report --dry-run
cmd-round = comment rounds: freeze, show, log events, close
cmd-round-open = freeze the drafts, tag round-N, set audience and due date
    .round = number of the round
    .drafts = document=number of its draft; default: the next number of each document that changed
    .audience = ids of the units asked; "all" for every valid unit, "none" for no unit
    .due_at = one due date for all (2020-06-05T17:00)
    .due_days = due so many days after each unit's own congress
    .save = save unsaved edits first, in the same commit
    .confirm = the round's name, typed here instead of being asked for
    .examples =
        vankien round open 1 --due-at 2020-06-05T17:00
        vankien round open 2 --draft political-report=2 --draft review-report=1 --due-days 10 --save
cmd-round-list = rounds and their states
    .examples =
        vankien round list
cmd-round-show = one round: documents, units, due dates, events
    .round = number of the round
    .examples =
        vankien round show 2
cmd-round-log = record an event of the round: sent, received, extended, sitting, reopened, withdrawn, waived
    .round = number of the round
    .kind = kind of event
    .units = units concerned
    .body = the body that sat (btv, bch)
    .sitting = its n-th review; default: the next
    .document = the document reviewed
    .decision = what was concluded
    .until = extended until
    .date = date of the event
    .reason = reason
    .examples =
        vankien round log 2 sent --unit x01,x02
        vankien round log 2 sitting --body btv --decision "thông qua"
        vankien round log 2 extended --unit x08 --until 2020-06-10T17:00 --reason "lũ quét"
cmd-round-close = close a round; warns of undecided comments
    .round = number of the round
    .force = close although comments are undecided; needs --reason and is listed in the annex
    .reason = reason
    .examples =
        vankien round close 2
cmd-diff = what changed between two rounds, or a round and the working draft; --merge: two editors of one draft
    .before = before (round-1); default: the last round
    .after = after (round-2 or working); default: the working draft
    .more = more states behind these, side by side in the table (table-html, table-csv, table-docx, table-pdf only)
    .document = one document only
    .merge = three files: common base, this copy, the other copy; or one: the other copy, beside the working draft
    .merged = give the merged text; only if nothing collides
    .format = terminal, html, json, criticmarkup, table-html, table-csv, docx, table-docx, pdf, table-pdf; where left out, by the ending of --output, else terminal
    .output = write to a file
    .section = one section only (1/II.1.1); the counts stay those of the whole document
    .only = only these kinds: added, deleted, amended, moved, renumbered, retitled, split, merged, figures, emphasis, spelling; in json this filters changes, the summary stays whole
    .context = unchanged blocks shown around a change (terminal, html)
    .summary = print only the summary, on one screen; with --all every place
    .spelling = show differences of spelling and tone marks too
    .all = print unchanged blocks too
    .side_by_side = before and after in two columns (terminal; html opens with this view)
    .moves = what moved, in docx and pdf: tracked (as moves of Word), plain (deleted there, inserted here)
    .comments = in docx, the comments and reasons behind each change beside it (Word comments)
    .line_numbers = (PDF) number the lines in the margin, from 1 on every page
    .font_dir = (PDF) folder of fonts that come first, such as Times New Roman; default: the font inside the program
    .examples =
        vankien diff round-1 round-2
        vankien diff round-2 round-3 --document political-report --format html -o so-sanh.html
        vankien diff round-1 round-2 --document political-report --format docx -o so-sanh.docx
        vankien diff round-1 round-2 --document political-report -o so-sanh.pdf
        vankien diff --summary
        vankien diff round-1 round-2 round-3 --format table-html -o bang-so-sanh.html
        vankien diff --only figures,deleted --section 1/II
        vankien diff --merge goc.md ban-nay.md ban-kia.md --format html -o doi-chieu.html
        vankien diff --merge ../ban-kia.md --document political-report
cmd-compare = compare any two Markdown files, no repository needed
    .files = the file before and the file after; or the seven arguments that git gives to an external diff
    .accept = where a Word file has open tracked changes: take them all
    .reject = where a Word file has open tracked changes: take none
    .convert = convert words in old fonts (.VnTime, VNI) to Unicode
    .format = terminal, html, json, criticmarkup, table-html, table-csv, docx, table-docx, pdf, table-pdf; where left out, by the ending of --output, else terminal
    .output = write to a file
    .section = one section only (1/II.1.1); the counts stay those of the whole document
    .only = only these kinds: added, deleted, amended, moved, renumbered, retitled, split, merged, figures, emphasis, spelling; in json this filters changes, the summary stays whole
    .context = unchanged blocks shown around a change (terminal, html)
    .summary = print only the summary, on one screen; with --all every place
    .spelling = show differences of spelling and tone marks too
    .all = print unchanged blocks too
    .side_by_side = before and after in two columns (terminal; html opens with this view)
    .moves = what moved, in docx and pdf: tracked (as moves of Word), plain (deleted there, inserted here)
    .line_numbers = (PDF) number the lines in the margin, from 1 on every page
    .font_dir = (PDF) folder of fonts that come first, such as Times New Roman; default: the font inside the program
    .examples =
        vankien compare lan-1.md lan-2.md
        vankien compare lan-1.md lan-2.md --format html -o so-sanh.html
        vankien compare lan-1.md lan-2.md --format docx -o so-sanh.docx
        vankien compare lan-1.md lan-2.md --side-by-side
        git config diff.vankien.command "vankien compare"
cmd-reply = replies that are no file
cmd-reply-add = record a short reply: agrees, no comment, declined
    .unit = the unit
    .agree = agrees
    .no_comment = has no comment
    .declined = declines as outside its competence
    .round = number of the round (default: the open one)
    .dated = date on the letter
    .symbol = number and symbol of the letter
    .channel = channel: meeting, letter, online, portal, slip, minutes, phone
    .words = the reply's own words
    .replace = replaces the unit's earlier replies
    .add = is added to the unit's earlier replies
    .examples =
        vankien reply add x06 --agree --dated 2020-04-20 --symbol 12-CV/ĐU
cmd-comments = comments: take in, list, place, group, split
cmd-comments-import = take in the files that units sent (Word, Excel, PDF, e-mail, ZIP, CSV, YAML, Markdown), single or a folder
    .paths = files or folders
    .answers = a file that answers the questions (unit, round, replace or add) beforehand
    .round = number of the round (default: as the file says, or the open one)
    .unit = the sender, where the file does not say
    .examples =
        vankien comments import thu-den/ --dry-run
        vankien comments import thu-den/
        vankien comments import thu.md --unit x03 --round 2
cmd-comments-add = type in a comment
    .unit = the unit
    .text = the comment's own words
    .round = number of the round
    .document = the document
    .place = the place as the unit wrote it ("mục 1.1 phần II")
    .quote = the words quoted
    .proposal = what the quoted words should become
    .reason = reason
    .dated = date
    .channel = channel
    .reserved = a reserved opinion
    .examples =
        vankien comments add x03 --place "mục 1.1" --quote "từng bước" --text "Đề nghị bỏ cụm từ này"
cmd-comments-list = comments by document, section, unit, state
    .round = number of the round
    .document = the document
    .section = section (1/II.1.1)
    .editor = the section's owner
    .unit = the unit
    .kind = kind: wording, figure, addition, deletion, move, agreement, general, question, off_topic, other
    .state = new, placed, unplaced, decided, applied
    .search = words to look for, tone marks not needed
    .examples =
        vankien comments list --round 2 --state new
        vankien comments list --search "nong thon moi"
cmd-comments-show = one comment: words, place, decision, history
    .id = id of the comment (2-x03-4)
    .examples =
        vankien comments show 2-x03-4
cmd-comments-place = put a comment on its paragraph
    .id = id of the comment
    .code = block code (P12 or political-report:P12)
    .note = internal note
    .examples =
        vankien comments place 2-x06-1 political-report:P40
cmd-comments-group = group comments that make the same point
    .ids = ids of the comments
    .into = add to an existing group (g3)
    .suggest = join nothing, only name the comments that seem to make the same point, why, and the command that joins them
    .round = only comments of this round
    .document = only comments on this document
    .examples =
        vankien comments group 2-c01-1 2-x08-1
        vankien comments group --suggest --round 2
cmd-comments-split = split a comment that makes several points
    .id = id of the comment
    .parts = the words of each part
    .examples =
        vankien comments split 2-c02-3 --part "ngày 31/11/2019" --part "khóa XXII"
cmd-decide = decide on a comment or a group
    .id = id of the comment or group
    .outcome = accepted, partly_accepted, rejected, noted, already_done, referred, escalated (or tiep-thu, tiep-thu-mot-phan, khong-tiep-thu, ghi-nhan, da-xu-ly, chuyen, xin-y-kien)
    .wording = the words that go into the document
    .reason = the answer to the unit; required for all but a plain acceptance
    .note = internal note, never leaves
    .examples =
        vankien decide 2-x03-4 accepted
        vankien decide 2-n01-2 rejected --reason "Thứ tự các khâu đột phá theo Nghị quyết của Tỉnh ủy"
        vankien decide g1 accepted
cmd-apply = write accepted proposals into the working draft
    .ids = ids of the comments
    .accepted = every accepted comment with a concrete proposal that is not yet applied
    .proposal = which alternative, where a comment gives several
    .examples =
        vankien apply 2-x03-4
        vankien apply --accepted --dry-run
cmd-trace = which comment led to which change, which change to which comment, and the gaps
    .round = round in which the comments came (default: the last)
    .examples =
        vankien trace 2
        vankien trace 2 --json
cmd-trace-tie = tie a comment to a paragraph edited by hand
    .id = id of the comment
    .code = block code
    .examples =
        vankien trace tie 2-x03-4 political-report:P40
cmd-trace-explain = record the reason of a change that no comment asked for
    .code = block code
    .reason = reason
    .examples =
        vankien trace explain political-report:P12a --reason "bổ sung theo kết luận của Ban Thường vụ"
cmd-synthesis = the table of comments and responses
    .round = number of the round
    .format = terminal, html, docx, pdf, xlsx, csv, json; where left out, by the ending of --output, else terminal
    .output = write to a file
    .escalated = only the points put to a higher body
    .font_dir = (PDF) folder of fonts that come first, such as Times New Roman; default: the font inside the program
    .columns = form of the table: 4 columns (default), or 7 with the draft's words, reasons, files and minutes
    .report = a report instead of the table: synthesis (in three parts; the default), response (what became of it)
    .unit = the answer sheet of one unit: what became of each comment, how the draft reads now
    .answers_to = the answer sheets of all units that replied, a file each in this folder
    .reference = a Word file for styles: letters, sizes and spaces are those of its styles
    .roll_up = the synthesis as one reply to the committee above, into this file: points with who made them and how many of those asked
    .examples =
        vankien synthesis 2 --format html -o bang-tong-hop.html
        vankien synthesis 2 -o bang-tong-hop.xlsx
        vankien synthesis 2 -o bang-tong-hop.pdf
        vankien synthesis 2 --format csv -o bang-tong-hop.csv
        vankien synthesis 2 --columns 7 -o table.docx
        vankien synthesis 2 --report -o report.docx
        vankien synthesis 2 --unit x03 -o answer-x03.docx
        vankien synthesis 2 --roll-up gui-cap-tren.yaml
cmd-package = make the packages that are circulated
    .round = number of the round
    .units = only these units
    .output = folder to write to (default: packages/round-N)
    .pdf = the drafts as PDF too, as the reference print: "page 7, line 12" in a comment is looked up in it
    .examples =
        vankien package 2
        vankien package 2 --pdf
        vankien package 2 --unit x03 -o gui-di
cmd-progress = how far the units' replies have come
    .round = number of the round
    .follower = only this follower's units
    .late = only overdue units, by follower
    .format = terminal, html, csv, json; where left out, by the ending of --output, else terminal
    .output = write to a file
    .examples =
        vankien progress --round 2 --as-of 2020-05-01
        vankien progress --late
cmd-milestone = milestones of units
cmd-milestone-add = record a milestone: own_draft_submitted, returned, approved, congress_held
    .unit = the unit
    .kind = kind of milestone
    .date = date
    .note = note
    .examples =
        vankien milestone add x01 congress_held --date 2020-03-16
cmd-milestone-list = the milestones recorded
    .examples =
        vankien milestone list
cmd-undo = show, then reverse your last operation by a new commit
    .confirm = the commit to reverse, given here instead of being asked for
    .examples =
        vankien undo
cmd-verify = detect any change to frozen rounds, received files, submissions and decisions
    .unlock = remove the lock of a process that is dead
    .examples =
        vankien verify
cmd-completions = print the shell's completion script
    .shell = bash, zsh, fish, powershell, elvish
    .examples =
        vankien completions bash > ~/.local/share/bash-completion/completions/vankien

# What the command line says when it was not understood.
word-error = error
word-question = question
word-hint = hint
word-caused-by = caused by
word-warning = warning
cli-unknown-command = no command `{ $name }`
cli-unknown-option = no option `{ $name }`
cli-did-you-mean = did you mean `{ $name }`?
cli-missing = missing { $names }
cli-bad-value = `{ $value }` does not fit { $name }
cli-bad-value-hint = use one of: { $values }
cli-conflict = { $name } does not go with { $other }
cli-unexpected-value = { $name } takes no value
cli-too-many = unexpected argument `{ $value }`
cli-usage-error = the command line is off: { $detail }
cli-see-help = see `{ $command } -h`
cli-internal = the program met an unexpected fault; what was recorded is safe
cli-bad--clock = the time is off
    .hint = write it like 2020-05-01T08:00:00+07:00
cli-bad--as-of = the date is off
    .hint = write it like 2020-05-01 or 1/5/2020
cli-more-problems = … and { $count } more of this kind
