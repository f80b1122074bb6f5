/// Takes a body in chunks apart (RFC 9112, section 7.1), as strictly as the head: hexadecimal digits,
/// CR LF and nothing else. Extensions and trailers are read and left out.
struct ChunkedBody {
    private enum State: Equatable {
        case size, lineEnd, data, dataReturn, dataEnd, trailer, over
    }

    /// The most bytes of a size's line, and of all trailers together.
    private static let largestLine = 256
    private static let largestTrailers = 4_096

    private var state = State.size
    private var left = 0
    private var digits = 0
    private var lineLength = 0
    private var isInExtension = false
    private var trailers = 0
    private var isAfterReturn = false

    var isOver: Bool { state == .over }

    /// Reads from the front of `bytes`, gives pieces of the body to `take`, which says whether to go
    /// on, and returns how many bytes were read: all of them, or as many as the body has.
    mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, take: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(HeadFault) -> Int {
        var index = 0
        while index < bytes.count, state != .over {
            if state == .data {
                let count = min(left, bytes.count - index)
                guard take(UnsafeBufferPointer(rebasing: bytes[index..<index + count])) else {
                    return index + count
                }
                index += count
                left -= count
                if left == 0 { state = .dataReturn }
                continue
            }
            try step(bytes[index])
            index += 1
        }
        return index
    }

    private mutating func step(_ byte: UInt8) throws(HeadFault) {
        switch state {
        case .size: try readSize(byte)
        case .lineEnd:
            guard byte == 0x0A else { throw ChunkedBody.malformed }
            state = left == 0 ? .trailer : .data
            (digits, lineLength, isInExtension) = (0, 0, false)
        case .dataReturn:
            guard byte == 0x0D else { throw ChunkedBody.malformed }
            state = .dataEnd
        case .dataEnd:
            guard byte == 0x0A else { throw ChunkedBody.malformed }
            state = .size
        case .trailer: try readTrailer(byte)
        case .data, .over: break
        }
    }

    private mutating func readSize(_ byte: UInt8) throws(HeadFault) {
        lineLength += 1
        guard lineLength <= ChunkedBody.largestLine else { throw ChunkedBody.malformed }
        if byte == 0x0D, digits > 0 {
            state = .lineEnd
        } else if isInExtension {
            guard byte == 0x09 || (byte >= 0x20 && byte != 0x7F) else {
                throw ChunkedBody.malformed
            }
        } else if let digit = PercentEncoding.digit(byte), digits < 8 {
            left = left << 4 | Int(digit)
            digits += 1
        } else if byte == UInt8(ascii: ";"), digits > 0 {
            isInExtension = true
        } else {
            throw ChunkedBody.malformed
        }
    }

    /// Lines up to an empty one; nobody asks for what they say.
    private mutating func readTrailer(_ byte: UInt8) throws(HeadFault) {
        trailers += 1
        guard trailers <= ChunkedBody.largestTrailers else { throw ChunkedBody.malformed }
        if isAfterReturn {
            guard byte == 0x0A else { throw ChunkedBody.malformed }
            isAfterReturn = false
            if lineLength == 0 { state = .over }
            lineLength = 0
        } else if byte == 0x0D {
            isAfterReturn = true
        } else {
            let isFirst = lineLength == 0
            guard byte >= 0x20 || byte == 0x09, byte != 0x7F, !isFirst || Headers.isToken(byte)
            else { throw ChunkedBody.malformed }
            lineLength += 1
        }
    }

    private static let malformed = HeadFault("has a body whose chunks are malformed")
}
