//! The outlines of countries and their first-level divisions, as `tools/outlines` packs them: Natural Earth's, in the public domain.
//!
//! Countries stand one behind the other, each with its bounds and its length before it, so that what is not asked for is passed over. A file
//! that is not well made gives nothing, and never a panic.

/// Steps of the grid to a degree.
pub(crate) const GRID: f64 = 500.0;
/// Steps around the world, and half of it: what is further from one point to the next goes across the date line.
const AROUND: i32 = 180_000;
const HALF: i32 = AROUND / 2;
const MARK: &[u8] = b"RCO1";
static FILE: &[u8] = include_bytes!("../../assets/outlines.bin");

/// Where something stands on the grid: eastward, northward.
pub(crate) type Spot = (i32, i32);
/// Lines end to end, `!n` for line n backwards.
pub(crate) type Ring = Vec<i32>;

/// A country, or a part of one, that is not yet unpacked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country<'a> {
    /// ISO 3166 alpha-3; several parts may share one.
    pub(crate) code: &'a str,
    pub(crate) west: i32,
    pub(crate) south: i32,
    pub(crate) east: i32,
    pub(crate) north: i32,
    body: &'a [u8],
}

/// A first-level division.
#[derive(Debug, Clone)]
pub(crate) struct Division {
    /// Its name; empty where the source has none.
    pub(crate) name: String,
    pub(crate) rings: Vec<Ring>,
}

/// What a country looks like.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) lines: Vec<Vec<Spot>>,
    pub(crate) divisions: Vec<Division>,
    /// The rings of the country as a whole.
    pub(crate) outline: Vec<Ring>,
}

/// Every country of the file that is compiled in.
pub(crate) fn countries() -> Vec<Country<'static>> {
    countries_of(FILE).unwrap_or_default()
}

fn countries_of(file: &[u8]) -> Option<Vec<Country<'_>>> {
    let mut bytes = Bytes(file.strip_prefix(MARK)?);
    bytes.list(Bytes::country)
}

impl Country<'_> {
    /// What it looks like; none where the file is not well made.
    pub(crate) fn shape(&self) -> Option<Shape> {
        let mut bytes = Bytes(self.body);
        let start = (self.west, self.south);
        Some(Shape {
            lines: bytes.list(|bytes| bytes.line(start))?,
            divisions: bytes.list(|bytes| Some(Division { name: bytes.name()?, rings: bytes.rings()? }))?,
            outline: bytes.rings()?,
        })
    }
}

impl Shape {
    /// The points of a ring, on past the date line where it crosses that; lines that the shape lacks are left out.
    pub(crate) fn points(&self, ring: &[i32]) -> Vec<Spot> {
        let (mut points, mut turn) = (Vec::<Spot>::new(), 0);
        let mut last = None;
        for (x, y) in ring.iter().flat_map(|name| self.line(*name)) {
            turn += last.map_or(0, |last| across(last, x));
            last = Some(x);
            points.push((x.saturating_add(turn), y));
        }
        points
    }

    /// A line, in the direction in which it is named.
    fn line(&self, name: i32) -> Box<dyn Iterator<Item = Spot> + '_> {
        let back = name < 0;
        let at = usize::try_from(if back { !name } else { name }).unwrap_or(usize::MAX);
        let line = self.lines.get(at).map_or(&[][..], Vec::as_slice);
        if back { Box::new(line.iter().rev().copied()) } else { Box::new(line.iter().copied()) }
    }

    /// Whether a spot lies within these rings: whether a line from it eastward crosses them an odd number of times.
    pub(crate) fn holds(&self, rings: &[Ring], (x, y): Spot) -> bool {
        let rings: Vec<Vec<Spot>> = rings.iter().map(|ring| self.points(ring)).collect();
        [x - AROUND, x, x + AROUND].into_iter().any(|x| {
            let crossings = rings.iter().map(|points| {
                let next = points.iter().cycle().skip(1);
                points.iter().zip(next).filter(|(from, to)| crosses(**from, **to, (x, y))).count()
            });
            crossings.sum::<usize>() % 2 == 1
        })
    }
}

/// By how much what follows is to be moved, where a step is so wide that it goes across the date line.
fn across(from: i32, to: i32) -> i32 {
    match to.saturating_sub(from) {
        step if step < -HALF => AROUND,
        step if step > HALF => -AROUND,
        _ => 0,
    }
}

/// Whether a line from the spot eastward crosses this stretch.
fn crosses(from: Spot, to: Spot, spot: Spot) -> bool {
    if (from.1 > spot.1) == (to.1 > spot.1) {
        return false;
    }
    let part = (f64::from(spot.1) - f64::from(from.1)) / (f64::from(to.1) - f64::from(from.1));
    f64::from(spot.0) < f64::from(from.0) + part * (f64::from(to.0) - f64::from(from.0))
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = *self.take(1)?.first()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    fn folded(&mut self) -> Option<i32> {
        let value = i32::try_from(self.number()?).ok()?;
        Some((value >> 1) ^ -(value & 1))
    }

    /// A list, its length before it. Each item takes a byte or more, so that a wrong length ends with the file.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        let mut list = Vec::new();
        for _ in 0..length {
            list.push(item(self)?);
        }
        Some(list)
    }

    fn country(&mut self) -> Option<Country<'a>> {
        let code = std::str::from_utf8(self.take(3)?).ok()?;
        let [west, south, east, north] = [self.folded()?, self.folded()?, self.folded()?, self.folded()?];
        let length = self.number()?;
        Some(Country { code, west, south, east, north, body: self.take(length)? })
    }

    fn line(&mut self, start: Spot) -> Option<Vec<Spot>> {
        let (mut x, mut y) = start;
        self.list(|bytes| {
            x = x.checked_add(bytes.folded()?)?;
            y = y.checked_add(bytes.folded()?)?;
            Some((x, y))
        })
    }

    fn name(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(std::str::from_utf8(self.take(length)?).ok()?.to_owned())
    }

    fn rings(&mut self) -> Option<Vec<Ring>> {
        self.list(|bytes| bytes.list(Bytes::folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(north: f64, east: f64) -> Spot {
        ((east * GRID) as i32, (north * GRID) as i32)
    }

    #[test]
    fn every_country_is_unpacked() {
        let countries = countries();
        assert!(countries.len() > 230, "{}", countries.len());
        for country in &countries {
            let shape = country.shape().expect(country.code);
            assert!(!shape.divisions.is_empty() && !shape.outline.is_empty(), "{}", country.code);
            for (x, y) in shape.lines.iter().flatten() {
                let inside =
                    (country.west..=country.east).contains(x) && (country.south..=country.north).contains(y);
                assert!(inside, "{}: {x} {y}", country.code);
            }
            let rings = shape.divisions.iter().flat_map(|it| &it.rings).chain(&shape.outline);
            assert!(rings.clone().all(|ring| !shape.points(ring).is_empty()), "{}", country.code);
        }
    }

    #[test]
    fn places_lie_in_their_divisions() {
        let check = |code: &str, north: f64, east: f64, expected: &str| {
            let countries = countries();
            let country = countries.iter().find(|country| country.code == code).expect("the country");
            let shape = country.shape().expect("a shape");
            assert!(shape.holds(&shape.outline, spot(north, east)), "{expected}");
            let division = shape.divisions.iter().find(|it| shape.holds(&it.rings, spot(north, east)));
            assert_eq!(division.map(|it| it.name.as_str()), Some(expected));
        };
        check("MOZ", -17.0, 37.0, "Zambezia");
        check("UKR", 45.3, 34.4, "Crimea");
        check("JAM", 18.03, -77.5, "Manchester");
        // On either side of the date line.
        check("RUS", 66.5, 176.0, "Chukchi Autonomous Okrug");
        check("RUS", 66.5, -172.0, "Chukchi Autonomous Okrug");
    }

    #[test]
    fn a_file_that_is_cut_or_changed_gives_nothing_and_no_panic() {
        assert!(countries_of(b"").is_none() && countries_of(b"RCO1").is_none());
        for length in (0..FILE.len()).step_by(997) {
            assert!(countries_of(FILE.get(..length).unwrap_or_default()).is_none());
        }
        let haiti = countries().into_iter().find(|country| country.code == "HTI").expect("Haiti");
        for at in 0..haiti.body.len() {
            let mut changed = haiti.body.to_vec();
            changed[at] ^= 0xff;
            let shape = Country { body: &changed, ..haiti }.shape();
            if let Some(shape) = shape {
                let _ = shape.holds(&shape.outline, spot(19.0, -72.0));
            }
        }
    }
}
