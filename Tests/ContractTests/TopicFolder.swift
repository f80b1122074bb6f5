import Foundation
import Testing

/// A topic's folder in `topics/`.
struct TopicFolder: CustomTestStringConvertible {
    let name: String

    static let topics = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("topics")

    static let all: [TopicFolder] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: topics.path)
        return (names ?? []).filter { !$0.contains(".") }.sorted().map { TopicFolder(name: $0) }
    }()

    var testDescription: String { name }

    private var folder: URL { Self.topics.appendingPathComponent(name) }

    var description: JSONValue {
        get throws { try JSONValue(bytes(of: folder.appendingPathComponent("topic.json"))) }
    }

    var schema: SchemaCheck {
        get throws {
            SchemaCheck(
                root: try JSONValue(bytes(of: folder.appendingPathComponent("schema.json"))))
        }
    }

    /// The golden messages by their files' names.
    var examples: [(name: String, bytes: [UInt8])] {
        get throws {
            let examples = folder.appendingPathComponent("examples")
            let names = try FileManager.default.contentsOfDirectory(atPath: examples.path)
            return try names.sorted().map {
                ($0, try bytes(of: examples.appendingPathComponent($0)))
            }
        }
    }

    private func bytes(of file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}
