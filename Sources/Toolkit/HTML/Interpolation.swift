extension HTML {
    /// What `"…\(…)…"` may hold when it becomes `HTML`.
    ///
    /// There is deliberately no overload for every describable value: an array of strings or an
    /// optional number would reach the page as Swift's debugging text.
    public struct Interpolation: StringInterpolationProtocol {
        var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {
            html.withBytes { $0.reserveCapacity(literalCapacity + interpolationCount * 16) }
        }

        public mutating func appendLiteral(_ literal: String) {
            html.withBytes { $0.append(contentsOf: literal.utf8) }
        }

        /// Nests markup as it is.
        public mutating func appendInterpolation(_ nested: HTML) { html += nested }

        /// Nests markup where there is some.
        public mutating func appendInterpolation(_ nested: HTML?) {
            if let nested { html += nested }
        }

        /// Nests pieces one after the other.
        public mutating func appendInterpolation(_ pieces: some Sequence<HTML>) {
            for piece in pieces { html += piece }
        }

        /// Escapes a text.
        public mutating func appendInterpolation(_ text: String) {
            html.withBytes { Escape.markup(text, into: &$0) }
        }

        /// Escapes a number, a character, a slice of a string, or whatever else has one spelling.
        public mutating func appendInterpolation(_ value: some LosslessStringConvertible) {
            appendInterpolation(value.description)
        }

        /// Escapes a value where there is one.
        public mutating func appendInterpolation(_ value: (some LosslessStringConvertible)?) {
            if let value { appendInterpolation(value.description) }
        }

        /// An attribute with its name, its quotes and the space before it: `<a\(attribute: "href", x)>`.
        /// Nil leaves the whole attribute out; an empty text does not.
        public mutating func appendInterpolation(
            attribute name: StaticString, _ value: (some LosslessStringConvertible)?
        ) {
            guard let value else { return }
            open(name)
            appendInterpolation(value.description)
            appendLiteral("\"")
        }

        /// A Boolean attribute such as `hidden` or `checked`: present when true, absent when false.
        ///
        /// Present is written `hidden=""`, which HTML and XML both read. An attribute whose value
        /// is the word "true" or "false", such as `aria-expanded`, wants a string.
        public mutating func appendInterpolation(attribute name: StaticString, _ isPresent: Bool) {
            guard isPresent else { return }
            open(name)
            appendLiteral("\"")
        }

        /// An address from outside for `href` or `src`: relative, `http`, `https`, `mailto` or
        /// `tel`. Anything else, `javascript:` above all, becomes `about:invalid`.
        public mutating func appendInterpolation(address: String) {
            appendInterpolation(Address.isHarmless(address) ? address : "about:invalid")
        }

        /// JSON for the inside of `<script type="application/json">`, which it cannot close.
        ///
        /// The JSON means the same: `<`, `>`, `&` and the two separators that JavaScript once took
        /// for line ends are spelt `\u003c` and so on. Where the text is no JSON, it is still caged.
        public mutating func appendInterpolation(json: some Sequence<UInt8>) {
            html.withBytes { Escape.json(json, into: &$0) }
        }

        /// JSON for the inside of `<script type="application/json">`, which it cannot close.
        public mutating func appendInterpolation(json: String) {
            appendInterpolation(json: json.utf8)
        }

        private mutating func open(_ name: StaticString) {
            html.withBytes { bytes in
                if let last = bytes.last, last != UInt8(ascii: " "), last != UInt8(ascii: "\n") {
                    bytes.append(UInt8(ascii: " "))
                }
                name.withUTF8Buffer { bytes.append(contentsOf: $0) }
                bytes.append(UInt8(ascii: "="))
                bytes.append(UInt8(ascii: "\""))
            }
        }
    }
}
