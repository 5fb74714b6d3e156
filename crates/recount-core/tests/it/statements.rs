//! Statements of short texts, one a line: source | cue | content | stance.

use recount_core::{Lexicon, Report, Span, extract, lexicon::Stance};

/// The statements of `text`, a line each; pieces are joined by " … ".
fn check(text: &str, expected: &[&str]) {
    let read = extract(&Report::new("note", text), &Lexicon::builtin());
    let join = |spans: &[Span]| spans.iter().map(|span| span.slice(text)).collect::<Vec<_>>().join(" … ");
    let found: Vec<String> = read
        .statements
        .iter()
        .filter(|statement| !statement.quoted)
        .map(|statement| {
            let stance = statement.stance.map_or("-", Stance::code);
            let party = statement.party.clone().unwrap_or_default();
            format!("{party} | {} | {} | {stance}", join(&statement.cue), join(&statement.content))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn direct_speech_is_joined_around_its_verb() {
    check(
        "“The camp,” said Ana Roca, a nurse in Goma, “is full.”",
        &["Ana Roca | said | “The camp,” … “is full.” | asserts"],
    );
    check(
        "“We have no water,” the mayor said. “Help is late.”",
        &["the mayor | said | “We have no water,” … “Help is late.” | asserts"],
    );
}

#[test]
fn indirect_speech_ends_with_its_clause() {
    check(
        "Forty houses burned, the ministry said.",
        &["the ministry | said | Forty houses burned | asserts"],
    );
}

#[test]
fn pronouns_go_to_the_last_source_they_fit() {
    check(
        "Governor Ana Roca said on Monday that 40 houses had burned. She added that nine people were missing.",
        &[
            "Governor Ana Roca | said | that 40 houses had burned | asserts",
            "Governor Ana Roca | added | that nine people were missing | asserts",
        ],
    );
}

#[test]
fn stance_follows_the_frame_of_the_verb() {
    check("The UN called for calm.", &["The UN | called | calm | demands"]);
    check(
        "The governor of Goma accused the army of burning 40 houses.",
        &["The governor of Goma | accused | the army of burning 40 houses | accuses"],
    );
}

#[test]
fn headlines_name_their_source_by_a_colon() {
    check("Camps near Goma are full: minister", &["minister | : | Camps near Goma are full | asserts"]);
}

#[test]
fn what_passes_words_on_is_kept() {
    let text = "According to official statistics shared by Radio Goma, 300 families fled.";
    let read = extract(&Report::new("note", text), &Lexicon::builtin());
    let chain: Vec<&str> =
        read.statements.iter().flat_map(|it| &it.chain).map(|span| span.slice(text)).collect();
    assert_eq!(chain, ["Radio Goma"]);
}

#[test]
fn the_venue_of_an_article_is_kept() {
    let text = "“We will stay,” Ana Roca wrote in an article published in the Goma Herald newspaper. “We have room,” she said.";
    let read = extract(&Report::new("note", text), &Lexicon::builtin());
    let venues: Vec<&str> =
        read.statements.iter().filter_map(|it| it.venue).map(|span| span.slice(text)).collect();
    assert_eq!(venues, ["an article published in the Goma Herald newspaper"; 2]);
}

#[test]
fn odd_texts_are_read_without_fail() {
    for text in [
        "",
        "“",
        "said",
        ", said",
        "“” said",
        "according to",
        "X: ",
        ": said he",
        "“a” “b” “c, said",
        "reportedly",
        "he said “",
    ] {
        let read = extract(&Report::new("note", text), &Lexicon::builtin());
        assert!(read.statements.len() < 5, "{text}");
    }
}
