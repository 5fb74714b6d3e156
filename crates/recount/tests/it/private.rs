//! People at risk: sentences of ours with private people in them, in every output; none is named, and officials are.

use std::{fs, process::Command};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A sentence, and the names in it that nobody may read. Every sentence has a figure, so that it is told.
const PRIVATE: [(&str, &[&str]); 60] = [
    ("Amal Tembe, 34, was among 12 people killed in Mocuba.", &["Amal", "Tembe"]),
    ("ZIMBA AMALIA, 34, was among 13 people killed in Mocuba.", &["ZIMBA", "AMALIA"]),
    ("14 people were killed in Mocuba, said witness Elias M., a fisherman.", &["Elias"]),
    ("15 people were killed in Mocuba, her mother, Joana Tivane, said.", &["Joana", "Tivane"]),
    (
        "16 people were killed in Mocuba, including Carlos Sitoe, 45, and his son Pedro, 6.",
        &["Carlos", "Sitoe", "Pedro"],
    ),
    ("17 people were killed in Mocuba, said resident Jonas\nMabuto.", &["Jonas", "Mabuto"]),
    ("Gunmen shot Ana Macuacua and killed 18 people in Mocuba.", &["Macuacua"]),
    ("His neighbour Tomas Chissano fled when 19 people were killed in Mocuba.", &["Tomas", "Chissano"]),
    ("After the rape of Dana Nhaca, 20 women fled Mocuba.", &["Dana", "Nhaca"]),
    ("Lina Bila was raped before 21 people were killed in Mocuba.", &["Lina", "Bila"]),
    ("The 9-year-old Rosa Cossa and 22 other people were injured in Mocuba.", &["Rosa", "Cossa"]),
    ("Nadia, aged 7, and 23 other children were injured in Mocuba.", &["Nadia"]),
    (
        "The dead: Ivo Langa, Sara Matsinhe and Rui Mondlane, of 24 people killed in Mocuba.",
        &["Langa", "Matsinhe", "Mondlane"],
    ),
    (
        "Those arrested were Nelo Guambe and Abel Sambo, among 25 people detained in Mocuba.",
        &["Guambe", "Sambo"],
    ),
    ("Police arrested Fatima Ussene and detained 26 people in Mocuba.", &["Fatima", "Ussene"]),
    ("Paulo Massango was detained with 27 people in Mocuba.", &["Paulo", "Massango"]),
    ("Teresa Muianga, a mother of three, is one of 28 people displaced in Mocuba.", &["Teresa", "Muianga"]),
    ("Xavier Nhantumbo, a farmer, fled with 29 people from Mocuba.", &["Xavier", "Nhantumbo"]),
    ("The funeral of Berta Zunguze followed after 30 people were killed in Mocuba.", &["Berta", "Zunguze"]),
    ("A body was identified as Felix Come after 31 people were killed in Mocuba.", &["Felix", "Come"]),
    ("The widow of Hugo Manjate said 32 people were killed in Mocuba.", &["Hugo", "Manjate"]),
    ("Ilda Chongo, his wife, was among 33 people injured in Mocuba.", &["Ilda", "Chongo"]),
    ("Survivor Marta Nhamposse said 34 people were killed in Mocuba.", &["Marta", "Nhamposse"]),
    ("Student Quim Mavie was one of 35 people detained in Mocuba.", &["Quim", "Mavie"]),
    ("Kidnappers abducted Olga Mucavele and 36 people in Mocuba.", &["Olga", "Mucavele"]),
    ("Victor Tsamba (61) died as 37 people were killed in Mocuba.", &["Victor", "Tsamba"]),
    ("Wilson Uamusse had been deported with 38 people from Mocuba.", &["Wilson", "Uamusse"]),
    ("The murder of Yara Bucuane came before 39 people fled Mocuba.", &["Yara", "Bucuane"]),
    ("Refugee Zito Mahumane said 40 people fled Mocuba.", &["Zito", "Mahumane"]),
    ("A cousin, Alda Novela, said 41 people were missing in Mocuba.", &["Alda", "Novela"]),
    ("Soldiers beat Bento Honwana and injured 42 people in Mocuba.", &["Bento", "Honwana"]),
    ("Celia Inguane drowned when 43 people were killed in Mocuba.", &["Celia", "Inguane"]),
    (
        "Those killed included Dino Jamisse, Elsa Khossa and Gil Laice; in all 44 people were killed in Mocuba.",
        &["Jamisse", "Khossa", "Laice"],
    ),
    ("Call her family at +258 84 123 4567: 45 people are missing in Mocuba.", &["84 123 4567"]),
    ("Write to joana@post.example about the 46 people missing in Mocuba.", &["joana@post.example"]),
    ("His passport number AB123456 was found where 47 people were killed in Mocuba.", &["AB123456"]),
    ("Detainee Hana Mutola was held with 48 people detained in Mocuba.", &["Hana", "Mutola"]),
    ("Schoolgirl Iva Nuvunga, 12, and 49 girls fled Mocuba.", &["Iva", "Nuvunga"]),
    ("Jaime Ombe, who survived, said 50 people were killed in Mocuba.", &["Jaime", "Ombe"]),
    ("Her brother Lito Pelembe was one of 51 people killed in Mocuba.", &["Lito", "Pelembe"]),
    ("Her daughter Nilza Cuna, 4, was among 52 people killed in Mocuba.", &["Nilza", "Cuna"]),
    ("Orlando Massingue was abducted before 53 people fled Mocuba.", &["Orlando", "Massingue"]),
    (
        "The burial of Palmira Chirindza followed after 54 people were killed in Mocuba.",
        &["Palmira", "Chirindza"],
    ),
    ("55 people were injured in Mocuba; Quiteria Mabote, aged 9, lost a leg.", &["Quiteria", "Mabote"]),
    ("Shopkeeper Raul Nhampossa said 56 people were killed in Mocuba.", &["Raul", "Nhampossa"]),
    ("The arrest of Simone Tivana came as 57 people were detained in Mocuba.", &["Simone", "Tivana"]),
    ("Tiago Macamo (17) was among 58 people deported from Mocuba.", &["Tiago", "Macamo"]),
    ("Urania Sitole, a 33-year-old trader, fled with 59 people from Mocuba.", &["Urania", "Sitole"]),
    (
        "The body was identified as Valter Zandamela after 60 people were killed in Mocuba.",
        &["Valter", "Zandamela"],
    ),
    ("Wanda Cumbe has been missing since 70 people were killed in Mocuba.", &["Wanda", "Cumbe"]),
    ("Villager Xadreque Mula said 71 houses were destroyed in Mocuba.", &["Xadreque", "Mula"]),
    ("Yolanda Bié, whose husband was shot, is one of 72 people displaced in Mocuba.", &["Yolanda"]),
    ("Zaida Cossa, his daughter, was among 73 people injured in Mocuba.", &["Zaida", "Cossa"]),
    (
        "Those detained included Armando Tsucana and Belmira Vuma, of 74 people held in Mocuba.",
        &["Tsucana", "Vuma"],
    ),
    ("Soldiers raped Clara Nhantave before 75 people fled Mocuba.", &["Clara", "Nhantave"]),
    (
        "The victims: Dulce Matusse, Eva Novele and Fausto Langa, of 76 people killed in Mocuba.",
        &["Matusse", "Novele", "Langa"],
    ),
    ("Send word to +258-82-765-4321 about the 77 people missing in Mocuba.", &["82-765-4321"]),
    (
        "Her identity card no. 110100456789B was found where 78 people were killed in Mocuba.",
        &["110100456789B"],
    ),
    (
        "Contact moises.tembe@aid.example for the 79 people displaced in Mocuba.",
        &["moises.tembe@aid.example"],
    ),
    ("Graça Manhique died as 80 people were killed in Mocuba.", &["Graça", "Manhique"]),
];

/// Sentences with officials, whose names stay.
const PUBLIC: [(&str, &str); 6] = [
    ("Governor Amina Saide said 61 people were killed in Mocuba.", "Amina Saide"),
    ("Mayor Rafael Dimande, 61, said 62 people were displaced in Mocuba.", "Rafael Dimande"),
    ("63 people were killed in Mocuba, said Salva Macia, spokesman for the ministry.", "Salva Macia"),
    ("Minister Olivia Cuambe said 64 people were injured in Mocuba.", "Olivia Cuambe"),
    ("The rebel leader Justo Faria was killed with 65 people in Mocuba.", "Justo Faria"),
    ("President Elton Gove said 66 people fled Mocuba.", "Elton Gove"),
];

/// What `recount` prints and writes of the reports in a folder, each output by its name.
fn outputs(folder: &TempDir, more: &[&str]) -> Vec<(String, String)> {
    let run = |words: &[&str]| {
        let command =
            Command::new(cargo_bin("recount")).args(words).args(more).current_dir(folder.path()).output();
        let output = command.expect("recount runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let mut all = Vec::new();
    for words in [
        &["export", "csv", "in"][..],
        &["export", "jsonl", "in"],
        &["export", "helix", "in"],
        &["export", "annotations", "in"],
        &["export", "geojson", "in"],
        &["figures", "in", "--format", "csv"],
        &["figures", "in"],
        &["counts", "in", "--format", "jsonl"],
        &["statements", "in"],
        &["statements", "in", "--format", "jsonl"],
        &["timeline", "in", "--format", "csv"],
        &["findings", "in", "--format", "json"],
        &["explain", "killed", "in"],
        &["export", "hxl", "in"],
        &["export", "hapi", "in"],
        &["orders", "in"],
        &["orders", "in", "--format", "jsonl"],
        &["origins", "in", "--format", "jsonl"],
        &["disputes", "in", "--format", "jsonl"],
        &["counts", "in"],
        &["counts", "in", "--format", "csv"],
        &["timeline", "in"],
        &["report", "in", "--out", "page.html"],
    ] {
        all.push((words.join(" "), run(words)));
    }
    all.push(("the page".to_owned(), fs::read_to_string(folder.path().join("page.html")).expect("a page")));
    all
}

fn folder<'a>(sentences: impl Iterator<Item = &'a str>) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("in")).expect("a folder");
    for (at, sentence) in sentences.enumerate() {
        let path = folder.path().join(format!("in/note{at}.txt"));
        fs::write(path, format!("date 2027-02-15\n\n{sentence}\n")).expect("a report");
    }
    folder
}

#[test]
fn no_private_person_is_named_in_any_output() {
    let folder = folder(PRIVATE.iter().map(|(sentence, _)| *sentence));
    let mut named = Vec::new();
    for (what, output) in outputs(&folder, &[]) {
        for name in PRIVATE.iter().flat_map(|(_, names)| *names) {
            if output.contains(name) {
                named.push(format!("{what}: {name}"));
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn officials_are_named_and_so_is_everybody_where_names_are_asked_for() {
    let public = folder(PUBLIC.iter().map(|(sentence, _)| *sentence));
    let page = outputs(&public, &[]).pop().expect("a page").1;
    for (_, name) in PUBLIC {
        assert!(page.contains(name), "{name}");
    }
    let private = folder(PRIVATE.iter().map(|(sentence, _)| *sentence));
    let page = outputs(&private, &["--names"]).pop().expect("a page").1;
    for name in PRIVATE.iter().flat_map(|(_, names)| *names).filter(|name| !name.contains(' ')) {
        assert!(page.contains(name), "{name}");
    }
}

#[test]
fn nor_by_the_name_or_the_address_of_a_report() {
    let folder = folder(std::iter::empty());
    let line = "{\"id\":\"amal-tembe-34-killed\",\"url\":\"https://post.example/amal-tembe-34-killed\",\"published\":\"2027-02-15\",\
                \"text\":\"Amal Tembe, 34, was among 12 people killed in Mocuba on 14 February 2027.\"}\n";
    fs::write(folder.path().join("in/a.jsonl"), line).expect("a report");
    let outputs = outputs(&folder, &[]);
    for (what, output) in &outputs {
        assert!(!output.to_lowercase().contains("tembe"), "{what}: {output}");
    }
    // What stands for the name is asked for as the name is.
    let (_, csv) = &outputs[0];
    let id = csv.lines().nth(1).and_then(|line| line.split(',').next()).expect("an id");
    let output =
        Command::new(cargo_bin("recount")).args(["explain", id, "in"]).current_dir(folder.path()).output();
    let told = String::from_utf8_lossy(&output.expect("recount runs").stdout).into_owned();
    assert!(told.contains("12") && !told.to_lowercase().contains("tembe"), "{told}");
}
