//! Outlines as the paths of a drawing, in tenths of its units: no finer than an eye tells apart, coarser out of view.

use std::fmt::Write;

use super::{
    outlines::{GRID, Ring, Shape, Spot},
    projection::{Projection, WIDTH},
};

/// How far points stand apart at least, in tenths of the drawing's units: in view, and out of it.
const FINE: i32 = 6;
const COARSE: i32 = 200;
/// Around the world this many times, so that what lies across the date line is found.
const TURNS: [f64; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];
/// How far out of view begins.
const EDGE: f64 = 40.0;

/// The rings in view as one path, empty where none is.
pub(super) fn rings(shape: &Shape, rings: &[Ring], projection: &Projection) -> String {
    let mut path = String::new();
    for turns in TURNS {
        for ring in rings {
            let points: Vec<(f64, f64)> =
                shape.points(ring).into_iter().map(|spot| projection.spot(spot, turns)).collect();
            if is_in_view(&points, projection) {
                add(&mut path, &points, projection);
                path.push('z');
            }
        }
    }
    path
}

/// The lines in view as one path; not those along the date line, where only the file is cut and no country.
pub(super) fn lines(shape: &Shape, rings: &[Ring], projection: &Projection) -> String {
    let mut path = String::new();
    for turns in TURNS {
        for ring in rings {
            let spots: Vec<Spot> = shape.points(ring);
            for run in spots.chunk_by(|from, to| !(is_edge(*from) && is_edge(*to))) {
                let points: Vec<(f64, f64)> = run.iter().map(|spot| projection.spot(*spot, turns)).collect();
                if points.len() > 1 && is_in_view(&points, projection) {
                    add(&mut path, &points, projection);
                }
            }
        }
    }
    path
}

fn is_edge(spot: Spot) -> bool {
    (f64::from(spot.0).abs() - 180.0 * GRID).abs() <= 0.01 * GRID
}

fn is_in_view(points: &[(f64, f64)], projection: &Projection) -> bool {
    let fold = |start: (f64, f64), take: fn(f64, f64) -> f64| {
        points.iter().fold(start, |so_far, point| (take(so_far.0, point.0), take(so_far.1, point.1)))
    };
    let least = fold((f64::MAX, f64::MAX), f64::min);
    let most = fold((f64::MIN, f64::MIN), f64::max);
    projection.shows((least.0, most.1), (most.0, least.1))
}

/// Adds a line: where it begins, then by how much each point is further.
fn add(path: &mut String, points: &[(f64, f64)], projection: &Projection) {
    let mut last: Option<(i32, i32)> = None;
    for (at, (x, y)) in points.iter().enumerate() {
        let here = (tenths(*x), tenths(*y));
        let inside = (-EDGE..=WIDTH + EDGE).contains(x) && (-EDGE..=projection.height + EDGE).contains(y);
        let apart = if inside { FINE } else { COARSE };
        // Writing into a string cannot fail.
        let _ = match last {
            None => write!(path, "M{} {}l", here.0, here.1),
            Some((x, y)) => {
                let (dx, dy) = (here.0 - x, here.1 - y);
                let is_end = at + 1 == points.len();
                if dx.abs().max(dy.abs()) < apart && !is_end {
                    continue;
                }
                let joint = if dy < 0 { "" } else { " " };
                let before = if dx < 0 || path.ends_with('l') { "" } else { " " };
                write!(path, "{before}{dx}{joint}{dy}")
            }
        };
        last = Some(here);
    }
}

/// A `f64` that is too large becomes the largest number, out of view as it was.
fn tenths(value: f64) -> i32 {
    (value * 10.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{outlines, projection::Stretch};

    #[test]
    fn what_is_out_of_view_is_not_drawn() {
        let countries = outlines::countries();
        let shape_of = |code: &str| {
            countries.iter().find(|it| it.code == code).and_then(|it| it.shape()).expect("a shape")
        };
        let projection = Projection::over(&Stretch { south: 17.7, west: -78.4, north: 18.6, east: -76.1 });
        let (jamaica, chad) = (shape_of("JAM"), shape_of("TCD"));
        let drawn = rings(&jamaica, &jamaica.outline, &projection);
        assert!(drawn.starts_with('M') && drawn.ends_with('z') && drawn.len() < 6_000, "{}", drawn.len());
        assert_eq!(rings(&chad, &chad.outline, &projection), "");
    }

    #[test]
    fn the_date_line_is_no_border() {
        let countries = outlines::countries();
        let fiji = countries.iter().find(|it| it.code == "FJI").and_then(|it| it.shape()).expect("Fiji");
        let africa = Projection::over(&Stretch { south: -30.0, west: 10.0, north: 10.0, east: 60.0 });
        assert_eq!(lines(&fiji, &fiji.outline, &africa), "");
        assert_eq!(rings(&fiji, &fiji.outline, &africa), "");
        let around = Projection::over(&Stretch { south: -19.0, west: 176.0, north: -16.0, east: 182.0 });
        assert!(lines(&fiji, &fiji.outline, &around).matches('M').count() > 1);
    }
}
