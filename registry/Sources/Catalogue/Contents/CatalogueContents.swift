/// One change of the catalogue: the step from a version to the next.
public struct CatalogueChange: Sendable, Hashable {
    public enum What: Sendable, Hashable {
        case organisation(Versioned<Organisation>)
        case solution(Versioned<Solution>)
        case problem(Versioned<Problem>)
        /// Taken out of the catalogue; its history stays.
        case withdrawal(EntryKind, id: String)
    }

    /// The version that the catalogue has from here on.
    public let version: Int
    public let what: What

    public init(version: Int, _ what: What) {
        self.version = version
        self.what = what
    }
}

/// Everything in the catalogue at one version of it, each by its id.
public struct CatalogueContents: Sendable, Equatable {
    /// Counts up with every change; 0 before the first.
    public private(set) var version: Int
    public private(set) var organisations: [String: Versioned<Organisation>] = [:]
    public private(set) var solutions: [String: Versioned<Solution>] = [:]
    public private(set) var problems: [String: Versioned<Problem>] = [:]

    /// An empty catalogue, at version 0.
    public init() { version = 0 }

    public init(
        version: Int, organisations: [Versioned<Organisation>], solutions: [Versioned<Solution>],
        problems: [Versioned<Problem>]
    ) {
        self.version = version
        for value in organisations { self.organisations[value.entry.id] = value }
        for value in solutions { self.solutions[value.entry.id] = value }
        for value in problems { self.problems[value.entry.id] = value }
    }

    public mutating func apply(_ change: CatalogueChange) {
        version = change.version
        switch change.what {
        case .organisation(let value): organisations[value.entry.id] = value
        case .solution(let value): solutions[value.entry.id] = value
        case .problem(let value): problems[value.entry.id] = value
        case .withdrawal(.organisation, let id): organisations[id] = nil
        case .withdrawal(.solution, let id): solutions[id] = nil
        case .withdrawal(.problem, let id): problems[id] = nil
        }
    }

    /// What an organisation is called; its id where it is not in the catalogue.
    public func name(ofOrganisation id: String) -> String { organisations[id]?.entry.name ?? id }
}
