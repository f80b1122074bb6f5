import Foundation
import Testing

/// A request that no sound client sends, out of `Requests/malformed.json`.
struct Malformed: Decodable, CustomTestStringConvertible, Sendable {
    let status: Int
    let fault: String
    private let request: String

    var testDescription: String { fault }
    var bytes: [UInt8] {
        request.replacingOccurrences(of: "{post}", with: "/echo").unicodeScalars
            .map { UInt8($0.value) }
    }

    static let all: [Malformed] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Requests/malformed.json")
        let table = (try? Data(contentsOf: file)) ?? Data()
        return (try? JSONDecoder().decode([Malformed].self, from: table)) ?? []
    }()
}
