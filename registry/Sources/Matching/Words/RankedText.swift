public import Catalogue
public import Ranking

/// What of a solution is ranked, field by field, and how much a word there counts.
public enum SolutionField: Int, Sendable, CaseIterable {
    case name, problemsTackled, summary, features, benefits, description, integrations, evidence

    /// A name is short and chosen; the problems tackled speak the councils' language.
    var weight: Double {
        switch self {
        case .name, .problemsTackled: 2
        case .summary: 1.5
        case .features, .benefits: 1.25
        case .description, .integrations: 1
        case .evidence: 0.5
        }
    }

    /// The field as a reader knows it.
    public var title: String {
        switch self {
        case .name: "name"
        case .problemsTackled: "problems tackled"
        case .summary: "summary"
        case .features: "features"
        case .benefits: "benefits"
        case .description: "description"
        case .integrations: "integrations"
        case .evidence: "evidence"
        }
    }

    static let weights = allCases.map(\.weight)
}

extension Solution {
    /// As the ranking sees it.
    public var rankedText: Document {
        Document(
            id: id,
            fields: SolutionField.allCases.map { field in
                switch field {
                case .name: [name]
                case .problemsTackled: problemsTackled
                case .summary: summary.sentences
                case .features: features
                case .benefits: benefits
                case .description: description.sentences
                case .integrations: integrations ?? []
                case .evidence: (evidence ?? []).flatMap { $0.result.sentences }
                }
            })
    }
}

extension Problem {
    /// What is looked for: the title, the statement and who is affected. What was tried did not help,
    /// so its words are not asked for.
    public var need: String {
        [title, statement, affected].compactMap(\.self).joined(separator: "\n")
    }
}

extension String {
    /// Cut behind full stops, question and exclamation marks and at line ends, so that an
    /// explanation can show a sentence.
    var sentences: [String] {
        var found: [String] = []
        var sentence = ""
        var ended = false
        func close() {
            let text = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !text.isEmpty { found.append(text) }
            sentence = ""
        }
        for character in self {
            if character.isNewline || (ended && character.isWhitespace) {
                close()
            } else {
                sentence.append(character)
            }
            ended = character == "." || character == "?" || character == "!"
        }
        close()
        return found
    }
}
