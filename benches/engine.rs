//! How long each step of the engine takes for a mesh of 100, 1,000 and 10,000 resources: `make bench`.
//!
//! Each size is measured in a process of its own, so that its memory can be told and none finds caches that another
//! size has warmed. A time is the least of several runs: what else runs on the machine only ever adds to it.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads clocks and prints what it saw"
)]

#[path = "support/measure.rs"]
mod measure;
#[path = "support/synthetic_mesh.rs"]
mod synthetic_mesh;

use measure::{Measure, measures};
use std::error::Error;
use std::process::Command;

/// The one of the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Width of a column of numbers.
const COLUMN: usize = 11;

/// Width of the column of names.
const NAME: usize = 38;

fn main() -> Result<(), Box<dyn Error>> {
    let size = std::env::args().nth(1).and_then(|argument| argument.parse().ok());
    match size {
        Some(size) => print_lines(&measures(size)),
        None => print_table(&SIZES.into_iter().map(measured_apart).collect::<Result<Vec<_>, _>>()?),
    }
    Ok(())
}

/// What [`measured_apart`] reads.
fn print_lines(measures: &[Measure]) {
    for measure in measures {
        println!("{}", measure.to_line());
    }
}

/// What this program measures for a size when it is started for that size only.
fn measured_apart(size: usize) -> Result<Vec<Measure>, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?).arg(size.to_string()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    String::from_utf8(output.stdout)?.lines().map(Measure::from_line).collect()
}

/// One line for each measure: its value for each size, and by how much it grows from the last size but one to the last.
fn print_table(sizes: &[Vec<Measure>]) {
    print!("{:NAME$}", "resources");
    for size in SIZES {
        print!("{size:>COLUMN$}");
    }
    println!("{:>COLUMN$}", "growth");
    for (row, measure) in sizes.first().into_iter().flatten().enumerate() {
        let values: Vec<Option<f64>> =
            sizes.iter().map(|size| size.get(row).and_then(|measure| measure.value)).collect();
        print!("{:NAME$}", measure.name);
        for value in &values {
            print!("{:>COLUMN$}", shown(*value, measure.digits));
        }
        println!("{:>COLUMN$}", growth(&values));
    }
}

fn shown(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}

/// From the last size but one to the last.
fn growth(values: &[Option<f64>]) -> String {
    match values {
        [.., Some(smaller), Some(larger)] if *smaller > 0.0 => format!("{:.1} ×", larger / smaller),
        _ => "–".to_owned(),
    }
}
