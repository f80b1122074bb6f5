private import Foundation

/// A digest key in a file, with a check of it beside: by that it is known that there was a key, and
/// which one, also when the file is lost or is another one.
public struct KeptDigestKey: Sendable {
    private let path: String
    private let isExpected: Bool

    /// - Parameters:
    ///   - path: of the key's file; its check is beside it, with `.check` behind the name.
    ///   - isExpected: that something else shows that there was a key.
    public init(_ path: String, isExpected: Bool = false) {
        (self.path, self.isExpected) = (path, isExpected)
    }

    /// The key; made where there never was one.
    ///
    /// - Parameter anew: to make one also where one was lost, and to take one that is another. What is
    ///   no key any more stays beside it, with `.damaged` behind the name.
    /// - Throws: `DigestKeyError` where the key is lost, damaged or another one.
    public func load(anew: Bool = false) throws(DigestKeyError) -> DigestKey {
        do {
            _ = try existing()
        } catch  where !(anew && error.isLoss) {
            throw error
        } catch {
            if (try? DigestKey.load(path)) == nil { _ = rename(path, path + ".damaged") }
        }
        let key = try DigestKey.load(orCreateAt: path)
        // A directory may be for reading alone, as a secret is handed to a container.
        if knownCheck != Self.check(of: key) { try? keep(Self.check(of: key)) }
        return key
    }

    /// The key that is there; nil where there never was one. Changes nothing.
    ///
    /// - Throws: as `load` does.
    public func existing() throws(DigestKeyError) -> DigestKey? {
        let known = knownCheck
        guard let key = try DigestKey.load(path) else {
            guard known == nil, !isExpected else {
                throw DigestKeyError("The digest key \(path) is gone.", isLoss: true)
            }
            return nil
        }
        guard known == nil || known == Self.check(of: key) else {
            throw DigestKeyError(
                "The digest key \(path) is not the one that was used here before: it was damaged or "
                    + "replaced.", isLoss: true)
        }
        return key
    }

    private var checkFile: String { path + ".check" }

    private var knownCheck: String? {
        FileManager.default.contents(atPath: checkFile).map {
            String(decoding: $0.filter { $0 != 0x0a }, as: UTF8.self)
        }
    }

    private func keep(_ check: String) throws {
        try Data((check + "\n").utf8).write(to: URL(fileURLWithPath: checkFile), options: .atomic)
    }

    /// A digest of a text that is no identifier of anybody.
    private static func check(of key: DigestKey) -> String {
        KeyedDigest(key: key).digest(of: "check of a digest key\n")
    }
}
