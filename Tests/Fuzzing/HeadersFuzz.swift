import Casework

// Feeds any headers to what reads events in binary mode, over HTTP and from Kafka: lines of
// `name: value`, then an empty line, then the payload. A finding is a crash, an event that does not
// come back as it was written, an error text that shows the child, or two different values of an
// HTTP header that become the same attribute though neither encodes the other.

/// libFuzzer's way in: called again and again with bytes it has made up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let message = Message(Array(UnsafeBufferPointer(start: start, count: count)))
    for binding in [HeaderAttributes.Binding.http, .kafka] { read(message, binding) }
    return 0
}

/// The headers and the payload that some bytes make.
private struct Message {
    var headers: [(name: String, value: ArraySlice<UInt8>)] = []
    var payload: ArraySlice<UInt8> = []

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            headers.append(
                (
                    String(decoding: line[..<colon], as: UTF8.self),
                    line[(colon + 1)...].drop { $0 == 0x20 }
                ))
        }
        payload = rest
    }

    var contentType: String? {
        headers.first { $0.name.lowercased() == ContentMode.field }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }
}

// libFuzzer calls from one thread.
nonisolated(unsafe) private let decoder = EventDecoder()
nonisolated(unsafe) private let binary = BinaryEventDecoder()

private func read(_ message: Message, _ binding: HeaderAttributes.Binding) {
    do throws(InvalidEvent) {
        var attributes = HeaderAttributes(binding)
        for (name, value) in message.headers {
            try attributes.add(name, value)
            if binding == .http { checkRefusals(value) }
        }
        let mode = try ContentMode(
            contentType: message.contentType, hasAttributes: !attributes.isEmpty)
        guard mode == .binary else { return }
        let (event, bytes) = try message.payload.withUnsafeBufferPointer {
            bytes throws(InvalidEvent) in
            try binary.decode(
                attributes, data: UnsafeRawBufferPointer(bytes), contentType: message.contentType)
        }
        precondition((try? decoder.decode(bytes)) == event, "its one message says otherwise")
        precondition((try? decoder.decode(EventEncoder.encode(event))) == event)
    } catch {
        precondition(!error.field.isEmpty && !error.problem.isEmpty && !error.remedy.isEmpty)
        precondition(!error.description.contains("CH 1017"), "an error text shows the child")
    }
}

/// A value that is read, with one byte more that no encoding allows, is not read.
private func checkRefusals(_ value: ArraySlice<UInt8>) {
    for bad in ["%FF", "%", "\"", "\u{1}"] {
        var attributes = HeaderAttributes(.http)
        let isRead = (try? attributes.add("ce-id", Array(value) + Array(bad.utf8))) != nil
        // After a lone percent sign or an open quote, more could make it whole again.
        precondition(!isRead || value.contains(UInt8(ascii: "%")) || value.first == 0x22)
    }
}
