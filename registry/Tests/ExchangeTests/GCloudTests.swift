import Catalogue
import Exchange
import Testing

@Suite("G-Cloud services as solutions")
struct GCloudTests {
    private func context(_ organisations: [Organisation] = [], organisation: String? = nil)
        -> ImportContext
    {
        let contents = CatalogueContents(
            version: 1,
            organisations: organisations.map { Versioned($0, revision: 1, version: 1) },
            solutions: [], problems: [])
        return ImportContext(contents, organisation: organisation, today: Day(number: 20_000))
    }

    private func read(_ text: String, _ context: ImportContext? = nil) -> Intake {
        GCloudImport.read(text.bytes, context ?? self.context())
    }

    private func solutions(_ intake: Intake) -> [Solution] {
        intake.drafts.compactMap {
            if case .solution(let solution) = $0.what { solution } else { nil }
        }
    }

    private static let old = """
        {"id": "123", "supplierName": "Brightwater & Sons Ltd", "lot": "saas",
         "frameworkName": "G-Cloud 6", "serviceName": "Family Link",
         "serviceSummary": "Shows earlier contacts.\\r\\n\\r\\nIn one place.",
         "serviceFeatures": ["One page", "One page ", ""], "serviceBenefits": ["Less typing"],
         "serviceTypes": ["Schools and education", "Training"], "priceMin": "345.89",
         "priceMax": "", "priceUnit": "Instance", "priceInterval": "Quarter", "vatIncluded": false,
         "datacentreLocations": {"value": ["UK", "EU"], "assurance": "Contractual commitment"},
         "cloudDeploymentModel": {"value": "Private cloud", "assurance": "…"}}
        """

    @Test("a service of G-Cloud 6 says what it says and leaves the rest not stated")
    func old() throws {
        let intake = read(Self.old)
        let solution = try #require(solutions(intake).first)
        #expect(solution.id == "g-cloud-123")
        #expect(solution.supplier == "brightwater-sons-ltd")
        #expect(solution.summary == "Shows earlier contacts. In one place.")
        #expect(solution.problemsTackled == ["Shows earlier contacts. In one place."])
        #expect(solution.features == ["One page"])
        #expect(solution.categories == ["training"])
        #expect(solution.price?.spoken == "£345.89 for each instance and quarter")
        #expect(solution.hosting == "eea")
        #expect(solution.deployment == ["private-cloud"])
        #expect(solution.frameworks?.map(\.framework) == ["g-cloud-6"])
        #expect(solution.assurances == nil && solution.accessibility == nil)
        // Nothing is known of that framework's days.
        #expect(intake.warnings.map(\.field) == ["serviceFeatures", "frameworkName"])
        #expect(intake.drafts.map(\.isMention) == [true, false])
    }

    private static let new = """
        {"hits": {"hits": [{"_source": {"dmtext_id": "9", "dmtext_supplierName": "Brightwater",
         "dmtext_serviceName": "Family Link", "dmtext_serviceDescription": "Shows contacts.",
         "dmtext_serviceCategories": ["Case management", "Fleet tracking"],
         "dmfilter_serviceCategories": ["Ignored"], "dmtext_frameworkName": "G-Cloud 12",
         "dmfilter_dataStorageAndProcessingLocations": ["uk"],
         "dmfilter_standardsISOIEC27001": true, "standardsISOIEC27001When": "01/02/2025",
         "standardsISOIEC27001Exclusions": "The helpdesk", "standardsPCI": false,
         "standardsCSASTAR": true, "standardsCSASTARLevel": "level_3_csa_star_certification",
         "governmentSecurityClearances": ["sc", "bpss"], "publicSectorNetworksTypes": ["psn"],
         "serviceInterfaceAccessibility": "wcag_aa", "cloudDeploymentModel": ["public", "hybrid"],
         "serviceConstraints": "None at night", "systemRequirements": ["A browser"]}}]}}
        """

    @Test("a hit of the search of G-Cloud 12 brings its certificates, clearances and places")
    func new() throws {
        let intake = read(Self.new)
        #expect(intake.remarks.map(\.field) == ["frameworkName"], "\(intake.remarks)")
        let solution = try #require(solutions(intake).first)
        #expect(solution.categories == ["case-management"])
        #expect(solution.hosting == "uk")
        #expect(solution.accessibility == "wcag-2.1-aa")
        #expect(solution.deployment == ["public-cloud", "hybrid"])
        let assurances = try #require(solution.assurances)
        #expect(
            assurances.map { "\($0.scheme) \($0.status)" } == [
                "iso-27001 held", "pci-dss notHeld", "csa-star-level-2 held", "sc held", "psn held",
            ])
        #expect(assurances[0].period.from == Day("2025-02-01"))
        #expect(assurances[0].scope == "Not covered: The helpdesk")
        #expect(solution.description.hasSuffix("It needs: A browser"))
    }

    @Test("what the limits refuse is named by the service and G-Cloud’s field, and costs that one")
    func limits() throws {
        let long = Array(repeating: "word", count: 51).joined(separator: " ")
        let text = """
            {"services": [
              {"id": 1, "supplierName": "S", "serviceName": "A", "serviceDescription": "\(long)",
               "serviceFeatures": ["fine", "one two three four five six seven eight nine ten eleven"],
               "priceMin": "1,000", "priceUnit": "Flock"},
              {"id": 2, "supplierName": "S", "serviceName": "B", "serviceDescription": "Good."},
              {"supplierName": "S"}, 7]}
            """
        let intake = read(text)
        #expect(solutions(intake).map(\.id) == ["g-cloud-2"])
        #expect(intake.rows == 4)
        let refusals = intake.refusals.map { "\($0.place): \($0.field): \($0.fault)" }
        #expect(refusals.contains("service 1 (1): serviceDescription: It has 51 words."))
        #expect(refusals.contains("service 1 (1): serviceFeatures[2]: It has 11 words."))
        #expect(refusals.contains("service 1 (1): priceMin: It is not an amount."))
        #expect(refusals.contains("service 1 (1): priceUnit: It is not one of the words for it."))
        #expect(refusals.contains("service 3: id: It is missing."))
        #expect(refusals.contains("service 4: : It is not an object."))
    }

    @Test("a supplier is known by its name, or given")
    func supplier() throws {
        let known = try Organisation(
            json: ["id": "bw", "name": "BRIGHTWATER AND SONS", "kind": "supplier"])
        let text = Self.old.replacing("Brightwater & Sons Ltd", with: "Brightwater and Sons.")
        let intake = read(text, context([known]))
        #expect(solutions(intake).map(\.supplier) == ["bw"])
        #expect(intake.drafts.count == 1)
        #expect(
            solutions(read(Self.old, context(organisation: "ours"))).map(\.supplier) == ["ours"])
    }

    @Test("values of wrong kinds are refused by name, and a file of something else as a whole")
    func wrongKinds() {
        let text = Self.old.replacing("[\"Less typing\"]", with: "{\"value\": true}")
        #expect(read(text).refusals.map(\.field) == ["serviceBenefits"])
        for other in ["[", "{}", "7", "\"x\"", "{\"documents\": 3}"] {
            let intake = read(other)
            #expect(intake.drafts.isEmpty && intake.refusals.count == 1, "\(other)")
        }
    }
}
