import Catalogue

/// What a search can be narrowed by. Its terms are those of the vocabulary; the raw value is its
/// name in addresses.
public enum Facet: String, Hashable, Sendable, CaseIterable {
    case category, assurance, hosting, framework, accessibility, deployment
    /// Of the supplier.
    case size
    case evidence

    /// As a heading.
    public var title: String {
        switch self {
        case .category: "Category"
        case .assurance: "Assurance"
        case .hosting: "Where data is kept"
        case .framework: "Framework"
        case .accessibility: "Accessibility"
        case .deployment: "Deployment"
        case .size: "Supplier"
        case .evidence: "Evidence"
        }
    }

    /// Whether several chosen terms must all be met, as certificates are; otherwise one suffices.
    public var wantsAll: Bool { self == .assurance || self == .framework }

    /// What can be chosen in a catalogue, in the order to show it.
    func terms(in contents: CatalogueContents) -> [Term] {
        let lattices = Lattices.standard
        func terms(_ lattice: Lattice, but left: String? = nil) -> [Term] {
            lattice.terms.filter { $0 != left }.map { Term(id: $0, name: lattice.name(of: $0)) }
        }
        switch self {
        case .category: return Category.all.map { Term(id: $0.id, name: $0.title) }
        case .assurance: return terms(lattices.assurance)
        case .hosting: return terms(lattices.hosting)
        case .accessibility: return terms(lattices.accessibility, but: "none")
        case .deployment: return terms(lattices.deployment)
        case .framework:
            let named = contents.solutions.values.flatMap { solution in
                (solution.entry.frameworks ?? []).map(\.framework)
            }
            return Set(named).sorted().map { Term(id: $0, name: $0) }
        case .size:
            return [
                Term(id: "sme", name: "Small or medium-sized"), Term(id: "large", name: "Large"),
            ]
        case .evidence: return [Term(id: "1", name: "Used by a council")]
        }
    }

    struct Term: Hashable, Sendable {
        let id: String
        let name: String
    }

    /// Whether a solution meets a term on a day.
    func verdict(
        of solution: Solution, _ term: String, _ contents: CatalogueContents, on day: Day
    ) -> Verdict {
        let kind: Requirement.Kind
        switch self {
        case .category: kind = .category(term)
        case .assurance: kind = .assurance(term)
        case .hosting: kind = .hosting(term)
        case .framework: kind = .framework(term)
        case .accessibility: kind = .accessibility(term)
        case .deployment: kind = .deployment([term])
        case .evidence: kind = .evidenceFromCouncils(1)
        case .size:
            guard let isSME = contents.organisations[solution.supplier]?.entry.isSME else {
                return .notStated
            }
            return isSME == (term == "sme") ? .met : .notMet
        }
        return Requirement(kind).verdict(of: solution, for: Facet.nobody, on: day)
    }

    /// Requirements are judged for a problem, of which only prices look at anything.
    private static let nobody: Problem = {
        do {
            return try Problem(
                json: [
                    "id": "search", "council": "nobody", "title": "A search", "statement": "None.",
                    "phase": "discovery", "musts": [], "wants": [], "status": "open",
                ])
        } catch {
            preconditionFailure("a problem without anything is one: \(error)")
        }
    }()
}
