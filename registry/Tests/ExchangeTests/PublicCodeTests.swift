import Catalogue
import Testing

@testable import Exchange

@Suite("publiccode.yml")
struct PublicCodeTests {
    private static let context = ImportContext(CatalogueContents(), today: Day(number: 20_000))

    private static let good = """
        publiccodeYmlVersion: "0.4"
        name: Family Link
        url: https://code.example/family-link
        softwareType: standalone/web
        categories: [case-management, learning-management-system, music]
        platforms:
          - web
        developmentStatus: stable
        legal:
          license: AGPL-3.0-or-later
          repoOwner: Marlcombe Digital
        maintenance: {type: internal, contacts: [{name: ~}]}
        localisation: {localisationReady: yes, availableLanguages: [en]}
        usedBy: [A, B]
        description:
          de: {shortDescription: Anders}
          en:
            shortDescription: >
              Shows earlier contacts
              beside a new referral.
            longDescription: |
              First line.

              Second line with “quotes”.
            features:
              - One page
              - "a b c d e f g h i j k"
        """

    @Test("what it says is taken, what it cannot say is not stated, what is passed over is named")
    func good() throws {
        let intake = PublicCodeImport.read(Self.good.bytes, Self.context)
        #expect(intake.refusals.isEmpty, "\(intake.refusals)")
        guard intake.drafts.count == 2, case .solution(let solution) = intake.drafts[1].what else {
            Issue.record("There is no draft of the solution.")
            return
        }
        #expect(solution.id == "marlcombe-digital-family-link")
        #expect(solution.summary == "Shows earlier contacts beside a new referral.")
        #expect(solution.description == "First line.\n\nSecond line with “quotes”.")
        #expect(solution.features == ["One page"])
        #expect(solution.categories == ["case-management", "training"])
        #expect(solution.price == nil && solution.hosting == nil && solution.assurances == nil)
        #expect(intake.warnings.map(\.field) == ["usedBy", "description.en.features[2]"])
    }

    @Test(
        "what is missing is named by the standard’s field",
        arguments: [
            ("publiccodeYmlVersion: \"0.4\"", "publiccodeYmlVersion"),
            ("name: Family Link", "name"), ("  repoOwner: Marlcombe Digital", "legal.repoOwner"),
        ])
    func missing(line: String, field: String) {
        let text = Self.good.replacing(line, with: "# nothing")
        let intake = PublicCodeImport.read(text.bytes, Self.context)
        #expect(intake.drafts.isEmpty)
        #expect(intake.refusals.map(\.field) == [field])
    }

    @Test("a field that is misspelt is named with its line")
    func misspelt() {
        let text = Self.good.replacing("roadmap", with: "x") + "\nlicence: MIT\n"
        let intake = PublicCodeImport.read(text.bytes, Self.context)
        #expect(intake.warnings.contains { $0.field == "licence" && $0.fault.contains("line 28") })
    }

    @Test(
        "YAML that could mean more than it says is refused with its place",
        arguments: [
            ("a: &x 1\nb: *x", 1), ("a: *x", 1), ("a: !!binary aGk=", 1), ("a: 1\na: 2", 2),
            ("? [a]\n: 1", 1), ("a: 1\n---\nb: 2", 2), ("a: [1", 2), ("a:\n\t- b", 2),
            ("a: \"\\xZZ\"", 1), ("", 1),
            (String(repeating: "[", count: 40), 1),
        ])
    func strict(text: String, line: Int) {
        #expect {
            _ = try YAML(parsing: text.bytes)
        } throws: { error in
            (error as? YAMLError)?.line == line
        }
    }

    @Test("bytes that are not UTF-8, or far too many, are refused")
    func bytes() {
        for bytes in [[0x61, 0x3A, 0x20, 0xC3, 0x28], [UInt8](repeating: 0x20, count: 2 << 20)] {
            let intake = PublicCodeImport.read(bytes, Self.context)
            #expect(intake.drafts.isEmpty && intake.refusals.count == 1)
        }
    }

    @Test("plain null is nothing, quoted null is a word")
    func null() throws {
        let yaml = try YAML(parsing: "a: null\nb: 'null'\nc:\nd: ~\ne: yes".bytes)
        #expect(yaml["a"] == nil && yaml["c"] == nil && yaml["d"] == nil)
        #expect(yaml["b"]?.text == "null" && yaml["e"]?.text == "yes")
    }
}
