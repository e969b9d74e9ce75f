//! How long the whole pipeline takes for a mesh of 100, 1,000 and 10,000 resources: `make bench`.

#[path = "support/synthetic_mesh.rs"]
mod synthetic_mesh;

use divan::Bencher;
use divan::counter::BytesCount;
use mtls_playground::analyse;
use mtls_playground::text::SourceFile;
use synthetic_mesh::synthetic_mesh;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// Text to answer, what the page does after a pause in typing.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn text_to_answer(bencher: Bencher<'_, '_>, resources: usize) {
    let text = synthetic_mesh(resources);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| SourceFile::new("mesh.yaml", text.as_str()))
        .bench_values(|file| analyse([file]));
}
