/// Numbers as spreadsheets write them, in the languages they speak: with commas or points for the
/// decimals, with commas, points or spaces between the thousands, with a pound sign.
enum CSVNumber {
    enum Reading: Hashable {
        /// Digits, and perhaps a point with digits behind it.
        case number(String)
        /// It may be two numbers; both, as a sentence.
        case unclear(String)
        /// It is none.
        case none
    }

    /// An amount of money. A single point is the decimal one, as our own tables have it.
    static func amount(_ text: String) -> Reading {
        let plain = CleanText.trimmed(text.first == "£" ? String(text.dropFirst()) : text)
        let parts = Parts(plain)
        guard let parts, !parts.marks.isEmpty else { return parts == nil ? .none : .number(plain) }
        let (marks, groups) = (parts.marks, parts.groups)
        let last = marks[marks.count - 1]
        if marks.count == 1, last != " " {
            guard last == "," else { return .number(plain) }
            let head = groups[0]
            guard groups[1].count == 3, (1...3).contains(head.count), head != "0" else {
                return .number(head + "." + groups[1])
            }
            return .unclear(
                "It may be \(head)\(groups[1]), or \(head) and a part: the comma can be either.")
        }
        // Several marks: the last one is the decimal one where it is of another kind.
        if marks.count > 1, last != " ", marks.dropLast().allSatisfy({ $0 != last }) {
            guard isGrouped(groups.dropLast(), marks.dropLast()) else { return .none }
            return .number(groups.dropLast().joined() + "." + groups[groups.count - 1])
        }
        return isGrouped(groups[...], marks[...]) ? .number(groups.joined()) : .none
    }

    /// A whole number, in which marks can only stand between thousands.
    static func count(_ text: String) -> Reading {
        guard let parts = Parts(text) else { return .none }
        if parts.marks.isEmpty { return .number(text) }
        if parts.marks == ["."], parts.groups[1].allSatisfy({ $0 == "0" }),
            parts.groups[1].count != 3
        {
            return .number(parts.groups[0])
        }
        if parts.marks == ["."] {
            return .unclear("The point may stand before thousands or before a part.")
        }
        return isGrouped(parts.groups[...], parts.marks[...])
            ? .number(parts.groups.joined()) : .none
    }

    /// One kind of mark, and three digits behind each.
    private static func isGrouped(
        _ groups: ArraySlice<String>, _ marks: ArraySlice<Character>
    ) -> Bool {
        Set(marks).count == 1 && (1...3).contains(groups.first?.count ?? 0)
            && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// Digits and the single marks between them; nil for anything else.
    private struct Parts {
        var groups: [String] = [""]
        var marks: [Character] = []

        init?(_ text: String) {
            for character in text {
                switch character {
                case "0"..."9" where character.isASCII: groups[groups.count - 1].append(character)
                case ",", ".", " ", "\u{A0}", "\u{202F}", "\u{2009}":
                    marks.append(character == "," || character == "." ? character : " ")
                    groups.append("")
                default: return nil
                }
            }
            guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
        }
    }
}
