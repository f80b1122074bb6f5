private import Legibility

/// How long a text may be. Words are what stands between white space. A word may have 10 characters
/// on average, as in G-Cloud's service schema (50 words are 500 characters), so that nobody gets
/// round a limit by writing words together.
public struct TextLimit: Hashable, Sendable {
    public let words: Int?
    public let characters: Int
    /// Whether the text may have several lines.
    public let isLong: Bool

    static func words(_ words: Int, isLong: Bool = false) -> TextLimit {
        TextLimit(words: words, characters: words * 10, isLong: isLong)
    }

    static func characters(_ characters: Int) -> TextLimit {
        TextLimit(words: nil, characters: characters, isLong: false)
    }

    /// Ten words and a hundred characters, as G-Cloud has it for features and benefits.
    public static let point = TextLimit.words(10)
    /// A name or a title.
    public static let title = TextLimit.characters(100)
    /// A solution's summary, as G-Cloud's service description.
    public static let summary = TextLimit.words(50)
    /// A solution's description or a problem's statement.
    public static let statement = TextLimit.words(300, isLong: true)
    /// Who is affected, what was tried.
    public static let background = TextLimit.words(100, isLong: true)
    /// One problem that a solution tackles.
    public static let tackled = TextLimit.words(30)
    /// What a council achieved with a solution, or why it needs something.
    public static let remark = TextLimit.words(50)

    /// What is wrong with a text, and the remedy; nil where nothing is.
    func fault(in text: String) -> (fault: String, remedy: String)? {
        switch isLong ? Legibility.fault(inText: text) : Legibility.fault(inLine: text) {
        case nil: break
        // Only names and titles are told apart by what stands at their ends.
        case .padded? where words != nil: break
        case let fault?: return (fault.sentence, fault.advice)
        }
        if let words {
            let count = text.split(whereSeparator: \.isWhitespace).count
            if count > words { return ("It has \(count) words.", "Say it in at most \(words).") }
        }
        // As JSON Schema counts them, which the API's document goes by.
        let length = text.unicodeScalars.count
        if length > characters {
            return ("It has \(length) characters.", "Say it in at most \(characters).")
        }
        return nil
    }
}

extension Legibility.Fault {
    fileprivate var sentence: String { "It \(problem)." }
    fileprivate var advice: String { remedy.prefix(1).uppercased() + remedy.dropFirst() + "." }
}
