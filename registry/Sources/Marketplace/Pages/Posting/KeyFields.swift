import Catalogue
import HTML

/// Where a form asks for the key that writing needs, and the buttons that write.
///
/// The key comes with each form in its body: there is no session and no cookie that another site
/// could make use of, and nothing of it stands in an address.
struct KeyFields {
    let controls: Controls
    let isChange: Bool
    let kind: EntryKind

    static let name = "key"

    var html: HTML {
        """
        <div class="\(controls.faults.contains { $0.field == Self.name } ? "field faulty" : "field")">\
        <label for="f-key">Your organisation’s key</label>\
        <p class="hint" id="h-key">Writing needs one; whoever runs this registry gives it out. It is not \
        kept in your browser: it goes with this form and is asked for again.</p>\
        \(controls.wrong(Self.name))\
        <input id="f-key" name="key" type="password" class="wide" autocomplete="current-password"\
        \(controls.described(Self.name, "asked"))></div>\(controls.hidden("revision"))
        <div class="presses"><button class="main" name="press" value="publish">\
        \(isChange ? "Publish the change" : "Publish")</button></div>
        \(isChange ? withdrawal : HTML())
        """
    }

    private var withdrawal: HTML {
        """
        <details class="more"><summary>Withdraw it</summary><p class="meta">It is taken out of the \
        catalogue. Its versions are kept.</p>\(controls.box("sure", "Yes, withdraw this \(kind.rawValue)"))\
        <div class="presses"><button name="press" value="withdraw">Withdraw it</button></div></details>
        """
    }
}
