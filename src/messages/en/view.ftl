# Words of the comparison page, the comparison table and the printed draft.
view-party = COMMUNIST PARTY OF VIETNAM
view-draft-mark = DRAFT { $n }
view-number-blank = No.         { $symbol }
view-hash = Print code: { $hash }
view-as-of = As of { $date }

view-comparison = Comparison of drafts
view-comparison-table = Comparison table
view-between = { $before } → { $after }
view-total = Changes in all
view-words-added = Words added
view-words-deleted = Words deleted
view-no-change = no changes
view-spelling-hidden = { $n ->
    [one] one place differs in spelling or typing only (tone placement, dashes, quotes, blanks) and is not marked here
   *[other] { $n } places differ in spelling or typing only (tone placement, dashes, quotes, blanks) and are not marked here
}
view-spelling-shown = { $n ->
    [one] besides these, one place differs in spelling or typing only
   *[other] besides these, { $n } places differ in spelling or typing only
}
view-only-section = only section { $section } is shown; the counts above are those of the whole document
view-only-kinds = only these kinds are shown: { $kinds }
view-unchanged = { $n ->
    [one] … one unchanged block …
   *[other] … { $n } unchanged blocks …
}
view-front-matter = front matter of the file, not printed in the document
view-footnotes = Notes

view-change-added = Added
view-change-deleted = Deleted
view-change-amended = Amended
view-change-moved = Moved
view-change-renumbered = Renumbered
view-change-retitled = Retitled
view-change-split = Split
view-change-merged = Merged
view-change-unchanged = Unchanged
view-class-spelling = Spelling
view-class-emphasis = Emphasis
view-class-figures = Figures
view-and-moved = { $label }, moved
view-moved-from = moved from { $place }
view-moved-to = moved to { $place }
view-merged-from = merged from { $codes }
view-split-into = split into { $codes }
view-states-moved-whole = { $n } blocks moved together; those with the same words are not printed again
view-renumbered = renumbered: { $before } → { $after }
view-figures = figures: { $figures }
view-reason = reason: { $reason }

view-column-number = No.
view-column-reason = Reason
view-column-code = Code

# Two editors of one draft.
view-merge = Two copies compared
view-merge-base = Common base
view-merge-this = This copy
view-merge-other = The other copy
view-merge-conflict = Changed by both, not alike
view-merge-ours = Changed in this copy only
view-merge-theirs = Changed in the other copy only
view-merge-both-same = Changed alike in both
view-merge-notes = To be read again
view-merge-place = Place
view-merge-change = Change from the common base
view-merge-line = line { $line }
view-merge-named = «{ $words }» (line { $line })
view-merge-open = { $n ->
    [one] one place was changed by both, and not alike: people must decide, nobody's words were chosen
   *[other] { $n } places were changed by both, and not alike: people must decide, nobody's words were chosen
}
view-merge-fits = nothing collides: the two copies fit together
view-merge-amended-twice = both amended the block, each in another way
view-merge-deleted-and-amended = one deleted it, the other amended it
view-merge-deleted-and-moved = one deleted it, the other moved it
view-merge-moved-apart = both moved it, to different places
view-merge-divided = one split or joined the block, the other changed it too
view-merge-two-values = figure { $figure }: this copy { $ours }, the other { $theirs }
view-merge-separate = the two changed different words of the block
view-merge-note-order = order: both added at one place, this copy { $ours }, the other { $theirs }; merged, what the other added stands first
view-merge-note-place = place: { $who } has { $block } beside blocks that the other one moved or deleted
view-merge-note-repeated = repeated: both added the same block at two places, this copy { $ours }, the other { $theirs }; merged, it stands twice
view-merge-note-spacing = spacing: { $n ->
    [one] at one place the two differ in blank lines or line ends; merged, those of this copy are taken
   *[other] at { $n } places the two differ in blank lines or line ends; merged, those of this copy are taken
}
view-merge-note-figures = figure { $figure } was changed to two values: this copy { $ours } in { $block }, the other { $theirs } in { $other }

# Summary of changes
view-summary = Summary of changes
view-summary-of = Summary of changes: { $title }
view-summary-total = { $n ->
    [one] { $n } change
   *[other] { $n } changes
}: { $kinds }; { $added } words added, { $deleted } words deleted{ $spelling ->
    [0] {""}
    [one] ; besides 1 difference of spelling only
   *[other] ; besides { $spelling } differences of spelling only
}
view-summary-spelling-only = { $spelling ->
    [one] no change, but 1 difference of spelling only
   *[other] no change, but { $spelling } differences of spelling only
}
view-summary-sections = By section
view-summary-moved = Moved
view-summary-moved-section = section “{ $words }”: { $before } → { $after }
view-summary-moved-block = block “{ $words }”: { $before } → { $after }
view-summary-amended = , words changed too
view-summary-targets = Changed targets
view-summary-target-new = new target: { $text }
view-summary-target-gone = target gone: { $text }
view-summary-figures = Changed figures
view-summary-figures-new = New figures
view-summary-figures-gone = Figures gone
view-summary-already = { $figure } stood before at { $places }
view-summary-still = still { $figure } at { $places }
view-summary-whole-new = new block
view-summary-whole-gone = block gone
view-summary-words = Negations and hedges
view-summary-word-new = “{ $word }” added
view-summary-word-gone = “{ $word }” gone
view-summary-word-changed = “{ $before }” → “{ $after }”
view-summary-names = Dates, symbols, ordinals
view-summary-looks = Looks changed only
view-summary-renumbered = { $n } renumbered
view-summary-reflowed = { $n } with other blanks or line breaks
view-summary-unicode = { $n } stored in another Unicode form
view-summary-spelling = { $n } with other spelling or punctuation
view-summary-emphasis = { $n } with other emphasis
view-summary-formats = { $n ->
    [one] { $n } figure printed differently: { $list }
   *[other] { $n } figures printed differently: { $list }
}
view-summary-line = line { $line }
view-summary-front = Front of the document

# The summary on one screen
view-brief-total = Total
view-brief-sections = Sections
view-brief-figures = Figures
view-brief-targets = Targets
view-brief-words = Words
view-brief-new = New
view-brief-gone = Gone
view-brief-names = Names
view-brief-moved = Moved
view-brief-looks = Form only
view-brief-other = Other
view-brief-n-new = { $n ->
    [one] { $n } new figure
   *[other] { $n } new figures
}
view-brief-n-gone = { $n ->
    [one] { $n } figure gone
   *[other] { $n } figures gone
}
view-brief-n-names = { $n ->
    [one] { $n } date or symbol
   *[other] { $n } dates and symbols
}
view-brief-n-moved = { $n ->
    [one] { $n } move
   *[other] { $n } moves
}
view-brief-n-looks = { $n ->
    [one] { $n } change of form only
   *[other] { $n } changes of form only
}
view-brief-seen = { $n ->
    [one] { $n } figure, in { $places }
   *[other] { $n } figures, in { $places }
}
view-brief-more = … and { $n } more (see --all)
