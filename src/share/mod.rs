//! The share link: a whole scenario in a URL fragment.
