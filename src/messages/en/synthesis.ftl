# Words of the response table, the progress page, the trace page, the letter that asks for comments.
response-title = COMMENTS RECEIVED AND RESPONSES
response-title-escalated = POINTS PUT TO A HIGHER BODY
response-round = Comment round { $round }
response-basis = Comment round { $round } circulated: { $drafts }.
response-replies = I. Replies
response-comments = II. Comments
response-table = III. Comments and responses
response-asked = Units asked
response-replied = Units that replied
response-overdue = Of those without a reply: overdue
response-not-fixed = Of those without a reply: due date not fixed
response-unasked = Replied without having been asked (in none of the shares above)
response-silence = A unit without a reply is not counted as agreeing. Units, comments and persons are counted apart and never added together.
response-agreeing = Units that agree ({ $n }): { $names }
response-agreeing-unasked = Units not asked that agree ({ $n }): { $names }
response-meetings = Meetings
response-meetings-line = { $meetings } in all; { $say_present } say how many were present: { $present } attendances; { $say_speakers } say how many spoke: { $speakers } turns
response-n-received = Comments received
response-n-superseded = Replaced by a later reply of the same unit
response-n-withdrawn = Withdrawn by the unit
response-n-standing = Comments that stand
response-n-groups = Groups of comments making the same point
response-n-grouped = Comments in these groups
response-n-rows = Rows of the table (a group is one row)
response-n-reserved = Reserved opinions
response-n-disagree = Disagreeing opinions
response-n-late = Decided after the round was closed
response-by-outcome = By outcome (of the comments that stand)
response-by-document = By document (of the comments that stand)
response-total = Total
response-referred-apart = Out of scope, passed on (in a list of their own)
response-scale = Words of weight: { $steps }
response-scale-from = { $word }: from { $percent }%
response-scale-above = { $word }: above { $percent }%
response-scale-rest = { $word }: less, from { $n } units
response-scale-one = { $word }: { $n ->
    [one] one unit
   *[other] { $n } units
}
response-column-place = Question, place
response-column-units = Who
response-column-content = Comment
response-column-answer = Response
response-column-number = No.
response-column-cited = Page, line (section)
response-column-draft = Words of the draft
response-column-asked = Change asked for
response-column-why-asked = Reason given
response-column-by-whom = Unit
response-column-papers = File, minutes
response-whole-section = The whole section: { $title }
response-answer-below = Response:
response-paper-meeting = meeting of { $date }
response-column-outcome = Outcome
response-column-document = Document
response-column-count = Comments
response-column-percent = Share
response-column-why = Why listed
response-column-when = When
response-column-operation = What
response-column-about = About
response-column-by = By
response-column-reason = Reason
response-document = { $title } (draft { $n })
response-document-count = { $title }: { $n ->
    [one] one comment
   *[other] { $n } comments
}
response-no-document = Comments on no document, or on one that is not in the round
response-whole = On the whole document
response-foreword = Opening
response-unplaced = Place not known
response-elsewhere = { $id } ({ $title }): answered with group { $group }
response-group = Group { $group }
response-also-at = { $id }: { $at }
response-voices = { $count }{ $of } units
response-weight = { $word }: { $share } of the units that replied
response-citation = Place as the unit wrote it:
response-quote = Quotes:
response-unit-reason = The unit's reason:
response-reserved = opinion reserved
response-agree = agrees
response-agree-with-changes = agrees, asks for changes
response-disagree = does not agree
response-votes = vote: { $for } for, { $against } against, { $abstain } abstained
response-whole-block = the whole paragraph
response-whole-title = the title
response-op-replace = replace { $target } by «{ $text }»
response-op-insert-after = add after { $target }: «{ $text }»
response-op-insert-before = add before { $target }: «{ $text }»
response-op-delete = delete { $target }
response-op-move = move { $target } to { $to }
response-variants-replace = Asked to amend ({ $n }):
response-variants-insert = Asked to add ({ $n }):
response-variants-delete = Asked to delete ({ $n }):
response-variants-move = Asked to move ({ $n }):
response-outcome-accepted = Accepted
response-outcome-partly-accepted = Accepted in part
response-outcome-rejected = Not accepted
response-outcome-noted = Noted
response-outcome-already-done = Already in the draft
response-outcome-referred = Out of scope, passed on
response-outcome-escalated = Put to a higher body
response-undecided = Not decided yet
response-wording = Now reads:
response-explanation = Explanation:
response-late = decided after the round was closed
response-changes = Changed at: { $codes }
response-referred = IV. Comments out of scope, passed on
response-referred-note = These are not in the table above, but are in the totals.
response-gone = V. Comments that no longer stand
response-superseded = Replaced by a later reply of the unit
response-superseded-by = Replaced by the unit's reply no. { $k }
response-withdrawn = Withdrawn by the unit: { $reason }
response-annex-dissent = Annex 1. Opinions not accepted, reserved or disagreeing
response-annex-dissent-note = Verbatim and in full.
response-no-dissent = None.
response-dissent-rejected = Not accepted
response-dissent-reserved = Reserved
response-dissent-disagrees = Disagrees
response-dissent-reply = Disagrees (the reply as a whole)
response-annex-exceptional = Annex 2. Exceptional operations
response-no-exceptional = None.
response-exceptional-forced-opening = Round opened by force
response-exceptional-forced-closing = Round closed by force
response-exceptional-round-reopened = Round opened again
response-exceptional-round-withdrawn = Round withdrawn
response-exceptional-forced-decision = Decided by force
response-exceptional-late-decision = Decided after the round was closed
response-exceptional-decision-changed = Decision changed
response-exceptional-decision-reopened = Decision opened again
response-exceptional-unapplied = Words taken out of the draft again
response-exceptional-comment-withdrawn = Comment withdrawn
response-exceptional-undone = Undone
response-exceptional-forced = Done by force

synthesis-weight-most = nearly all
synthesis-weight-majority = the majority
synthesis-weight-many = many
synthesis-weight-some = some
synthesis-weight-one = one opinion

# Progress.
progress-title = PROGRESS OF THE COMMENT ROUNDS
progress-no-round = no round has been frozen yet
progress-round = Round { $round }, frozen on { $date }
progress-closed = , closed
progress-withdrawn = , withdrawn
progress-total = Replied: { $share } of the units; overdue: { $overdue }; due date not fixed: { $not_fixed }
progress-total-unasked = Besides those asked, { $n ->
    [one] one unit
   *[other] { $n } units
} replied (in none of the shares)
progress-column-state = State
progress-column-all = All
progress-column-percent = Share
progress-column-id = Id
progress-column-unit = Unit
progress-column-follower = Follower
progress-column-round = Round { $round }
progress-column-in-round = Round
progress-column-due = due
progress-column-received = received
progress-column-date = Date
progress-column-milestone = Milestone
progress-column-note = Note
progress-kind-committees = Committees
progress-kind-cells = Cells
progress-kind-others = Others
progress-asked = Asked
progress-replied = Replied
progress-of-pending-overdue = Of those without a reply: overdue
progress-state-comments = comments
progress-state-agree = agrees
progress-state-agree-with-changes = agrees, asks for changes
progress-state-disagree = does not agree
progress-state-no-comment = has no comment
progress-state-declined = declined to answer
progress-state-to-be-typed = to be typed
progress-state-unreadable = unreadable
progress-state-pending = no reply yet
progress-state-waived = waived
progress-state-overdue = overdue
progress-state-not-asked = not asked
progress-state-not-mentioned = not mentioned
progress-state-silent = no response
progress-arrived-late = came after the due date
progress-unasked = was not asked
progress-due-not-fixed = not fixed
progress-late = Overdue, by follower
progress-late-groups = Overdue, by working group
progress-nobody-late = no unit is overdue
progress-follower = Follower { $name }: { $n ->
    [one] one unit
   *[other] { $n } units
}
progress-follower-none = Nobody follows: { $n ->
    [one] one unit
   *[other] { $n } units
}
progress-working-group = Working group { $name }: { $n ->
    [one] one unit
   *[other] { $n } units
}
progress-working-group-none = No working group: { $n ->
    [one] one unit
   *[other] { $n } units
}
progress-matrix = Unit by unit
progress-milestones = Milestones
progress-milestone-own-draft-submitted = own draft submitted
progress-milestone-returned = returned for revision
progress-milestone-approved = approved
progress-milestone-congress-held = congress held

# Trace.
trace-page-title = Comments and changes, both ways
trace-page-ties = Ties between comments (or reasons) and changes
trace-page-unchanged = Accepted, but text unchanged
trace-page-unchanged-hint = write it into the draft with `vankien apply`, or tie it to the edit with `vankien trace tie`
trace-page-unexplained = Changed, but no reason
trace-page-unexplained-hint = tie it to a comment with `vankien trace tie`, or give a reason with `vankien trace explain`
trace-page-no-gap = none
trace-page-no-tie = nothing is tied yet
trace-page-by-change = From change to comment
trace-page-by-comment = From comment to change
trace-page-reason = Editor's reason:
trace-column-comment = Comment
trace-column-words = Words
trace-column-change = Kind
trace-column-place = Place
trace-column-before = Before
trace-column-after = After
trace-column-behind = Comment, reason
trace-column-changes = Changes

# The letter.
letter-subject = Re: comments on the draft documents of { $congress } (round { $round })
letter-subcommittee = DOCUMENTS SUBCOMMITTEE
letter-date-blank = date:
letter-to = To:
letter-request = The Documents Subcommittee sends you the draft documents to be put before { $congress } and asks for your comments:
letter-due = Please send your comments to the Documents Subcommittee { $due }.
letter-due-at = before { $moment }
letter-due-days = within { $n } days after your own congress closes
letter-due-open = by a date that will be announced
letter-unchanged = Unchanged since the round before, so without a comparison: { $titles }.
letter-reminder-subject = Reminder: comments on the drafts for { $congress } (round { $round })
letter-reminder = The Documents Subcommittee sent the draft documents to be put before { $congress } for comment and has not received a reply yet:
letter-reminder-due = A reply was asked for { $due }. Please send it soon; if you have sent it, tell us the date and number of your letter.
letter-all-units = all units asked
letter-recipients-units = All units asked
letter-send-to = Comments go to: { $place }.
letter-how = How to comment:
letter-how-slip = Use the enclosed slip, one comment per row; a file or paper will both do.
letter-how-place = Give the code printed beside the paragraph (P12, for example), or else section, page, line and the words quoted in full.
letter-how-words = Say exactly which words to change, add or delete, and why.
letter-how-agree = If you agree or have no comment, please say so in writing; a unit that does not reply is not counted as agreeing.
letter-purpose = Please reply in time, so that the Documents Subcommittee can put the comments together and report.
letter-recipients = Recipients:
letter-archive = Archive of the Documents Subcommittee.
letter-signature = FOR THE DOCUMENTS SUBCOMMITTEE

# Workbooks.
book-summary = Counts
book-register = Register of comments
book-column-what = What
book-column-count = Number
book-column-of = Out of
book-column-section = Section
book-column-id = Comment
book-column-unit = Unit
book-column-document = Document
book-column-code = Block
book-column-kind = Kind
book-column-cited = Place as written
book-column-text = Comment, verbatim
book-column-proposal = Proposed edit
book-column-reason = The unit's reason
book-column-standing = Standing
book-column-outcome = Outcome
book-column-answer = Answer
book-column-changes = Changed at
comment-standing-stands = stands
comment-standing-superseded = replaced
comment-standing-withdrawn = withdrawn
comment-kind-wording = wording
comment-kind-figure = figure
comment-kind-addition = addition
comment-kind-deletion = deletion
comment-kind-move = move
comment-kind-agreement = agreement
comment-kind-general = general
comment-kind-question = question
comment-kind-off-topic = off topic
comment-kind-other = other
response-escalated-count = { $n } of { $of } standing comments are put to a higher body
response-escalated-none = No comment is put to a higher body
