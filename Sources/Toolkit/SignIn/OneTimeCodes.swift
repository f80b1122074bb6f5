private import Digests
private import Foundation

/// Codes that sign one person in, once and for a while: for a machine without a provider of
/// identities. Whoever may write in the directory gives them out, and whoever runs the server sees
/// them; nobody else does.
///
/// A code is a file that holds its digest. Of those who show it at once, the one that takes the file
/// away is let in.
public struct OneTimeCodes<Person: Codable & Sendable>: Sendable {
    private struct Issued: Codable {
        let digest: Data
        let until: Int64
        let person: Person
    }

    private let directory: String

    /// For how many milliseconds a code is good: ten minutes.
    public static var lifetime: Int64 { 600_000 }

    /// - Parameter directory: where the files are; made with the first code.
    public init(in directory: String) { self.directory = directory }

    /// A new code, good from now on.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: `SharedFileError` where it cannot be kept.
    public func issue(for person: Person, at now: Int64) throws(SharedFileError) -> String {
        try PrivateFile.makeDirectory(directory)
        forgetOld(at: now)
        let token = Token.random()
        let issued = Issued(
            digest: Data(Token.digest(of: token.text)), until: now + Self.lifetime, person: person)
        guard let bytes = try? JSONEncoder().encode(issued) else {
            throw SharedFileError("The code cannot be written as JSON.")
        }
        try PrivateFile.replace(path(token.name), with: Array(bytes))
        return token.text
    }

    /// Whom a code would sign in, without using it up; nil where it is not good.
    public func person(_ code: String, at now: Int64) -> Person? {
        guard let name = Token.name(in: code), let issued = issued(name),
            Token.matches(code, digest: Array(issued.digest)), now < issued.until
        else { return nil }
        return issued.person
    }

    /// Whom a code signs in; nil where it is not good. It is good no longer after that.
    public func redeem(_ code: String, at now: Int64) -> Person? {
        guard let person = person(code, at: now), let name = Token.name(in: code),
            PrivateFile.remove(path(name))
        else { return nil }
        return person
    }

    private func forgetOld(at now: Int64) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasSuffix(Self.suffix) {
            let name = String(name.dropLast(Self.suffix.count))
            guard let issued = issued(name), now < issued.until else {
                _ = PrivateFile.remove(path(name))
                continue
            }
        }
    }

    private func issued(_ name: String) -> Issued? {
        try? JSONDecoder().decode(
            Issued.self, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    private static var suffix: String { ".json" }

    private func path(_ name: String) -> String { "\(directory)/\(name)\(Self.suffix)" }
}
