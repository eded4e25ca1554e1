//! Cases and properties of the synthesis.
