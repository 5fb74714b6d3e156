//! Pages of what many reports tell: as much is shown as a page can hold, and the rest is told of.

use crate::house::{House, Reply};

/// So many reports that tell one number, and one that tells another.
fn told_often(number: usize) -> House {
    let texts: Vec<(String, String)> = (0..number)
        .map(|edition| {
            let (toll, who) =
                if edition == 0 { (40, "the Ministry of Health") } else { (25, "the Red Cross") };
            let edition_word: String =
                format!("{edition:03}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
            let text = format!(
                "The flood killed {toll} people in Goma on Monday, {who} said.\nEdition {edition_word}"
            );
            (format!("report{edition:03}"), text)
        })
        .collect();
    let reports: Vec<(&str, &str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), "2027-03-02", text.as_str())).collect();
    House::of(&reports)
}

fn send(house: &House, path: &str, form: &[(&str, &str)]) -> Reply {
    let csrf = house.get("/review").csrf();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(form);
    house.post(path, &[], &all)
}

#[test]
fn a_page_shows_what_it_can_hold_of_a_long_series_and_says_how_much_there_is() {
    let house = told_often(300);
    let counts = house.get("/counts.json").json();
    let count = counts["rows"].as_array().expect("rows").iter().max_by_key(|row| row["accounts"].as_u64());
    let series = count.and_then(|row| row["series"].as_str()).expect("a series").to_owned();
    let page = house.get(&format!("/series/{series}")).body;
    let rows = page.matches("id=\"account-").count();
    assert!((200..=240).contains(&rows), "{rows}");
    assert!(page.contains(" of their 300 accounts"), "it says how many there are");
    assert!(page.contains("300 accounts"), "the count tells all its accounts");
    let all = house.get(&format!("/series/{series}?all=yes")).body;
    assert_eq!(all.matches("id=\"account-").count(), 300);
    let front = house.get("/").body;
    assert!(front.contains("300 accounts"), "{front}");
}

#[test]
fn an_answer_about_a_number_reaches_every_account_that_says_it() {
    let house = told_often(40);
    let page = house.get("/disputes").body;
    assert!(page.contains("; and 27 more</p>"), "{page}");
    let field = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field");
        rest.split('"').next().expect("a value").to_owned()
    };
    let (count, low, high) = (field("count"), field("low"), field("high"));
    assert_eq!((low.as_str(), high.as_str()), ("25", "25"));
    let form =
        [("answer", "other_thing"), ("count", &*count), ("low", &*low), ("high", &*high), ("next", "/log")];
    let reply = send(&house, "/disputes", &form);
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(house.get("/disputes.json").json()["total"].as_u64(), Some(0));
    let decided = house.get("/log.json").json()["total"].as_u64();
    assert_eq!(decided, Some(39 + 38), "each is set apart, and those set apart stay together");
    let odd = send(&house, "/disputes", &[("answer", "part"), ("count", &*count), ("low", "many")]);
    assert_eq!(odd.status, 400, "{}", odd.body);
}

#[test]
fn reports_without_a_day_get_theirs_at_once() {
    let texts: Vec<(String, String)> = (0..10)
        .map(|at| {
            (format!("note{at}"), format!("The flood displaced {} people in Goma, the mayor said.", 100 + at))
        })
        .collect();
    let mut reports: Vec<(&str, &str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), "", text.as_str())).collect();
    reports.push(("dated", "2027-03-02", "The flood killed 3 people in Goma, the mayor said."));
    let house = House::of(&reports);
    let list = house.get("/reports").body;
    assert!(list.contains("href=\"/reports?undated=yes\">10 without a day</a>"), "{list}");
    let undated = house.get("/reports?undated=yes");
    assert!(!undated.body.contains("value=\"dated\""));
    let mut form = vec![("of", "all"), ("day", "3 March 2027"), ("next", "/reports")];
    form.extend(texts.iter().map(|(name, _)| ("shown", name.as_str())));
    assert_eq!(send(&house, "/reports", &form).status, 303);
    assert!(!house.get("/reports").body.contains("without a day"));
}
