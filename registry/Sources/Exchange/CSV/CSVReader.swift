/// Reads a table (RFC 4180) record by record: quoted cells with line ends and doubled quotes in them,
/// any of the three line ends, a byte order mark, and besides commas the semicolons or tabs that
/// Excel writes in some countries, with or without its `sep=;` line.
struct CSVReader {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private let separator: UInt8
    private var unclosed = 0

    private static let quote = UInt8(ascii: "\"")
    /// How many cells may lack their closing quote until the rest of the file is given up.
    private static let unclosedLimit = 100

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[place...].prefix { $0 != 0x0A && $0 != 0x0D }
        if first.count == 5, first.starts(with: Array("sep=".utf8)), let last = first.last {
            separator = last
            place += 5
            endLine()
        } else {
            separator = CSVReader.separator(in: first)
        }
    }

    /// Whichever of the three there are most of in the first line, outside quotes.
    private static func separator(in line: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == quote {
                isQuoted.toggle()
            } else if !isQuoted {
                counts[byte, default: 0] += 1
            }
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? candidates[0]
    }

    /// The next record that is not empty; nil at the end.
    mutating func next() -> CSVRecord? {
        while place < bytes.count {
            let record = record()
            if !record.isEmpty { return record }
        }
        return nil
    }

    private mutating func record() -> CSVRecord {
        let start = (place, line)
        var record = CSVRecord(line: line)
        while true {
            guard let cell = cell(&record) else {
                (place, line) = start
                record.quoting = .broken(isOpenAtLineEnd: hasOddQuotes)
                skipLine()
                return record
            }
            if record.cells.count < ImportLimits.columns {
                record.cells.append(cell)
            } else {
                record.fail("There are more than \(ImportLimits.columns) cells.", "Take some out.")
            }
            guard place < bytes.count, bytes[place] == separator else { break }
            place += 1
        }
        endLine()
        return record
    }

    /// The cell at the place; nil where it is not one, and the record then says why.
    private mutating func cell(_ record: inout CSVRecord) -> String? {
        guard place < bytes.count, bytes[place] == CSVReader.quote else {
            return plainCell(&record)
        }
        place += 1
        var content: [UInt8] = []
        while place < bytes.count, content.count <= ImportLimits.cellSize {
            let byte = bytes[place]
            if byte == CSVReader.quote {
                place += 1
                guard place < bytes.count, bytes[place] == CSVReader.quote else {
                    return closed(content, &record)
                }
            } else if byte == 0x0A || byte == 0x0D && !isLineFeed(place + 1) {
                line += 1
            }
            content.append(byte)
            place += 1
        }
        unclosed += 1
        record.fail(
            content.count > ImportLimits.cellSize
                ? "The cell is larger than \(ImportLimits.cellSize >> 10) KiB, or its closing quote "
                    + "is missing." : "The cell’s closing quote is missing.")
        return nil
    }

    private mutating func closed(_ content: [UInt8], _ record: inout CSVRecord) -> String? {
        guard place == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[place]) else {
            record.fail("There is something behind the closing quote; quotes inside are doubled.")
            return nil
        }
        if record.quoting == .plain, let first = content.first, CSVReader.isWord(first) {
            record.quoting = .proven
        }
        return text(content, &record)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }

    /// Whether the line at the place has an odd number of quotes.
    private var hasOddQuotes: Bool {
        bytes[place...].prefix { $0 != 0x0A && $0 != 0x0D }.count { $0 == CSVReader.quote } % 2 == 1
    }

    private mutating func plainCell(_ record: inout CSVRecord) -> String {
        let start = place
        while place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A,
            bytes[place] != 0x0D
        {
            place += 1
        }
        guard place - start <= ImportLimits.cellSize else {
            record.fail("The cell is larger than \(ImportLimits.cellSize >> 10) KiB.")
            return ""
        }
        if record.quoting == .plain, bytes[start..<place].contains(CSVReader.quote) {
            record.quoting = .stray(isClosing: bytes[place - 1] == CSVReader.quote)
        }
        return text(bytes[start..<place], &record)
    }

    /// The cell as text, its line ends as one character each; where it is none the record says so,
    /// and goes on behind it: what stands inside a cell is never read as a row.
    private func text(_ bytes: some Collection<UInt8>, _ record: inout CSVRecord) -> String {
        var plain = Array(bytes)
        if plain.contains(0x0D) {
            plain = plain.indices.filter { index in
                plain[index] != 0x0D || index + 1 == plain.count || plain[index + 1] != 0x0A
            }.map { plain[$0] }
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            record.fail("The cell is not UTF-8.", "Save the table as “CSV UTF-8”.")
            return ""
        }
        return text
    }

    private mutating func skipLine() {
        // Many cells without an end in one file: what follows cannot be told from what is inside.
        if unclosed >= CSVReader.unclosedLimit { place = bytes.count }
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        endLine()
    }

    private mutating func endLine() {
        guard place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D else { return }
        place += bytes[place] == 0x0D && isLineFeed(place + 1) ? 2 : 1
        line += 1
    }

    private func isLineFeed(_ place: Int) -> Bool { place < bytes.count && bytes[place] == 0x0A }
}

/// One record of a table.
struct CSVRecord {
    /// What its quotes tell of where it stands, should an earlier one be broken.
    enum Quoting: Hashable {
        /// It has none, or none that tell anything.
        case plain
        /// A cell opens right before a letter or digit and closes right before a separator. Inside a
        /// quoted cell, where quotes are doubled, that cannot stand: this is a record.
        case proven
        /// A quote within a cell without quotes, perhaps the closing one of a cell before.
        case stray(isClosing: Bool)
        /// A quoted cell that does not end where one may.
        case broken(isOpenAtLineEnd: Bool)
    }

    /// Where it begins, from 1.
    let line: Int
    var cells: [String] = []
    var quoting = Quoting.plain
    /// What is wrong in a cell, the first that is.
    private(set) var fault: (cell: Int, fault: String, remedy: String)?

    init(line: Int) { self.line = line }

    var isEmpty: Bool { fault == nil && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// Says that the cell behind the last is wrong.
    mutating func fail(_ fault: String, _ remedy: String = "Mend it there.") {
        if self.fault == nil { self.fault = (cells.count, fault, remedy) }
    }
}
