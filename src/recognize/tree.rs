//! Trees of numbered nodes: where the edge of a node with a key leads.

/// The edges of a tree; its root is node 0.
#[derive(Debug, Default)]
pub(super) struct Edges {
    count: usize,
    /// Edges by node and key, each in the first free slot; a quarter full at the most: most questions
    /// are about edges that are not there.
    slots: Vec<Edge>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    key: u64,
    from: u32,
    /// No edge leads to the root: 0 in a free slot.
    to: u32,
}

impl Edges {
    /// The node that an edge leads to, if there is that edge.
    pub(super) fn get(&self, from: u32, key: u64) -> Option<u32> {
        let mut at = hash(from, key);
        loop {
            let edge = self.slots.get(at & self.slots.len().wrapping_sub(1))?;
            if edge.to == 0 || (edge.from, edge.key) == (from, key) {
                return (edge.to > 0).then_some(edge.to);
            }
            at += 1;
        }
    }

    /// The node that an edge leads to: `new` where the edge is.
    pub(super) fn get_or_insert(&mut self, from: u32, key: u64, new: u32) -> u32 {
        if let Some(known) = self.get(from, key) {
            return known;
        }
        self.count += 1;
        if self.count * 4 > self.slots.len() {
            let slots = vec![Edge::default(); (self.count * 8).next_power_of_two()];
            let edges = std::mem::replace(&mut self.slots, slots);
            edges.into_iter().filter(|edge| edge.to > 0).for_each(|edge| self.settle(edge));
        }
        self.settle(Edge { from, key, to: new });
        new
    }

    /// All edges, as the nodes from which and to which they lead.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        self.slots.iter().filter(|edge| edge.to > 0).map(|edge| (edge.from, edge.to))
    }

    fn settle(&mut self, edge: Edge) {
        let last = self.slots.len() - 1;
        let mut at = hash(edge.from, edge.key) & last;
        while self.slots[at].to > 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = edge;
    }
}

fn hash(from: u32, key: u64) -> usize {
    let both = u64::from(from) << 32 ^ key;
    (both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_lead_where_they_were_laid() {
        let mut edges = Edges::default();
        assert_eq!(edges.get(0, 0), None);
        for from in 0..50 {
            for key in 0..50 {
                assert_eq!(
                    edges.get_or_insert(from, key, 1 + from * 50 + key as u32),
                    1 + from * 50 + key as u32
                );
                assert_eq!(edges.get_or_insert(from, key, 9_999), 1 + from * 50 + key as u32);
            }
        }
        for from in 0..60 {
            for key in 0..60 {
                let is_laid = from < 50 && key < 50;
                assert_eq!(edges.get(from, key), is_laid.then_some(1 + from * 50 + key as u32));
            }
        }
    }
}
