import Foundation
import Testing

/// A request that no sound client sends, out of `Requests/malformed.txt`.
struct Malformed: CustomTestStringConvertible, Sendable {
    let status: Int
    let fault: String
    let bytes: [UInt8]

    var testDescription: String { fault }

    static let all: [Malformed] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Requests/malformed.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Malformed(String($0)) }
    }()

    private init?(_ line: String) {
        let parts = line.components(separatedBy: " | ")
        guard parts.count == 3, let status = Int(parts[0]) else { return nil }
        (self.status, fault) = (status, parts[1])
        bytes = Malformed.bytes(parts[2].replacingOccurrences(of: "{post}", with: "/echo"))
    }

    private static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            switch kind {
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "x"):
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            default: bytes.append(0)
            }
        }
        return bytes
    }
}
