/// The words that entries may use where the judging needs to understand them, as data:
/// `registry/vocabulary/lattices.json` and `categories.json`.
public struct Lattices: Sendable {
    /// Counts up when a term or what it covers changes: a shortlist names it.
    public let version: Int
    /// Where data is kept.
    public let hosting: Lattice
    /// Certificates and clearances.
    public let assurance: Lattice
    /// What level of accessibility is claimed.
    public let accessibility: Lattice
    /// How it is run.
    public let deployment: Lattice

    /// The program's own.
    public static let standard: Lattices = {
        do {
            return try Lattices(bytes: PackageResources.lattices_json)
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/lattices.json: \(error)")
        }
    }()

    init(bytes: [UInt8]) throws {
        let json = try JSON(parsing: bytes)
        guard case .number(let digits) = json["version"], let version = Int(digits) else {
            throw LatticeFault("The version is missing.")
        }
        func lattice(_ name: String) throws -> Lattice { try Lattice(json[name] ?? .null) }
        self.version = version
        hosting = try lattice("hosting")
        assurance = try lattice("assurance")
        accessibility = try lattice("accessibility")
        deployment = try lattice("deployment")
    }
}
