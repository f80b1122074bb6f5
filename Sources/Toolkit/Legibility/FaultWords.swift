extension Legibility.Fault {
    /// What is wrong, to be read after the name of the field: "begins or ends with a blank". It names
    /// a character by its code alone.
    public var problem: String {
        switch self {
        case .blank: "is empty or blank"
        case .padded: "begins or ends with a blank"
        case .control(let scalar): "has a control character in it (\(Self.code(scalar)))"
        case .hidden(let scalar): "has a character in it that cannot be seen (\(Self.code(scalar)))"
        case .oddBlank(let scalar):
            "has a blank in it that is not the plain space (\(Self.code(scalar)))"
        case .damaged: "has U+FFFD in it, which stands where text was lost on the way"
        case .decomposed: "is not in Unicode’s composed form (NFC)"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .blank: "write something"
        case .padded: "take the blank away"
        case .control, .hidden: "take it out"
        case .oddBlank: "write a plain space, or none"
        case .damaged: "take the text from where it is whole, as UTF-8"
        case .decomposed: "normalise it to NFC"
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
