import Catalogue
import HTML

/// What a problem's form can ask of a solution: a line each, as a must or a want.
struct RequirementLines {
    /// One line.
    struct Line {
        /// Of the field that holds the value.
        let name: String
        let label: String
        let control: Control

        var strengthName: String { "\(name)-strength" }
        var noteName: String { "\(name)-note" }
    }

    enum Control {
        /// Only whether it is asked for.
        case yesOrNo
        case choice([Controls.Choice])
        case text(hint: String)
    }

    static let schemes = ["cyber-essentials", "cyber-essentials-plus", "iso-27001", "dspt"]

    static let lines: [Line] = {
        let lattices = Lattices.standard
        func choices(_ lattice: Lattice) -> Control {
            .choice(
                lattice.terms.filter { $0 != "none" }
                    .map { ($0, lattice.name(of: $0).capitalizedFirst) })
        }
        let certificates = schemes.map {
            Line(
                name: "assurance-\($0)", label: lattices.assurance.name(of: $0).capitalizedFirst,
                control: .yesOrNo)
        }
        return certificates + [
            Line(name: "hosting", label: "Data is kept in", control: choices(lattices.hosting)),
            Line(name: "price", label: "A year costs at most, in £", control: .text(hint: "40000")),
            Line(
                name: "accessibility", label: "Accessibility",
                control: choices(lattices.accessibility)),
            Line(
                name: "framework", label: "A place on the framework",
                control: .choice(Terms.standard.frameworks.map { ($0.id, $0.title) })),
            Line(name: "deployment", label: "It is run in", control: choices(lattices.deployment)),
            Line(
                name: "integration", label: "It exchanges data with",
                control: .text(hint: "your case system")),
            Line(
                name: "evidence", label: "Councils that use it, at least",
                control: .text(hint: "1")),
        ]
    }()

    /// The name of the hidden field with what the form has no line for.
    static func keptName(_ strength: String) -> String { "kept-\(strength)" }

    /// The requirement's key and value that a line stands for; nil where it asks for nothing.
    static func member(of line: Line, _ filled: Filled) -> JSON.Member? {
        if case .yesOrNo = line.control {
            guard filled.text(line.strengthName) != nil else { return nil }
            return JSON.Member(
                "assurance", .string(String(line.name.dropFirst("assurance-".count))))
        }
        guard let value = filled.text(line.name) else { return nil }
        return switch line.name {
        case "price":
            JSON.Member(
                "pricePerYearAtMost", .string(value.filter { $0 != "," && $0 != "£" && $0 != " " }))
        case "deployment": JSON.Member("deployment", .array([.string(value)]))
        case "evidence":
            JSON.Member(
                "evidenceFromCouncils", Int(value).map { .number($0) } ?? .string(value))
        default: JSON.Member(line.name, .string(value))
        }
    }

    /// Fills a form's lines from requirements; what has no line, or whose line is taken, is kept.
    static func fill(_ filled: inout Filled, with requirements: [Requirement], as strength: String)
    {
        var kept: [JSON] = []
        for requirement in requirements {
            guard let (name, value) = field(of: requirement.kind),
                let line = lines.first(where: { $0.name == name }),
                filled.text(line.strengthName) == nil
            else {
                kept.append(requirement.json)
                continue
            }
            filled[name] = value
            filled[line.strengthName] = strength
            filled[line.noteName] = requirement.note ?? ""
        }
        filled[keptName(strength)] = kept.isEmpty ? "" : JSON.array(kept).written()
    }

    private static func field(of kind: Requirement.Kind) -> (name: String, value: String)? {
        switch kind {
        case .assurance(let scheme): ("assurance-\(scheme)", "")
        case .hosting(let place): ("hosting", place)
        case .framework(let id): ("framework", id)
        case .pricePerYearAtMost(let amount): ("price", "\(amount)")
        case .accessibility(let level): ("accessibility", level)
        case .integration(let system): ("integration", system)
        case .deployment(let ways): ways.count == 1 ? ("deployment", ways[0]) : nil
        case .evidenceFromCouncils(let count): ("evidence", "\(count)")
        case .category: nil
        }
    }
}
