//! Writes the manual into a folder, as pages: what `ssoscope explain` says, all of it.

use std::path::Path;

use ssoscope_core::report::manual::{pages, pages_of_products};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/manual".to_owned());
    let folder = Path::new(&folder);
    let mut index = String::from("# What SSOscope knows\n\n## Checks and causes\n\n");
    for page in pages() {
        let name = format!("{}.md", page.id.replace('/', "-"));
        write(folder, &name, &page.markdown(1))?;
        index.push_str(&format!("- [{}]({name}): {}\n", page.id, page.title));
    }
    index.push_str("\n## What products say\n\n");
    for (product, pages) in pages_of_products() {
        let letters =
            product.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
        let name = format!("says-{}.md", letters.collect::<String>().trim_matches('-'));
        let texts: String = pages.iter().map(|page| page.markdown(2) + "\n").collect();
        write(folder, &name, &format!("# {product}\n\n{texts}"))?;
        index.push_str(&format!("- [{product}]({name}): {} texts\n", pages.len()));
    }
    write(folder, "index.md", &index)
}

fn write(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(name), text)
}
