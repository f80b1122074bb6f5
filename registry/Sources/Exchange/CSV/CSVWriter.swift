/// Writes a table as RFC 4180 has it, with a byte order mark, without which Excel takes UTF-8 for
/// something else.
struct CSVWriter {
    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    mutating func add(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            add(FormulaGuard.guarded(cell))
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func add(_ cell: String) {
        // Semicolons and tabs too, for programs that expect those.
        let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) }
        guard needsQuotes || cell.first == " " || cell.last == " " else {
            bytes += cell.utf8
            return
        }
        bytes.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
