import Catalogue

// Forms filled from entries that are there, to change them.

extension Filled {
    init(_ problem: Versioned<Problem>) {
        self.init(problem.entry)
        self["revision"] = "\(problem.revision)"
    }

    init(_ solution: Versioned<Solution>) {
        self.init(solution.entry)
        self["revision"] = "\(solution.revision)"
    }

    /// Which version was changed, so that nobody's change is overwritten unseen.
    var revision: Int? { Int(self["revision"]) }

    init(_ problem: Problem) {
        self.init()
        self["council"] = problem.council
        self["title"] = problem.title
        self["statement"] = problem.statement
        self["affected"] = problem.affected ?? ""
        self["tried"] = problem.tried ?? ""
        self["phase"] = problem.phase.rawValue
        self["budget"] = problem.budget.map { "\($0.amount)" } ?? ""
        self["budget-per"] = problem.budget?.per.rawValue ?? ""
        self["deadline"] = problem.deadline.map { "\($0)" } ?? ""
        self["status"] = problem.status.rawValue
        self["sample"] = problem.isSample ? "yes" : ""
        for (unit, count) in problem.units { self[ProblemDraft.unitName(unit)] = "\(count)" }
        set("category", to: problem.categories)
        RequirementLines.fill(&self, with: problem.musts, as: "must")
        RequirementLines.fill(&self, with: problem.wants, as: "want")
    }

    init(_ solution: Solution) {
        self.init()
        self["name"] = solution.name
        self["supplier"] = solution.supplier
        self["summary"] = solution.summary
        self["description"] = solution.description
        self["problemsTackled"] = solution.problemsTackled.joined(separator: "\n")
        self["features"] = solution.features.joined(separator: "\n")
        self["benefits"] = solution.benefits.joined(separator: "\n")
        self["hosting"] = solution.hosting ?? ""
        self["accessibility"] = solution.accessibility ?? ""
        self["integrations"] = (solution.integrations ?? []).joined(separator: "\n")
        self["sample"] = solution.isSample ? "yes" : ""
        set("category", to: solution.categories)
        set("deployment", to: solution.deployment ?? [])
        self["none-integrations"] = solution.integrations == [] ? "yes" : ""
        self["none-assurance"] = solution.assurances == [] ? "yes" : ""
        self["none-framework"] = solution.frameworks == [] ? "yes" : ""
        self["none-evidence"] = solution.evidence == [] ? "yes" : ""
        fill(price: solution.price)
        fill(solution)
    }

    private mutating func fill(price: Price?) {
        guard let price else { return }
        self["price-min"] = "\(price.min)"
        self["price-max"] = price.max == price.min ? "" : "\(price.max)"
        self["price-unit"] = price.unit.rawValue
        self["price-interval"] = price.interval.rawValue
    }

    private mutating func fill(_ solution: Solution) {
        for (index, assurance) in (solution.assurances ?? []).enumerated() {
            let name = "assurance-\(index + 1)"
            self["\(name)-scheme"] = assurance.scheme
            self["\(name)-status"] = assurance.status.rawValue
            self["\(name)-scope"] = assurance.scope ?? ""
            fill(name, assurance.period)
        }
        for (index, membership) in (solution.frameworks ?? []).enumerated() {
            let name = "framework-\(index + 1)"
            self["\(name)-framework"] = membership.framework
            fill(name, membership.period)
        }
        for (index, evidence) in (solution.evidence ?? []).enumerated() {
            let name = "evidence-\(index + 1)"
            self["\(name)-council"] = evidence.council
            self["\(name)-since"] = evidence.since
            self["\(name)-result"] = evidence.result
        }
    }

    private mutating func fill(_ name: String, _ period: Period) {
        self["\(name)-from"] = period.from.map { "\($0)" } ?? ""
        self["\(name)-until"] = period.until.map { "\($0)" } ?? ""
    }
}
