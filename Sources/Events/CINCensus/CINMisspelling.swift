/// Names of elements that are not written as the census writes them, and read all the same.
struct CINMisspelling {
    /// The first, by the name that it was read as.
    private(set) var first: (line: Int, name: String)?
    private var count = 0

    mutating func append(_ line: Int, _ name: String) {
        first = first ?? (line, name)
        count += 1
    }

    var words: String {
        "its name is written in other letters, and was read as this"
            + (count > 1 ? "; so are \(count - 1) names further on" : "")
    }

    /// What is wrong with XML that is not well formed, by the number that the parser gives it; nil for
    /// what does not say more than that.
    ///
    /// Source: libxml2, xmlerror.h, xmlParserErrors.
    static func reason(_ code: Int) -> String? {
        switch code {
        case 5: "the file ends too early"
        case 9: "there is a character that XML does not allow"
        case 23, 68: "there is an & or a < that begins nothing; write &amp; or &lt;"
        case 26: "there is a name after an & that XML does not know"
        case 39, 38: "the value of an attribute is not whole"
        case 42: "an attribute stands twice in a tag"
        case 73: "a tag does not end with >"
        case 76: "a tag is closed that is not the one that is open"
        default: nil
        }
    }
}
