//! Korean particles after names: 은/는, 이/가, 을/를, 과/와, 으로/로.

/// A particle that depends on the sound before it: the form after a consonant and the one after a vowel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// 은/는
    Topic,
    /// 이/가
    Subject,
    /// 을/를
    Object,
    /// 과/와
    With,
    /// 으로/로
    By,
}
