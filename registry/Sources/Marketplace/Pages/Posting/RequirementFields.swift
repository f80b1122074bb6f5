import HTML

/// The lines of what a problem asks for.
struct RequirementFields {
    let controls: Controls

    var html: HTML {
        """
        <fieldset class="field"><legend>What a solution must bring</legend>\
        <p class="hint">What misses a must is set aside, with the reason. A want moves a solution up and \
        sets none aside. Leave a line empty where it does not matter.</p>\
        <ul class="asks">\(RequirementLines.lines.map(line))</ul>\
        \(controls.hidden(RequirementLines.keptName("must")))\(controls.hidden(RequirementLines.keptName("want")))</fieldset>

        """
    }

    private func line(_ line: RequirementLines.Line) -> HTML {
        """
        <li>\(value(line))\(strength(line))\(controls.hidden(line.noteName))</li>
        """
    }

    private func value(_ line: RequirementLines.Line) -> HTML {
        let id = "f-\(line.name)"
        switch line.control {
        case .yesOrNo: return "<span id=\"\(id)\">\(line.label)</span>"
        case .choice(let choices):
            return """
                <label>\(line.label)\(controls.wrong(line.name))<select id="\(id)" name="\(line.name)"\
                \(controls.described(line.name))>\
                \(controls.options(line.name, [("", "does not matter")] + choices))</select></label>
                """
        case .text(let hint):
            return """
                <label>\(line.label)\(controls.wrong(line.name))<input id="\(id)" name="\(line.name)" \
                value="\(controls.filled[line.name])" placeholder="\(hint)"\
                \(controls.described(line.name))></label>
                """
        }
    }

    private func strength(_ line: RequirementLines.Line) -> HTML {
        var choices: [Controls.Choice] = [("must", "a must"), ("want", "a want")]
        if case .yesOrNo = line.control { choices.insert(("", "does not matter"), at: 0) }
        return """
            <label><span class="unseen">\(line.label) is</span><select name="\(line.strengthName)">\
            \(controls.options(line.strengthName, choices))</select></label>
            """
    }
}
