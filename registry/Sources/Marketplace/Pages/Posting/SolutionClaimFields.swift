import Catalogue
import HTML

/// What a solution claims that can be checked: price, certificates, frameworks and so on.
struct SolutionClaimFields {
    let controls: Controls

    private var filled: Filled { controls.filled }
    private var draft: SolutionDraft { SolutionDraft(filled: filled) }

    var html: HTML {
        let lattices = Lattices.standard
        func terms(_ lattice: Lattice) -> [Controls.Choice] {
            lattice.terms.map { ($0, lattice.name(of: $0).capitalizedFirst) }
        }
        return """
            \(price)\(certificates)\(frameworks)\
            \(controls.select("hosting", "Data is kept in", [("", "not stated")] + terms(lattices.hosting)))\
            \(controls.boxes("deployment", "It is run in", terms(lattices.deployment)))\
            \(controls.select("accessibility", "Accessibility", [("", "not stated")] + terms(lattices.accessibility)))\
            \(controls.area("integrations", "It exchanges data with", hint: "One in each line.", rows: 3))\
            \(controls.box("none-integrations", "It exchanges data with nothing"))
            \(evidence)\(controls.hidden("sample"))
            """
    }

    private func input(
        _ name: String, _ label: String, type: String = "text", grows: Bool = false, size: Int = 10
    ) -> HTML {
        """
        <label\(attribute: "class", grows ? "grows" : nil)>\(label)\(controls.wrong(name))\
        <input id="f-\(name)" name="\(name)" type="\(type)" value="\(filled[name])" size="\(size)"\
        \(controls.described(name))></label>
        """
    }

    private func choice(_ name: String, _ label: String, _ choices: [Controls.Choice]) -> HTML {
        """
        <label>\(label)\(controls.wrong(name))<select id="f-\(name)" name="\(name)"\
        \(controls.described(name))>\(controls.options(name, choices))</select></label>
        """
    }

    private var price: HTML {
        let units = Price.Unit.allCases.map {
            (value: $0.rawValue, title: $0.rawValue.lowercased())
        }
        let intervals = Price.Interval.allCases.map {
            (
                value: $0.rawValue,
                title: $0 == .none ? "once, or for each use" : $0.rawValue.lowercased()
            )
        }
        return """
            <fieldset class="field"><legend>Price, in £ without VAT</legend>\
            <p class="hint">Without it councils cannot compare what a year costs.</p>\
            <div class="row-fields">\(input("price-min", "From"))\
            \(input("price-max", "To (may be left empty)"))\
            \(choice("price-unit", "For each", units))\
            \(choice("price-interval", "And", intervals))</div></fieldset>

            """
    }

    private var certificates: HTML {
        let lattice = Lattices.standard.assurance
        let schemes: [Controls.Choice] =
            [("", "choose")] + lattice.terms.map { ($0, lattice.name(of: $0).capitalizedFirst) }
        let states: [Controls.Choice] = [
            ("held", "held"), ("inProgress", "being worked towards"), ("notHeld", "not held"),
        ]
        let rows = (1...draft.rows("assurance", "scheme")).map { number -> HTML in
            let name = "assurance-\(number)"
            return """
                <div class="row-fields" role="group" aria-label="Certificate \(number)">\
                \(choice("\(name)-scheme", "Certificate", schemes))\
                \(choice("\(name)-status", "Is", states))\
                \(input("\(name)-from", "From", type: "date"))\
                \(input("\(name)-until", "Until", type: "date"))\(controls.hidden("\(name)-scope"))</div>
                """
        }
        return """
            <fieldset class="field"><legend>Certificates</legend><p class="hint">A certificate counts on \
            the days on which it is valid, so say until when.</p>\(rows)\
            \(controls.box("none-assurance", "We have none"))</fieldset>

            """
    }

    private var frameworks: HTML {
        let all: [Controls.Choice] =
            [("", "choose")] + Terms.standard.frameworks.map { ($0.id, $0.title) }
        let rows = (1...draft.rows("framework", "framework")).map { number -> HTML in
            let name = "framework-\(number)"
            return """
                <div class="row-fields" role="group" aria-label="Framework \(number)">\
                \(choice("\(name)-framework", "Framework", all))\
                \(input("\(name)-from", "From", type: "date"))\
                \(input("\(name)-until", "Until", type: "date"))</div>
                """
        }
        return """
            <fieldset class="field"><legend>Frameworks</legend>\(rows)\
            \(controls.box("none-framework", "It is on none"))</fieldset>

            """
    }

    private var evidence: HTML {
        let rows = (1...draft.rows("evidence", "council")).map { number -> HTML in
            let name = "evidence-\(number)"
            return """
                <div class="row-fields" role="group" aria-label="Evidence \(number)">\
                \(input("\(name)-council", "Council", size: 24))\
                \(input("\(name)-since", "Since", type: "month"))\
                \(input("\(name)-result", "What came of it, at most 50 words", grows: true, size: 30))</div>
                """
        }
        return """
            <fieldset class="field"><legend>Councils that use it</legend>\(rows)\
            \(controls.box("none-evidence", "No council uses it yet"))</fieldset>

            """
    }
}
