internal import EventLog

/// A record's headers as one blob: for each header its name's length, the name in UTF-8, its
/// value's length, the value; lengths in LEB128. No headers: no blob.
enum Headers {
    static func encode(_ headers: [Header]) -> [UInt8]? {
        guard !headers.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for header in headers {
            append(UInt64(header.name.utf8.count), to: &bytes)
            bytes.append(contentsOf: header.name.utf8)
            append(UInt64(header.value.count), to: &bytes)
            bytes.append(contentsOf: header.value)
        }
        return bytes
    }

    /// - Returns: nil where the bytes are not what `encode` makes.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> [Header]? {
        var headers: [Header] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let name = piece(of: &rest), let value = piece(of: &rest) else { return nil }
            headers.append(Header(String(decoding: name, as: UTF8.self), Array(value)))
        }
        return headers
    }

    private static func append(_ length: UInt64, to bytes: inout [UInt8]) {
        var rest = length
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func piece(
        of rest: inout Slice<UnsafeRawBufferPointer>
    ) -> Slice<UnsafeRawBufferPointer>? {
        var length: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst(), shift < 63 {
            length |= UInt64(byte & 0x7f) << shift
            shift += 7
            if byte < 0x80 {
                guard length <= UInt64(rest.count) else { return nil }
                let piece = rest.prefix(Int(length))
                rest.removeFirst(Int(length))
                return piece
            }
        }
        return nil
    }
}
