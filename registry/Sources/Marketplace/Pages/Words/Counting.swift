/// `no solutions`, `1 solution`, `1,200 solutions`.
///
/// - Parameter many: the plural, where it is not the singular with an s.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    let many = many ?? one + "s"
    return switch number {
    case 0: "no \(many)"
    case 1: "1 \(one)"
    default: "\(grouped(number)) \(many)"
    }
}

/// `1,200`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
        text.append(digit)
    }
    return number < 0 ? "-" + text : text
}

/// A share as the pages show it: so many of 100.
func hundredths(_ share: Double) -> Int { Int((share * 100).rounded()) }

extension [String] {
    /// `a, b and c`.
    var listed: String { listed(before: "and") }

    /// `a, b or c`.
    var alternatives: String { listed(before: "or") }

    private func listed(before word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) " + last
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// Without white space at its ends.
    var trimmed: String {
        let blank: (Character) -> Bool = { $0.isWhitespace }
        let head = drop(while: blank)
        return String(head.reversed().drop(while: blank).reversed())
    }

    /// Whole, or cut at a word with an ellipsis.
    func shortened(to length: Int) -> String {
        guard count > length else { return self }
        let head = prefix(length)
        let end = head.lastIndex { $0.isWhitespace } ?? head.endIndex
        return head[..<end] + "…"
    }
}
