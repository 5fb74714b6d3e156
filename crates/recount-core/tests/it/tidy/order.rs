//! The order of modules: `lib.rs` declares them in the order of the pipeline, and a module uses only modules above it.

use crate::repository::File;

/// The modules of a `lib.rs`, first to last, and what it re-exports from each.
pub(super) struct Order {
    modules: Vec<String>,
    exports: Vec<(String, String)>,
}

impl Order {
    pub(super) fn read(lib: &str) -> Order {
        let mut order = Order { modules: Vec::new(), exports: Vec::new() };
        for line in code(lib).lines() {
            let line = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            if let Some(module) = line.strip_prefix("mod ") {
                order.modules.push(module.trim_end_matches(';').to_string());
            }
            if let Some((module, names)) = line.strip_prefix("use ").and_then(|path| path.split_once("::")) {
                let names = names.trim_matches(['{', '}', ';']).split(", ");
                order.exports.extend(names.map(|name| (name.to_string(), module.to_string())));
            }
        }
        order
    }

    /// A message for each use of a module that is not above the one the file belongs to.
    pub(super) fn violations(&self, file: &File) -> Vec<String> {
        let inside = file.path.split_once("/src/").map_or(&*file.path, |(_, inside)| inside);
        let module = inside.split(['/', '.']).next().unwrap_or("");
        if module == "lib" {
            return Vec::new();
        }
        let Some(own) = self.place(module) else {
            return vec![format!("{}: lib.rs does not declare {module}", file.path)];
        };
        let below = |name: &&String| self.place(name).is_none_or(|place| place > own);
        let used = used_modules(&file.text, depth(inside));
        used.iter()
            .filter(below)
            .map(|name| format!("{}: uses {name}, which is not above {module}", file.path))
            .collect()
    }

    /// The number of a module, or of the one that a name of the crate's root comes from.
    fn place(&self, name: &str) -> Option<usize> {
        let exported = self.exports.iter().find(|(export, _)| export == name).map(|(_, module)| &**module);
        self.modules.iter().position(|module| module == exported.unwrap_or(name))
    }
}

/// How many modules stand between a file below `src` and the crate's root.
fn depth(inside: &str) -> usize {
    inside.split('/').filter(|part| *part != "mod.rs").count()
}

/// The first names of all paths that start at the crate's root: `crate::x`, `crate::{x::y, z}`, `super::x` from a module
/// of the root. What stands in comments and in inline tests does not count.
fn used_modules(text: &str, depth: usize) -> Vec<String> {
    let code = code(text);
    let mut names = Vec::new();
    for root in ["crate::".to_string(), "super::".repeat(depth)] {
        for (at, _) in code.match_indices(&root) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|before| before.is_alphanumeric() || matches!(before, ':' | '_' | '$')) {
                first_names(&code[at + root.len()..], &mut names);
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The first name of a path, or of every path of a group.
fn first_names(path: &str, names: &mut Vec<String>) {
    let Some(group) = path.strip_prefix('{') else {
        let end = path.find(|next: char| !(next.is_alphanumeric() || next == '_')).unwrap_or(path.len());
        names.extend((end > 0).then(|| path[..end].to_string()));
        return;
    };
    let mut depth = 0;
    let mut starts = true;
    for (at, next) in group.char_indices() {
        match next {
            '{' => depth += 1,
            '}' if depth == 0 => return,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            _ if starts && !next.is_whitespace() => {
                first_names(&group[at..], names);
                starts = false;
            }
            _ => {}
        }
    }
}

/// The text without comments and without what follows the inline tests' heading.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_use_of_a_later_module_is_seen() {
    let order = Order::read("pub mod span;\npub mod text;\nmod figure;\n\npub use figure::{Figure, read};\n");
    let check = |path: &str, text: &str, expected: &[&str]| {
        let file = File { path: format!("crates/x/src/{path}"), text: text.to_string() };
        let seen = order.violations(&file);
        let expected: Vec<String> = expected
            .iter()
            .map(|name| format!("crates/x/src/{path}: uses {name}, which is not above text"))
            .collect();
        assert_eq!(seen, expected, "{text}");
    };
    check("text.rs", "use crate::{\n    span::{Span, figure::A},\n    text::B,\n};", &[]);
    check("text.rs", "use crate::{span::Span, figure::Figure};", &["figure"]);
    check("text/token.rs", "fn f() -> crate::Figure {}", &["Figure"]);
    check("text/mod.rs", "use super::figure::Figure;", &["figure"]);
    check("text/token.rs", "use super::figure::Figure;\n// crate::figure\n", &[]);
    check("text/token.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::figure::Figure; }", &[]);
}
