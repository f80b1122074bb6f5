extension Register {
    /// The identifier of the person whom a record describes; nil for a record that is not
    /// described.
    public func person(of id: String) -> String? {
        guard let place = identifiers.place(of: id), homes[Int(place)] != Register.nobody else {
            return nil
        }
        return identifiers[homes[Int(place)]]
    }

    /// The records of the person whom a record describes, smallest first; none where it is not
    /// described.
    public func records(with id: String) -> [String] {
        guard let place = identifiers.place(of: id), homes[Int(place)] != Register.nobody else {
            return []
        }
        return sorted(ring(of: place)).map { identifiers[$0] }
    }

    /// Every person: its records, smallest first; people in the order of their identifiers.
    public var clusters: [[String]] {
        let homes = sorted(
            (0..<UInt32(identifiers.count)).filter { self.homes[Int($0)] == $0 })
        return homes.map { sorted(ring(of: $0)).map { identifiers[$0] } }
    }

    func sorted(_ places: some Sequence<UInt32>) -> [UInt32] {
        places.sorted { identifiers.precedes($0, $1) }
    }
}
