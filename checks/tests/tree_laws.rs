//! Laws of reading any file at all: what it says is what the tree holds, and whatever it is, there is an answer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use concord_core::exchange::{Fault, Place, Tree};
use proptest::prelude::*;
use serde_json::{Map, Number, Value};

/// Any JSON value; serde_json's own maps have each key once.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| Number::from_f64(number).map(Value::Number)),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            record(inner.boxed()).prop_map(Value::Object),
        ]
    })
}

fn record(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(any::<String>(), inner, 0..5).prop_map(Map::from_iter)
}

/// Text that looks like JSON more often than random bytes do.
fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"é\"",
        "\\u12",
        "-",
        "0",
        "1.5",
        "1e999",
        "NaN",
        "-Infinity",
        "nul",
        "true",
        "\n",
        " ",
        "\0",
        "\u{FEFF}",
        "é",
        "🤝",
    ]);
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat().into_bytes())
}

fn same(tree: &Tree, value: &Value) -> bool {
    match (tree, value) {
        (Tree::Null, Value::Null) => true,
        (Tree::Bool(tree), Value::Bool(value)) => tree == value,
        (Tree::Integer(tree), Value::Number(value)) => value.as_i64() == Some(*tree),
        (Tree::Number(tree), Value::Number(value)) => {
            value.as_i64().is_none() && value.as_f64().map(f64::to_bits) == Some(tree.to_bits())
        }
        (Tree::Text(tree), Value::String(value)) => tree == value,
        (Tree::List(tree), Value::Array(value)) => {
            tree.len() == value.len() && tree.iter().zip(value).all(|(tree, value)| same(tree, value))
        }
        (Tree::Record(tree), Value::Object(value)) => {
            tree.len() == value.len()
                && tree.iter().all(|(key, tree)| value.get(key).is_some_and(|value| same(tree, value)))
        }
        _ => false,
    }
}

/// Reads the bytes; if they are refused, the sentence has to be a sentence and the place one of the file's.
fn answer(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Err(error) = Tree::read(bytes) {
        prop_assert!(!error.to_string().contains('\n'));
        if let Some(Place { line, column }) = error.at {
            let lines: Vec<_> = bytes.split(|&byte| byte == b'\n').collect();
            prop_assert!((1..=lines.len()).contains(&line), "{error}");
            // One past the end is where a file that is cut off stops.
            prop_assert!((1..=lines[line - 1].len() + 1).contains(&column), "{error}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_json_is_read_as_what_it_says(value in value()) {
        for text in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            // Read back, because the parser may be an ulp off what was written.
            let value: Value = serde_json::from_str(&text).unwrap();
            let tree = Tree::read(text.as_bytes()).unwrap();
            prop_assert!(same(&tree, &value), "{text}: {tree:?}");
        }
    }

    #[test]
    fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        answer(&bytes)?;
    }

    #[test]
    fn any_broken_json_has_an_answer(bytes in nearly_json()) {
        answer(&bytes)?;
    }

    #[test]
    fn a_document_cut_anywhere_is_refused_where_it_ends(
        fields in record(value().boxed()),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = serde_json::to_string_pretty(&fields).unwrap();
        // At least the brace that opens the document is left, and the one that closes it is missing.
        let cut = &whole.as_bytes()[..1 + cut.index(whole.len() - 1)];
        let error = Tree::read(cut).unwrap_err();
        let Place { line, column } = error.at.unwrap();
        prop_assert_eq!(&error.fault, &Fault::CutOff);
        prop_assert_eq!(line, 1 + cut.iter().filter(|&&byte| byte == b'\n').count());
        let last = String::from_utf8_lossy(cut.rsplit(|&byte| byte == b'\n').next().unwrap()).chars().count();
        prop_assert!((last.max(1)..=last + 1).contains(&column), "{}, {last}", error);
    }

    #[test]
    fn a_key_there_twice_is_named(fields in record(value().boxed()), key in any::<String>()) {
        prop_assume!(!fields.contains_key(&key));
        let quoted = Value::from(key.as_str()).to_string();
        let field = |(key, value): (&String, &Value)| format!("{}:{value},", Value::from(key.as_str()));
        let between: String = fields.iter().map(field).collect();
        let text = format!("[{{{quoted}:1,{between}{quoted}:2}}]");
        let error = Tree::read(text.as_bytes()).unwrap_err();
        prop_assert_eq!(error.fault, Fault::RepeatedKey(key));
        // The key's closing quote, counted in characters of the one line.
        let end = text.rfind(&format!("{quoted}:")).unwrap() + quoted.len();
        prop_assert_eq!(error.at, Some(Place { line: 1, column: text[..end].chars().count() }));
    }
}
