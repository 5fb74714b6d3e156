//! Where the words beside circles stand: beside, above or below, where nothing is in the way; else nowhere, the table has them.

use super::projection::WIDTH;

/// A circle that wants words.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) name: &'a str,
    pub(super) number: &'a str,
}

/// Words on the map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// `start`, `middle` or `end`.
    pub(crate) anchor: &'static str,
    pub(crate) name: String,
    pub(crate) number: String,
}

/// Left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// How wide a letter is, on the whole, as a share of the size of the type.
const LETTER: f64 = 0.56;

/// The words of as many circles as have room, the first before the others, in type of this size.
pub(super) fn place(wanted: &[Wanted<'_>], height: f64, size: f64) -> Vec<Label> {
    let mut taken: Vec<Area> = wanted.iter().map(around).collect();
    let mut labels = Vec::new();
    for (at, one) in wanted.iter().enumerate() {
        let free = |area: &Area| {
            let within = area.0 >= 2.0 && area.1 >= 2.0 && area.2 <= WIDTH - 2.0 && area.3 <= height - 2.0;
            within && taken.iter().enumerate().all(|(other, it)| other == at || !overlap(area, it))
        };
        if let Some((label, area)) = choices(one, size).into_iter().find(|(_, area)| free(area)) {
            taken.push(area);
            labels.push(label);
        }
    }
    labels
}

fn around(one: &Wanted<'_>) -> Area {
    (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
}

fn overlap(one: &Area, two: &Area) -> bool {
    one.0 < two.2 && two.0 < one.2 && one.1 < two.3 && two.1 < one.3
}

/// Where the words may stand, the best first, each with the room it takes.
fn choices(one: &Wanted<'_>, size: f64) -> [(Label, Area); 8] {
    let letters = one.name.chars().count() + 1 + one.number.chars().count();
    let wide = LETTER * size * f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
    let away = one.radius + size * 0.35;
    let place = |x: f64, y: f64, anchor: &'static str| {
        let left = match anchor {
            "start" => x,
            "end" => x - wide,
            _ => x - wide / 2.0,
        };
        let label = Label { x, y, anchor, name: one.name.to_owned(), number: one.number.to_owned() };
        (label, (left, y - size * 0.9, left + wide, y + size * 0.3))
    };
    let line = one.y + size * 0.33;
    let slant = one.radius * 0.75;
    let (above, below) = (one.y - slant - size * 0.4, one.y + slant + size);
    [
        place(one.x + away, line, "start"),
        place(one.x - away, line, "end"),
        place(one.x, one.y - one.radius - size * 0.45, "middle"),
        place(one.x, one.y + one.radius + size * 1.05, "middle"),
        place(one.x + slant, above, "start"),
        place(one.x + slant, below, "start"),
        place(one.x - slant, above, "end"),
        place(one.x - slant, below, "end"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(x: f64, y: f64) -> Wanted<'static> {
        Wanted { x, y, radius: 8.0, name: "Quelimane", number: "1,200" }
    }

    #[test]
    fn words_make_way_for_each_other_and_for_the_edge() {
        let check = |all: &[Wanted<'_>], expected: &[&str]| {
            let anchors: Vec<&str> = place(all, 400.0, 13.0).iter().map(|label| label.anchor).collect();
            assert_eq!(anchors, expected);
        };
        check(&[wanted(300.0, 200.0)], &["start"]);
        check(&[wanted(850.0, 200.0)], &["end"]);
        // The second stands where the words of the first would: these go to the left, and its own to the right.
        check(&[wanted(300.0, 200.0), wanted(340.0, 200.0)], &["end", "start"]);
    }

    #[test]
    fn nothing_covers_anything() {
        let crowd: Vec<Wanted<'_>> = (0..60)
            .map(|at| wanted(80.0 + f64::from(at % 10) * 70.0, 60.0 + f64::from(at / 10) * 22.0))
            .collect();
        let labels = place(&crowd, 400.0, 13.0);
        assert!(!labels.is_empty() && labels.len() < crowd.len());
        assert_eq!(labels, place(&crowd, 400.0, 13.0));
    }
}
