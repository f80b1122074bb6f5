internal import Casework
internal import Foundation
internal import FoundationXML

/// Follows a return element by element and emits each child's events at its end.
final class CINReader: XMLParserDelegate {
    private var importing: CINImport
    private var sections: [CINSection] = []
    /// How many elements are open that are not read, nor what is in them.
    private var skipped = 0
    private var headerValues = CINValues(line: 1)
    /// Whether a header has been read to its end, whether children have been met, and whether both
    /// have, so that children can be read.
    private var (hasHeader, hasChildren, hasBegun) = (false, false, false)
    /// Elements whose names are written in other letters.
    private var misspelt = CINMisspelling()
    /// Children that stand before the header, which tells what they mean.
    private var waiting: [CINChild] = []
    private var child: CINChild?
    private var details: CINValues?
    private var value: (element: CINElement, line: Int)?
    private var text = ""
    private var stream: CINStream?
    /// Why reading ended early.
    private var end: (any Error)?
    /// The line on which the XML ceased to be well formed.
    private var brokenAt: Int?
    /// What it is that it ceased by, where that is known.
    private var brokenBy: String?
    /// The parser goes on after an error and guesses at what was meant; this reader does not.
    private var isReading: Bool { end == nil && brokenAt == nil }

    /// The bytes of a value that are kept; no value that is read has nearly as many.
    private static let longestValue = 512

    init(_ importing: CINImport) { self.importing = importing }

    func read(_ stream: CINStream) throws -> CINSummary {
        self.stream = stream
        let parser = XMLParser(stream: stream)
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        let isWhole = parser.parse()
        if let end { throw end }
        if hasBegun { tellDetours(stream.gate.detours) }
        if let closed = stream.gate.closed {
            try breakOff(at: brokenAt ?? parser.lineNumber, closed.reason)
        } else if !isWhole || brokenAt != nil {
            try breakOff(
                at: brokenAt ?? parser.lineNumber,
                "the XML is not well formed from here on" + (brokenBy.map { ": \($0)" } ?? ""))
        } else if !hasBegun {
            throw CINRefusal(
                line: max(parser.lineNumber, 1), element: "Message",
                reason: "there is no Header in it, or no Children")
        } else {
            try importing.finish()
        }
        importing.summary.bytes = stream.bytes
        return importing.summary
    }

    private func breakOff(at line: Int, _ reason: String) throws {
        guard hasBegun else { throw CINRefusal(line: max(line, 1), element: "XML", reason: reason) }
        importing.tellSpellings()
        importing.report(line, nil, "XML", reason, .rest)
    }

    private func tellDetours(_ detours: [XMLDetour]) {
        if let first = misspelt.first {
            importing.report(first.line, nil, first.name, misspelt.words, .nothing)
        }
        for detour in detours {
            importing.report(detour.line, nil, "XML", detour.words, .nothing)
        }
    }

    /// Ends reading; no more is taken in, whatever the parser still delivers.
    private func stop(_ error: any Error) {
        guard end == nil else { return }
        end = error
        stream?.cut()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        guard isReading else { return }
        guard skipped == 0, value == nil else {
            skipped += 1
            return
        }
        // Whatever prefix stands for the namespace, the return's elements have names of their own.
        let plain = name.split(separator: ":").last.map(String.init) ?? name
        let name = CINNames.name(of: plain)
        if name != plain { misspelt.append(parser.lineNumber, name) }
        guard let section = sections.last else {
            guard name == "Message" else {
                stop(
                    CINRefusal(
                        line: parser.lineNumber, element: "Message",
                        reason: "the outermost element has another name: this is not a return"))
                return
            }
            sections.append(.message)
            return
        }
        if let opened = section.opened(by: name) {
            begin(opened, parser)
        } else if let element = section.value(of: name) {
            value = (element, parser.lineNumber)
            text = ""
        } else {
            skipped = 1
        }
    }

    private func begin(_ section: CINSection, _ parser: XMLParser) {
        sections.append(section)
        switch section {
        case .collection: headerValues.line = parser.lineNumber
        case .children:
            hasChildren = true
            if hasHeader { beginChildren() }
        case .child: child = CINChild(line: parser.lineNumber)
        case .details: details = CINValues(line: parser.lineNumber)
        case .message, .header, .source, .identifiers: break
        }
    }

    private func beginChildren() {
        guard !hasBegun else { return }
        do {
            try importing.begin(CINHeader(headerValues))
            hasBegun = true
            for child in waiting { try importing.take(child) }
        } catch { stop(error) }
        waiting = []
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard value != nil, skipped == 0, text.utf8.count < Self.longestValue else { return }
        text += string
    }

    /// A value may be written as a CDATA section, and says the same.
    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard isReading else { return }
        if skipped > 0 {
            skipped -= 1
        } else if let (element, line) = value {
            value = nil
            add(element, text.trimmingCharacters(in: .whitespacesAndNewlines), line: line)
        } else if let section = sections.popLast() {
            close(section, parser)
        }
    }

    private func add(_ element: CINElement, _ text: String, line: Int) {
        switch element.section {
        case .details: details?.add(element, text, line: line)
        case .identifiers: child?.identifiers.add(element, text, line: line)
        default: headerValues.add(element, text, line: line)
        }
    }

    private func close(_ section: CINSection, _ parser: XMLParser) {
        switch section {
        case .details:
            if let details { child?.add(details) }
            details = nil
        case .child:
            if let child { take(child) }
            child = nil
        case .header where !hasBegun:
            hasHeader = true
            guard hasChildren else { return }
            beginChildren()
            guard isReading else { return }
            importing.report(
                parser.lineNumber, nil, "Header",
                "it stands behind the children; they were read by what it says", .nothing)
        default: break
        }
    }

    private func take(_ child: CINChild) {
        guard hasBegun else {
            waiting.append(child)
            return
        }
        do { try importing.take(child) } catch { stop(error) }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        guard isReading else { return }
        brokenAt = parser.lineNumber
        brokenBy = CINMisspelling.reason((parseError as NSError).code)
        stream?.cut()
    }
}
