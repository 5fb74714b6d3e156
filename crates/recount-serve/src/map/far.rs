//! What lies far from all the rest is left to the table, so that it does not take the map from where the crisis is.

use super::Mark;

/// One mark in so many may be left out, from so many marks on.
const SHARE: usize = 5;
const FROM: usize = 4;
/// What is left out lies so many times further away than all that stays, and than so many degrees.
const FURTHER: f64 = 4.0;
const CLOSE: f64 = 5.0;
/// Of more marks than this none is left out: where each is to each is not asked.
const MOST: usize = 1_500;

/// The marks that are drawn, and the rows of those that lie far beyond them.
pub(super) fn apart(marks: &[Mark]) -> (Vec<&Mark>, Vec<usize>) {
    let mut away: Vec<(f64, &Mark)> = match middle(marks) {
        Some(middle) => marks.iter().map(|mark| (degrees(middle, mark.point), mark)).collect(),
        None => return (marks.iter().collect(), Vec::new()),
    };
    away.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.row.cmp(&two.1.row)));
    let least = away.len() - (away.len() / SHARE).max(1);
    let cut = (least..away.len()).find(|at| is_cut(&away, *at)).unwrap_or(away.len());
    let beyond = away.split_off(cut).into_iter().map(|(_, mark)| mark.row).collect();
    (away.into_iter().map(|(_, mark)| mark).collect(), beyond)
}

/// Whether all from here on lies far away, and none of it is the largest number.
fn is_cut(away: &[(f64, &Mark)], at: usize) -> bool {
    let (Some(last), Some(next)) = (away.get(at.wrapping_sub(1)), away.get(at)) else { return false };
    let most = |part: &[(f64, &Mark)]| part.iter().map(|(_, mark)| mark.number).max();
    let (kept, left) = away.split_at(at);
    next.0 > FURTHER * last.0.max(CLOSE) && most(left) < most(kept)
}

/// The mark that is nearest to all others together.
fn middle(marks: &[Mark]) -> Option<(f64, f64)> {
    if !(FROM..=MOST).contains(&marks.len()) {
        return None;
    }
    let far = |one: &Mark| marks.iter().map(|two| degrees(one.point, two.point)).sum::<f64>();
    let least = marks.iter().map(|mark| (far(mark), mark)).min_by(|one, two| one.0.total_cmp(&two.0));
    least.map(|(_, mark)| mark.point)
}

/// The angle between two points of the globe.
fn degrees(one: (f64, f64), two: (f64, f64)) -> f64 {
    let (north, south) = (one.0.to_radians(), two.0.to_radians());
    let between = (one.1 - two.1).to_radians().cos();
    let cosine = north.sin() * south.sin() + north.cos() * south.cos() * between;
    cosine.clamp(-1.0, 1.0).acos().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(points: &[(f64, f64, u64)]) -> Vec<Mark> {
        let mark = |(at, (north, east, number)): (usize, &(f64, f64, u64))| Mark {
            point: (*north, *east),
            countries: Vec::new(),
            is_whole: false,
            number: *number,
            name: String::new(),
            range: String::new(),
            row: at + 1,
        };
        points.iter().enumerate().map(mark).collect()
    }

    #[test]
    fn one_place_at_the_other_end_of_the_world_does_not_take_the_map() {
        let check = |points: &[(f64, f64, u64)], beyond: &[usize]| {
            let marks = marks(points);
            let (kept, left) = apart(&marks);
            assert_eq!((kept.len() + left.len(), left.as_slice()), (points.len(), beyond));
        };
        let near = [(-16.9, 36.8, 41), (-16.8, 37.0, 14), (-17.9, 36.9, 3), (-18.2, 35.0, 100)];
        check(&near, &[]);
        let with = |other| near.into_iter().chain([other]).collect::<Vec<_>>();
        check(&with((-9.0, 159.0, 11)), &[5]);
        check(&with((-9.0, 159.0, 500)), &[]);
        check(&with((-25.0, 32.0, 11)), &[]);
        check(&[near[0], (-9.0, 159.0, 11)], &[]);
        check(&[], &[]);
    }
}
