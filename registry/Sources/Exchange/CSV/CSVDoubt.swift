/// What stands behind a broken quote, until it can be told whether it is rows or the inside of a cell.
///
/// Where a quoted cell does not end as one may, what follows could be its text, and text inside a cell
/// must never become an entry. So the rows behind it are held back until the table itself says where it
/// is: a record with a quoted cell that only a record can have, or a closing quote that nothing opened.
struct CSVDoubt {
    /// The line of the broken quote; nil where there is no doubt.
    private(set) var brokenLine: Int?
    private var isOpenAtLineEnd = false
    private var held: [IntakeRow] = []

    /// Takes the next record’s row.
    ///
    /// - Returns: the rows about which there is no doubt any more, in order.
    mutating func take(_ row: IntakeRow, _ quoting: CSVRecord.Quoting) -> [IntakeRow] {
        switch quoting {
        case .broken(let isOpen):
            let settled = refused(held) + [row]
            (brokenLine, isOpenAtLineEnd, held) = (row.number, isOpen, [])
            return settled
        case _ where brokenLine == nil: return [row]
        case .proven:
            // It says where it is itself, and not where those before it were.
            return end() + [row]
        case .stray(isClosing: true):
            let settled = refused(held + [row])
            (brokenLine, held) = (nil, [])
            return settled
        case .plain, .stray:
            held.append(row)
            return []
        }
    }

    /// The rows that are held, at the table’s end or before a row that is one. A broken quote in a line
    /// that ends outside of one has done its harm there.
    mutating func end() -> [IntakeRow] {
        defer { (brokenLine, held) = (nil, []) }
        return isOpenAtLineEnd ? refused(held) : held
    }

    private func refused(_ rows: [IntakeRow]) -> [IntakeRow] {
        rows.map { row in
            var refused = IntakeRow(row.number, place: "line \(row.number)")
            refused.refuse(
                "",
                "It may be the inside of the cell whose quote is broken in line "
                    + "\(brokenLine ?? row.number).",
                "Mend the quotes there and import the table again.")
            return refused
        }
    }
}
