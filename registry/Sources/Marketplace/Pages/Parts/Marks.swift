import HTML
import Matching
import Ranking

/// A sentence of a solution that words of a need met, and where.
struct Passage {
    let field: SolutionField
    let sentence: String
    /// As UTF-8 offsets.
    let places: [Range<Int>]
    /// What all words that met it gave, as a part of the most there could be.
    let share: Double
    /// The need's words, what gave most first.
    let words: [String]

    var html: HTML { marked(sentence, at: places) }
}

extension [WordEvidence] {
    /// The sentences that words of the need itself met, what gave most first. Words that were taken
    /// over from the best matches gave something too and stand in the table of words.
    var passages: [Passage] {
        let groups = Dictionary(grouping: filter { $0.kind != .feedback }) {
            Place(field: $0.field, sentence: $0.sentence)
        }
        return groups.map { place, parts in
            Passage(
                field: place.field, sentence: place.sentence, places: parts.flatMap(\.places),
                share: parts.reduce(0) { $0 + $1.share },
                words: parts.sorted { $0.share > $1.share }.map(\.words))
        }.sorted {
            $0.share != $1.share
                ? $0.share > $1.share
                : ($0.field.rawValue, $0.sentence) < ($1.field.rawValue, $1.sentence)
        }
    }
}

private struct Place: Hashable {
    let field: SolutionField
    let sentence: String
}

/// A text with places of it set off; those that touch, or have one space or hyphen between them, are
/// one.
func marked(_ text: String, at places: [Range<Int>]) -> HTML {
    let bytes = Array(text.utf8)
    var html = HTML()
    var end = 0
    for range in merged(places, in: bytes) {
        html += HTML(escaping: String(decoding: bytes[end..<range.lowerBound], as: UTF8.self))
        html += "<mark>\(String(decoding: bytes[range], as: UTF8.self))</mark>"
        end = range.upperBound
    }
    return html + HTML(escaping: String(decoding: bytes[end...], as: UTF8.self))
}

private func merged(_ places: [Range<Int>], in bytes: [UInt8]) -> [Range<Int>] {
    let inside = places.filter { $0.lowerBound >= 0 && $0.upperBound <= bytes.count && !$0.isEmpty }
    var result: [Range<Int>] = []
    for place in inside.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        guard let last = result.last,
            place.lowerBound <= last.upperBound
                || (place.lowerBound == last.upperBound + 1
                    && [UInt8(ascii: " "), UInt8(ascii: "-")].contains(bytes[last.upperBound]))
        else {
            result.append(place)
            continue
        }
        result[result.count - 1] =
            last.lowerBound..<Swift.max(last.upperBound, place.upperBound)
    }
    return result
}
