extension String {
    /// Lower-case letters, digits, dots and hyphens, at least one.
    var isTopicName: Bool {
        !isEmpty && utf8.allSatisfy { $0.isLowerCaseLetterOrDigit || $0 == dot || $0 == hyphen }
    }

    /// Lower-case letters, digits and hyphens, at least one: it is part of a file's name.
    var isGroupName: Bool {
        !isEmpty && utf8.allSatisfy { $0.isLowerCaseLetterOrDigit || $0 == hyphen }
    }
}

private let dot = UInt8(ascii: ".")
private let hyphen = UInt8(ascii: "-")

extension UInt8 {
    fileprivate var isLowerCaseLetterOrDigit: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
