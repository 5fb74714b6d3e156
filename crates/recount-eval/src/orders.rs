//! Orders, scored as `score_orders.py` does: spans that share 30 % of the shorter, same act first, then best overlap.

use serde_json::{Value, json};

use crate::{
    days::days,
    folder::Predictions,
    gold::{Document, Order},
    item::Share,
    overlap::{Pairs, pair, shared},
    score::{line, ratio, rounded, row},
};

/// What is counted over all orders.
#[derive(Debug, Clone, Default)]
pub struct OrderScore {
    found: Share,
    act: usize,
    effective: usize,
    deadline: usize,
}

impl OrderScore {
    /// Scores the documents that have gold orders; the others do not count against precision.
    pub fn of(gold: &[Document], predictions: &Predictions) -> OrderScore {
        let mut score = OrderScore::default();
        for document in gold.iter().filter(|document| !document.orders.is_empty()) {
            let none = Vec::new();
            score.add(&document.orders, predictions.orders.get(&document.document).unwrap_or(&none));
        }
        score
    }

    fn add(&mut self, gold: &[Order], predicted: &[Order]) {
        let pairs = pairs(gold, predicted);
        self.found.right += pairs.matched.len();
        self.found.predicted += predicted.len();
        self.found.gold += gold.len();
        for (order, guess) in pairs.matched.iter().map(|(g, p)| (&gold[*g], &predicted[*p])) {
            let same = |left: &Option<String>, right: &Option<String>| {
                days(left.as_deref()) == days(right.as_deref())
            };
            self.act += usize::from(order.act == guess.act);
            self.effective += usize::from(same(&order.effective, &guess.effective));
            self.deadline += usize::from(same(&order.deadline, &guess.deadline));
        }
    }

    /// The same report as `score_orders.py --json`.
    pub fn json(&self) -> Value {
        let share = |right: usize| rounded(ratio(right, self.found.right));
        json!({
            "found": row(self.found),
            "fields": {"act": share(self.act), "effective": share(self.effective), "deadline": share(self.deadline)},
        })
    }

    /// Two lines for the terminal.
    pub fn text(&self) -> String {
        let share = |right: usize| ratio(right, self.found.right);
        let (act, effective, deadline) = (share(self.act), share(self.effective), share(self.deadline));
        let fields = format!("act {act:.2}, effective {effective:.2}, deadline {deadline:.2}");
        format!("{}of matched orders, right: {fields}\n", line("orders", self.found))
    }
}

/// Which predictions are meant for which gold orders.
pub fn pairs(gold: &[Order], predicted: &[Order]) -> Pairs {
    pair(gold.len(), predicted.len(), |g, p| {
        let (order, guess) = (&gold[g], &predicted[p]);
        let overlap = shared((order.start, order.end), (guess.start, guess.end));
        let shorter = (order.end - order.start).min(guess.end.saturating_sub(guess.start));
        let share = if shorter > 0 { overlap as f64 / shorter as f64 } else { 0.0 };
        (share >= 0.3).then_some((order.act != guess.act, -share))
    })
}
