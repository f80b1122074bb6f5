public import Casework
private import Digests
private import Foundation

/// The policy as a file: JSON, one version of it, with a digest of its bytes.
public struct PolicyFile: Sendable {
    /// The bytes as they stand in the file.
    public let bytes: [UInt8]
    /// What they say.
    public let policy: Policy

    /// The policy that the program brings with it.
    public static func standard() throws -> PolicyFile {
        try PolicyFile(bytes: PackageResources.standard_json)
    }

    /// Reads a policy file.
    ///
    /// - Throws: `PolicyError`, which names the file, the field and the remedy.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PolicyError("The policy file \(path) cannot be read. Is the path right?")
        }
        do {
            try self.init(bytes: Array(data))
        } catch let error as PolicyError {
            throw PolicyError("In the policy file \(path): \(error.description)")
        }
    }

    /// Reads a policy from the bytes of its file.
    public init(bytes: [UInt8]) throws {
        self.bytes = bytes
        let decoder = JSONDecoder()
        decoder.userInfo[Document.digest] = Digest.of(bytes)
        do {
            policy = try decoder.decode(Document.self, from: Data(bytes)).policy
        } catch let error as DecodingError {
            throw PolicyError(PolicyFile.words(for: error))
        }
        try PolicyFile.refuseUnknownFields(in: bytes, knownTo: policy)
    }

    private static func words(for error: DecodingError) -> String {
        func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            (context.codingPath + [key].compactMap(\.self)).map(\.stringValue)
                .joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(path(context, key)) is missing."
        case .typeMismatch(_, let context): "\(path(context)) has a value of the wrong type."
        case .valueNotFound(_, let context): "\(path(context)) is null; give a value."
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "It is not JSON." : "\(path(context)) has a value that is not known."
        @unknown default: "It cannot be read."
        }
    }

    /// A misspelt field would quietly leave the old number in force, so no unknown one is let pass.
    private static func refuseUnknownFields(in bytes: [UInt8], knownTo policy: Policy) throws {
        guard let file = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let sections = file["rules"] as? [String: Any]
        else { return }
        try refuse(file, knows: Document.fields, at: "")
        try refuse(
            file["desk"] as? [String: Any] ?? [:], knows: DeskPolicy.fields, at: "desk.")
        var rules: [String: Set<String>] = [:]
        for rule in policy.rules {
            let settings = try JSONSerialization.jsonObject(with: JSONEncoder().encode(rule))
            rules[rule.name] = Set((settings as? [String: Any] ?? [:]).keys)
        }
        try refuse(sections, knows: Set(rules.keys), at: "rules.")
        for (name, fields) in rules.sorted(by: { $0.key < $1.key }) {
            try refuse(sections[name] as? [String: Any] ?? [:], knows: fields, at: "rules.\(name).")
        }
    }

    private static func refuse(
        _ object: [String: Any], knows known: Set<String>, at path: String
    ) throws {
        guard let unknown = object.keys.filter({ !known.contains($0) }).min() else { return }
        throw PolicyError("\(path)\(unknown) is not a field of a policy. Is it misspelt?")
    }
}

/// Hands the decoder on to the policy, which knows its own shape.
private struct Document: Decodable {
    static let fields: Set<String> = [
        "version", "clocks", "bands", "lookWithinWorkingDays", "workingDayEndsAtHour", "rules",
        "desk", "bankHolidaysEngland",
    ]

    static var digest: CodingUserInfoKey {
        // The initialiser fails for no string; the fallback is never taken.
        CodingUserInfoKey(rawValue: "digest") ?? CodingUserInfoKey(rawValue: "")!
    }

    let policy: Policy

    init(from decoder: any Decoder) throws {
        policy = try Policy(
            from: decoder, digest: decoder.userInfo[Document.digest] as? String ?? "")
    }
}
