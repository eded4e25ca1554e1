# Words of the synthesis report, the response report and the answer sheet for a unit.
report-title-synthesis = REPORT ON THE COMMENTS RECEIVED
report-title-response = REPORT ON WHAT BECAME OF THE COMMENTS
report-part-1 = I. General remarks
report-part-2 = II. Comments on the contents
report-part-3 = III. Proposals
report-replies = 1. Replies
report-counts = 2. Comments in numbers
report-whole = 3. Comments on whole documents
report-none = None.
report-section-count = { $n ->
    [one] One comment
   *[other] { $n } comments
} of { $units ->
    [one] one unit
   *[other] { $units } units
}.
report-column-section = Section
report-column-comments = Comments
report-column-units = Units
report-column-kinds = Kinds
report-column-outcomes = Outcomes
report-number-of = { $what }: { $n }
report-wordings = In detail: { $wordings }.
report-escalated = Points put to a higher body
report-referred = Out of scope, passed on
report-rest = Still to be done
report-of = { $n }/{ $of }
report-pending = Units without a reply
report-to-be-typed = Replies to be typed
report-unreadable = Replies that cannot be read
report-results = I. Results
report-taken-up = II. What was taken up
report-explained = III. What was explained or noted
report-open = IV. Put to a body, passed on, undecided
answer-title = WHAT BECAME OF YOUR COMMENTS
answer-to = To: { $unit }
answer-reply = The unit's reply: { $state }; received on { $received }
answer-no-comment = The unit's reply holds no comment on a point.
answer-count = { $n ->
    [one] One comment
   *[other] { $n } comments
} of the unit, { $standing } standing. Outcomes: { $outcomes }
answer-column-comment = The unit's comment
answer-column-round = Words in the draft of round { $round }
answer-column-working = Words in the draft being worked on
answer-group = Answered with group { $group } ({ $n } comments), together with: { $units }
answer-group-own = Answered with group { $group } ({ $n } comments of the unit)
answer-deleted = This paragraph is no longer in the draft.
answer-unchanged = Kept as it was:
answer-source = The unit's comments stand here as it wrote them. Where something is wrong, please tell the documents subcommittee, naming the id.
