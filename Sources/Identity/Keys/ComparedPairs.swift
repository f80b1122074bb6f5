extension Register {
    /// How many pairs of these records share a key, and so are compared at all. Records without a
    /// description share none.
    public func comparedPairs(among ids: [String]) -> Int {
        let keys = ids.map { id in
            identifiers.place(of: id).flatMap { people[Int($0)] }
                .map { Set(PersonKeys($0, weigher).keys) } ?? []
        }
        var pairs = 0
        for one in keys.indices {
            for other in keys[(one + 1)...] where !keys[one].isDisjoint(with: other) { pairs += 1 }
        }
        return pairs
    }
}
