/// A children in need census return for a test, and the same as plain values, from which the
/// figures can be counted past the program.
struct CensusReturn {
    /// A `CINdetails`. Dates as they stand in the file.
    struct Episode {
        var referred: String
        var source = "1A"
        var need: String? = "N1"
        var closed: String?
        var reason: String?
        var noFurtherAction = false
        /// Whether it is so broken that it has to be left out.
        var isBroken = false
    }

    struct Child {
        var id: String
        var episodes: [Episode]
        /// Without an identifier it cannot be told who it is.
        var isNameless = false
    }

    var year = 2025
    var authority = "201"
    var dateTime = "2025-05-23T11:14:05"
    var children: [Child]

    /// The same stories as a return of an earlier year. One with a leap day moves on
    /// to the leap year before.
    func of(year: Int) -> CensusReturn {
        var moved = self
        moved.year = year
        moved.dateTime = "\(year)" + dateTime.dropFirst(4)
        for index in children.indices {
            let hasLeapDay = children[index].episodes.contains { $0.referred.hasSuffix("-02-29") }
            let back = hasLeapDay ? (self.year - year + 3) / 4 * 4 : self.year - year
            func move(_ date: String) -> String {
                "\((Int(date.prefix(4)) ?? 0) - back)" + date.dropFirst(4)
            }
            moved.children[index].episodes = children[index].episodes.map { episode in
                var episode = episode
                episode.referred = move(episode.referred)
                episode.closed = episode.closed.map(move)
                return episode
            }
        }
        return moved
    }

    /// The file. The layout of 2023 names the child's sex in the census's old way, that of 2025 in
    /// the new one; neither is read.
    var xml: String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Message>
        <Header>
        <CollectionDetails><Collection>CIN</Collection><Year>\(year)</Year>\
        <ReferenceDate>\(year)-03-31</ReferenceDate></CollectionDetails>
        <Source><SourceLevel>L</SourceLevel><LEA>\(authority)</LEA>\
        <DateTime>\(dateTime)</DateTime></Source>
        </Header>
        <Children>
        \(children.map(xml).joined(separator: "\n"))
        </Children>
        </Message>

        """
    }

    private func xml(_ child: Child) -> String {
        let identifier = child.isNameless ? "" : "<LAchildID>\(child.id)</LAchildID>\n"
        let sex =
            year >= 2024
            ? "<Sex>F</Sex>" : "<GenderCurrent>2</GenderCurrent>"
        return """
            <Child>
            <ChildIdentifiers>
            \(identifier)<PersonBirthDate>2016-02-29</PersonBirthDate>
            \(sex)
            </ChildIdentifiers>
            <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
            \(child.episodes.map(xml).joined(separator: "\n"))
            </Child>
            """
    }

    private func xml(_ episode: Episode) -> String {
        func element(_ name: String, _ value: String?) -> String {
            value.map { "<\(name)>\($0)</\(name)>\n" } ?? ""
        }
        return "<CINdetails>\n" + element("CINreferralDate", episode.referred)
            + element("ReferralSource", episode.source)
            + element("PrimaryNeedCode", episode.need)
            + element("CINclosureDate", episode.closed)
            + element("ReasonForClosure", episode.reason)
            + "<Assessments><AssessmentActualStartDate>\(episode.referred)"
            + "</AssessmentActualStartDate></Assessments>\n"
            + element("ReferralNFA", episode.noFurtherAction ? "true" : "false")
            + "</CINdetails>"
    }
}
