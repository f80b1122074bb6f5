import Catalogue

/// A council as a party of a release.
struct OCDSParty {
    private let id: String
    private let name: String
    private let identifiers: [Identifier]

    /// - Parameter id: ours, for a council that no register has a code for.
    init(_ id: String, _ council: Organisation?) {
        // The code that is still good, or else the latest.
        identifiers = (council?.identifiers ?? []).sorted {
            ($0.period.until ?? .distantFuture, $0.scheme, $0.id)
                > ($1.period.until ?? .distantFuture, $1.scheme, $1.id)
        }
        self.id = identifiers.first.map { "\($0.scheme)-\($0.id)" } ?? id
        name = council?.name ?? id
    }

    var reference: JSON { ["id": .string(id), "name": .string(name)] }

    var json: JSON {
        func json(_ identifier: Identifier) -> JSON {
            ["scheme": .string(identifier.scheme), "id": .string(identifier.id)]
        }
        return .object(stating: [
            "id": .string(id), "name": .string(name),
            "identifier": identifiers.first.map { json($0) },
            "additionalIdentifiers": identifiers.count > 1
                ? .array(identifiers.dropFirst().map { json($0) }) : nil,
            "roles": ["buyer"],
        ])
    }
}

extension Day {
    fileprivate static let distantFuture = Day(number: .max)
}
