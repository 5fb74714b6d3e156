//! From degrees to the drawing: longitudes shrunk by the cosine of the middle latitude, the date line where nothing is drawn.

use super::outlines::{GRID, Spot};

/// How wide the drawing is, and how high it may be.
pub(crate) const WIDTH: f64 = 860.0;
const HEIGHTS: (f64, f64) = (340.0, 480.0);
/// Degrees that are shown at least, from side to side and from top to bottom; and the share of what is shown that is left around it.
const LEAST: f64 = 1.6;
const MARGIN: f64 = 0.14;
/// Beyond, nobody lives, and a cosine leaves nothing of a degree.
const POLE: f64 = 84.0;

/// A stretch of the world in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) south: f64,
    pub(crate) west: f64,
    pub(crate) north: f64,
    /// Beyond 180 where it runs across the date line.
    pub(crate) east: f64,
}

impl Stretch {
    /// One point, in degrees north and east.
    pub(crate) fn point((north, east): (f64, f64)) -> Stretch {
        Stretch { south: north, west: east, north, east }
    }

    /// The least that holds all of these: longitudes start behind the widest gap that none of them reaches into.
    pub(crate) fn around(parts: &[Stretch]) -> Option<Stretch> {
        let mut parts: Vec<Stretch> = parts.to_vec();
        parts.sort_by(|one, two| one.west.total_cmp(&two.west));
        let first = parts.first()?;
        let (mut reach, mut best) = (first.east, (f64::MIN, first.west));
        for part in parts.iter().skip(1) {
            best = wider(best, (part.west - reach, part.west));
            reach = reach.max(part.east);
        }
        let (_, west) = wider((first.west + 360.0 - reach, first.west), best);
        let ends = parts.iter().map(|part| part.east + if part.west < west { 360.0 } else { 0.0 });
        Some(Stretch {
            south: parts.iter().map(|part| part.south).fold(POLE, f64::min).max(-POLE),
            north: parts.iter().map(|part| part.north).fold(-POLE, f64::max).min(POLE),
            west,
            east: ends.fold(west, f64::max).min(west + 360.0),
        })
    }
}

/// The wider of two gaps; of equal ones the first.
fn wider(one: (f64, f64), two: (f64, f64)) -> (f64, f64) {
    if two.0 > one.0 { two } else { one }
}

/// What is shown, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projection {
    /// The middle, in degrees.
    north: f64,
    east: f64,
    /// Parts of the drawing to a degree of longitude and of latitude.
    across: f64,
    up: f64,
    pub(crate) height: f64,
}

impl Projection {
    /// That shows this stretch with something around it.
    pub(crate) fn over(stretch: &Stretch) -> Projection {
        let north = f64::midpoint(stretch.south, stretch.north).clamp(-POLE, POLE);
        let cosine = north.to_radians().cos();
        let around = 1.0 + 2.0 * MARGIN;
        let wide = ((stretch.east - stretch.west) * cosine * around).clamp(LEAST, 360.0 * cosine);
        let tall = ((stretch.north - stretch.south) * around).max(LEAST);
        let (low, high) = HEIGHTS;
        let up = (WIDTH / wide).min(high / tall);
        let height = (tall * up).clamp(low, high).round();
        Projection { north, east: f64::midpoint(stretch.west, stretch.east), across: up * cosine, up, height }
    }

    /// Where degrees north and east stand in the drawing, the way around the world that is nearer to its middle.
    pub(crate) fn place(&self, (north, east): (f64, f64)) -> (f64, f64) {
        let away = (east - self.east + 540.0).rem_euclid(360.0) - 180.0;
        (WIDTH / 2.0 + away * self.across, self.height / 2.0 - (north - self.north) * self.up)
    }

    /// Where a spot of the grid stands, so many times around the world.
    pub(crate) fn spot(&self, (x, y): Spot, turns: f64) -> (f64, f64) {
        let away = f64::from(x) / GRID + turns * 360.0 - self.east;
        (WIDTH / 2.0 + away * self.across, self.height / 2.0 - (f64::from(y) / GRID - self.north) * self.up)
    }

    /// Whether some of what lies between these corners is in view.
    pub(crate) fn shows(&self, (left, bottom): (f64, f64), (right, top): (f64, f64)) -> bool {
        right >= 0.0 && left <= WIDTH && bottom >= 0.0 && top <= self.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(points: &[(f64, f64)]) -> Stretch {
        let points: Vec<Stretch> = points.iter().copied().map(Stretch::point).collect();
        Stretch::around(&points).expect("a stretch")
    }

    #[test]
    fn the_date_line_parts_nothing() {
        let fiji = around(&[(-17.0, 178.0), (-19.0, -178.5), (-16.0, -179.9)]);
        assert_eq!((fiji.west, fiji.east), (178.0, 181.5));
        let projection = Projection::over(&fiji);
        let at = [178.0, 179.9, -179.9, -178.5].map(|east| projection.place((-17.0, east)).0);
        assert!(at.windows(2).all(|two| two[0] < two[1]), "{at:?}");
        assert!(at[0] > 0.0 && at[3] < WIDTH);
        // The grid goes the same way, once around.
        let (x, _) = projection.spot(((-179.9 * GRID) as i32, 0), 1.0);
        assert!((x - at[2]).abs() < 0.5);
    }

    #[test]
    fn one_point_stands_in_the_middle_with_something_around_it() {
        let projection = Projection::over(&around(&[(-1.68, 29.22)]));
        assert_eq!(projection.place((-1.68, 29.22)), (WIDTH / 2.0, projection.height / 2.0));
        let (x, _) = projection.place((-1.68, 30.0));
        assert!(x < WIDTH, "half a degree on either side");
    }

    #[test]
    fn degrees_stand_right() {
        let view = around(&[(18.0, -78.0), (20.0, -70.0)]);
        assert_eq!((view.west, view.east, view.south, view.north), (-78.0, -70.0, 18.0, 20.0));
        let projection = Projection::over(&view);
        let ((west, south), (east, north)) =
            (projection.place((18.0, -78.0)), projection.place((20.0, -70.0)));
        assert!(west < east && north < south);
        let square = (east - west) / (south - north);
        assert!((square - 4.0 * 19.0_f64.to_radians().cos()).abs() < 0.001);
        assert!(Stretch::around(&[]).is_none());
        let world = around(&[(-40.0, -170.0), (70.0, -20.0), (10.0, 100.0), (0.0, 40.0)]);
        assert!(world.east - world.west <= 360.0 && Projection::over(&world).height <= HEIGHTS.1);
    }
}
