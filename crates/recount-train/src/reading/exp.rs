//! The exponential in plain arithmetic, so that every machine learns the same weights to the byte.

/// e to the `x`, for `x` up to 0; relative error below 1e-7. Below -60 it is 0.
pub(super) fn exp(x: f64) -> f64 {
    if x < -60.0 {
        return 0.0;
    }
    // e^x = 2^n · e^r with |r| ≤ ln 2 / 2.
    let n = (x * std::f64::consts::LOG2_E).round();
    let r = x - n * std::f64::consts::LN_2;
    let series = (1..=11).rev().fold(1.0, |sum, k| 1.0 + sum * r / f64::from(k));
    series * f64::from_bits(((1023 + n as i64) as u64) << 52)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_exponential() {
        for x in [0.0, -0.1, -1.0, -7.3, -59.0] {
            assert!((super::exp(x) / f64::exp(x) - 1.0).abs() < 1e-7, "{x}");
        }
    }
}
