private import Foundation
private import Synchronization

/// A value that several programs share in one file that only their user may read: whoever changes it
/// puts a whole new file in its place, and the others see that at their next question.
final class SharedFile<Value: Codable & Sendable>: Sendable {
    private struct Known {
        var version: FileVersion?
        var value: Value
    }

    private let path: String
    private let empty: Value
    private let known: Mutex<Known>

    /// - Parameters:
    ///   - path: where the file is, or will be; its directory is there by then.
    ///   - empty: the value where there is no file.
    init(at path: String, empty: Value) {
        self.path = path
        self.empty = empty
        known = Mutex(Known(value: empty))
    }

    /// What the file has now: read where it is another than at the last look.
    var value: Value {
        get throws(SharedFileError) {
            let version = FileVersion(of: path)
            if let value = known.withLock({ $0.version == version ? $0.value : nil }) {
                return value
            }
            let value = try read()
            known.withLock { $0 = Known(version: version, value: value) }
            return value
        }
    }

    /// Changes the value while nobody else does; durable when it returns.
    func change<Result>(
        _ body: (inout Value) -> Result
    ) throws(SharedFileError) -> Result {
        try PrivateFile.locked(path) { () throws(SharedFileError) in
            var value = try read()
            let result = body(&value)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            guard let bytes = try? encoder.encode(value) else {
                throw SharedFileError("What \(path) should have cannot be written as JSON.")
            }
            try PrivateFile.replace(path, with: Array(bytes))
            return result
        }
    }

    private func read() throws(SharedFileError) -> Value {
        guard FileVersion(of: path) != nil else { return empty }
        do {
            return try JSONDecoder().decode(
                Value.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw SharedFileError(
                """
                \(path) cannot be read. Give this user permission to read the file, or restore it \
                from a backup.
                """)
        }
    }
}

/// Why keys, sessions or sign-in codes could not be read or written, and what to do about it.
public struct SharedFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
