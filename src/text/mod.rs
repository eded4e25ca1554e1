//! Text as Vietnamese offices write it: NFC, folding, tokens, numbers, collation, spans.
