//! Examples that the page offers; lessons come later.
