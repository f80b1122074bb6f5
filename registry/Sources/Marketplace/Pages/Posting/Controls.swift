import HTML

/// A form's controls, each with its label, its hint, what was filled in and what is wrong with it.
struct Controls {
    let filled: Filled
    let faults: [FormFault]

    typealias Choice = (value: String, title: String)

    /// What is wrong, first of all, with a way to each field; empty where nothing is.
    var summary: HTML {
        guard !faults.isEmpty else { return "" }
        let items = faults.map { "<li><a href=\"#f-\($0.field)\">\($0.message)</a></li>" as HTML }
        return """
            <div class="errors" id="errors" role="alert" tabindex="-1"><h2>\
            \(faults.count == 1 ? "One thing has" : "\(faults.count) things have") to be mended</h2>\
            <ul>\(items)</ul></div>
            """
    }

    func text(
        _ name: String, _ label: String, hint: String = "", type: String = "text",
        wide: Bool = true, attributes: HTML = ""
    ) -> HTML {
        field(
            name, label, hint,
            """
            <input id="f-\(name)" name="\(name)" type="\(type)" value="\(filled[name])"\
            \(attribute: "class", wide ? "wide" : nil)\(described(name, hint)) \(attributes)>
            """)
    }

    func area(_ name: String, _ label: String, hint: String = "", rows: Int) -> HTML {
        field(
            name, label, hint,
            """
            <textarea id="f-\(name)" name="\(name)" rows="\(rows)"\(described(name, hint))>
            \(filled[name])</textarea>
            """)
    }

    func select(_ name: String, _ label: String, hint: String = "", _ choices: [Choice]) -> HTML {
        field(
            name, label, hint,
            "<select id=\"f-\(name)\" name=\"\(name)\"\(described(name, hint))>\(options(name, choices))</select>"
        )
    }

    func boxes(_ name: String, _ legend: String, hint: String = "", _ choices: [Choice]) -> HTML {
        let ticked = Set(filled.all(name))
        let boxes = choices.enumerated().map { index, choice -> HTML in
            """
            <label><input type="checkbox" name="\(name)" value="\(choice.value)"\
            \(attribute: "id", index == 0 ? "f-\(name)" : nil)\
            \(attribute: "checked", ticked.contains(choice.value))> \(choice.title)</label>
            """
        }
        return """
            <fieldset class="\(style(name))"><legend>\(legend)</legend>\(hintLine(name, hint))\
            \(wrong(name))<div class="boxes">\(boxes)</div></fieldset>

            """
    }

    func box(_ name: String, _ label: String) -> HTML {
        """
        <label class="choice"><input type="checkbox" name="\(name)" value="yes" id="f-\(name)"\
        \(attribute: "checked", filled.isTicked(name))> \(label)</label>
        """
    }

    func options(_ name: String, _ choices: [Choice]) -> HTML {
        let chosen = filled[name]
        return choices.map {
            """
            <option value="\($0.value)"\(attribute: "selected", $0.value == chosen)>\($0.title)</option>
            """ as HTML
        }.joined()
    }

    /// What is wrong with a field, above it.
    func wrong(_ name: String) -> HTML {
        let mine = faults.filter { $0.field == name }
        guard !mine.isEmpty else { return "" }
        return """
            <p class="wrong" id="e-\(name)">\(mine.map(\.message).joined(separator: " "))</p>
            """
    }

    func hidden(_ name: String) -> HTML {
        guard let text = filled.text(name) else { return "" }
        return "<input type=\"hidden\" name=\"\(name)\" value=\"\(text)\">"
    }

    private func field(_ name: String, _ label: String, _ hint: String, _ control: HTML) -> HTML {
        """
        <div class="\(style(name))"><label for="f-\(name)">\(label)</label>\(hintLine(name, hint))\
        \(wrong(name))\(control)</div>

        """
    }

    private func style(_ name: String) -> String {
        faults.contains { $0.field == name } ? "field faulty" : "field"
    }

    private func hintLine(_ name: String, _ hint: String) -> HTML {
        hint.isEmpty ? "" : "<p class=\"hint\" id=\"h-\(name)\">\(hint)</p>"
    }

    /// Names the hint and the fault to those who hear the page.
    func described(_ name: String, _ hint: String = "") -> HTML {
        let isFaulty = faults.contains { $0.field == name }
        let ids = [hint.isEmpty ? nil : "h-\(name)", isFaulty ? "e-\(name)" : nil].compactMap(
            \.self)
        let by: String? = ids.isEmpty ? nil : ids.joined(separator: " ")
        let invalid: String? = isFaulty ? "true" : nil
        return "\(attribute: "aria-describedby", by)\(attribute: "aria-invalid", invalid)"
    }
}
