private import Digests
private import Foundation
public import Identity

/// The numbers of matching as a file: JSON, one version of them, with a digest of its bytes.
public struct MatchingFile: Sendable {
    /// The bytes as they stand in the file.
    public let bytes: [UInt8]
    /// What they say.
    public let numbers: MatchingNumbers
    /// BLAKE2b-256 of the bytes, 64 hexadecimal digits.
    public let digest: String

    /// The numbers that the program brings with it.
    ///
    /// - Throws: never for the file that is shipped; the tests read it.
    public static func standard() throws -> MatchingFile {
        try MatchingFile(bytes: PackageResources.matching_json)
    }

    /// Reads the numbers from the bytes of their file.
    ///
    /// - Throws: `MatchingFileError`, which names the field.
    public init(bytes: [UInt8]) throws {
        self.bytes = bytes
        digest = Digest.of(bytes)
        do {
            numbers = try JSONDecoder().decode(MatchingNumbers.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw MatchingFileError(MatchingFile.words(for: error))
        }
        let known = try JSONSerialization.jsonObject(with: JSONEncoder().encode(numbers))
        let given = try JSONSerialization.jsonObject(with: Data(bytes))
        if let unknown = MatchingFile.firstField(of: given, missingIn: known, at: "") {
            throw MatchingFileError("\(unknown) is not a field of it. Is it misspelt?")
        }
    }

    /// A misspelt field would quietly leave another number in force, so no unknown one is let pass.
    private static func firstField(
        of given: Any, missingIn known: Any, at path: String
    ) -> String? {
        guard let given = given as? [String: Any], let known = known as? [String: Any] else {
            return nil
        }
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            guard let counterpart = known[name] else { return path + name }
            if let field = firstField(of: value, missingIn: counterpart, at: "\(path)\(name).") {
                return field
            }
        }
        return nil
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
}

/// A file of numbers that cannot be used; the words name the field and the remedy.
public struct MatchingFileError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = "The file of matching numbers: \(description)"
    }
}
