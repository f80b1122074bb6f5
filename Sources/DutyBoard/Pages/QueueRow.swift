import Casework
import HTML
import Reviews

/// One row of the queue, for one of its readers.
struct QueueRow {
    let board: DeskBoard
    let policy: Policy
    let reader: Reviewer

    /// As it stands where somebody is to do something with it.
    func whole(_ row: Row) -> HTML {
        let words = words(row)
        return """
            <li class="row" id="\(id(row))">\(band(row, words))\(story(row, words))\
            <div class="spark">\(spark(row))</div>\(due(words))\(acts(row, words))</li>

            """
    }

    /// As it stands where it is only to be known.
    func brief(_ row: Row) -> HTML {
        let words = words(row)
        let holder: HTML =
            if case .taken(let hold) = row.state {
                "<b>\(words.who(hold.by))</b> since \(hold.since.since(board.today))"
            } else if case .snoozed(let snooze) = row.state {
                "<b>put off until \(snooze.until.until(board.today))</b>"
            } else {
                ""
            }
        let until: HTML = words.due.map { due in "<span>\(due.text)</span>" } ?? ""
        return """
            <li class="row brief" id="\(id(row))">\(band(row, words, isBrief: true))\(story(row, words))\
            <p class="due">\(holder)\(until)</p></li>

            """
    }

    /// As its state asks for, in a list of all.
    func any(_ row: Row) -> HTML {
        if row.isFree || row.holder?.isSame(as: reader) == true { return whole(row) }
        return brief(row)
    }

    /// A row that is not in the queue any more.
    func gone(_ row: GoneRow) -> HTML {
        let today = board.today
        let (word, sentence, meta): (String, HTML, String)
        switch row.why {
        case .decided(let review, let judgement):
            let who = review.by.isSame(as: reader) ? "You" : review.by.name
            let open = judgement.openedAt.milliseconds
            let minutes = max(1, (review.at.milliseconds - open) / 60_000)
            word = "decided"
            sentence = "\(said(of: row.child))"
            meta =
                "\(RowWords.children(row.child, others: row.others)). \(who), "
                + "\(review.at.since(today)): \(judgement.decision.past). "
                + "Open for \(counted(Int(minutes), "minute"))."
        case .withdrawn(let known):
            word = "withdrawn"
            let said = (known.reasonsWhileStanding.first ?? known.alert.ruleTitle)
                .withoutFullStop
            sentence = "<s>\(said)</s>"
            meta =
                "\(row.child.text). \(known.at.since(today)): "
                + (known.alert.reasons.first ?? "No reason was given.")
        }
        return """
            <li class="row gone" id="\(key(row.household))"><div class="band shade1">\(word)</div>\
            <div class="case"><h3><a href="\(address(row.child))">\(sentence)\
            <span class="unseen">, \(row.child.text)</span></a></h3>\
            <p class="meta">\(meta)</p></div></li>

            """
    }

    private func words(_ row: Row) -> RowWords {
        RowWords(row: row, board: board, policy: policy, reader: reader)
    }

    private func band(_ row: Row, _ words: RowWords, isBrief: Bool = false) -> HTML {
        if words.isScoreHidden {
            return "<div class=\"band veiled\">after your first view</div>"
        }
        let score = row.headline.child.score
        let name = policy.bands[row.band].name
        let figure: HTML =
            isBrief ? "" : "<span class=\"unseen\">Score </span><strong>\(score)</strong> "
        return "<div class=\"band \(policy.shade(of: score))\">\(figure)\(name)</div>"
    }

    private func story(_ row: Row, _ words: RowWords) -> HTML {
        let tags = words.tags.map { "<span class=\"tag \($0.style)\">\($0.words)</span>" as HTML }
        return """
            <div class="case"><h3><a href="\(address(row.id))">\(words.sentence)\
            <span class="unseen">, \(words.children)</span></a></h3>\
            <p class="meta">\(tags)\(words.more)</p></div>
            """
    }

    private func spark(_ row: Row) -> HTML {
        guard let file = board.files[row.id] else { return "" }
        let story = policy.story(of: file.chronology, at: board.now)
        return SmallChronology(story: story).svg
    }

    private func due(_ words: RowWords) -> HTML {
        let due: HTML =
            words.due.map { "<b\(attribute: "class", $0.isLate ? "late" : nil)>\($0.text)</b>" }
            ?? "<b>no due time</b>"
        return "<p class=\"due\">\(due)<span>\(words.since)</span></p>"
    }

    private func acts(_ row: Row, _ words: RowWords) -> HTML {
        let mark = row.mark
        if row.holder?.isSame(as: reader) == true {
            return """
                <div class="act"><a class="button" href="\(address(row.id))#decide">Decide\
                <span class="unseen">: \(words.children)</span></a>\
                \(button("release", "bare", "Hand back", row, mark, words))</div>
                """
        }
        return """
            <div class="act">\(button("take", "second", "Take", row, mark, words))\
            <a class="small" href="\(address(row.id))#put-off">Put off\
            <span class="unseen">: \(words.children)</span></a></div>
            """
    }

    private func button(
        _ verb: String, _ style: String, _ name: String, _ row: Row, _ mark: String,
        _ words: RowWords
    ) -> HTML {
        """
        <button class="\(style)" form="desk" formaction="\(address(row.id))/\(verb)" name="state" \
        value="\(mark)">\(name)<span class="unseen">: \(words.children)</span></button>
        """
    }

    private func said(of child: ChildID) -> String {
        let alerts = (board.files[child]?.alerts ?? []).filter {
            Attention(rule: $0.alert.rule) == .secondLook
        }
        let latest = alerts.max { ($0.stands ? 1 : 0, $0.at) < ($1.stands ? 1 : 0, $1.at) }
        return (latest?.reasonsWhileStanding.first ?? "A second look").withoutFullStop
    }

    private func address(_ child: ChildID) -> String {
        "/children/\(board.files[child]?.digest ?? "")"
    }

    private func id(_ row: Row) -> String { key(Household(of: row.headline.child)) }

    /// Names a household's row on the page, whichever of its children leads it.
    private func key(_ household: Household) -> String { "case-\(board.key(household))" }
}
