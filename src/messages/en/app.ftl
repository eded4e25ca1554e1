# Repository and files.
records-broken = a file of the repository does not read
    .hint = mend the places above and try again; `vankien check` goes through everything
unknown-ending = a file that ends in `.{ $ending }` cannot be written
    .hint = the endings: .docx, .pdf, .xlsx, .html, .csv, .json, .md, .txt
table-ending = this table cannot be written as Word, Excel or PDF
    .hint = let the name end in .html, .csv, .json or .txt
export-ending = the name `{ $file }` does not end in .{ $ending }
    .hint = let it end in .docx or .pdf, and leave out --format or name the right one
open-no-units = there is no unit to ask
    .hint = fill in units.yaml, then `vankien draft save`; where nobody is to be asked, add `--audience none`
status-next-question = next: ask unit { $unit } whether its later reply replaces the earlier one or adds to it, then import the file again with `--answers`, or `vankien reply add { $unit } … --replace` (or `--add`)
status-unassigned = Files kept of no unit yet (import again with --unit)
answers-broken = the file of answers (--answers) cannot be read; nothing was taken in
    .hint = mend the places named above in that file, then run again
record-missing = the repository has no file `{ $file }`
    .hint = `vankien verify` tells what else is missing
blob-broken = the saved content of `{ $file }` does not read back
    .hint = `vankien verify`
draft-missing = there is no draft of `{ $document }` yet
    .hint = put the Markdown file where congress.yaml says, then `vankien draft save`
draft-not-utf8 = the file `{ $file }` is not UTF-8, from line { $line }
    .hint = open it in an editor and save it as UTF-8
nothing-done = nothing could be recorded
who = Who is at work (a role, such as chief or secretary)?
    .hint = add --by, as in `--by secretary`; it is remembered
bad-editor = `{ $name }` is no id of a role
    .hint = use lower-case ASCII letters, digits and hyphens, as in `editor-economy`
bad-date = `{ $text }` is no date
    .hint = write it like 2020-05-01 or 1/5/2020
bad-time = `{ $text }` is no date and hour
    .hint = write it like 2020-06-05T17:00
would-write = would write { $file }
diff-no-workbook = a comparison table is not made as a workbook
    .hint = use `--format table-csv` (Excel opens it) or `--format table-html`
xlsx-not-made = the Excel file could not be made: { $detail }
    .hint = use `--format csv`, or ask for one document at a time
wrote = wrote { $file }

# Names that were not found.
unknown-document = there is no document `{ $document }`
    .hint = the documents: { $known }
unknown-round = there is no round { $round }
    .hint = the frozen rounds: { $known }
unknown-state = `{ $text }` names no state of the drafts
    .hint = use working or: { $known }
unknown-kind = there is no kind of change `{ $kind }`
    .hint = the kinds: { $known }
unknown-comment-kind = there is no kind of comment `{ $kind }`
    .hint = the kinds: { $known }
unknown-owner = no editor `{ $editor }` owns a section
    .hint = the owners: { $known }
unknown-follower = there is no follower `{ $follower }` in units.yaml
    .hint = the followers: { $known }
unknown-body = there is no body `{ $body }` in congress.yaml
    .hint = the bodies: { $known }
unknown-comment = there is no comment `{ $id }`
    .hint = an id is round, unit, number, as in 2-x03-4; see `vankien comments list`
unknown-group = there is no group `{ $id }`
    .hint = `vankien comments list` shows the groups
unknown-unit = there is no unit `{ $unit }` in units.yaml
    .hint = { $n ->
        [0] the ids of the units stand in units.yaml; add a new unit there
       *[other] did you mean: { $candidates }
    }
ambiguous-unit = `{ $unit }` may be several units
    .hint = choose an id: { $candidates }
unknown-code = there is no block `{ $code }`
    .hint = `vankien draft outline` shows the codes of headings; those of paragraphs stand in the margin of the draft
ambiguous-code = the code `{ $code }` stands in several documents
    .hint = say which: { $choices }
unknown-outcome = there is no outcome `{ $text }`
    .hint = use one of: { $known }
unknown-milestone = there is no kind of milestone `{ $kind }`
    .hint = the kinds: { $known }
unknown-channel = there is no channel `{ $text }`
    .hint = use one of: { $known }

# Making a repository.
init-done = made a repository in { $dir }, { $documents } documents
init-next = next: fill in units.yaml, write the drafts in drafts/, then `vankien --repo { $dir } draft save`
init-document = `{ $text }` is no document
    .hint = write id=title, as in `political-report=Báo cáo chính trị`
init-ask-name = Name of the congress
    .hint = add --name
init-ask-congress-no = Ordinal of the congress (Roman)
    .hint = add --congress-no
init-ask-committee-no = Number of the reporting committee (Roman)
    .hint = add --committee-no
init-ask-term = Term (such as 2020-2025)
    .hint = add --term
demo-would = would build the sample congress in { $dir }: { $steps } steps
demo-step = the sample congress stops at step { $step } ({ $at })
demo-file = the sample congress lacks the file { $file }
demo-edit = the words to edit do not stand there exactly once: { $find }
progress-read = Reading files
progress-import = Taking in replies
progress-package = Making packages
progress-demo = Building the sample congress
demo-built = built the sample congress in { $dir }: three rounds with comments, decisions and draft 3
demo-open-comparison = open the comparison of drafts 2 and 3: { $file }
demo-open-synthesis = open the response table of round 2: { $file }
demo-open-progress = open the progress table: { $file }
demo-open-package = the packages for the units: { $dir }
demo-next = try next: `cd { $dir }`, then `vankien status`, `vankien comments show 2-x01-1`, `vankien trace 2`, `vankien check --round 2`, `git log --oneline`

# Drafts.
save-restored = { $file } was gone from the folder: the saved version has been put back
save-nothing = there are no unsaved edits
save-done = saved { $documents }: { $changes } changes
save-no-reason = no reason was given: use --for or --reason next time; for these, `vankien trace tie` or `vankien trace explain`
save-collision = { $count } paragraphs were edited both here and in the saved draft; nothing was saved
    .hint = bring the paragraphs above in your file in line with the saved draft, then `vankien draft save`; if the file is an older copy: `--older keep` keeps what was saved since, `--older mine` takes the file as it is
problem-A001 = { $code ->
    [none] one place
   *[other] block { $code }
} was edited in two places: here «{ $ours }», in the saved draft «{ $theirs }»
    .hint = settle the wording, write it into your file, then `vankien draft save`
    .example = two people edit one paragraph
problem-A004 = the head of the file says draft { $written }, while this round freezes draft { $number }
    .hint = change the line `draft_no` at the head of the file to { $number }, or say it when freezing: `--draft id={ $written }`
    .example = draft_no: 1 in a file that is frozen as draft 2
problem-A005 = the file is gone from the folder; the saved version is still there
    .hint = `vankien draft save` puts the saved version back
    .example = drafts/review-report.md deleted by mistake
problem-A002 = this file was made from an older version: what was put in since is kept
    .hint = read the file again after saving
    .example = last week's copy from a stick, put over the working draft
problem-A010 = could not be put into the document: { $why }
    .hint = edit by hand in drafts/, then `vankien draft save --for <comment id>`
    .example = the words to be replaced were changed because of another comment
refusal-no-proposal = the comment names no concrete wording
refusal-move-wording = a wording was decided on, but the comment only asks for a move
refusal-marks = the new words hold `{ $mark }`, a mark of the redline
refusal-heading = the new words would turn into a heading (a line that begins with `#`, or a line of dashes below)
refusal-layout = the new words would change the layout of the draft (headings, tables, lists)
refusal-row = a row of a table is changed within one cell; a new row has to be written with its cells `| … |`
refusal-no-target = it is not clear where to move it
refusal-unplaced = it is not known which paragraph the comment means; use `vankien comments place`

# Rounds.
open-again = round { $round } is frozen already
    .hint = the next one is `vankien round open { $next }`; to withdraw a frozen round: `vankien round log { $round } withdrawn --reason …`
open-number = round { $round } cannot be frozen: the next one is { $next }
    .hint = `vankien round open { $next }`
open-unsaved = there are unsaved edits in { $files }
    .hint = `vankien draft save`, or `vankien round open { $round } --save` to save and freeze at once
open-confirm = What is frozen stays so. Type the round's name to freeze it ({ $name })
    .hint = add `--confirm { $name }`
open-wrong-name = typed `{ $typed }`, the round's name is `{ $name }`
    .hint = `--confirm { $name }`
open-draft-number = `{ $text }` is no draft number
    .hint = write document=number, as in `--draft political-report=2`
open-no-drafts = there is no draft to freeze
    .hint = write the drafts in drafts/, then `vankien draft save`
open-no-due = there is no due date
    .hint = add `--due-at 2020-06-05T17:00`, or `--due-days 10` (days after each unit's congress), or `--audience none`
open-done = froze round { $round }, { $units } units are asked; manifest { $hash }
open-undecided = { $count } comments of the round before are still undecided
open-next = next: `vankien package { $round }` makes the packages to send
log-kind = there is no kind of event `{ $kind }`
    .hint = use one of: sent, received, extended, sitting, reopened, withdrawn, waived
log-needs = an event `{ $kind }` needs { $option }
    .hint = add { $option }
log-close = closing has a command of its own
    .hint = `vankien round close { $round }`
log-done = recorded in round { $round }
close-again = round { $round } is closed already
    .hint = to reopen it: `vankien round log { $round } reopened --reason …`
close-undecided = round { $round } still has { $count } undecided comments: { $ids }
    .hint = `vankien decide <id> …`, or close with a reason: `vankien round close { $round } --force --reason …`
close-reason = --force needs a reason
    .hint = add --reason
close-done = closed round { $round }
close-left = { $count } undecided comments are listed in the annex
tag-round = Round { $round }

# Decisions, applying, tracing.
decide-reason = { $outcome } ({ $id }) needs a reason for the unit
    .hint = add --reason
decide-in-group = comment { $id } was grouped into { $group }
    .hint = `vankien decide { $group } …`
decide-done = { $id }: { $outcome }
decide-late = round { $round } is closed: this is recorded as decided after closing
decide-next-apply = next: `vankien apply { $id }`
decide-next-choose = next: the comment makes { $count } proposals; choose one: `vankien apply { $id } --proposal N`, or edit the draft, then `vankien draft save --for { $id }`
decide-next-partly = next: accepted in part without a wording: decide again with `--wording`, or edit the draft, then `vankien draft save --for { $id }`, or take the unit's own words: `vankien apply { $id } --proposal 1`
decide-applied = { $id } was put into the draft before; where this decision differs, edit the draft, then `vankien draft save --for { $id }`
decide-gone = { $id } no longer stands: its unit withdrew it or sent another reply in its place; the decision is recorded all the same
decide-next-edit = next: edit the draft, then `vankien draft save --for { $id }`
outcome-accepted = accepted
outcome-partly-accepted = partly accepted
outcome-rejected = not accepted
outcome-noted = noted
outcome-already-done = already done
outcome-referred = out of scope, referred
outcome-escalated = put to a higher body
apply-what = no comment was named
    .hint = `vankien apply 2-x03-4`, or `vankien apply --accepted`
apply-undecided = comment { $id } is not decided, so it cannot be applied
    .hint = `vankien decide { $id } <outcome>`
apply-not-accepted = comment { $id } was not accepted (decided: { $outcome }), so it does not go into the document
    .hint = `vankien comments show { $id }` for the decision and its reason
apply-gone = comment { $id } no longer stands: its unit withdrew it or sent another reply in its place
    .hint = `vankien comments show { $id }`
apply-several = comment { $id } makes { $count } proposals and none was chosen
    .hint = `vankien comments show { $id }` for the proposals, then `vankien apply { $id } --proposal N`
apply-partly = comment { $id } is accepted only in part and no wording was decided on
    .hint = `vankien decide { $id } partly-accepted --wording "…" --reason "…"`, then `vankien apply { $id }`; for the unit's own words: `vankien apply { $id } --proposal 1`
apply-left-several = { $count } comments make several proposals, somebody has to choose: { $ids }; e.g. `vankien apply { $first } --proposal N`
apply-left-partly = { $count } comments are accepted in part without a wording: { $ids }; record it with `vankien decide { $first } partly-accepted --wording …`, or take the unit's own words with `vankien apply { $first } --proposal N`
apply-again = comment { $id } is applied already
    .hint = `vankien comments show { $id }`
apply-no-proposal = comment { $id } names no concrete wording
    .hint = edit by hand in drafts/, then `vankien draft save --for { $id }`
apply-nothing = no comment is waiting to be applied
apply-one = put { $id } into block { $code }
apply-done = applied { $count } of { $of } comments
tie-done = tied { $id } to block { $code }
tie-unchanged = block { $code } did not change since round { $round }, there is nothing to tie
    .hint = see what changed: `vankien trace`; to change it, edit the draft, then `vankien draft save`
explain-empty = the reason is empty
    .hint = add --reason
explain-done = recorded the reason for block { $code }
trace-gaps = accepted, but text unchanged: { $unchanged }; changed, but no reason: { $unexplained }

# Comparison.
diff-no-round = no round is frozen yet
    .hint = `vankien round open 1`
diff-none = no document stands in both { $before } and { $after }
diff-one-document = this format takes one document at a time
    .hint = add `--document { $first }`; the documents: { $known }
diff-whole-only = CriticMarkup, docx and pdf are the whole text and cannot be filtered
    .hint = leave out --section, --only, --summary; or use --format html, json
diff-states-format = three or more states can only be printed as a comparison table
    .hint = add `--format table-html` or `--format table-csv`; other formats compare two states: `vankien diff round-2 round-3`
diff-none-in-all = no document stands in all of: { $states }
diff-left-out = `{ $document }` does not stand in all states and is left out
diff-unknown-section = no section `{ $section }`
diff-near-sections = did you mean: { $near }
diff-no-sections = the document has no sections
compare-two-files = two files are wanted, { $n } given
    .hint = `vankien compare draft-1.md draft-2.md`
external-unmerged = in conflict in git: nothing to compare yet
diff-has-marks = line { $line } of the file already holds CriticMarkup
    .hint = use another format, such as --format html
merge-files = --merge takes one file (the other copy) or three (common base, this copy, the other copy)
    .hint = `vankien diff --merge goc.md ban-nay.md ban-kia.md`; names of rounds stand before --merge, and only with one file
merge-format = two copies are shown as terminal, html or json only
    .hint = add `--format html -o doi-chieu.html`
merge-which-document = it is not clear which document `{ $file }` is a copy of
    .hint = add --document; the documents: { $known }
merge-no-base = no version of `{ $file }` was saved, so there is no common base
    .hint = name all three files: `vankien diff --merge goc.md ban-nay.md ban-kia.md`
merge-open = { $count ->
    [one] one place was changed by both, and not alike; people must decide
   *[other] { $count } places were changed by both, and not alike; people must decide
}
    .hint = agree on the wording there, put it into one of the copies, and compare again
merge-collides = { $count ->
    [one] one place was changed by both, and not alike; nothing was merged
   *[other] { $count } places were changed by both, and not alike; nothing was merged
}
    .hint = agree on the wording, make both copies the same there, and run again; leave out --merged to see each place
merge-read-again = { $count ->
    [one] one thing in the merged text should be read again; leave out --merged to see it
   *[other] { $count } things in the merged text should be read again; leave out --merged to see them
}
problem-A003 = both changed this: this copy «{ $ours }», the other «{ $theirs }»
    .hint = choose the final wording and write it into both copies
    .example = two people amend one paragraph, each in another way
label-saved = saved version { $commit }
label-round = round { $round }
label-working = the working draft

# Undo.
undo-shown = this would undo «{ $subject }» ({ $commit }): { $what }
undo-nothing = { $by } has no operation to undo
undo-confirm = This undoes «{ $subject }»: { $what }. Type { $commit } to undo it
    .hint = add `--confirm { $commit }`
undo-other = `{ $typed }` is not your last operation
    .hint = `--confirm { $commit }`
undo-collision = «{ $subject }» cannot be undone: the same place was changed again since
    .hint = edit by hand in drafts/, then `vankien draft save --reason …`
undo-handled = cannot undo «{ $subject }»: work on comment { $ids } has gone on since
    .hint = undo that work first (whoever did it runs `vankien undo`), or leave it and import the right version with `relation: replace`
undo-done = undid «{ $subject }» ({ $commit }): { $what }
undo-what-draft = { $document } goes back as it was in { $count ->
    [one] one place
   *[other] { $count } places
}
undo-what-reply = reply { $k } of { $unit } is taken out ({ $count ->
    [one] one comment
   *[other] { $count } comments
}), the received file is kept
undo-what-decision = { $count ->
    [one] one step
   *[other] { $count } steps
} on comments taken back ({ $ids })
undo-what-event = an event of round { $round } is taken back
undo-what-round = round { $round } is withdrawn (what was frozen is kept)
undo-what-file = { $file } goes back as it was
undo-what-nothing = nothing is left to change
undo-withdrawn = withdrawn right after freezing

# Milestones.
milestone-done = { $unit }: { $kind }
milestone-own-draft-submitted = submitted its own draft
milestone-returned = returned with remarks
milestone-approved = approved
milestone-congress-held = held its congress
milestones-title = Milestones of units

# Checking.
check-clean = checked { $documents } documents: nothing found
check-found = checked { $documents } documents: { $errors } errors, { $warnings } warnings, { $notes } notes
codes-title = Kinds of problems
limits-title = Limits for incoming files
verify-sound = sound: { $rounds } rounds, { $submissions } replies, { $decisions } decision records, { $commits } commits
verify-found = { $problems } places are not sound
verify-unlocked = removed { $count } old locks
problem-V001 = the round's tag `{ $tag }` is missing
    .hint = run any `vankien round …` command, which makes it again
    .example = git tag -d round-1
problem-V002 = the tag `{ $tag }` does not stand where the round was frozen
    .hint = somebody moved it with another program: leave the repository as it is and tell whoever keeps the backup; the short form printed on paper tells which one is right
    .example = git tag -f round-1 HEAD
problem-V003 = the round's manifest is not the one that was frozen
    .hint = get this file back from a backup made after the freezing; the short form printed on paper tells which one is right
    .example = rounds/1.yaml edited by hand and committed with git
problem-V004 = the manifest does not follow from the one before
    .hint = the history was rewritten; compare the short form printed on paper
    .example = a rewritten git history
problem-V005 = a frozen draft is not as it was frozen
    .hint = get it back from a backup
    .example = a git object damaged or replaced
problem-V006 = a received file is not as it was received
    .hint = get this file back from a backup, or ask the unit for the file it sent and compare it with the backup
    .example = a file in received/ edited by hand
problem-V007 = a record that is written once was written again in commit { $commit }
    .hint = get this file back from a backup made before commit { $commit }; do not edit it any further
    .example = comments/2/x03/1.yaml edited by hand and committed with git
problem-V008 = the steps of a decision do not follow each other
    .hint = get this file back from a backup; to change a decision, use `vankien decide`
    .example = a step removed from decisions/2/2-x03-4.yaml
problem-V009 = a file kept by the program was edited by hand
    .hint = the next writing command moves the edited copy to rescued/ and puts the file back; to change it, use `vankien decide`, `vankien comments place`, `vankien round log`
    .example = decisions/2/2-x03-4.yaml edited by hand
problem-V011 = the decision is older than comment { $comment }: it may be about another comment that had this number
    .hint = read `vankien comments show { $comment }` again, and decide anew where it does not fit
    .example = an import is undone, and another file comes in under the same number
problem-V010 = the lock of a dead process is left
    .hint = `vankien verify --unlock`
    .example = the machine went off in the middle

# Titles of columns.
column-unit = Unit
column-date = Date
column-milestone = Milestone
column-note = Note
column-code = Code
column-severity = Severity
column-problem = Problem
column-example = Example
column-limit = Limit
column-value = Value

# The journal (first line of each commit).
journal-init = Make the repository: { $name }
journal-save = Save drafts: { $documents }
journal-save-for = Edit { $documents } for comments { $comments }
journal-save-reason = Edit { $documents }: { $reason }
journal-draft = { $title } (draft { $number })
journal-open = Freeze round { $round }: { $drafts }
journal-apply = Apply comment { $id } to { $title }, block { $code }
journal-decide = Decide { $id }: { $outcome }
journal-decide-reason = Decide { $id }: { $outcome } – { $reason }
journal-tie = Tie comment { $id } to block { $code }
journal-explain = Explain block { $code }: { $reason }
journal-undo = Undo: { $subject }
journal-milestone = { $unit }: { $kind } on { $date }
journal-place = Place comment { $id } on block { $code }
journal-group = Group comments { $ids } as { $group }
journal-split = Split comment { $id } into { $count } parts
journal-import = Take in { $replies } replies of round { $round }, { $comments } comments: { $units }
journal-reply = Record the reply of { $unit } (round { $round }): { $state }
journal-comment = Record comment { $id } of { $unit }
journal-event-sent = Send the package of round { $round } to { $units } units
journal-event-received = { $units } units received the package of round { $round }
journal-event-extended = Extend round { $round } for { $units } units until { $until }
journal-event-sitting-bare = { $body }, review { $number }
journal-event-sitting = { $body }, review { $number }: { $decision }
journal-event-closed = Close round { $round }
journal-event-closed-forced = Close round { $round } with comments undecided: { $reason }
journal-event-reopened = Reopen round { $round }: { $reason }
journal-event-withdrawn = Withdraw round { $round }: { $reason }
journal-event-waived = Waive replies to round { $round } of { $units } units: { $reason }
journal-package = Make the packages of round { $round }: { $copies } copies

# Taking in comments.
problem-A020 = the file is not UTF-8
    .hint = open it in an editor and save it as UTF-8
    .example = units.yaml saved from Excel in a Windows encoding
problem-C020 = it is not known which unit sent it: `{ $named }`
    .hint = { $n ->
        [0] add `--unit <id>` (the ids stand in units.yaml) or say so in the --answers file
       *[other] add `--unit <id>` or say so in the --answers file; did you mean: { $candidates }
    }
    .example = a file thu.md that names no unit
problem-C021 = `{ $named }` may be several units
    .hint = add `--unit <id>`, one of: { $candidates }
    .example = two units with the same short name
problem-C022 = it is not known for which round it is: `{ $named }`
    .hint = { $n ->
        [0] there is no round yet; freeze one first: `vankien round open 1`
       *[other] add `--round <number>`; the rounds: { $candidates }
    }
    .example = a file that names no round while none is open
problem-C023 = there is no document `{ $named }`; the comment was taken in all the same
    .hint = place the comment with `vankien comments place`
    .example = Văn kiện: Báo cáo kiểm tra
problem-C024 = the second reply of { $unit } does not say whether it replaces or adds; it was added and is an open question
    .hint = ask the unit, then import this file again with `--answers <file>` that says `relation: replace` or `relation: add`
    .example = two files of one unit
problem-C025 = { $said }; the reply was taken in, as one outside the time for comment
    .hint = if it was meant for another round, undo (`vankien undo`) and import it again with `--round <number>`
    .example = a slip of round 1 that comes when round 1 is closed
problem-C026 = the slip names the frozen set `{ $found }`, but that of round { $round } is `{ $expected }`; places may not fit
    .hint = ask the unit which print it had; if it is that of another round, undo and import again with `--round <number>`
    .example = Mã bản chốt;0000 0000 0000 0000
import-title = What came in
import-imported = imported
import-partly = imported in part
import-duplicate = imported before
import-replaced = imported, replaces an earlier reply
import-question = waits for an answer
import-refused = not readable, kept as it is
import-to-be-typed = not readable yet, booked to its unit: to be typed
import-unreadable = not readable, booked to its unit: a readable copy is needed
import-replaces = { $file }: replaces { $replies }
import-done = { $files } files: { $imported } imported, { $duplicates } known, { $waiting } waiting, { $refused } not readable; { $comments } comments
import-would-place = of these { $placed } comments find their place, { $unplaced } do not
import-would-not-place = no clear place for { $id }: { $words }
import-would-not-place-more = … and { $count } more without a clear place
import-would-be-alike = seem to make one point: { $ids }
import-would-be-alike-more = … and { $count } more groups
journal-import-kept = Keep { $files } files that do not read or wait for an answer
column-file = File
column-result = Result
column-comments = Comments
comments-count = { $count } comments
unknown-comment-state = there is no state `{ $state }`
    .hint = use one of: { $known }
comment-was-split = comment { $id } was split
    .hint = use: { $parts }
comment-empty = the comment has no words
    .hint = add --text
comment-too-many = the unit has too many comments in this round
    .hint = `vankien comments list --unit …`
comment-done = recorded comment { $id } of { $unit }
reply-named = reply { $k } of { $day }{ $n ->
        [0] {""}
       *[other] {" "}({ $ids })
    }
reply-answered = the question about reply { $k } is answered
reply-replaces = replaces { $replies }
reply-question = the unit replied before; it is not known whether this replaces or adds, so it is an open question. Ask the unit, then give this command again with `--replace` or `--add`: `vankien reply add { $unit } … --replace`
round-not-open = round { $round }: { $phase }
reply-done = recorded: { $unit } – { $state } (round { $round })
no-open-round = no round is open
    .hint = add --round, or reopen one: `vankien round log <number> reopened --reason …`
place-done = placed { $id } on block { $code }
remarks-word-only = comments beside the text (--comments) are for Word files only
    .hint = leave `--comments` out, or use `-o name.docx`
remark-open = { $id }: { $text }
remark-owed = { $id } (accepted, not yet in the text): { $text }
duplicates-title = Comments that seem to make the same point
duplicates-head = Suggestion { $number } · { $place } · { $command }
duplicates-alike = like { $id }: { $percent } %; both speak of: { $words }
duplicates-same-edit = like { $id }: the same edit
duplicates-count = { $groups ->
    [one] 1 suggestion
   *[other] { $groups } suggestions
}, { $comments ->
    [one] 1 undecided comment
   *[other] { $comments } undecided comments
}
duplicates-next = nothing is joined by the program: read the words, then copy the command of a suggestion that is right, without the ids of those that say something else
column-alike = Why
group-few = a group takes at least two comments
    .hint = `vankien comments group 2-c01-1 2-x08-1`
group-rounds = { $id } is not of round { $round }
    .hint = group comments of one round only
group-again = comment { $id } is in group { $group } already
    .hint = add others to that group: `vankien comments group <id> --into { $group }`
group-decided = comment { $id } has a decision of its own
    .hint = group before deciding; whoever just decided can `vankien undo`
group-done = grouped { $ids } as { $group }
split-late = comment { $id } was split, grouped or decided already
    .hint = `vankien undo` if that was a slip
split-few = it takes at least two parts, none of them empty
    .hint = add --part for each part
split-foreign = the part «{ $part }» is not in the words of { $id }
    .hint = copy the comment's own words; `vankien comments show { $id }`
split-done = split { $id } into { $parts }
state-comments = comments
state-agree = agrees
state-agree-with-changes = agrees, with changes
state-disagree = disagrees
state-no-comment = no comment
state-declined = declined
state-to-be-typed = to be typed
state-unreadable = not readable

# Lists, one comment, outline, figures, status, packages.
comments-title = Comments
comment-block = The paragraph commented on
comment-history = History
column-id = Id
column-place = Place
column-words = Words
column-state = State
column-by = By
column-step = Step
comment-state-new = new
comment-state-placed = placed
comment-state-decided = decided
comment-state-applied = in the draft
comment-superseded = superseded
comment-superseded-by = its unit sent reply { $k } in its place
comment-withdrawn = withdrawn by its unit
certainty-exact = as cited
certainty-carried = carried from an earlier draft
certainty-matched = clear best match
certainty-by-hand = placed by a person
certainty-gone = its block was deleted
certainty-unplaced = unplaced
op-replace = replace
op-insert-after = insert after
op-insert-before = insert before
op-delete = delete
op-move = move
fact-round = Round
fact-draft = Draft
fact-cited = Cited as
fact-quote = Quote
fact-certainty = Certainty
fact-candidates = May be
fact-reason = The unit's reason
fact-source = File
fact-group = Group
fact-conflicts = Conflicts
fact-decision = Decision
fact-note = Internal note
fact-place-note = Note on the placing
fact-ties = Changed blocks
conflict-with = { $id }: { $why }
step-received = received
step-placed = placed on { $code }
step-split = split into { $count } parts
step-members = joined { $ids }
step-grouped = put into group { $group }
step-ungrouped = taken out of its group
step-decided = decided: { $outcome }
step-tied = tied to { $code }
step-reopened = reopened: { $reason }
step-applied = put into { $code }
step-unapplied = taken out of the draft: { $reason }
step-withdrawn = withdrawn by the unit: { $reason }
step-undone = the step before was undone
outline-title = Outline
column-section = Section
column-title = Title
column-owner = Owner
column-words-count = Words
figures-title = Figures
figures-count = { $count } figures, { $problems } disagreements
column-figure = Figure
column-unit-of-figure = Unit
column-indicator = Indicator
column-line = Line
status-round = Round { $round } is open
status-round-closed = Round { $round } is closed
status-round-withdrawn = Round { $round }, withdrawn
status-replied = Units that replied
status-comments = Comments
status-overdue = Units overdue
status-unplaced = Comments unplaced
status-undecided = Comments undecided
status-unapplied = Accepted, but text unchanged
status-questions = Questions about second replies
status-unsaved = Files with unsaved edits
status-next-save = next: `vankien draft save --for <comment id>` or `--reason <reason>`
status-next-open = next: write the drafts, then `vankien round open { $round }`
status-next-place = next: `vankien comments list --round { $round } --state unplaced`, then `vankien comments place <id> <code>`
status-next-decide = next: `vankien comments list --round { $round } --state placed`, then `vankien decide <id> <outcome>`
status-next-apply = next: `vankien apply --accepted`; edit the rest by hand, then `vankien draft save --for <id>`
status-next-late = next: `vankien progress --round { $round } --late` to chase the late ones
package-done = made { $count } packages in { $folder }
package-next = next: send them, then `vankien round log { $round } sent`
package-withdrawn = round { $round } was withdrawn and is sent to nobody
    .hint = mend the drafts and freeze the next round: `vankien round open { $next }`
package-nobody = round { $round } asks no unit
    .hint = name the units when freezing: `--audience`
package-not-asked = unit { $unit } was not asked in round { $round }
    .hint = `vankien round show { $round }` lists the units asked
journal-print = Record pages and lines of the print of round { $round }
print-kept = pages and lines of every block in the print of round { $round } are recorded: "page …, line …" in a comment is looked up in it
print-nobody = pages and lines of the print of round { $round } are not recorded, as it is not known who is at work: run it again with `--by <name>`
package-copy = Copy { $no }
manifest-round = Round { $round }; manifest { $hash }
manifest-copy = Copy { $no }: { $unit }
manifest-source = The .md files are the frozen drafts byte for byte and so carry no short hash; their own hashes stand below
manifest-how = Check: sha256sum -c MANIFEST.txt
slip-unit = Đơn vị
slip-round = Đợt
slip-frozen = Mã bản chốt
slip-sheet = Comment slip
slip-code = Mã
slip-document = Văn kiện
slip-place = Vị trí
slip-quote = Trích nguyên văn
slip-text = Nội dung góp ý
slip-proposal = Đề nghị sửa thành
slip-reason = Lý do
rounds-title = Comment rounds
round-title = Round { $round }
column-round = Round
column-documents = Documents
column-opened = Frozen
column-replies = Replies
column-due = Due
column-draft-no = Draft
phase-circulated = open
phase-closed = closed
phase-reopened = reopened
phase-withdrawn = withdrawn
round-events = Events
round-event-undone = (undone)
round-units = Units asked
due-not-fixed = not fixed
fact-hash = Manifest

# Said on the way.
dry-run = dry run: nothing was written; what follows is what a real run would do
rescued = `{ $file }` is kept by the program and was edited by hand: the edit was moved to { $to } and the file put back
open-unsaved-kept = { $files } was edited and is not saved
    .hint = `vankien draft save`, then freeze the round
open-due-past = note: the due date is past
at-sheet = sheet "{ $sheet }"
at-cell = cell { $cell }
at-page = page { $n }
at-row = row { $n }
at-paragraph = paragraph { $n }
at-table = table { $n }
at-footnote = footnote { $n }
at-line = line { $n }
at-lines = lines { $first }–{ $last }
at-comment = comment { $n }
unknown-section = there is no section `{ $section }`
    .hint = `vankien draft outline` shows the sections
place-part-1 = part one
place-part-2 = part two
place-part-3 = part three
place-part-4 = part four
place-part-5 = part five
place-part-6 = part six
place-part-7 = part seven
place-part-8 = part eight
place-part-9 = part nine
place-part-10 = part ten
place-part = part { $part }
place-section = section { $path }
place-point = point { $letter }

roll-up-words = Synthesis of { $replied } of { $asked } units asked; { $agreeing } units agree without further comment; { $comments } comments, joined point by point below.
roll-up-done = rolled up into one reply to the committee above: { $comments } points, { $replied } of { $asked } units replied
roll-up-next = the committee above takes it in with `vankien comments import { $file } --unit <unit>`
roll-up-nothing = round { $round } has no reply to roll up
    .hint = see `vankien progress --round { $round }`
synthesis-page-only = reports and answer sheets have the formats terminal, html, docx, pdf only
    .hint = add `--format docx -o file.docx`; figures to count with come with the table: `vankien synthesis N -o table.xlsx`
synthesis-unit-silent = unit `{ $unit }` has not replied in this round, so there is nothing to answer
    .hint = `vankien progress` shows which units have not replied
synthesis-answers = wrote { $n } answer sheets to { $folder }
profile-not-saved = the layout profile `{ $file }` is not saved
    .hint = make the file and run `vankien draft save`; one to copy stands in `docs/profiles.md`
reference-not-read = no styles can be taken from `{ $file }`
    .hint = save the file again as .docx with Word or LibreOffice
reference-no-styles = the file has no styles of a Word file
reference-missing = `{ $file }` does not have these styles, they stay as the profile has them: { $styles }
docx-wants-file = a Word or PDF file has to go to a file, not to the screen
    .hint = add `-o name.docx` or `-o name.pdf`
docx-lost-notes = footnotes that nothing refers to are not in the file: { $labels }
pdf-not-built = this build of vankien makes no PDF
    .hint = use `--format docx`, or a full build of vankien
pdf-options = --line-numbers and --font-dir are for PDF only
    .hint = leave them out, or add `--format pdf`
pdf-no-fonts = the folder `{ $folder }` holds no font file
    .hint = name a folder with .ttf, .otf or .ttc files
pdf-other-fonts = the font files do not hold { $wanted }; they hold: { $found }
    .hint = name a folder with { $wanted }, or with one family only
pdf-not-made = the PDF could not be made: { $detail }
    .hint = use `--format docx`; report this line as it stands
pdf-missing-letters = letters that the fonts lack, printed as □: { $letters }
export-one-document = a Word or PDF file holds one document
    .hint = name one document, such as `vankien draft export <id> -o name.docx`; the documents: { $known }
export-nothing = there is no draft to export
    .hint = check the id of the document and the number of the round with `vankien round list`
unknown-profile = there is no layout profile `{ $name }`
    .hint = change the line `profile:` in congress.yaml to one of: { $known }
word-not-read = the Word file `{ $file }` cannot be read as a draft
    .hint = see each problem named, settle it in Word, and run this again
draft-import-which-document = it is not known of which document the file `{ $file }` is a draft
    .hint = add `--document` with one of these ids: { $known }
draft-import-collision = { $count } paragraphs were edited both in the Word file `{ $file }` and in the working draft; nothing was written
    .hint = choose the final wording of each paragraph above, put it into the Word file (or the working draft back as it was), and import again
draft-import-busy = the file `{ $file }` is being edited all the time; nothing was written
    .hint = save and close that file and run this again
draft-import-nothing = `{ $file }` says the same as the working draft of { $document }; nothing was written
draft-import-done = took `{ $file }` into { $target }: { $changes } changes, not saved yet
draft-import-would = would take `{ $file }` into { $target }: { $changes } changes
draft-import-next = next: look at `vankien diff --document { $document }`, then `vankien draft save --reason "…"`
draft-import-kept = the Word file is kept as it came: { $file }
journal-keep-word = Keep the Word file that was taken in: { $file }
problem-A006 = { $code ->
    [none] a place
   *[other] paragraph { $code }
} was edited twice: the Word file «{ $ours }», the working draft «{ $theirs }»
    .hint = choose the final wording, put it into one of the two, and import again
    .example = paragraph P12 edited in Word, and in the working draft meanwhile
problem-A007 = the file was made from an older text than the working draft; what was edited since stays
    .hint = read it again with `vankien diff --document { $document }`
    .example = a Word file exported last week, edited and brought back today
