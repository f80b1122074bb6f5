/// The Porter stemmer exactly as SQLite's FTS5 has it, so that an FTS5 table can check the ranking.
///
/// It is M. F. Porter's algorithm of 1980 with his later revisions (`bli`, `logi`), over bytes.
enum PorterStem {
    /// FTS5 leaves longer and shorter words as they are.
    private static let lengths = 3...64

    static func apply(to word: inout [UInt8]) {
        guard lengths.contains(word.count) else { return }
        dropPlural(&word)
        if dropPast(&word) { mendPast(&word) }
        if word.last == .y, hasVowel(word[..<(word.count - 1)]) {
            word[word.count - 1] = .i
        }
        replace(&word, doubleSuffixes) { measure($0) > 0 }
        replace(&word, suffixes) { measure($0) > 0 }
        replace(&word, endings) { measure($0) > 1 }
        dropFinalE(&word)
        if word.count > 1, word.last == .l, word[word.count - 2] == .l,
            measure(word[..<(word.count - 1)]) > 1
        {
            word.removeLast()
        }
    }

    // MARK: Steps

    private static func dropPlural(_ word: inout [UInt8]) {
        let count = word.count
        guard word[count - 1] == .s else { return }
        if word[count - 2] == .e {
            let long =
                (count > 4 && word[count - 4] == .s && word[count - 3] == .s)
                || (count > 3 && word[count - 3] == .i)
            word.removeLast(long ? 2 : 1)
        } else if word[count - 2] != .s {
            word.removeLast()
        }
    }

    /// - Returns: whether `ed` or `ing` went, so that the stem may need mending.
    private static func dropPast(_ word: inout [UInt8]) -> Bool {
        if ends(word, "eed") {
            if measure(word.dropLast(3)) > 0 { word.removeLast() }
            return false
        }
        for suffix in ["ed", "ing"] as [StaticString] where ends(word, suffix) {
            guard hasVowel(word.dropLast(suffix.utf8CodeUnitCount)) else { return false }
            word.removeLast(suffix.utf8CodeUnitCount)
            return true
        }
        return false
    }

    private static func mendPast(_ word: inout [UInt8]) {
        if ends(word, "at") || ends(word, "bl") || ends(word, "iz") {
            word.append(.e)
            return
        }
        guard let last = word.last else { return }
        if word.count > 1, !isVowel(last, afterConsonant: false), last != .l, last != .s,
            last != .z, last == word[word.count - 2]
        {
            word.removeLast()
        } else if measure(word[...]) == 1, endsInShortSyllable(word[...]) {
            word.append(.e)
        }
    }

    private static func dropFinalE(_ word: inout [UInt8]) {
        guard word.last == .e else { return }
        let stem = word.dropLast()
        let measure = measure(stem)
        if measure > 1 || (measure == 1 && !endsInShortSyllable(stem)) { word.removeLast() }
    }

    /// Looks for the first suffix of the list that fits; whether it may go is asked of it alone.
    private static func replace(
        _ word: inout [UInt8], _ list: [(StaticString, StaticString)],
        when allowed: (ArraySlice<UInt8>) -> Bool
    ) {
        guard let (suffix, output) = list.first(where: { ends(word, $0.0) }) else { return }
        let stem = word.dropLast(suffix.utf8CodeUnitCount)
        guard allowed(stem) else { return }
        if suffix.utf8CodeUnitCount == 3, ends(word, "ion"), stem.last != .s, stem.last != .t {
            return
        }
        word.removeLast(suffix.utf8CodeUnitCount)
        output.withUTF8Buffer { word.append(contentsOf: $0) }
    }

    private static let doubleSuffixes: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
        ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ]
    private static let suffixes: [(StaticString, StaticString)] = [
        ("ical", "ic"), ("ness", ""), ("icate", "ic"), ("iciti", "ic"), ("ful", ""), ("ative", ""),
        ("alize", "al"),
    ]
    private static let endings: [(StaticString, StaticString)] = [
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""),
        ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""),
        ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
    ]

    // MARK: Conditions

    /// A suffix counts only where something stands before it.
    private static func ends(_ word: [UInt8], _ suffix: StaticString) -> Bool {
        let count = suffix.utf8CodeUnitCount
        return word.count > count && suffix.withUTF8Buffer { word.suffix(count).elementsEqual($0) }
    }

    private static func isVowel(_ letter: UInt8, afterConsonant: Bool) -> Bool {
        switch letter {
        case .a, .e, .i, .o, .u: true
        case .y: afterConsonant
        default: false
        }
    }

    private static func hasVowel(_ stem: ArraySlice<UInt8>) -> Bool {
        stem.indices.contains { isVowel(stem[$0], afterConsonant: $0 > stem.startIndex) }
    }

    /// How often vowels are followed by consonants.
    private static func measure(_ stem: ArraySlice<UInt8>) -> Int {
        var measure = 0
        var wasConsonant = false
        var sawVowel = false
        for letter in stem {
            let isConsonant = !isVowel(letter, afterConsonant: wasConsonant)
            if isConsonant, sawVowel {
                measure += 1
                sawVowel = false
            } else if !isConsonant {
                sawVowel = true
            }
            wasConsonant = isConsonant
        }
        return measure
    }

    /// Consonant, vowel, consonant, the last none of w, x, y.
    private static func endsInShortSyllable(_ stem: ArraySlice<UInt8>) -> Bool {
        guard let last = stem.last, last != .w, last != .x, last != .y else { return false }
        var shape = 0
        var wasConsonant = false
        for letter in stem {
            wasConsonant = !isVowel(letter, afterConsonant: wasConsonant)
            shape = (shape << 1 | (wasConsonant ? 1 : 0)) & 0b111
        }
        return shape == 0b101
    }
}

extension UInt8 {
    fileprivate static let a = UInt8(ascii: "a")
    fileprivate static let e = UInt8(ascii: "e")
    fileprivate static let i = UInt8(ascii: "i")
    fileprivate static let l = UInt8(ascii: "l")
    fileprivate static let o = UInt8(ascii: "o")
    fileprivate static let s = UInt8(ascii: "s")
    fileprivate static let t = UInt8(ascii: "t")
    fileprivate static let u = UInt8(ascii: "u")
    fileprivate static let w = UInt8(ascii: "w")
    fileprivate static let x = UInt8(ascii: "x")
    fileprivate static let y = UInt8(ascii: "y")
    fileprivate static let z = UInt8(ascii: "z")
}
