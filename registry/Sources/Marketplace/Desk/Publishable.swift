public import Catalogue
public import CatalogueStore

/// What can be catalogued with a key.
public protocol Publishable: Entry {
    /// The organisation whose keys may write it.
    var owner: String { get }
    /// The scope that a key needs for it.
    static var scope: Scope { get }

    /// As it is in a catalogue.
    static func entries(in contents: CatalogueContents) -> [String: Versioned<Self>]
    func put(into transaction: inout CatalogueTransaction) throws -> CatalogueChange?
}

extension Organisation: Publishable {
    public var owner: String { id }
    /// Who takes part is decided by whoever runs the registry.
    public static var scope: Scope { .admin }

    public static func entries(
        in contents: CatalogueContents
    ) -> [String: Versioned<Organisation>] { contents.organisations }

    public func put(into transaction: inout CatalogueTransaction) throws -> CatalogueChange? {
        try transaction.put(self)
    }
}

extension Solution: Publishable {
    public var owner: String { supplier }
    public static var scope: Scope { .writeSolutions }

    public static func entries(
        in contents: CatalogueContents
    ) -> [String: Versioned<Solution>] { contents.solutions }

    public func put(into transaction: inout CatalogueTransaction) throws -> CatalogueChange? {
        try transaction.put(self)
    }
}

extension Problem: Publishable {
    public var owner: String { council }
    public static var scope: Scope { .writeProblems }

    public static func entries(
        in contents: CatalogueContents
    ) -> [String: Versioned<Problem>] { contents.problems }

    public func put(into transaction: inout CatalogueTransaction) throws -> CatalogueChange? {
        try transaction.put(self)
    }
}
