/// A piece of a page that cannot be written unescaped by accident.
///
/// Text that stands in the source is markup. Whatever is interpolated is escaped, unless it is
/// itself `HTML`:
///
///     let name = "<Ann>"
///     let row: HTML = "<li>\(name)</li>"      // <li>&lt;Ann&gt;</li>
///     let list: HTML = "<ul>\(row)</ul>"      // nests the row as it is
///
/// What is escaped is safe as text and inside a quoted attribute. Always quote attributes; give
/// addresses from outside to `\(address:)`; never interpolate into a script or a style except with
/// `\(json:)`. The same holds for SVG and for XML such as Atom.
public struct HTML: Hashable, Sendable {
    /// The markup in UTF-8.
    public private(set) var bytes: [UInt8]

    /// The markup as a string. Costs a copy: a server sends `bytes`.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Nothing at all.
    public init() { bytes = [] }

    /// Markup from a place that is part of the program, such as a file it was built with.
    ///
    /// This is the one way past the escaping, named so that a reviewer can search for it.
    public init(trusted markup: String) { bytes = Array(markup.utf8) }

    /// A text, escaped.
    public init(escaping text: String) {
        bytes = []
        Escape.markup(text, into: &bytes)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum += right
        return sum
    }

    public static func += (left: inout HTML, right: HTML) {
        left.bytes.append(contentsOf: right.bytes)
    }

    // The interpolation writes here; nobody else may.
    mutating func withBytes(_ write: (inout [UInt8]) -> Void) { write(&bytes) }
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(trusted: value) }
    public init(stringInterpolation: Interpolation) { self = stringInterpolation.html }
}

extension Sequence<HTML> {
    /// All pieces in order, with `separator` between two of them.
    public func joined(separator: HTML = "") -> HTML {
        var whole = HTML()
        var isFirst = true
        for piece in self {
            if !isFirst { whole += separator }
            isFirst = false
            whole += piece
        }
        return whole
    }
}
