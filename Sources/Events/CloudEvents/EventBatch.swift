public import Casework

/// Reads batches: a JSON array of events, each judged on its own.
///
/// A batch that is not JSON as a whole (cut off, not UTF-8) is refused as a whole; within a sound
/// one, an invalid event costs none of the others. Limits: an event `EventDecoder.largestEvent`,
/// the batch `largest` bytes and `most` events.
public final class EventBatchDecoder {
    /// An event of a batch, with its own bytes as they came.
    public typealias Element = (event: Event, bytes: [UInt8])

    private let parser: JSONParser
    private let decoder = EventDecoder()
    private let most: Int

    /// - Parameters:
    ///   - largest: bytes a batch may have.
    ///   - most: events a batch may have.
    public init(largest: Int = 16 << 20, most: Int = 10_000) {
        // Two levels more than an event's own 64, so that the element is blamed, not the batch.
        parser = JSONParser(largest: largest, deepest: 66)
        self.most = most
    }

    /// The batch's events in order, each or why it is refused; those errors name the element,
    /// such as `[3].data.source`, counted from 0.
    public func decode(
        _ bytes: UnsafeRawBufferPointer
    ) throws(InvalidEvent) -> [Result<Element, InvalidEvent>] {
        let count = try count(bytes)
        var results: [Result<Element, InvalidEvent>] = []
        results.reserveCapacity(count)
        var slices = ArraySlices(bytes)
        while let slice = slices.next() {
            do throws(InvalidEvent) {
                results.append(.success((try decoder.decode(slice), Array(slice))))
            } catch {
                results.append(.failure(error.within(element: results.count)))
            }
        }
        return results
    }

    /// The batch's events in order, each or why it is refused.
    public func decode(
        _ bytes: [UInt8]
    ) throws(InvalidEvent) -> [Result<Element, InvalidEvent>] {
        try bytes.withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try decode(UnsafeRawBufferPointer(bytes))
        }
    }

    /// How many elements a sound batch has.
    private func count(_ bytes: UnsafeRawBufferPointer) throws(InvalidEvent) -> Int {
        let nodes: JSONNodes
        do throws(JSONParser.Problem) {
            nodes = try parser.parse(bytes)
        } catch {
            throw InvalidEvent(error)
        }
        guard nodes[0].kind == .array else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "is not a JSON array",
                remedy: "send a batch as an array; one event goes as application/cloudevents+json")
        }
        var count = 0
        for _ in nodes.children(of: 0) { count += 1 }
        guard count <= most else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "has more than \(most) events",
                remedy: "send several smaller batches")
        }
        return count
    }
}

/// Cuts a JSON array that was parsed before into its elements' bytes. It trusts the parser that
/// brackets and quotes are whole, and looks for no more than the commas between elements.
private struct ArraySlices {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        place = (bytes.firstIndex(of: UInt8(ascii: "[")) ?? bytes.count) + 1
    }

    mutating func next() -> UnsafeRawBufferPointer? {
        var depth = 0
        var isQuoted = false
        var start = place
        while start < bytes.count, isBlank(bytes[start]) { start += 1 }
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == UInt8(ascii: "\"") { isQuoted = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: ",") where depth == 0, UInt8(ascii: "]") where depth == 0:
                    place = index + 1
                    return slice(start, index)
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
            index += 1
        }
        return nil
    }

    private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer? {
        var end = end
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return end > start ? UnsafeRawBufferPointer(rebasing: bytes[start..<end]) : nil
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    }
}
