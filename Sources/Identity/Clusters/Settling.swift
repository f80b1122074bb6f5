extension Register {
    /// Divides anew every component that a touched record is in, or was in.
    mutating func settle(_ touched: [UInt32]) -> [Reassignment] {
        if touched.count == 1, let alone = settleAlone(touched[0]) { return [alone] }
        var before: [UInt32: UInt32] = [:]
        for place in touched {
            for member in ring(of: place) { before[member] = homes[Int(member)] }
        }
        for member in before.keys {
            rings[Int(member)] = member
            homes[Int(member)] = Register.nobody
        }
        var seen: Set<UInt32> = []
        for start in Array(before.keys) where people[Int(start)] != nil && !seen.contains(start) {
            let component = component(of: start)
            seen.formUnion(component)
            for member in component where before[member] == nil {
                before[member] = homes[Int(member)]
            }
            divide(component)
        }
        return before.filter { homes[Int($0.key)] != $0.value }.map { place, home in
            let now = homes[Int(place)]
            return Reassignment(
                id: identifiers[place], before: home == Register.nobody ? nil : identifiers[home],
                now: now == Register.nobody ? nil : identifiers[now])
        }.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// The common case of a new record that nothing connects with any other; nil where it is not
    /// the case.
    private mutating func settleAlone(_ place: UInt32) -> Reassignment? {
        let link = Float(weigher.settings.link)
        guard decisions.isEmpty, people[Int(place)] != nil,
            homes[Int(place)] == Register.nobody,
            !links.neighbours(of: place).contains(where: { $0.score >= link })
        else { return nil }
        homes[Int(place)] = place
        return Reassignment(id: identifiers[place], before: nil, now: identifiers[place])
    }

    /// The records that links or people's words connect with this one.
    private func component(of start: UInt32) -> [UInt32] {
        let link = Float(weigher.settings.link)
        var component = [start]
        var seen: Set<UInt32> = [start]
        var next = 0
        while next < component.count {
            let place = component[next]
            next += 1
            for neighbour in links.neighbours(of: place)
            where neighbour.score >= link && seen.insert(neighbour.place).inserted {
                component.append(neighbour.place)
            }
            for partner in decisions.partners(of: place, .same)
            where people[Int(partner)] != nil && seen.insert(partner).inserted {
                component.append(partner)
            }
        }
        return component
    }

    private mutating func divide(_ component: [UInt32]) {
        let members = component.sorted { identifiers.precedes($0, $1) }
        for member in members { hindrances[member] = nil }
        guard members.count > 1 else {
            makeCluster([members[0]])
            return
        }
        // The clustering reads this register; it has to be gone before the register changes, or all
        // of it would be copied.
        let (groups, found) = divided(members)
        for group in groups where !group.isEmpty { makeCluster(group.map { members[$0] }) }
        for (one, other, hindrance) in found
        where hindrances[members[one]]?[members[other]] == nil {
            hindrances[members[one], default: [:]][members[other]] = hindrance
        }
    }

    private func divided(
        _ members: [UInt32]
    ) -> (groups: [[Int]], hindrances: [(one: Int, other: Int, Hindrance)]) {
        let rank = Dictionary(uniqueKeysWithValues: zip(members, members.indices))
        let link = Float(weigher.settings.link)
        var found: [Clustering.Link] = []
        var told: [Clustering.Told] = []
        for (one, place) in members.enumerated() {
            for neighbour in links.neighbours(of: place) where neighbour.score >= link {
                guard let other = rank[neighbour.place], one < other else { continue }
                found.append(.init(score: neighbour.score, one: one, other: other))
            }
            for partner in decisions.partners(of: place, .same) {
                guard let other = rank[partner], one < other,
                    let word = decisions.word(of: Pair(place, partner))
                else { continue }
                told.append(.init(word: word, one: one, other: other))
            }
        }
        let clustering = Clustering(
            members: members.count, told: told, links: found,
            margins: .init(
                wide: Float(weigher.settings.margin), mild: Float(weigher.settings.mildMargin)),
            isDecidedApart: {
                decisions.word(of: Pair(members[$0], members[$1]))?.verdict == .different
            },
            forbids: { one, other in
                switch decisions.word(of: Pair(members[one], members[other]))?.verdict {
                case .same: nil
                case .different: .decided
                default: evidence(members[one], members[other]).veto.map(Hindrance.veto)
                }
            })
        return (clustering.groups, clustering.hindrances)
    }

    /// - Parameter members: in the order of their identifiers.
    private mutating func makeCluster(_ members: [UInt32]) {
        for (index, member) in members.enumerated() {
            homes[Int(member)] = members[0]
            rings[Int(member)] = members[(index + 1) % members.count]
        }
    }
}
