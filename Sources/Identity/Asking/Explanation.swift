extension Register {
    /// What speaks for and against two records being one person; nil where one of them is not
    /// described.
    public func evidence(_ one: String, _ other: String) -> Evidence? {
        guard let here = identifiers.place(of: one), let there = identifiers.place(of: other),
            people[Int(here)] != nil, people[Int(there)] != nil
        else { return nil }
        return evidence(here, there)
    }

    /// Why the link of two records was not followed; nil where it was, or where there is none.
    public func hindrance(_ one: String, _ other: String) -> Hindrance? {
        guard let here = identifiers.place(of: one), let there = identifiers.place(of: other) else {
            return nil
        }
        let (low, high) = identifiers.precedes(here, there) ? (here, there) : (there, here)
        return hindrances[low]?[high]
    }

    /// Whether two records share a key, and so are compared at all.
    public func areCompared(_ one: String, _ other: String) -> Bool {
        comparedPairs(among: [one, other]) > 0
    }
}
