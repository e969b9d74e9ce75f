//! Prints a mesh of as many resources as the argument says: `cargo run --example synthetic-mesh 100`.
#![allow(clippy::print_stdout, reason = "the text is what was asked for")]

#[path = "../benches/support/synthetic_mesh.rs"]
mod synthetic_mesh;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let size = std::env::args().nth(1).ok_or("how many resources?")?.parse()?;
    println!("{}", synthetic_mesh::synthetic_mesh(size));
    Ok(())
}
