/// The rows of a comma-separated file as RFC 4180 has it: fields in quotation marks may hold commas,
/// line ends and doubled quotation marks.
struct CSVRows: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    /// - Parameter bytes: UTF-8, with or without a byte order mark.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next row that is not blank.
    mutating func next() -> [String]? {
        while position < bytes.count, bytes[position] == 10 || bytes[position] == 13 {
            position += 1
        }
        guard position < bytes.count else { return nil }
        var row = [field()]
        while position < bytes.count, bytes[position] == comma {
            position += 1
            row.append(field())
        }
        return row
    }

    private var comma: UInt8 { 44 }
    private var quote: UInt8 { 34 }

    private mutating func field() -> String {
        while position < bytes.count, bytes[position] == 32 { position += 1 }
        guard position < bytes.count, bytes[position] == quote else {
            let start = position
            while position < bytes.count, bytes[position] != comma, bytes[position] != 10,
                bytes[position] != 13
            {
                position += 1
            }
            var end = position
            while end > start, bytes[end - 1] == 32 { end -= 1 }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        return quoted()
    }

    private mutating func quoted() -> String {
        var text: [UInt8] = []
        position += 1
        while position < bytes.count {
            if bytes[position] == quote {
                position += 1
                guard position < bytes.count, bytes[position] == quote else { break }
            }
            text.append(bytes[position])
            position += 1
        }
        while position < bytes.count, bytes[position] != comma, bytes[position] != 10,
            bytes[position] != 13
        {
            position += 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}
