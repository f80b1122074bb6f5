/// Looks for the end of a request's head while its bytes come in, and at each only once.
///
/// A line ends with CR LF and with nothing else (RFC 9112, section 2.2 lets a server take a bare LF;
/// whoever stands in front may read that otherwise, so it is refused here). One empty line before
/// the request is passed over.
struct HeadScanner {
    enum Outcome: Equatable {
        case more
        /// Where the head begins, and the first byte behind its empty line.
        case whole(Range<Int>)
    }

    private var scanned = 0
    private var begin = 0
    private var lineLength = 0
    private var isAfterReturn = false
    private var skipsEmptyLine = true

    /// - Parameter bytes: everything since the last request, from its first byte.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws(HeadFault) -> Outcome {
        while scanned < bytes.count {
            let byte = bytes[scanned]
            scanned += 1
            switch byte {
            case 0x0A:
                guard isAfterReturn else {
                    throw HeadFault("has a line that ends without a carriage return")
                }
                isAfterReturn = false
                defer { lineLength = 0 }
                guard lineLength == 0 else { continue }
                if begin + 2 < scanned { return .whole(begin..<scanned) }
                guard skipsEmptyLine else { throw HeadFault("begins with empty lines") }
                skipsEmptyLine = false
                begin = scanned
            case _ where isAfterReturn:
                throw HeadFault("has a carriage return within a line")
            case 0x0D: isAfterReturn = true
            case 0x09: lineLength += 1
            case 0..<0x20, 0x7F: throw HeadFault("has a control character in its head")
            default: lineLength += 1
            }
        }
        return .more
    }
}
