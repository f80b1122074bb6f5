/// Numbers that carry a check digit. One that fails it says nothing about anyone.
enum CheckedNumbers {
    /// An NHS number as an integer, or 0: ten digits, spaces allowed, of which the last checks the
    /// rest modulo 11 (NHS Data Dictionary, "NHS number").
    static func nhs(_ text: String) -> UInt64 {
        let digits = text.utf8.filter { $0 != 32 }.map { Int($0) - 48 }
        guard digits.count == 10, digits.allSatisfy({ (0...9).contains($0) }),
            Set(digits).count > 1
        else { return 0 }
        let sum = zip(digits, stride(from: 10, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
        let check = (11 - sum % 11) % 11
        return check == digits[9] ? digits.reduce(0) { $0 * 10 + UInt64($1) } : 0
    }

    /// A permanent unique pupil number as an integer, or 0: a check letter modulo 23 and twelve
    /// digits (Department for Education, "Unique pupil numbers"). A temporary one ends in a letter.
    static func upn(_ text: String) -> UInt64 {
        let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)
        let code = Array(text.utf8.filter { $0 != 32 })
        guard code.count == 13, let letter = letters.firstIndex(of: code[0]) else { return 0 }
        let digits = code.dropFirst().map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return 0 }
        let sum = zip(digits, 2...13).reduce(0) { $0 + $1.0 * $1.1 }
        guard sum % 23 == letter else { return 0 }
        return digits.reduce(UInt64(letter) + 1) { $0 * 10 + UInt64($1) }
    }
}
