//! What the page says.

/// Texts of the page.
pub trait PageText {
    /// Name of the product.
    fn title(&self) -> &'static str;
}
