//! Numbers on a map: circles whose areas are as the numbers, over the outlines of countries and their first-level divisions. Numbers only; the
//! template writes the markup, a table beside it tells the same. Nothing is asked of the network.

mod far;
mod labels;
mod outlines;
mod paths;
mod projection;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use labels::Label;
use labels::Wanted;
use outlines::{Country, GRID, Shape};
pub(crate) use projection::WIDTH;
use projection::{Projection, Stretch};

/// How large circles are: the largest, and what every one is at least.
const LARGEST: f64 = 30.0;
const LEAST: f64 = 4.0;
/// How many degrees beyond the bounds of a country still are near it: islands that the outlines lack.
const NEAR: f64 = 1.5;
/// The sizes of the type, on a screen and, in the units of the drawing, on a telephone.
const TYPE: f64 = 13.0;
const TYPE_NARROW: f64 = 27.0;

/// What is to be drawn of a place.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Degrees north and east.
    pub(crate) point: (f64, f64),
    /// The countries it is told of, ISO 3166 alpha-3.
    pub(crate) countries: Vec<String>,
    /// Whether it stands for the country as a whole.
    pub(crate) is_whole: bool,
    pub(crate) number: u64,
    pub(crate) name: String,
    pub(crate) range: String,
    /// The number of its row in the table.
    pub(crate) row: usize,
}

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map {
    pub(crate) height: f64,
    /// The countries around, each as a path.
    pub(crate) neighbours: Vec<String>,
    /// The divisions of the countries told of, each with its name.
    pub(crate) divisions: Vec<(String, String)>,
    /// The borders of these countries.
    pub(crate) borders: Vec<String>,
    /// The largest first, so that the small ones stand before them.
    pub(crate) circles: Vec<Circle>,
    pub(crate) labels: Vec<Label>,
    /// The words as a telephone shows them: larger, so fewer.
    pub(crate) labels_narrow: Vec<Label>,
    /// The rows of what lies far beyond the map.
    pub(crate) beyond: Vec<usize>,
}

/// A circle.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Circle {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) radius: f64,
    pub(crate) is_whole: bool,
    pub(crate) row: usize,
}

/// The map of these marks; none where there is no mark.
pub(crate) fn draw(marks: &[Mark]) -> Option<Map> {
    let all = outlines::countries();
    let (marks, beyond) = far::apart(marks);
    let home: BTreeSet<&str> =
        marks.iter().flat_map(|mark| mark.countries.iter().map(String::as_str)).collect();
    let parts: Vec<Stretch> = marks.iter().map(|mark| stretch(mark, &all)).collect();
    let projection = Projection::over(&Stretch::around(&parts)?);
    let mut map = Map { height: projection.height, beyond, ..Map::default() };
    for country in all.iter().filter(|country| is_in_view(country, &projection)) {
        // A country that cannot be unpacked is not drawn.
        let Some(shape) = country.shape() else { continue };
        if home.contains(country.code) {
            add_home(&mut map, &shape, &projection);
        } else {
            map.neighbours.push(paths::rings(&shape, &shape.outline, &projection));
        }
    }
    map.neighbours.retain(|path| !path.is_empty());
    add_circles(&mut map, &marks, &projection);
    Some(map)
}

/// The countries that were unpacked to look a division up, by code.
#[derive(Debug, Default)]
pub(crate) struct Atlas(BTreeMap<String, Vec<Shape>>);

impl Atlas {
    /// The first-level division of these countries that a point in degrees lies in.
    pub(crate) fn division(&mut self, (north, east): (f64, f64), countries: &[String]) -> Option<String> {
        let spot = (grid(east), grid(north));
        countries.iter().find_map(|code| {
            let shapes = self.0.entry(code.clone()).or_insert_with(|| shapes(code));
            let mut divisions = shapes.iter().flat_map(|shape| {
                shape.divisions.iter().filter(|division| shape.holds(&division.rings, spot))
            });
            divisions.next().map(|division| division.name.clone()).filter(|name| !name.is_empty())
        })
    }
}

fn shapes(code: &str) -> Vec<Shape> {
    let of = |country: &&Country<'_>| country.code == code;
    outlines::countries().iter().filter(of).filter_map(Country::shape).collect()
}

/// Whether a point lies in one of these countries or near it; so do all points where none of them has an outline.
pub(crate) fn is_near((north, east): (f64, f64), countries: &[String]) -> bool {
    let all = outlines::countries();
    let mut named = all.iter().filter(|it| countries.iter().any(|code| code == it.code)).peekable();
    let (x, y, near) = (grid(east), grid(north), grid(NEAR));
    named.peek().is_none()
        || named.any(|it| {
            (it.west - near..=it.east + near).contains(&x) && (it.south - near..=it.north + near).contains(&y)
        })
}

fn grid(degrees: f64) -> i32 {
    (degrees * GRID).round() as i32
}

/// What a mark wants to be seen of the world: its point, and for a country its largest land.
fn stretch(mark: &Mark, all: &[Country<'_>]) -> Stretch {
    let point = Stretch::point(mark.point);
    let country = all.iter().find(|it| mark.is_whole && mark.countries.iter().any(|code| code == it.code));
    let land = country.and_then(Country::shape).and_then(|shape| largest(&shape));
    let holds = |land: &Stretch| {
        (land.west..=land.east).contains(&point.east) && (land.south..=land.north).contains(&point.north)
    };
    land.filter(holds).unwrap_or(point)
}

/// The bounds of the largest ring.
fn largest(shape: &Shape) -> Option<Stretch> {
    let bounds = shape.outline.iter().filter_map(|ring| {
        let points = shape.points(ring);
        let start = *points.first()?;
        let least = points.iter().fold(start, |least, it| (least.0.min(it.0), least.1.min(it.1)));
        let most = points.iter().fold(start, |most, it| (most.0.max(it.0), most.1.max(it.1)));
        Some((least, most))
    });
    let size =
        |(least, most): &((i32, i32), (i32, i32))| i64::from(most.0 - least.0) * i64::from(most.1 - least.1);
    let ((west, south), (east, north)) = bounds.max_by_key(size)?;
    let degrees = |at: i32| f64::from(at) / GRID;
    Some(Stretch { south: degrees(south), west: degrees(west), north: degrees(north), east: degrees(east) })
}

fn is_in_view(country: &Country<'_>, projection: &Projection) -> bool {
    [-1.0, 0.0, 1.0].iter().any(|turns| {
        let low = projection.spot((country.west, country.south), *turns);
        let high = projection.spot((country.east, country.north), *turns);
        projection.shows(low, high)
    })
}

fn add_home(map: &mut Map, shape: &Shape, projection: &Projection) {
    for division in &shape.divisions {
        let path = paths::rings(shape, &division.rings, projection);
        if !path.is_empty() {
            map.divisions.push((division.name.clone(), path));
        }
    }
    let border = paths::lines(shape, &shape.outline, projection);
    if !border.is_empty() {
        map.borders.push(border);
    }
}

fn add_circles(map: &mut Map, marks: &[&Mark], projection: &Projection) {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.number), mark.row));
    let most = marks.first().map_or(1, |mark| mark.number.max(1));
    map.circles = marks.iter().map(|mark| circle(mark, most, projection)).collect();
    let wanted: Vec<Wanted<'_>> = marks
        .iter()
        .zip(&map.circles)
        .map(|(mark, it)| Wanted {
            x: it.x,
            y: it.y,
            radius: it.radius,
            name: &mark.name,
            number: &mark.range,
        })
        .collect();
    map.labels = labels::place(&wanted, map.height, TYPE);
    map.labels_narrow = labels::place(&wanted, map.height, TYPE_NARROW);
}

/// Its area is to that of the largest as the numbers are.
fn circle(mark: &Mark, most: u64, projection: &Projection) -> Circle {
    let (x, y) = projection.place(mark.point);
    // Numbers of people are far below where a float would lose one.
    let share = mark.number as f64 / most as f64;
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let radius = tenth((LARGEST * share.sqrt()).max(LEAST));
    Circle { x: tenth(x), y: tenth(y), radius, is_whole: mark.is_whole, row: mark.row }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(point: (f64, f64), country: &str, number: u64, row: usize) -> Mark {
        let countries = vec![country.to_owned()];
        Mark {
            point,
            countries,
            is_whole: false,
            number,
            name: format!("Place {row}"),
            range: "1".to_owned(),
            row,
        }
    }

    #[test]
    fn areas_are_as_the_numbers() {
        let marks = [mark((18.0, -77.5), "JAM", 25, 1), mark((20.0, -75.8), "CUB", 100, 2)];
        let map = draw(&marks).expect("a map");
        let circles: Vec<(usize, f64)> = map.circles.iter().map(|it| (it.row, it.radius)).collect();
        assert_eq!(circles, [(2, LARGEST), (1, LARGEST / 2.0)]);
        assert_eq!(map.labels.len(), 2);
        assert!(map.divisions.iter().any(|(name, _)| name == "Manchester"));
        assert!(map.divisions.iter().all(|(name, _)| name != "Nippes"), "Haiti is told nothing of");
        assert!(!map.neighbours.is_empty());
        assert!(draw(&[]).is_none());
    }

    #[test]
    fn a_country_as_a_whole_is_seen_whole() {
        let mark = Mark { is_whole: true, ..mark((20.0, -77.0), "CUB", 7, 1) };
        let parts = stretch(&mark, &outlines::countries());
        assert!(parts.west < -84.0 && parts.east > -75.0, "{parts:?}");
        let lost = Mark { countries: vec!["ZZZ".to_owned()], ..mark };
        assert_eq!(stretch(&lost, &outlines::countries()), Stretch::point((20.0, -77.0)));
    }

    #[test]
    fn a_place_far_from_its_country_is_told_apart() {
        let check = |point, code: &str, expected: bool| {
            assert_eq!(is_near(point, &[code.to_owned()]), expected, "{code}");
        };
        check((18.5, -72.3), "HTI", true);
        check((33.9, -117.0), "HTI", false);
        check((33.9, -117.0), "ZZZ", true);
        assert!(is_near((33.9, -117.0), &[]));
    }

    #[test]
    fn a_place_has_its_division() {
        let mut atlas = Atlas::default();
        assert_eq!(atlas.division((-16.8, 36.99), &["MOZ".to_owned()]).as_deref(), Some("Zambezia"));
        assert_eq!(atlas.division((0.0, -30.0), &["MOZ".to_owned()]), None);
    }
}
