//! The cases of csv-spectrum, <https://github.com/max-mapper/csv-spectrum>, through our parser.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use concord_core::ledger::Pasted;

/// A name, a file, and its rows.
type Case = (&'static str, &'static str, &'static [&'static [&'static str]]);

const CASES: [Case; 12] = [
    (
        "comma_in_quotes",
        "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123",
        &[&["first", "last", "address", "city", "zip"], &["John", "Doe", "120 any st.", "Anytown, WW", "08123"]],
    ),
    ("empty", "a,b,c\n1,\"\",\"\"\n2,3,4", &[&["a", "b", "c"], &["1", "", ""], &["2", "3", "4"]]),
    ("empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4", &[&["a", "b", "c"], &["1", "", ""], &["2", "3", "4"]]),
    ("escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", &[&["a", "b"], &["1", "ha \"ha\" ha"], &["3", "4"]]),
    (
        "json",
        "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
        &[&["key", "val"], &["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]],
    ),
    (
        "location_coordinates",
        "Contact Phone Number,Location Coordinates,Cities,Counties\n\
         2095257564,37°36'37.8\"N 121°2'17.9\"W,Modesto,Stanislaus",
        &[
            &["Contact Phone Number", "Location Coordinates", "Cities", "Counties"],
            &["2095257564", "37°36'37.8\"N 121°2'17.9\"W", "Modesto", "Stanislaus"],
        ],
    ),
    (
        "newlines",
        "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
        &[&["a", "b", "c"], &["1", "2", "3"], &["Once upon \na time", "5", "6"], &["7", "8", "9"]],
    ),
    (
        "newlines_crlf",
        "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
        &[&["a", "b", "c"], &["1", "2", "3"], &["Once upon \r\na time", "5", "6"], &["7", "8", "9"]],
    ),
    (
        "quotes_and_newlines",
        "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
        &[&["a", "b"], &["1", "ha \n\"ha\" \nha"], &["3", "4"]],
    ),
    ("simple", "a,b,c\n1,2,3\n", &[&["a", "b", "c"], &["1", "2", "3"]]),
    ("simple_crlf", "a,b,c\r\n1,2,3\r\n", &[&["a", "b", "c"], &["1", "2", "3"]]),
    ("utf8", "a,b,c\n1,2,3\n4,5,ʤ", &[&["a", "b", "c"], &["1", "2", "3"], &["4", "5", "ʤ"]]),
];

#[test]
fn every_case_is_taken_apart() {
    for (name, text, rows) in CASES {
        let pasted = Pasted::parse(text).unwrap();
        let found: Vec<Vec<&str>> = (0..pasted.rows()).map(|row| pasted.cells(row).collect()).collect();
        assert_eq!(found, rows, "{name}");
    }
}
