//! Fails when a module imports against the layer order, when a name of the outside world passes a door that is
//! not its own, when something prints outside `cli`, or when a file does not say what it is for.
//!
//! Source files are parsed with `syn`, so `super::` paths, nested `use` trees, glob imports, paths inside macros
//! and re-exports are seen for what they are. `ARCHITECTURE.md` explains the picture that `LAYERS` writes down.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::{Item, UseTree, Visibility};

/// Layer of each top-level module, from the bottom. A module may use only lower layers and itself.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("messages", 0),
    ("problem", 1),
    ("yaml", 2),
    ("archive", 2),
    ("document", 3),
    ("units", 3),
    ("congress", 3),
    ("compare", 4),
    ("rounds", 4),
    ("anchor", 5),
    ("comments", 6),
    ("trace", 7),
    ("synthesis", 7),
    ("view", 8),
    ("render", 9),
    ("store", 9),
    ("intake", 9),
    ("app", 10),
    ("cli", 11),
];

/// Names of the outside world and the modules that may use them.
const DOORS: &[(&[&str], &[&str])] = &[
    (&["git2"], &["store"]),
    (&["walkdir"], &["store"]),
    (&["tempfile"], &["store"]),
    (&["rustix"], &["cli", "store"]),
    (&["hostname"], &["store"]),
    (&["std", "fs"], &["store"]),
    (&["serde_yaml"], &["yaml"]),
    (&["clap"], &["cli"]),
    (&["clap_complete"], &["cli"]),
    (&["terminal_size"], &["cli"]),
    (&["std", "env"], &["cli"]),
    (&["std", "process"], &["cli", "store"]),
    (&["std", "net"], &[]),
    // The store compares times of files; nobody but `cli` asks what time it is.
    (&["std", "time", "SystemTime", "now"], &["cli"]),
    (&["std", "time", "SystemTime"], &["cli", "store"]),
    (&["std", "time", "Instant"], &["cli", "store"]),
    (&["std", "thread"], &["store"]),
    (&["jiff", "Zoned", "now"], &["cli"]),
    (&["jiff", "Timestamp", "now"], &["cli"]),
    (&["Zoned", "now"], &["cli"]),
    (&["Timestamp", "now"], &["cli"]),
    (&["pulldown_cmark"], &["document"]),
    (&["similar"], &["compare"]),
    (&["zip"], &["archive"]),
    (&["calamine"], &["archive"]),
    (&["cfb"], &["archive"]),
    (&["mail_parser"], &["archive"]),
    (&["hayro_interpret"], &["archive"]),
    (&["kurbo"], &["archive"]),
    (&["rust_xlsxwriter"], &["render"]),
    (&["typst"], &["render"]),
    (&["typst_layout"], &["render"]),
    (&["typst_pdf"], &["render"]),
    (&["quick_xml"], &["archive"]),
    (&["flate2"], &["store"]),
    (&["sha1"], &["store"]),
    (&["icu_collator"], &["text"]),
    (&["unicode_normalization"], &["text"]),
    (&["encoding_rs"], &["text"]),
    (&["fluent_bundle"], &["messages"]),
    (&["std", "io", "stdout"], &["cli"]),
    (&["std", "io", "stderr"], &["cli"]),
    (&["std", "io", "stdin"], &["cli"]),
    (&["io", "stdout"], &["cli"]),
    (&["io", "stderr"], &["cli"]),
    (&["io", "stdin"], &["cli"]),
];

/// Macros that print, and methods that touch files through a path.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];
const FILE_METHODS: &[&str] = &[
    "canonicalize",
    "read_dir",
    "exists",
    "try_exists",
    "is_file",
    "is_dir",
    "symlink_metadata",
    "read_link",
];

#[test]
fn the_source_keeps_its_layers_and_doors() {
    let mut files = Vec::new();
    visit(Path::new("src"), &mut |path, text| files.push((path.to_owned(), text.to_owned())));
    assert!(files.len() > 10, "run from the package root");
    let broken: Vec<String> = files.iter().flat_map(|(path, text)| violations(path, text)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_layer_is_there() {
    for (module, _) in LAYERS {
        let there =
            ["src/{}.rs", "src/{}/mod.rs"].iter().any(|it| Path::new(&it.replace("{}", module)).exists());
        assert!(there, "`{module}` has a layer and no file");
    }
}

#[test]
fn what_is_wrong_is_caught() {
    let check = |path: &str, code: &str, expected: &str| {
        let found = violations(path, &format!("//! x\n{code}")).join("\n");
        assert!(found.contains(expected), "{path}: `{code}` gave `{found}`, wanted `{expected}`");
    };
    check("src/compare/a.rs", "use crate::store::Store;", "`compare` may not use `store`");
    check("src/compare/a.rs", "use crate::{document::Block, app};", "`compare` may not use `app`");
    check("src/compare/a.rs", "use super::super::store::Store;", "`compare` may not use `store`");
    check("src/compare/mod.rs", "use super::store::Store;", "`compare` may not use `store`");
    check("src/compare/mod.rs", "fn f() { super::store::go() }", "`compare` may not use `store`");
    check("src/compare/mod.rs", "mod inner { use super::super::cli::*; }", "`compare` may not use `cli`");
    check("src/compare/mod.rs", "use super::*;", "globs the crate root");
    check("src/rounds/mod.rs", "use crate::compare::Change;", "`rounds` may not use `compare`");
    check("src/view/mod.rs", "fn f() { x!(crate::render::html) }", "`view` may not use `render`");
    check("src/view/mod.rs", "use std::fs;", "`view` may not use `std::fs`");
    check("src/view/mod.rs", "use std::{fs::File, io};", "`view` may not use `std::fs`");
    check("src/view/mod.rs", "fn f() { std::env::var(\"A\"); }", "`view` may not use `std::env`");
    check("src/app/mod.rs", "fn f() { git2::Repository::open(\".\"); }", "`app` may not use `git2`");
    check("src/store/mod.rs", "pub use git2::Repository;", "lets `git2` out");
    check("src/store/mod.rs", "pub type R = git2::Repository;", "lets `git2` out");
    check("src/app/mod.rs", "fn f() { println!(\"\") }", "`app` may not print");
    check("src/app/mod.rs", "fn f() { let n = Zoned::now(); }", "`app` may not use `Zoned::now`");
    check("src/app/mod.rs", "fn f(p: &Path) { p.exists(); }", "`app` may not call `.exists()`");
    check("src/lib.rs", "pub use store::Store;", "the crate root re-exports");
    check("src/odd/mod.rs", "", "`odd` has no layer");
    assert_eq!(violations("src/view/mod.rs", "use crate::text;"), ["src/view/mod.rs: no `//!` header"]);
    let fine =
        "//! x\nuse crate::document::Block;\nuse super::Words;\n#[cfg(test)]\nmod tests { use std::fs; }";
    assert_eq!(violations("src/compare/a.rs", fine), [""; 0]);
}

/// All that is wrong with one source file.
fn violations(path: impl AsRef<Path>, text: &str) -> Vec<String> {
    let path = path.as_ref();
    let shown = path.display().to_string();
    let mut broken = Vec::new();
    if !text.starts_with("//!") {
        broken.push(format!("{shown}: no `//!` header"));
    }
    let home = top_module(path);
    let layers: BTreeMap<&str, u8> = LAYERS.iter().copied().collect();
    if let Some(home) = &home
        && !layers.contains_key(home.as_str())
    {
        broken.push(format!("{shown}: `{home}` has no layer"));
    }
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let mut found = Found::default();
    collect(&file.items, &module_path(path), &mut found);
    let name = home.unwrap_or_default();
    for used in &found.paths {
        broken.extend(judge(&name, used, &layers).map(|what| format!("{shown}: {what}")));
    }
    for (used, public) in &found.uses {
        if *public && let Some(door) = door(used) {
            broken.push(format!("{shown}: lets `{}` out", door.0[0]));
        }
        if *public && name.is_empty() {
            broken.push(format!("{shown}: the crate root re-exports `{}`", used.join("::")));
        }
    }
    if name != "cli" {
        broken.extend(found.macros.iter().map(|it| format!("{shown}: `{name}` may not print (`{it}!`)")));
    }
    if name != "store" {
        broken.extend(found.methods.iter().map(|it| format!("{shown}: `{name}` may not call `.{it}()`")));
    }
    broken.sort();
    broken.dedup();
    broken
}

/// What is wrong with `used` in module `home`.
fn judge(home: &str, used: &[String], layers: &BTreeMap<&str, u8>) -> Option<String> {
    if used[0] == "crate" {
        let target = used.get(1)?;
        if target == "*" && !home.is_empty() {
            return Some("globs the crate root".to_owned());
        }
        let (own, other) = (layers.get(home)?, layers.get(target.as_str())?);
        return (target != home && other >= own).then(|| format!("`{home}` may not use `{target}`"));
    }
    let (names, allowed) = door(used)?;
    let is_main = home.is_empty();
    (!is_main && !allowed.contains(&home)).then(|| format!("`{home}` may not use `{}`", names.join("::")))
}

fn door(used: &[String]) -> Option<&'static (&'static [&'static str], &'static [&'static str])> {
    DOORS.iter().find(|(names, _)| used.len() >= names.len() && names.iter().zip(used).all(|(a, b)| a == b))
}

#[derive(Default)]
struct Found {
    /// Every path, resolved to `crate::…` where it leads into the crate.
    paths: Vec<Vec<String>>,
    /// Every `use` and public alias, with whether it is visible outside its module.
    uses: Vec<(Vec<String>, bool)>,
    macros: Vec<String>,
    methods: Vec<String>,
}

fn collect(items: &[Item], module: &[String], found: &mut Found) {
    for item in items {
        match item {
            Item::Mod(inner) => {
                if is_test(&inner.attrs) {
                    continue;
                }
                if let Some((_, items)) = &inner.content {
                    let mut path = module.to_vec();
                    path.push(inner.ident.to_string());
                    collect(items, &path, found);
                }
            }
            Item::Use(item) if !is_test(&item.attrs) => {
                let mut paths = Vec::new();
                flatten(&item.tree, &mut Vec::new(), &mut paths);
                let public = !matches!(item.vis, Visibility::Inherited);
                for path in paths {
                    let path = resolve(path, module);
                    found.uses.push((path.clone(), public));
                    found.paths.push(path);
                }
            }
            Item::Type(item) if !matches!(item.vis, Visibility::Inherited) => {
                let before = found.paths.len();
                tokens(item.to_token_stream(), module, found);
                let added: Vec<_> = found.paths[before..].iter().map(|path| (path.clone(), true)).collect();
                found.uses.extend(added.into_iter().filter(|(path, _)| path[0] != "crate"));
            }
            Item::Fn(item) if is_test(&item.attrs) => (),
            other => tokens(other.to_token_stream(), module, found),
        }
    }
}

fn is_test(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|attr| attr.to_token_stream().to_string().replace(' ', "").contains("cfg(test)"))
}

fn flatten(tree: &UseTree, prefix: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            flatten(&path.tree, prefix, out);
            prefix.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, prefix, out)),
        UseTree::Name(name) => out.push([&prefix[..], &[name.ident.to_string()]].concat()),
        UseTree::Rename(name) => out.push([&prefix[..], &[name.ident.to_string()]].concat()),
        UseTree::Glob(_) => out.push([&prefix[..], &["*".to_owned()]].concat()),
    }
}

/// Paths, printing macros and file methods in a token stream, macro bodies included.
fn tokens(stream: TokenStream, module: &[String], found: &mut Found) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut after_dot = false;
    for token in stream {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if colons != 2 {
                    finish(&mut path, module, found);
                }
                if after_dot && FILE_METHODS.contains(&name.as_str()) {
                    found.methods.push(name.clone());
                }
                path.push(name);
                (colons, after_dot) = (0, false);
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Punct(punct) => {
                if punct.as_char() == '!' && path.len() == 1 && PRINTING.contains(&path[0].as_str()) {
                    found.macros.push(path[0].clone());
                }
                finish(&mut path, module, found);
                (colons, after_dot) = (0, punct.as_char() == '.');
            }
            TokenTree::Group(group) => {
                finish(&mut path, module, found);
                (colons, after_dot) = (0, false);
                tokens(group.stream(), module, found);
            }
            TokenTree::Literal(_) => {
                finish(&mut path, module, found);
                (colons, after_dot) = (0, false);
            }
        }
    }
    finish(&mut path, module, found);
}

fn finish(path: &mut Vec<String>, module: &[String], found: &mut Found) {
    if path.len() > 1 {
        found.paths.push(resolve(std::mem::take(path), module));
    }
    path.clear();
}

/// `self::` and `super::` turned into `crate::…`.
fn resolve(path: Vec<String>, module: &[String]) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = &path[..];
    let mut relative = false;
    while let Some(first) = rest.first() {
        match first.as_str() {
            "self" => relative = true,
            "super" => {
                base.pop();
                relative = true;
            }
            _ => break,
        }
        rest = &rest[1..];
    }
    if !relative {
        return path;
    }
    [&["crate".to_owned()], &base[..], rest].concat()
}

fn top_module(path: &Path) -> Option<String> {
    module_path(path).into_iter().next()
}

/// `src/compare/moves.rs` → `[compare, moves]`; empty for the crate roots.
fn module_path(path: &Path) -> Vec<String> {
    let rest = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let mut names: Vec<String> = rest.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        names.pop();
    }
    names
}

fn visit(dir: &Path, f: &mut dyn FnMut(&Path, &str)) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(&path, f);
        } else if path.extension().is_some_and(|it| it == "rs") && !is_test_file(&path) {
            f(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// Whether a file is a module that its parent declares for tests only.
fn is_test_file(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(Path::new(""));
    let parents = [folder.join("mod.rs"), folder.with_extension("rs")];
    let declared = format!("#[cfg(test)]\nmod {name};");
    parents.iter().any(|parent| fs::read_to_string(parent).is_ok_and(|text| text.contains(&declared)))
}
