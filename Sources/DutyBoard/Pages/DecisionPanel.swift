import Casework
import HTML
import Reviews

/// What its reader can do about a child's case now.
struct DecisionPanel {
    let item: DeskCase
    let policy: Policy
    let reader: Reviewer
    /// What every form has to have in it.
    let field: HTML
    let draft: Draft
    /// Why what they tried did not take effect.
    let notice: String?

    private var today: Day { London.day(of: item.now) }
    private var path: String { "/children/\(item.file.digest)" }
    private var fields: HTML {
        """
        \(field)<input type="hidden" name="state" value="\(item.mark)">\
        <input type="hidden" name="opened" \
        value="\((draft.openedAt ?? item.now).milliseconds)">
        """
    }

    var html: HTML {
        """
        <aside class="decide" id="decide" aria-labelledby="decide-title">\
        <h2 id="decide-title">\(title)</h2>\(warning)\(said)\(content)</aside>

        """
    }

    private var title: String {
        guard item.row != nil, item.own.isWaiting else { return "No second look waits" }
        return item.row?.holder?.isSame(as: reader) == true ? "Your decision" : "Second look"
    }

    private var warning: HTML {
        """
        <p class="danger">A child may be in danger now? Do not wait for this form: call a strategy \
        discussion first.</p>
        """
    }

    private var said: HTML {
        notice.map { "<p class=\"notice\" role=\"alert\">\($0)</p>" as HTML } ?? ""
    }

    private var content: HTML {
        guard let row = item.row, item.own.isWaiting else { return "\(quiet)\(kept)" }
        if case .taken(let hold) = row.state {
            guard hold.by.isSame(as: reader) else {
                return "\(held(hold))\(kept)"
            }
            let isAsked = policy.asksFirstView(of: row) && item.own.firstView == nil
            return """
                \(holding(hold))\(isAsked ? firstView : decision(row))\
                \(isAsked ? kept : "")<div class="foot">\(handBack)</div>\(putOff)
                """
        }
        return "\(free(row))\(putOff)\(kept)"
    }

    /// Nothing is to be done here.
    private var quiet: HTML {
        let others = item.row?.waiting.compactMap { state in
            item.files[state.child.id].map { ($0, state.child.id.text) }
        }
        guard let others, !others.isEmpty else {
            return "<p>No alert about this child asks for one now.</p>"
        }
        return """
            <p>Of this home \(others.map { file, name in
                "<a href=\"/children/\(file.digest)\">\(name)</a>" as HTML
            }.joined(separator: ", ")) \(others.count == 1 ? "waits" : "wait").</p>
            """
    }

    private func free(_ row: Row) -> HTML {
        var lines: [String] = []
        if case .snoozed(let snooze) = row.state {
            lines.append(
                "Put off by \(name(snooze.by)) until \(snooze.until.until(today)): "
                    + "“\(snooze.reason)”")
        }
        if let lapsed = row.lapsed {
            lines.append(
                "\(name(lapsed.by).capitalizedFirst) had it until \(lapsed.until.since(today)); "
                    + "then it fell back into the queue.")
        }
        lines.append("Take the case to decide: colleagues then see that you have it.")
        return """
            \(lines.map { "<p>\($0)</p>" as HTML })\
            <form method="post" action="\(path)/take">\(fields)<button class="first">Take</button></form>
            """
    }

    private func held(_ hold: ChildState.Hold) -> HTML {
        let over: HTML =
            reader.role == .manager
            ? """
            <form method="post" action="\(path)/take-over">\(fields)\
            <button class="second">Take over</button></form>
            """ : "<p class=\"small quiet\">Speak to them; a manager can take it over.</p>"
        return """
            <p><b>\(hold.by.name)</b> has this case since \(hold.since.since(today)), until \
            \(hold.until.until(today)).</p>\(over)
            """
    }

    private func holding(_ hold: ChildState.Hold) -> HTML {
        let isLate = policy.holdWarning(takenAt: hold.since) <= item.now
        return """
            <p class="\(isLate ? "late" : "quiet")">With you until \(hold.until.until(today)); then it \
            falls back into the queue.</p>
            """
    }

    private var handBack: HTML {
        """
        <form method="post" action="\(path)/release">\(fields)<button class="bare">Hand back</button>\
        </form>
        """
    }

    private var firstView: HTML {
        """
        <p>Before the score is shown: what do you think, from the story alone? It stays on record \
        beside the decision.</p>
        <form method="post" action="\(path)/first-view">\(fields)\(choices("My first view"))\
        <button class="first">Keep my first view</button></form>
        """
    }

    private func decision(_ row: Row) -> HTML {
        let view: HTML =
            item.own.firstView.map { view in
                """
                <p class="said">Your first view, at \(view.at.timeOfDay) before the score was shown: \
                <b>\(view.decision.words.lowercasedFirst)</b>. It stays on record beside the decision.</p>
                """
            } ?? ""
        return """
            \(view)<form method="post" action="\(path)/decide">\(fields)\(children(row))\
            \(choices("What do you decide?"))\
            <label class="label" for="reason">Why, and what happens next</label>\
            <p class="hint" id="reason-hint">What you checked, what tipped it, who does what by when. \
            The family may read this one day.</p>\
            <textarea id="reason" name="reason" rows="5" maxlength="4000" required \
            aria-describedby="reason-hint">\(draft.reason)</textarea>\
            <button class="first">Record the decision</button>\
            <p class="hint">Kept with it: your name, the time, how long the page was open, and what it \
            showed (policy \(policy.version)).</p></form>
            """
    }

    /// The child of the page is ticked, and no other.
    private func children(_ row: Row) -> HTML {
        """
        <fieldset><legend>For</legend>\(row.waiting.count > 1
            ? "<p class=\"hint\">Whom you do not tick stays in the queue.</p>" : HTML())\
        \(row.waiting.map { state in
            let digest = item.files[state.child.id]?.digest ?? ""
            let isTicked =
                draft.ticked.isEmpty ? digest == item.file.digest : draft.ticked.contains(digest)
            return """
                <label class="choice"><input type="checkbox" name="for" value="\(digest)"\
                \(attribute: "checked", isTicked)>\
                <span>\(state.child.id.text)</span></label>\
                \(seen(state))
                """ as HTML
        })</fieldset>
        """
    }

    /// What the page shows of a child's records, so that an act says what it was made on.
    private func seen(_ state: ChildState) -> HTML {
        let digest = item.files[state.child.id]?.digest ?? ""
        return """
            <input type="hidden" name="seen-\(digest)" value="\(state.child.evidence.digest)">
            """
    }

    private func choices(_ legend: String) -> HTML {
        """
        <fieldset><legend>\(legend)</legend>\(Decision.allCases.map { decision in
            """
            <label class="choice"><input type="radio" name="decision" value="\(decision.rawValue)" \
            required\(attribute: "checked", draft.decision == decision)><span>\(decision.words)\
            \(decision.hint.map { "<span class=\"hint\">\($0)</span>" as HTML })</span></label>
            """ as HTML
        })</fieldset>
        """
    }

    private var putOff: HTML {
        let most = policy.desk.snoozeAtMostWorkingDays
        let isOpen = !draft.postponement.isEmpty
        return """
            <details class="put-off" id="put-off"\(attribute: "open", isOpen)>\
            <summary>Put off</summary>\
            <form method="post" action="\(path)/snooze">\(fields)\(item.states.map(seen))\
            <label class="label" for="days">For</label>\
            <select id="days" name="days">\((1...most).map { days in
                """
                <option value="\(days)"\(attribute: "selected", days == draft.days ?? 1)>\
                \(counted(days, "working day")), until \
                \(policy.snoozeEnd(days, after: item.now).until(today))</option>
                """ as HTML
            })</select>\
            <label class="label" for="postponement">Why</label>\
            <p class="hint" id="postponement-hint">Anything new about anybody of the home brings it \
            back before.</p>\
            <textarea id="postponement" name="postponement" rows="2" maxlength="4000" required \
            aria-describedby="postponement-hint">\(draft.postponement)</textarea>\
            <button class="second">Put off</button></form></details>
            """
    }

    /// What was typed, where the form it was typed into is not there any more.
    private var kept: HTML {
        guard !draft.reason.isEmpty else { return "" }
        return """
            <label class="label" for="kept">What you typed</label>\
            <textarea id="kept" rows="5" readonly>\(draft.reason)</textarea>
            """
    }

    private func name(_ person: Reviewer) -> String {
        person.isSame(as: reader) ? "you" : person.name
    }
}

extension String {
    /// The same with a small letter in front.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
